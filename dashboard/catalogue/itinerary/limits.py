"""The limits of an itinerary: stated capacities, targets and durations of its parts, each with its source."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact, Project, ReferenceFigure
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.vocabulary import CAPACITY_UNITS, DURATIONS, WITHDRAWN, FactKind, Measure, ProjectKind

LEAST_SHARE: Final = 0.5
"""The least share of an itinerary's length along a project for which the project's limits count."""
LEAST_PART: Final = 0.75
"""The least share of the length of a project's lines that an itinerary takes for the same: nearly all of it."""


@dataclass(frozen=True)
class Limit:
    """The facts (ids) and the outside figures that state a limit of one project, route or place (``holder``, an id)."""

    holder: str
    facts: tuple[str, ...]
    figures: tuple[ReferenceFigure, ...]


@dataclass(frozen=True)
class StatedAmount:
    """One amount of a project, route or place (``holder``, an id), stated by a fact (an id) or by an outside figure."""

    holder: str
    value: float
    unit: str
    fact: str | None = None
    figure: ReferenceFigure | None = None


def limits(
    steps: Sequence[Step], catalogue: Catalogue, relations: Relations, measures: Mapping[str, SegmentMeasure]
) -> tuple[Limit, ...]:
    """The stated capacities and targets along ``steps``, projects first, then routes and places.

    A project counts if the itinerary takes nearly all its lines, runs along them for half its own length or more, or
    stops at its port. Each fact is listed once, where it comes first; a figure of a part of the project is not its own.
    """
    holders = _holders(steps, catalogue, measures)
    return _limits(holders, catalogue, relations, _states_a_limit, (Measure.CAPACITY, Measure.TARGET))


def times(
    steps: Sequence[Step], catalogue: Catalogue, relations: Relations, measures: Mapping[str, SegmentMeasure]
) -> tuple[Limit, ...]:
    """The hours or days that are stated along ``steps``, in the same way."""
    holders = _holders(steps, catalogue, measures)
    return _limits(holders, catalogue, relations, lambda fact: fact.unit in DURATIONS, (Measure.DURATION,))


def capacities(limits: Iterable[Limit], catalogue: Catalogue) -> tuple[StatedAmount, ...]:
    """The amounts that the parts carry, as stated last; of a statement about a growth, the amount that it starts from.

    Of each part and unit they are those of the latest year, and those without a date: an earlier capacity is no limit.
    """
    return tuple(amount for limit in limits for amount in _latest([*_amounts(limit, catalogue, Measure.CAPACITY)]))


def aims(limits: Iterable[Limit], catalogue: Catalogue) -> tuple[StatedAmount, ...]:
    """The amounts that the parts are to carry."""
    return tuple(amount for limit in limits for _, amount in _amounts(limit, catalogue, Measure.TARGET))


def least(amounts: Sequence[StatedAmount]) -> tuple[StatedAmount, ...]:
    """The least amounts of each unit, because tonnes do not compare with containers. Equal ones all stay."""
    ordered = sorted(amounts, key=_by_unit)
    lowest = {amount.unit: amount.value for amount in reversed(ordered)}
    return tuple(amount for amount in ordered if amount.value == lowest[amount.unit])


def least_of_each(amounts: Sequence[StatedAmount]) -> tuple[StatedAmount, ...]:
    """The least amounts of each holder and unit, sorted by unit and value."""
    holders = dict.fromkeys(amount.holder for amount in amounts)
    by_holder = [least([amount for amount in amounts if amount.holder == holder]) for holder in holders]
    return tuple(sorted((amount for group in by_holder for amount in group), key=_by_unit))


def _limits(
    holders: Iterator[tuple[str, tuple[ReferenceFigure, ...]]],
    catalogue: Catalogue,
    relations: Relations,
    states_a_limit: Callable[[Fact], bool],
    measures: tuple[Measure, ...],
) -> tuple[Limit, ...]:
    listed: set[str] = set()
    result = []
    for holder, all_figures in holders:
        new = (fact for fact in relations.facts_about[holder] if fact not in listed)
        facts = tuple(fact for fact in new if states_a_limit(catalogue.facts[fact]))
        figures = tuple(figure for figure in all_figures if figure.measure in measures and figure.part is None)
        listed.update(facts)
        if facts or figures:
            result.append(Limit(holder, facts, figures))
    return tuple(result)


def _states_a_limit(fact: Fact) -> bool:
    return fact.kind is FactKind.CAPACITY or (fact.target is not None and fact.unit in CAPACITY_UNITS)


def _holders(
    steps: Sequence[Step], catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]
) -> Iterator[tuple[str, tuple[ReferenceFigure, ...]]]:
    """The projects, routes and places of an itinerary, each with its figures."""
    km_by_route: dict[str, float] = {}
    for step in steps:
        km_by_route[step.segment.route] = km_by_route.get(step.segment.route, 0.0) + measures[step.segment.id].length_km
    stops = dict.fromkeys(end for step in steps for end in (step.start, step.end))
    for project in catalogue.projects.values():
        if _is_part(project, km_by_route, frozenset(stops), catalogue, measures):
            yield project.id, project.figures
    for route in km_by_route:
        yield route, catalogue.routes[route].figures
    for stop in stops:
        yield stop, ()


def _is_part(
    project: Project,
    km_by_route: Mapping[str, float],
    stops: frozenset[str],
    catalogue: Catalogue,
    measures: Mapping[str, SegmentMeasure],
) -> bool:
    if project.kind is ProjectKind.PORT and stops.intersection(project.places):
        return True
    all_routes = (catalogue.routes[route] for route in project.routes)
    routes = [route for route in all_routes if any(segment.status not in WITHDRAWN for segment in route.segments)]
    along_km = sum(km_by_route.get(route.id, 0.0) for route in routes)
    total_km = sum(measures[segment.id].length_km for route in routes for segment in route.segments)
    is_long_enough = along_km >= LEAST_PART * total_km or along_km >= LEAST_SHARE * sum(km_by_route.values())
    return bool(routes) and is_long_enough


def _by_unit(amount: StatedAmount) -> tuple[str, float]:
    return amount.unit.casefold(), amount.value


def _amounts(limit: Limit, catalogue: Catalogue, measure: Measure) -> Iterator[tuple[str, StatedAmount]]:
    """The amounts of a limit, each after its year, which is empty where it is not known."""
    for fact in (catalogue.facts[fact_id] for fact_id in limit.facts):
        value = fact.target if measure is Measure.TARGET else _present_capacity(fact)
        if value is not None and fact.unit in CAPACITY_UNITS:
            date = fact.as_of or catalogue.document_of(fact).published or ""
            yield date[:4], StatedAmount(limit.holder, value, fact.unit, fact=fact.id)
    for figure in limit.figures:
        if _measure_of(figure) is measure and figure.value is not None and figure.unit is not None:
            yield (figure.as_of or "")[:4], StatedAmount(limit.holder, figure.value, figure.unit, figure=figure)


def _latest(amounts: Sequence[tuple[str, StatedAmount]]) -> Iterator[StatedAmount]:
    latest = {amount.unit: year for year, amount in sorted(amounts, key=lambda dated: dated[0])}
    return (amount for year, amount in amounts if year in ("", latest[amount.unit]))


def _measure_of(figure: ReferenceFigure) -> Measure:
    """The measure of a figure; that of a planned capacity is a target."""
    planned = figure.measure is Measure.CAPACITY and figure.modality is not None
    return Measure.TARGET if planned else figure.measure


def _present_capacity(fact: Fact) -> float | None:
    return fact.baseline if fact.baseline is not None or fact.kind is not FactKind.CAPACITY else fact.value
