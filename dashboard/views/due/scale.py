"""The scale of both axes of a chart of due dates, in years: the day of the statement and the due date compare."""

import calendar
import math
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.due.history import NamedDate

_MOST_TICKS = 8


def year_of(day: date, *, end: bool = False) -> float:
    """A day as a number of years, at its beginning or its ``end``."""
    passed = day.timetuple().tm_yday - (0 if end else 1)
    return day.year + passed / (366 if calendar.isleap(day.year) else 365)


def naming_year(dated: NamedDate) -> float:
    """The middle of the days on which a due date may have been named, in years."""
    first, last = date_bounds(dated.named_on or dated.due)
    return (year_of(first) + year_of(last, end=True)) / 2


def due_years(dated: NamedDate) -> tuple[float, float]:
    """The first and the last day that a due date can mean, in years."""
    first, last = date_bounds(dated.due)
    return year_of(first), year_of(last, end=True)


@dataclass(frozen=True)
class YearScale:
    """The years from ``first`` to ``last``."""

    first: int
    last: int

    @classmethod
    def containing(cls, dates: tuple[NamedDate, ...]) -> "YearScale":
        """The scale of all ``dates`` (at least one): the days on which they were named, and the due dates."""
        values = [value for dated in dates for value in (naming_year(dated), *due_years(dated))]
        return cls(math.floor(min(values)), math.ceil(max(values)))

    def share(self, year: float) -> float:
        """The position of a year, from 0 to 1."""
        return (year - self.first) / (self.last - self.first)

    @property
    def ticks(self) -> range:
        """The years with a label at the axes."""
        return range(self.first, self.last, math.ceil((self.last - self.first) / _MOST_TICKS))

    @property
    def edges(self) -> range:
        """The beginning of each year, and the end of the last one."""
        return range(self.first, self.last + 1)
