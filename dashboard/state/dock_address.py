"""The part of the address for the views below the map: the open tab and its options."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from dashboard.catalogue.dates import counts_from

TABS: tuple[str, ...] = (
    *("statements", "timeline", "promises", "targets", "coverage", "compare", "disagreements", "table"),
)
"""The views, in the order of the bar."""
ROWS: tuple[str, ...] = ("routes", "places", "facts", "documents")
"""The kinds of records of the table; the first is the default."""
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "routes": ("name", "mode", "status", "length", "precision", "country", "project"),
        "places": ("name", "place-kind", "country", "lat", "lon", "within", "project"),
        "facts": ("statement", "fact-kind", "modality", "speaker", "published", "as_of", "due", "number", "about"),
        "documents": ("title", "publisher", "published", "language", "facts"),
    }
)
"""The columns of each table, in order. The first names the record and cannot be hidden."""
ORDERS: tuple[str, ...] = ("-published", "published", "about", "modality")
"""The orders of the list of statements, by columns of its table; the first is the default."""
GROUPS: tuple[str, ...] = ("about", "speaker", "document")
"""The groupings of the list of statements."""
DAY = r"(?:199\d|20\d\d)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
"""The pattern of a partial date in the years of the atlas."""
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
"""By name in the query, in the order of the address, the pattern of its values.

Browsers use them too, and know neither projects nor calendars.
"""


@dataclass(frozen=True)
class DockState:
    """The options of the views below the map; ``None`` is the default.

    ``tab`` is the open view; ``full`` makes it fill the window. The table has ``rows`` of one kind, sorted by the
    column ``sort`` (descending with a ``-`` before it), without the columns ``hide``. The list of statements is sorted
    by ``sort`` too, and grouped by ``group``. ``compare`` are the projects side by side. ``on`` is a day, a month or a
    year: the page has the record as it stood at its end. Without ``on``, promises are compared with today.
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
    """``state`` with one more parameter of the query; ``None`` if its value is not valid."""
    if not re.fullmatch(VALUES[name], value) or (name == "on" and not is_day(value)):
        return None
    changed: Any = value
    if name == "hide":
        changed = tuple(sorted(set(value.split(","))))
    elif name == "compare":
        changed = tuple(value.split(","))
        if len(changed) != len(set(changed)) or not all(project in projects for project in changed):
            return None
    elif name == "full":
        changed = True
    return replace(state, **{name: changed})


def write_dock(state: DockState) -> list[tuple[str, str]]:
    """The names and values for the query, without defaults."""
    joined = {"hide": ",".join(state.hide), "compare": ",".join(state.compare), "full": "yes" if state.full else None}
    values = {**vars(state), **joined}
    return [(name, values[name]) for name in VALUES if values[name]]


def is_day(value: str) -> bool:
    """Whether ``value`` is a day, a month or a year of the calendar, in the years of the atlas."""
    if not re.fullmatch(DAY, value, re.ASCII):
        return False
    try:
        counts_from(value)
    except ValueError:
        return False
    return True
