"""An axis of years. Years with an event have a column each; the empty years between are folded."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_FOLDED_WIDTH = 0.3  # the width of a run of empty years, in widths of a year
_FOLD_FROM = 2  # the least number of empty years in a run


@dataclass(frozen=True)
class Column:
    """One year, or a folded run of empty years. ``start`` and ``width`` are in percent of the axis."""

    first: int
    last: int
    start: float
    width: float

    @property
    def folded(self) -> bool:
        """Whether the column is a run of empty years."""
        return self.last > self.first


@dataclass(frozen=True)
class Axis:
    """The columns from 0 to 100 percent, without gaps."""

    columns: tuple[Column, ...]

    def at(self, day: date, *, end: bool = False) -> float:
        """The begin or the end of a day in percent. A day outside the axis is at its nearer end."""
        for column in self.columns:
            if column.first <= day.year <= column.last:
                return column.start + column.width * _share(column, day, end=end)
        return 0.0 if day.year < self.columns[0].first else 100.0


def year_axis(years: Iterable[int], first: int, last: int) -> Axis:
    """The axis from ``first`` to ``last``, extended to all ``years``, which are the years with an event.

    Raises
    ------
    ValueError
        ``last`` is before ``first``.
    """
    if last < first:
        raise ValueError(f"an axis cannot end in {last} before it begins in {first}")
    used = set(years)
    spans = _spans(used, min([first, *used]), max([last, *used]))
    weights = [_FOLDED_WIDTH if b > a else 1.0 for a, b in spans]
    columns, start = [], 0.0
    for (a, b), weight in zip(spans, weights, strict=True):
        width = 100 * weight / sum(weights)
        columns.append(Column(a, b, start, width))
        start += width
    return Axis(tuple(columns))


def _spans(used: set[int], first: int, last: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    empty: list[int] = []
    for year in [*range(first, last + 1), None]:
        if year is not None and year not in used:
            empty.append(year)
            continue
        spans += [(empty[0], empty[-1])] if len(empty) >= _FOLD_FROM else [(year, year) for year in empty]
        empty = []
        spans += [(year, year)] if year is not None else []
    return spans


def _share(column: Column, day: date, *, end: bool) -> float:
    days = 366 if calendar.isleap(day.year) else 365
    passed = (day - date(day.year, 1, 1)).days + (1 if end else 0)
    return (day.year - column.first + passed / days) / (column.last - column.first + 1)
