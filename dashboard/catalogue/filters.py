"""The filters, and the values under which they find each record; the statement filters apply to statements only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Document, Project, Segment
from dashboard.catalogue.relations import Relations, adjoining_segments
from dashboard.catalogue.vocabulary import WITHDRAWN, Status

FILTERS: tuple[str, ...] = ("country", "project", "mode", "status", "document")
"""The filters of the page, in the order of addresses and files; ``views/filters.py`` has their order on the page."""
STATEMENT_FILTERS: tuple[str, ...] = ("speaker", "modality", "kind", "language", "year")
"""The filters of the list of statements, in its order; other records have no values under them."""
ALL_FILTERS: tuple[str, ...] = (*FILTERS, *STATEMENT_FILTERS)
RECORD_FILTERS: tuple[str, ...] = ("project", "document", "speaker")
"""The filters whose values are records: as many as the catalogue is large."""
UNDATED: Final = "undated"
"""The year of the statements of a document without a date."""


@dataclass(frozen=True, slots=True)
class Facets:
    """The values, sorted, under which each filter finds one record.

    The last five are those of a statement: who says it, how firmly, its kind, the language of its document, and the
    years in which that may have been published.
    """

    country: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    year: tuple[str, ...] = ()

    def values(self, name: str) -> tuple[str, ...]:
        """The values under the filter ``name``.

        Raises
        ------
        ValueError
            There is no such filter.
        """
        if name not in ALL_FILTERS:
            raise ValueError(f"{name!r} is not one of the filters {', '.join(ALL_FILTERS)}")
        return tuple(getattr(self, name))


def facets(catalogue: Catalogue, relations: Relations) -> Mapping[str, Facets]:
    """The facets of every segment, place, project and fact, by id.

    A segment has its own mode and status; a place those of the segments that meet there, and the status of the
    projects that name it; a project the modes of its routes' segments, its own status, and that of each segment that is
    not withdrawn. Where a project as a whole has a status that none of these has, its segments that neither run nor
    are withdrawn have it too: nobody said it of one of them, and without it nothing would be found on the map.
    """
    of_drawn = {
        **_of_segments(catalogue, relations),
        **_of_places(catalogue, relations),
        **_of_projects(catalogue, relations),
    }
    by_record = sorted({**of_drawn, **_of_facts(catalogue, relations, of_drawn)}.items())
    once: dict[Facets, Facets] = {}  # the stops of a route, and the facts of a document, have the same ones
    return MappingProxyType({record: once.setdefault(own, own) for record, own in by_record})


def matches(facets: Facets, selection: Mapping[str, Collection[str]]) -> bool:
    """Whether a record is found: by every filter, and in each by one of the chosen values.

    A filter that is absent or without values restricts nothing.

    Raises
    ------
    ValueError
        The selection names a filter that does not exist.
    """
    # Every filter is looked at before the verdict, so that a wrong name is never overlooked.
    verdicts = [not set(chosen).isdisjoint(facets.values(name)) or not chosen for name, chosen in selection.items()]
    return all(verdicts)


def options(facets: Mapping[str, Facets]) -> Mapping[str, tuple[str, ...]]:
    """By filter, every value that finds something, sorted."""
    return MappingProxyType({name: _values(facet.values(name) for facet in facets.values()) for name in ALL_FILTERS})


def _of_segments(catalogue: Catalogue, relations: Relations) -> dict[str, Facets]:
    of_the_whole = _statuses_of_the_whole(catalogue)
    return {
        segment.id: Facets(
            country=relations.countries_of[segment.id],
            project=relations.projects_of[segment.route],
            mode=(segment.mode.value,),
            status=_values([[segment.status.value], of_the_whole.get(segment.id, ())]),
            document=relations.documents_of[segment.route],
        )
        for segment in catalogue.segments.values()
    }


def _statuses_of_the_whole(catalogue: Catalogue) -> Mapping[str, list[str]]:
    """Segment → statuses of projects that none of their own segments has."""
    statuses: dict[str, list[str]] = {}
    for project in catalogue.projects.values():
        segments = _standing_segments(catalogue, project)
        if project.status.value not in {segment.status for segment in segments}:
            for segment in segments:
                if segment.status is not Status.OPERATING:
                    statuses.setdefault(segment.id, []).append(project.status.value.value)
    return statuses


def _standing_segments(catalogue: Catalogue, project: Project) -> list[Segment]:
    segments = (segment for route in project.routes for segment in catalogue.routes[route].segments)
    return [segment for segment in segments if segment.status not in WITHDRAWN]


def _of_places(catalogue: Catalogue, relations: Relations) -> dict[str, Facets]:
    adjoining = adjoining_segments(catalogue)
    named_by: dict[str, list[str]] = {place: [] for place in catalogue.places}
    for project in catalogue.projects.values():
        for place in project.places:
            named_by[place].append(project.status.value.value)
    of_places = {}
    for place in catalogue.places:
        segments = [catalogue.segments[segment] for segment in adjoining[place]]
        of_places[place] = Facets(
            country=relations.countries_of[place],
            project=relations.projects_of[place],
            mode=_values([segment.mode.value] for segment in segments),
            status=_values([named_by[place], [segment.status.value for segment in segments]]),
            document=relations.documents_of[place],
        )
    return of_places


def _of_projects(catalogue: Catalogue, relations: Relations) -> dict[str, Facets]:
    return {
        project.id: Facets(
            country=relations.countries_of[project.id],
            project=(project.id,),
            mode=_values([s.mode.value] for route in project.routes for s in catalogue.routes[route].segments),
            status=_values(
                [[project.status.value.value], [s.status.value for s in _standing_segments(catalogue, project)]]
            ),
            document=relations.documents_of[project.id],
        )
        for project in catalogue.projects.values()
    }


def _of_facts(catalogue: Catalogue, relations: Relations, others: Mapping[str, Facets]) -> dict[str, Facets]:
    """A fact belongs to the projects that list it, which are those of ``Relations.facts_of``."""
    listed_by: dict[str, list[str]] = {fact: [] for fact in catalogue.facts}
    for project in catalogue.projects:
        for fact in relations.facts_of[project]:
            listed_by[fact].append(project)
    of_facts = {}
    for statement in catalogue.facts.values():
        projects = [others[project] for project in listed_by[statement.id]]
        document = catalogue.documents[catalogue.fact_document[statement.id]]
        of_facts[statement.id] = Facets(
            country=relations.countries_of[statement.id],
            project=tuple(sorted(listed_by[statement.id])),
            mode=_values(project.mode for project in projects),
            status=_values(project.status for project in projects),
            document=(document.id,),
            speaker=(statement.speaker,),
            modality=(statement.modality.value,),
            kind=(statement.kind.value,),
            language=(document.language,),
            year=_years(document),
        )
    return of_facts


def _years(document: Document) -> tuple[str, ...]:
    """Those in which it may have been published; its date may be a span."""
    if document.published is None:
        return (UNDATED,)
    first, last = date_bounds(document.published)
    return tuple(str(year) for year in range(first.year, last.year + 1))


def _values(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({value for group in groups for value in group}))
