"""The one scale of both axes of a chart of due dates: years, so that "said" can be held against "due"."""

import calendar
import math
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.due.history import NamedDate

_MOST_TICKS = 8


def year_of(day: date, *, end: bool = False) -> float:
    """A day as a number of years, at its begin or at its ``end``."""
    passed = day.timetuple().tm_yday - (0 if end else 1)
    return day.year + passed / (366 if calendar.isleap(day.year) else 365)


def said_at(dated: NamedDate) -> float:
    """When a date was said, on the axis: in the middle of what its day can mean."""
    first, last = date_bounds(dated.named_on or dated.due)
    return (year_of(first) + year_of(last, end=True)) / 2


def due_span(dated: NamedDate) -> tuple[float, float]:
    """From the first to the last day that a date named can mean, on the axis."""
    first, last = date_bounds(dated.due)
    return year_of(first), year_of(last, end=True)


@dataclass(frozen=True)
class YearScale:
    """Whole years from ``first`` to ``last``."""

    first: int
    last: int

    @classmethod
    def of(cls, dates: tuple[NamedDate, ...]) -> "YearScale":
        """The scale that holds all ``dates``, when they were said and when they are due; there is at least one."""
        values = [value for dated in dates for value in (said_at(dated), *due_span(dated))]
        return cls(math.floor(min(values)), math.ceil(max(values)))

    def share(self, year: float) -> float:
        """Where a year stands, from 0 to 1."""
        return (year - self.first) / (self.last - self.first)

    @property
    def ticks(self) -> range:
        """The years that are written at the axes, each at its middle."""
        return range(self.first, self.last, math.ceil((self.last - self.first) / _MOST_TICKS))

    @property
    def edges(self) -> range:
        """Where a year begins, and where the last one ends."""
        return range(self.first, self.last + 1)
