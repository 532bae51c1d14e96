"""The dates that were named for one thing, in the order in which they were named, and the calendar of these dates.

The documents' statements and outside figures name dates. They stay two kinds of record (``fact`` or ``figure``) that
stand in one order.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.dates import counts_from, date_bounds
from dashboard.catalogue.due.promises import is_promise, promise_subjects
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Project, ReferenceFigure, Route
from dashboard.catalogue.statement_groups import without_reprints
from dashboard.catalogue.vocabulary import FactKind, Measure


@dataclass(frozen=True)
class NamedDate:
    """A date that a statement (``fact``, an id) or an outside ``figure`` names.

    ``named_on`` is the day on which it was named; None if that is not known.
    """

    due: str
    named_on: str | None
    fact: str | None = None
    figure: ReferenceFigure | None = None

    @property
    def key(self) -> str:
        """The statement's id, or the date and the source of the figure: the same on every day."""
        return self.fact or f"{self.due} {self.figure.source if self.figure else ''}"

    @property
    def last_day(self) -> date:
        """The last day that the date can mean."""
        return date_bounds(self.due)[1]


@dataclass(frozen=True)
class DueHistory:
    """The dates named for a project, route or place (``entity``), or for a ``part`` of it.

    A part is one that figures name, or what one statement (an id) aims at: a capacity by 2030 is no date of the works.
    ``dates`` stand in the order in which they were named; dates without that day are last. ``came_about`` is whether
    an outside source says that it opened, or a later statement confirms one of its statements, and no date was named
    since: a date that is named after an opening is of something else, such as a second phase.
    """

    entity: str
    part: str | None
    dates: tuple[NamedDate, ...]
    came_about: bool

    @property
    def ordered_dates(self) -> tuple[NamedDate, ...]:
        """The dates whose day of naming is known."""
        return tuple(dated for dated in self.dates if dated.named_on is not None)

    @property
    def moved_months(self) -> int | None:
        """The months from the date named first to the date named last; None for fewer than two ``ordered_dates``."""
        if len(self.ordered_dates) < 2:
            return None
        first, last = self.ordered_dates[0].last_day, self.ordered_dates[-1].last_day
        return (last.year - first.year) * 12 + last.month - first.month

    def came_due(self, today: date) -> bool:
        """Whether every date named for it is past on ``today``, and no source says that it came about."""
        return not self.came_about and all(dated.last_day < today for dated in self.dates)


@dataclass(frozen=True)
class DueEntry:
    """One date of the calendar, and all histories for which the same words named it.

    ``came_due`` is whether these ``DueHistory.came_due``.
    """

    named: NamedDate
    histories: tuple[DueHistory, ...]
    came_due: bool

    @property
    def key(self) -> str:
        """The ``NamedDate.key`` of its date."""
        return self.named.key


def due_histories(
    catalogue: Catalogue, entities: Iterable[str], facts: Collection[str] | None = None, today: date | None = None
) -> tuple[DueHistory, ...]:
    """The histories of some projects, routes and places, each first as a whole and then by its parts.

    Parameters
    ----------
    catalogue
        The records.
    entities
        Ids of projects, routes or places; a statement about a project counts for the project, not for its places.
    facts
        Ids of the statements that count; None for all of them.
    today
        Dates that were named later, and events that happened later, are left out; None leaves nothing out.
    """
    histories = []
    for entity in entities:
        by_part: dict[str | None, list[NamedDate]] = {}
        for part, dated in [*_by_facts(catalogue, entity, facts), *_by_figures(catalogue, entity)]:
            if _is_known(dated.named_on, today):
                by_part.setdefault(part, []).append(dated)
        aims = {part: by_part[part][0].due for part in by_part if part in catalogue.facts}
        for part in sorted(by_part, key=lambda part: (part in aims, aims.get(part, part or ""))):
            dates = tuple(sorted(by_part[part], key=_order))
            histories.append(DueHistory(entity, part, dates, _came_about(catalogue, entity, part, dates, today)))
    return tuple(histories)


def due_calendar(histories: Iterable[DueHistory], today: date) -> tuple[DueEntry, ...]:
    """The entries by their last day: the future dates of each history, or the latest date if all are past.

    Of two equal latest dates, a statement's goes before a figure's. A history that came about has no entry.
    """
    entries: dict[str, tuple[NamedDate, list[DueHistory], bool]] = {}
    for history in histories:
        if history.came_about:
            continue
        dates = [dated for dated in history.dates if dated.last_day >= today]
        came_due = not dates
        for dated in dates or [max(history.dates, key=lambda dated: (dated.last_day, dated.fact is not None))]:
            entries.setdefault(dated.key, (dated, [], came_due))[1].append(history)
    calendar = (DueEntry(named, tuple(members), came_due) for named, members, came_due in entries.values())
    return tuple(sorted(calendar, key=lambda entry: (*date_bounds(entry.named.due)[::-1], entry.key)))


def _order(dated: NamedDate) -> tuple[bool, tuple[date, date], tuple[date, date]]:
    due = date_bounds(dated.due)
    return dated.named_on is None, date_bounds(dated.named_on) if dated.named_on else due, due


def _by_facts(
    catalogue: Catalogue, entity: str, facts: Collection[str] | None
) -> Iterator[tuple[str | None, NamedDate]]:
    due = (fact for fact in catalogue.facts.values() if fact.due and (facts is None or fact.id in facts))
    promised = (fact for fact in due if is_promise(catalogue, fact) and entity in promise_subjects(catalogue, fact))
    for fact in without_reprints(catalogue, promised):
        published = catalogue.document_of(fact).published
        yield None if fact.kind is FactKind.DEADLINE else fact.id, NamedDate(fact.due or "", published, fact=fact.id)


def _by_figures(catalogue: Catalogue, entity: str) -> Iterator[tuple[str | None, NamedDate]]:
    for figure in _figures(catalogue, entity):
        if figure.measure is Measure.DUE and figure.as_of is not None:
            yield figure.part, NamedDate(figure.as_of, figure.said, figure=figure)


def _figures(catalogue: Catalogue, entity: str) -> tuple[ReferenceFigure, ...]:
    holder: Project | Route | None = catalogue.projects.get(entity) or catalogue.routes.get(entity)
    return holder.figures if holder else ()


def _came_about(
    catalogue: Catalogue, entity: str, part: str | None, dates: Iterable[NamedDate], today: date | None
) -> bool:
    figures, promises = _figures(catalogue, entity), {dated.fact for dated in dates if dated.fact}
    days = [figure.as_of for figure in figures if figure.measure is Measure.OPENED and figure.part == part]
    confirming = (fact for fact in catalogue.facts.values() if fact.confirms in promises)
    days += [catalogue.document_of(fact).published for fact in confirming]
    since = max((counts_from(dated.named_on) for dated in dates if dated.named_on), default=date.min)
    return any(_is_known(day, today) and (day is None or counts_from(day) >= since) for day in days)


def _is_known(day: str | None, today: date | None) -> bool:
    """Whether an event of ``day`` is known on ``today``; an event without a day counts as known."""
    return today is None or day is None or counts_from(day) <= today
