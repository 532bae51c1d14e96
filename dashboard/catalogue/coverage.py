"""Coverage: how many facts of each document are about each project, and which properties of each line are known."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact, ReferenceFigure
from dashboard.catalogue.relations import Ids, Relations
from dashboard.catalogue.vocabulary import DURATIONS, NOT_BUILT, FactKind, Measure, Mode

ASPECTS: Final = (
    *(Measure.TRACKS, Measure.ELECTRIFIED, Measure.CAPACITY, Measure.TRAFFIC, Measure.TARIFF, Measure.DURATION),
)
"""The properties that an analyst asks for, besides the gauge."""
OF_RAILWAYS: Final = frozenset({Measure.TRACKS, Measure.ELECTRIFIED})


@dataclass(frozen=True)
class Coverage:
    """How many facts of each document name each project, or one of its lines. Zero is an answer too."""

    projects: Ids
    documents: Ids
    counts: Mapping[tuple[str, str], int]
    """(document, project) → facts; absent pairs have none."""
    without_lines: Ids
    """Documents in which no fact is about a project that has a line on the map."""

    def count(self, document: str, project: str) -> int:
        """The number of facts of one document about one project."""
        return self.counts.get((document, project), 0)

    def of_project(self, project: str) -> int:
        """The number of facts of all these documents about one project."""
        return sum(self.count(document, project) for document in self.documents)

    @property
    def silent(self) -> Ids:
        """The projects that none of these documents speaks of."""
        return tuple(project for project in self.projects if not self.of_project(project))


def coverage(catalogue: Catalogue, relations: Relations, projects: Iterable[str], documents: Iterable[str]) -> Coverage:
    """The matrix of ``documents`` and ``projects``, in their order. A fact about two projects counts for both.

    A fact about a place does not count for a project that merely stops there.
    """
    rows, columns = tuple(projects), tuple(documents)
    counts: dict[tuple[str, str], int] = {}
    with_lines: set[str] = set()
    for project in catalogue.projects.values():
        for fact in relations.facts_of[project.id]:
            document = catalogue.fact_document[fact]
            counts[document, project.id] = counts.get((document, project.id), 0) + 1
            if project.routes:
                with_lines.add(document)
    return Coverage(rows, columns, counts, tuple(column for column in columns if column not in with_lines))


@dataclass(frozen=True)
class LineKnowledge:
    """The properties of one line that the atlas knows.

    Parameters
    ----------
    route
        The id of the line.
    railway
        Whether a part of it is a railway.
    gauges
        Its known gauges, in mm, each with whether that stretch is not built.
    without_gauge
        Its stretches of railway of unknown gauge, from place to place (ids).
    figures, facts
        By property, the line's own figures and facts (ids).
    projects
        By property, the projects with the line that have a figure or fact of their own.
    """

    route: str
    railway: bool
    gauges: tuple[tuple[int, bool], ...]
    without_gauge: tuple[tuple[str, str], ...]
    figures: Mapping[Measure, tuple[ReferenceFigure, ...]]
    facts: Mapping[Measure, Ids]
    projects: Mapping[Measure, Ids]

    def knows(self, aspect: Measure) -> bool:
        """Whether the line itself has a figure or fact, and not only a part of it."""
        return bool(self.facts[aspect]) or any(figure.part is None for figure in self.figures[aspect])

    def applies(self, aspect: Measure) -> bool:
        """Whether the line can have the property: a ship has no tracks."""
        return self.railway or aspect not in OF_RAILWAYS


def line_knowledge(
    catalogue: Catalogue, relations: Relations, route_id: str, documents: Container[str]
) -> LineKnowledge:
    """The known properties of a line, from figures and from the statements of some ``documents``."""
    route = catalogue.routes[route_id]
    rails = [segment for segment in route.segments if segment.mode is Mode.RAIL]
    facts = _facts_about(catalogue, relations, route_id, documents)
    projects = relations.projects_of[route_id]
    return LineKnowledge(
        route_id,
        railway=bool(rails),
        gauges=tuple(dict.fromkeys((rail.gauge_mm, rail.status in NOT_BUILT) for rail in rails if rail.gauge_mm)),
        without_gauge=tuple((segment.start, segment.end) for segment in rails if segment.gauge_mm is None),
        figures={aspect: _measured(route.figures, aspect) for aspect in ASPECTS},
        facts={aspect: tuple(fact.id for fact in facts if _states(fact, aspect)) for aspect in ASPECTS},
        projects={
            aspect: tuple(
                project for project in projects if _is_stated_of(catalogue, relations, project, aspect, documents)
            )
            for aspect in ASPECTS
        },
    )


def _measured(figures: Iterable[ReferenceFigure], aspect: Measure) -> tuple[ReferenceFigure, ...]:
    return tuple(figure for figure in figures if figure.measure is aspect)


def _states(fact: Fact, aspect: Measure) -> bool:
    if aspect is Measure.CAPACITY:
        return fact.kind is FactKind.CAPACITY
    return aspect is Measure.DURATION and fact.unit in DURATIONS


def _facts_about(catalogue: Catalogue, relations: Relations, entity: str, documents: Container[str]) -> list[Fact]:
    facts = (catalogue.facts[fact] for fact in relations.facts_about[entity])
    return [fact for fact in facts if catalogue.fact_document[fact.id] in documents]


def _is_stated_of(
    catalogue: Catalogue, relations: Relations, project: str, aspect: Measure, documents: Container[str]
) -> bool:
    stated = any(_states(fact, aspect) for fact in _facts_about(catalogue, relations, project, documents))
    return stated or bool(_measured(catalogue.projects[project].figures, aspect))
