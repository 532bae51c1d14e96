"""The stated capacities and targets of the parts of an itinerary, each with its source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact, Project, ReferenceFigure
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.vocabulary import WITHDRAWN, FactKind, Measure, ProjectKind

LEAST_SHARE: Final = 0.5
"""Of the length of an itinerary that must run along a project for its limits to count."""


@dataclass(frozen=True)
class Limit:
    """The capacities and targets of one project, route or place: facts from documents, and figures from elsewhere."""

    holder: str
    facts: tuple[str, ...]
    figures: tuple[ReferenceFigure, ...]


def limits(
    steps: Sequence[Step], catalogue: Catalogue, relations: Relations, measures: Mapping[str, SegmentMeasure]
) -> tuple[Limit, ...]:
    """The stated capacities and targets along ``steps``, whole projects first.

    A project counts if the itinerary takes all its lines, runs along them for half its own length or more, or stops at
    its port. Each fact is listed once, where it comes first.
    """
    listed: set[str] = set()
    result = []
    for holder, figures in _holders(steps, catalogue, measures):
        about = (fact for fact in relations.facts_about[holder] if fact not in listed)
        stated = [fact for fact in about if _states_a_limit(catalogue.facts[fact])]
        aimed_or_stated = tuple(figure for figure in figures if figure.measure in (Measure.CAPACITY, Measure.TARGET))
        listed.update(stated)
        if stated or aimed_or_stated:
            result.append(Limit(holder, tuple(stated), aimed_or_stated))
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
        if _is_part(project, km_by_route, frozenset(stops), catalogue):
            yield project.id, project.figures
    for route in km_by_route:
        yield route, catalogue.routes[route].figures
    for stop in stops:
        yield stop, ()


def _is_part(project: Project, km_by_route: Mapping[str, float], stops: frozenset[str], catalogue: Catalogue) -> bool:
    if project.kind is ProjectKind.PORT and stops.intersection(project.places):
        return True
    lines = [route for route in project.routes if not _is_withdrawn(route, catalogue)]
    along = sum(km_by_route.get(route, 0.0) for route in lines)
    return bool(lines) and (set(lines) <= km_by_route.keys() or along >= LEAST_SHARE * sum(km_by_route.values()))


def _is_withdrawn(route: str, catalogue: Catalogue) -> bool:
    return all(segment.status in WITHDRAWN for segment in catalogue.routes[route].segments)
