"""The filters of the page, and the values under which each filter finds a record."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Final

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Document, Project, Segment
from dashboard.catalogue.relations import Relations, adjoining_segments
from dashboard.catalogue.vocabulary import WITHDRAWN, Status

STATEMENT_FILTERS: tuple[str, ...] = ("speaker", "modality", "kind", "language", "year")
"""The filters of the list of statements, in its order; other records have no values for them."""
RECORD_FILTERS: tuple[str, ...] = ("project", "document", "speaker")
"""The filters whose values are ids of records: a large catalogue has many."""
UNDATED: Final = "undated"
"""The year of the statements of a document without a date."""


@dataclass(frozen=True, slots=True)
class Facets:
    """By filter, the values under which it finds one record, sorted. Its fields are the filters, in order.

    Only statements have the last five; ``year`` has the years in which their document may have been published.
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


ALL_FILTERS: tuple[str, ...] = tuple(field.name for field in fields(Facets))
FILTERS: tuple[str, ...] = tuple(name for name in ALL_FILTERS if name not in STATEMENT_FILTERS)
"""The filters of the page, in the order of addresses and files; ``views/filters.py`` has their order on the page."""


def facets(catalogue: Catalogue, relations: Relations) -> Mapping[str, Facets]:
    """The facets of every segment, place, project and fact, by id.

    A segment has its own mode and status. A place has those of the segments that meet there, and the statuses of the
    projects that name it. A project has the modes of its segments, its own status, and the statuses of its segments
    that are not withdrawn. If none of these segments has the project's own status, those that do not operate have it
    too: otherwise a filter by this status would find nothing on the map.
    """
    of_entities = {
        **_segment_facets(catalogue, relations),
        **_place_facets(catalogue, relations),
        **_project_facets(catalogue, relations),
    }
    by_record = sorted({**of_entities, **_fact_facets(catalogue, relations, of_entities)}.items())
    # Many records have equal facets, such as the stops of a route or the facts of a document; these share one object.
    shared: dict[Facets, Facets] = {}
    return MappingProxyType({record: shared.setdefault(values, values) for record, values in by_record})


def matches(facets: Facets, selection: Mapping[str, Collection[str]]) -> bool:
    """Whether every filter finds a record, by one of its selected values.

    A filter that is absent or without values restricts nothing.

    Raises
    ------
    ValueError
        The selection names a filter that does not exist.
    """
    # A list, so that the name of every filter is checked before ``all`` stops at the first mismatch.
    matched = [not values or not set(values).isdisjoint(facets.values(name)) for name, values in selection.items()]
    return all(matched)


def options(facets: Mapping[str, Facets]) -> Mapping[str, tuple[str, ...]]:
    """By filter, every value that finds a record, sorted."""
    return MappingProxyType({name: _values(record.values(name) for record in facets.values()) for name in ALL_FILTERS})


def _segment_facets(catalogue: Catalogue, relations: Relations) -> dict[str, Facets]:
    from_projects = _statuses_from_projects(catalogue)
    return {
        segment.id: Facets(
            country=relations.countries_of[segment.id],
            project=relations.projects_of[segment.route],
            mode=(segment.mode.value,),
            status=_values([[segment.status.value], from_projects.get(segment.id, ())]),
            document=relations.documents_of[segment.route],
        )
        for segment in catalogue.segments.values()
    }


def _statuses_from_projects(catalogue: Catalogue) -> Mapping[str, list[str]]:
    """Segment → the statuses of its projects that none of the project's segments has."""
    statuses: dict[str, list[str]] = {}
    for project in catalogue.projects.values():
        segments = _current_segments(catalogue, project)
        if project.status.value not in {segment.status for segment in segments}:
            for segment in segments:
                if segment.status is not Status.OPERATING:
                    statuses.setdefault(segment.id, []).append(project.status.value.value)
    return statuses


def _current_segments(catalogue: Catalogue, project: Project) -> list[Segment]:
    segments = (segment for route in project.routes for segment in catalogue.routes[route].segments)
    return [segment for segment in segments if segment.status not in WITHDRAWN]


def _place_facets(catalogue: Catalogue, relations: Relations) -> dict[str, Facets]:
    adjoining = adjoining_segments(catalogue)
    named_by: dict[str, list[str]] = {place: [] for place in catalogue.places}
    for project in catalogue.projects.values():
        for place in project.places:
            named_by[place].append(project.status.value.value)
    place_facets = {}
    for place in catalogue.places:
        segments = [catalogue.segments[segment] for segment in adjoining[place]]
        place_facets[place] = Facets(
            country=relations.countries_of[place],
            project=relations.projects_of[place],
            mode=_values([segment.mode.value] for segment in segments),
            status=_values([named_by[place], [segment.status.value for segment in segments]]),
            document=relations.documents_of[place],
        )
    return place_facets


def _project_facets(catalogue: Catalogue, relations: Relations) -> dict[str, Facets]:
    return {
        project.id: Facets(
            country=relations.countries_of[project.id],
            project=(project.id,),
            mode=_values([s.mode.value] for route in project.routes for s in catalogue.routes[route].segments),
            status=_values(
                [[project.status.value.value], [s.status.value for s in _current_segments(catalogue, project)]]
            ),
            document=relations.documents_of[project.id],
        )
        for project in catalogue.projects.values()
    }


def _fact_facets(catalogue: Catalogue, relations: Relations, of_entities: Mapping[str, Facets]) -> dict[str, Facets]:
    """A fact has the projects that list it in ``Relations.facts_of``, and their modes and statuses."""
    projects_of: dict[str, list[str]] = {fact: [] for fact in catalogue.facts}
    for project in catalogue.projects:
        for fact_id in relations.facts_of[project]:
            projects_of[fact_id].append(project)
    fact_facets = {}
    for fact in catalogue.facts.values():
        projects = [of_entities[project] for project in projects_of[fact.id]]
        document = catalogue.document_of(fact)
        fact_facets[fact.id] = Facets(
            country=relations.countries_of[fact.id],
            project=tuple(sorted(projects_of[fact.id])),
            mode=_values(project.mode for project in projects),
            status=_values(project.status for project in projects),
            document=(document.id,),
            speaker=(fact.speaker,),
            modality=(fact.modality.value,),
            kind=(fact.kind.value,),
            language=(document.language,),
            year=_years(document),
        )
    return fact_facets


def _years(document: Document) -> tuple[str, ...]:
    """The years in which a document may have been published; its date may be a span."""
    if document.published is None:
        return (UNDATED,)
    first, last = date_bounds(document.published)
    return tuple(str(year) for year in range(first.year, last.year + 1))


def _values(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({value for group in groups for value in group}))
