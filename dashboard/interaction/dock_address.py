"""The part of the address that is about the views beside the map: which tab is open, and what it is asked."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from dashboard.views.dock import COLUMNS, ROWS, TABS

NAMES: tuple[str, ...] = ("tab", "rows", "sort", "hide", "compare", "on")
"""Query names, in the order of the address."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COLUMNS = frozenset(column for columns in COLUMNS.values() for column in columns)
_YEARS = range(1990, 2100)


@dataclass(frozen=True)
class DockState:
    """What the views beside the map are asked, as far as the address says.

    ``tab`` is the open view (``None``: none is). The table is of ``rows``, sorted by the column ``sort`` (with a ``-``
    before it backwards), without the columns ``hide``. ``compare`` are the projects side by side, ``on`` is the day
    against which promises are held (``None``: today).
    """

    tab: str | None = None
    rows: str | None = None
    sort: str | None = None
    hide: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    on: date | None = None


def read_dock(state: DockState, name: str, value: str, projects: Collection[str]) -> DockState | None:
    """``state`` with one parameter of the query read into it; ``None`` where its value is not known."""
    if name == "tab" and value in TABS:
        return replace(state, tab=value)
    if name == "rows" and value in ROWS:
        return replace(state, rows=value)
    if name == "sort" and value.removeprefix("-") in _COLUMNS:
        return replace(state, sort=value)
    if name == "hide":
        hidden = tuple(sorted(set(value.split(","))))
        return replace(state, hide=hidden) if _COLUMNS.issuperset(hidden) else None
    if name == "compare":
        chosen = tuple(value.split(","))
        known = len(chosen) == len(set(chosen)) <= 2 and all(project in projects for project in chosen)
        return replace(state, compare=chosen) if known else None
    if name == "on" and (day := _day(value)) is not None:
        return replace(state, on=day)
    return None


def write_dock(state: DockState) -> list[tuple[str, str]]:
    """The query's pairs; what is at its default is left out."""
    hide, compare = ",".join(state.hide), ",".join(state.compare)
    values = (state.tab, state.rows, state.sort, hide, compare, state.on.isoformat() if state.on else None)
    return [(name, value) for name, value in zip(NAMES, values, strict=True) if value]


def _day(value: str) -> date | None:
    if not _DAY.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.year in _YEARS else None
