"""What is stated of the parts of an itinerary, each with its source: capacities and targets, and how long it takes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact, Project, ReferenceFigure
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.vocabulary import WITHDRAWN, FactKind, Measure, ProjectKind, Unit

LEAST_SHARE: Final = 0.5
"""Of the length of an itinerary that must run along a project for what is stated of the project to count."""
LEAST_PART: Final = 0.75
"""Of the length of a project's lines that an itinerary must take for the same: nearly all of it."""
_TIMES: Final = frozenset({Unit.HOURS, Unit.DAYS})


@dataclass(frozen=True)
class Limit:
    """What is stated of one project, route or place: facts from documents, and figures from elsewhere."""

    holder: str
    facts: tuple[str, ...]
    figures: tuple[ReferenceFigure, ...]


def limits(
    steps: Sequence[Step], catalogue: Catalogue, relations: Relations, measures: Mapping[str, SegmentMeasure]
) -> tuple[Limit, ...]:
    """The stated capacities and targets along ``steps``, whole projects first.

    A project counts if the itinerary takes nearly all its lines, runs along them for half its own length or more, or
    stops at its port. Each fact is listed once, where it comes first; a figure of a part of the project is not its own.
    """
    holders = _holders(steps, catalogue, measures)
    return _stated(holders, catalogue, relations, _states_a_limit, (Measure.CAPACITY, Measure.TARGET))


def times(
    steps: Sequence[Step], catalogue: Catalogue, relations: Relations, measures: Mapping[str, SegmentMeasure]
) -> tuple[Limit, ...]:
    """In the same way, how many hours or days are stated of what lies along ``steps``."""
    holders = _holders(steps, catalogue, measures)
    return _stated(holders, catalogue, relations, lambda fact: fact.unit in _TIMES, (Measure.DURATION,))


def _stated(
    holders: Iterator[tuple[str, tuple[ReferenceFigure, ...]]],
    catalogue: Catalogue,
    relations: Relations,
    wanted: Callable[[Fact], bool],
    measures: tuple[Measure, ...],
) -> tuple[Limit, ...]:
    listed: set[str] = set()
    result = []
    for holder, figures in holders:
        about = (fact for fact in relations.facts_about[holder] if fact not in listed)
        stated = [fact for fact in about if wanted(catalogue.facts[fact])]
        measured = tuple(figure for figure in figures if figure.measure in measures and figure.part is None)
        listed.update(stated)
        if stated or measured:
            result.append(Limit(holder, tuple(stated), measured))
    return tuple(result)


def _states_a_limit(fact: Fact) -> bool:
    return fact.kind is FactKind.CAPACITY or fact.target is not None


def _holders(
    steps: Sequence[Step], catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]
) -> Iterator[tuple[str, tuple[ReferenceFigure, ...]]]:
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
    lines = [catalogue.routes[route] for route in project.routes if not _is_withdrawn(route, catalogue)]
    along = sum(km_by_route.get(route.id, 0.0) for route in lines)
    whole = sum(measures[segment.id].length_km for route in lines for segment in route.segments)
    return bool(lines) and (along >= LEAST_PART * whole or along >= LEAST_SHARE * sum(km_by_route.values()))


def _is_withdrawn(route: str, catalogue: Catalogue) -> bool:
    return all(segment.status in WITHDRAWN for segment in catalogue.routes[route].segments)
