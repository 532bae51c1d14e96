"""An axis of years on which the years that hold something have room, and the empty ones between are folded."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_FOLDED_WIDTH = 0.3  # of a year's: a run of empty years, however long
_FOLD_FROM = 2  # a single empty year stays a year


@dataclass(frozen=True)
class Column:
    """One year, or a run of empty ones folded together. ``start`` and ``width`` are percents of the axis."""

    first: int
    last: int
    start: float
    width: float

    @property
    def folded(self) -> bool:
        """Whether several years stand here in the place of less than one."""
        return self.last > self.first


@dataclass(frozen=True)
class Axis:
    """Columns without a gap between them, from 0 to 100 percent."""

    columns: tuple[Column, ...]

    def at(self, day: date, *, end: bool = False) -> float:
        """Where a day begins, or ends, in percent; a day off the axis lies at the axis's nearer end."""
        for column in self.columns:
            if column.first <= day.year <= column.last:
                return column.start + column.width * _share(column, day, end=end)
        return 0.0 if day.year < self.columns[0].first else 100.0


def year_axis(years: Iterable[int], first: int, last: int) -> Axis:
    """The axis from ``first`` to ``last``, widened to hold all ``years``, which are those that hold something.

    Raises
    ------
    ValueError
        ``last`` is before ``first``.
    """
    if last < first:
        raise ValueError(f"an axis cannot end in {last} before it begins in {first}")
    held = set(years)
    spans = _spans(held, min([first, *held]), max([last, *held]))
    weights = [_FOLDED_WIDTH if b > a else 1.0 for a, b in spans]
    columns, start = [], 0.0
    for (a, b), weight in zip(spans, weights, strict=True):
        width = 100 * weight / sum(weights)
        columns.append(Column(a, b, start, width))
        start += width
    return Axis(tuple(columns))


def _spans(held: set[int], first: int, last: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    empty: list[int] = []
    for year in [*range(first, last + 1), None]:
        if year is not None and year not in held:
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
