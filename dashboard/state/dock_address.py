"""The part of the address that is about the views beside the map: which tab is open, and what it is asked."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from dashboard.catalogue.dates import counts_from

TABS: tuple[str, ...] = (
    *("statements", "timeline", "promises", "targets", "coverage", "compare", "disagreements", "table"),
)
"""The views, in the order of the bar."""
ROWS: tuple[str, ...] = ("routes", "places", "facts", "documents")
"""What the table can be of; the first where nothing is asked."""
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "routes": ("name", "mode", "status", "length", "precision", "country", "project"),
        "places": ("name", "place-kind", "country", "lat", "lon", "within", "project"),
        "facts": ("statement", "fact-kind", "modality", "speaker", "published", "as_of", "due", "number", "about"),
        "documents": ("title", "publisher", "published", "language", "facts"),
    }
)
"""The columns of each table, in order. The first names the record and is always there."""
ORDERS: tuple[str, ...] = ("-published", "published", "about", "modality")
"""How the list of statements can be sorted, by columns of its table; the first where nothing is asked."""
GROUPS: tuple[str, ...] = ("about", "speaker", "document")
"""By what the list of statements can be divided."""
NAMES: tuple[str, ...] = ("tab", "rows", "sort", "group", "hide", "compare", "on", "full")
"""Query names, in the order of the address."""
DAY = r"(?:199\d|20\d\d)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
"""A partial date, of the years that the atlas can be asked for."""
_COLUMNS = frozenset(column for columns in COLUMNS.values() for column in columns)
_COLUMN = f"(?:{'|'.join(sorted(_COLUMNS))})"
VALUES: Mapping[str, str] = MappingProxyType(
    {
        "tab": "|".join(TABS),
        "rows": "|".join(ROWS),
        "sort": f"-?{_COLUMN}",
        "group": "|".join(GROUPS),
        "hide": f"{_COLUMN}(?:,{_COLUMN})*",
        "compare": "[^,]+(?:,[^,]+)?",
        "on": DAY,
        "full": "yes",
    }
)
"""The patterns of their values, for browsers, which know neither projects nor calendars."""


@dataclass(frozen=True)
class DockState:
    """What the views beside the map are asked, as far as the address says.

    ``tab`` is the open view (``None``: none is). The table is of ``rows``, sorted by the column ``sort`` (with a ``-``
    before it backwards), without the columns ``hide``. The list of statements is sorted by ``sort`` too, and divided by
    ``group``. ``compare`` are the projects side by side, ``on`` is the day, month or year at whose end the record
    stood as it is shown (``None``: as it stands; promises are held against today). ``full``: the view fills the window.
    """

    tab: str | None = None
    rows: str | None = None
    sort: str | None = None
    group: str | None = None
    hide: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    on: str | None = None
    full: bool = False


def read_dock(state: DockState, name: str, value: str, projects: Collection[str]) -> DockState | None:
    """``state`` with one parameter of the query read into it; ``None`` where its value is not known."""
    if name == "tab" and value in TABS:
        return replace(state, tab=value)
    if name == "rows" and value in ROWS:
        return replace(state, rows=value)
    if name == "sort" and value.removeprefix("-") in _COLUMNS:
        return replace(state, sort=value)
    if name == "group" and value in GROUPS:
        return replace(state, group=value)
    if name == "hide":
        hidden = tuple(sorted(set(value.split(","))))
        return replace(state, hide=hidden) if _COLUMNS.issuperset(hidden) else None
    if name == "compare":
        chosen = tuple(value.split(","))
        known = len(chosen) == len(set(chosen)) <= 2 and all(project in projects for project in chosen)
        return replace(state, compare=chosen) if known else None
    if name == "on" and is_day(value):
        return replace(state, on=value)
    if name == "full" and value == "yes":
        return replace(state, full=True)
    return None


def write_dock(state: DockState) -> list[tuple[str, str]]:
    """The query's pairs; what is at its default is left out."""
    hide, compare = ",".join(state.hide), ",".join(state.compare)
    full = "yes" if state.full else None
    values = (state.tab, state.rows, state.sort, state.group, hide, compare, state.on, full)
    return [(name, value) for name, value in zip(NAMES, values, strict=True) if value]


def is_day(value: str) -> bool:
    """Whether ``value`` is a day, a month or a year that is in the calendar and can be asked for."""
    if not re.fullmatch(DAY, value, re.ASCII):
        return False
    try:
        counts_from(value)
    except ValueError:
        return False
    return True
