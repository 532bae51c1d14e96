"""What is due, by its day: each date that still stands, and what came due without later evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.due.history import DueHistory, NamedDate


@dataclass(frozen=True)
class DueEntry:
    """One date of the calendar, and all that the same words named it for.

    ``came_due`` is whether it is past, every other date named for the same thing is past too, and nothing says that it
    came about.
    """

    named: NamedDate
    histories: tuple[DueHistory, ...]
    came_due: bool

    @property
    def key(self) -> str:
        """What is the same for the same entry on every day: the statement's id, or the source and the date."""
        return _key(self.named)


def due_calendar(histories: Iterable[DueHistory], today: date) -> tuple[DueEntry, ...]:
    """The entries by their last day: of each history the dates to come, or, where all are past, the latest of them.

    What came about is in no calendar.
    """
    by_key: dict[str, tuple[NamedDate, list[DueHistory], bool]] = {}
    for history in histories:
        if history.came_about:
            continue
        came_due = history.came_due(today)
        for dated in _standing(history, today, came_due=came_due):
            by_key.setdefault(_key(dated), (dated, [], came_due))[1].append(history)
    entries = (DueEntry(named, tuple(own), came_due) for named, own, came_due in by_key.values())
    return tuple(sorted(entries, key=lambda entry: (*date_bounds(entry.named.due)[::-1], entry.key)))


def _standing(history: DueHistory, today: date, *, came_due: bool) -> list[NamedDate]:
    if came_due:
        return [max(history.dates, key=lambda dated: date_bounds(dated.due)[1])]
    return [dated for dated in history.dates if date_bounds(dated.due)[1] >= today]


def _key(dated: NamedDate) -> str:
    return dated.fact or f"{dated.due} {dated.figure.source if dated.figure else ''}"
