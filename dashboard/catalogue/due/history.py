"""What date was named for a thing promised, and when: by the documents' statements and by outside figures.

The two stay two kinds of record (``fact`` or ``figure``); they only stand in one order, that of when they were said.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.catalogue.dates import counts_from, date_bounds
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact, Project, ReferenceFigure, Route
from dashboard.catalogue.promises import is_promise, promise_subjects
from dashboard.catalogue.vocabulary import Measure


@dataclass(frozen=True)
class NamedDate:
    """One date that was named, by a statement (``fact``) or by an outside ``figure``; ``said`` is when, if known."""

    due: str
    said: str | None
    fact: str | None = None
    figure: ReferenceFigure | None = None


@dataclass(frozen=True)
class DueHistory:
    """The dates named for one thing: a project, route or place (``of``), or the ``part`` of it that figures name.

    ``dates`` stand in the order in which they were said; those of which that is not known are last. ``came_about`` is
    whether an outside source has it opened, or a later statement confirms one of its statements.
    """

    of: str
    part: str | None
    dates: tuple[NamedDate, ...]
    came_about: bool

    @property
    def placed(self) -> tuple[NamedDate, ...]:
        """The dates of which it is known when they were said."""
        return tuple(dated for dated in self.dates if dated.said is not None)

    @property
    def moved_months(self) -> int | None:
        """By how many months the date last named is later than the first; None where fewer than two have their day."""
        if len(self.placed) < 2:
            return None
        first, last = (date_bounds(dated.due)[1] for dated in (self.placed[0], self.placed[-1]))
        return (last.year - first.year) * 12 + last.month - first.month

    def came_due(self, today: date) -> bool:
        """Whether every date named for it is past on ``today``, and nothing says that it came about."""
        return not self.came_about and all(date_bounds(dated.due)[1] < today for dated in self.dates)


def due_histories(
    catalogue: Catalogue, entities: Iterable[str], facts: Collection[str] | None = None, today: date | None = None
) -> tuple[DueHistory, ...]:
    """The histories of some projects, routes and places, each whole first and then its parts.

    Parameters
    ----------
    catalogue
        What is known.
    entities
        Of which projects, routes or places; a statement about a project counts for that, not for its places.
    facts
        The statements that count; None for all of them.
    today
        What was said later, and what came about later, is left out; None leaves nothing out.
    """
    histories = []
    for entity in entities:
        named: dict[str | None, list[NamedDate]] = {}
        for part, dated in [*_by_facts(catalogue, entity, facts), *_by_figures(catalogue, entity)]:
            if today is None or dated.said is None or counts_from(dated.said) <= today:
                named.setdefault(part, []).append(dated)
        for part in sorted(named, key=lambda part: part or ""):
            dates = tuple(sorted(named[part], key=_order))
            histories.append(DueHistory(entity, part, dates, _came_about(catalogue, entity, part, dates, today)))
    return tuple(histories)


def _order(dated: NamedDate) -> tuple[bool, tuple[date, date], tuple[date, date]]:
    due = date_bounds(dated.due)
    return dated.said is None, date_bounds(dated.said) if dated.said else due, due


def _by_facts(
    catalogue: Catalogue, entity: str, facts: Collection[str] | None
) -> Iterator[tuple[str | None, NamedDate]]:
    for fact in catalogue.facts.values():
        counts = (facts is None or fact.id in facts) and is_promise(catalogue, fact)
        if counts and fact.due is not None and entity in promise_subjects(catalogue, fact):
            said = catalogue.documents[catalogue.fact_document[fact.id]].published
            yield None, NamedDate(fact.due, said, fact=fact.id)


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
    opened = any(
        figure.measure is Measure.OPENED and figure.part == part and _known_by(figure.as_of, today)
        for figure in _figures(catalogue, entity)
    )
    own = {dated.fact for dated in dates if dated.fact}
    return opened or any(fact.confirms in own and _known(catalogue, fact, today) for fact in catalogue.facts.values())


def _known(catalogue: Catalogue, fact: Fact, today: date | None) -> bool:
    return _known_by(catalogue.documents[catalogue.fact_document[fact.id]].published, today)


def _known_by(when: str | None, today: date | None) -> bool:
    return today is None or when is None or counts_from(when) <= today
