"""What the five filters of the page see of each record."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.relations import Relations, adjoining_segments

FILTERS: tuple[str, ...] = ("country", "project", "mode", "status", "document")
"""The filters, in the order of the page."""


@dataclass(frozen=True, slots=True)
class Facets:
    """The values, sorted, under which each filter finds one record."""

    country: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    document: tuple[str, ...] = ()

    def of(self, name: str) -> tuple[str, ...]:
        """The values under the filter ``name``.

        Raises:
            ValueError: there is no such filter.
        """
        if name not in FILTERS:
            raise ValueError(f"{name!r} is not one of the filters {', '.join(FILTERS)}")
        return tuple(getattr(self, name))


def facets(catalogue: Catalogue, relations: Relations) -> Mapping[str, Facets]:
    """The facets of every segment, place, project and fact, by id.

    A segment has its own mode and status; a place those of the segments that meet there, and the
    status of the projects that name it; a project the modes of its routes' segments and its own
    status, because how far a segment has come is said of the segment.
    """
    found = {
        **_of_segments(catalogue, relations),
        **_of_places(catalogue, relations),
        **_of_projects(catalogue, relations),
    }
    all_found = sorted({**found, **_of_facts(catalogue, relations, found)}.items())
    once: dict[Facets, Facets] = {}  # the stops of a route, and the facts of a document, have the same ones
    return MappingProxyType({record: once.setdefault(one, one) for record, one in all_found})


def matches(facets: Facets, selection: Mapping[str, Collection[str]]) -> bool:
    """Whether a record is found: by every filter, and in each by one of the chosen values.

    A filter that is absent or without values restricts nothing.

    Raises:
        ValueError: the selection names a filter that does not exist.
    """
    # Every filter is looked at before the verdict, so that a wrong name is never overlooked.
    verdicts = [not set(chosen).isdisjoint(facets.of(name)) or not chosen for name, chosen in selection.items()]
    return all(verdicts)


def options(facets: Mapping[str, Facets]) -> Mapping[str, tuple[str, ...]]:
    """By filter, every value that finds something, sorted."""
    return MappingProxyType({name: _values(one.of(name) for one in facets.values()) for name in FILTERS})


def _of_segments(catalogue: Catalogue, relations: Relations) -> dict[str, Facets]:
    return {
        segment.id: Facets(
            country=relations.countries_of[segment.id],
            project=relations.projects_of[segment.route],
            mode=(segment.mode.value,),
            status=(segment.status.value,),
            document=relations.documents_of[segment.route],
        )
        for segment in catalogue.segments.values()
    }


def _of_places(catalogue: Catalogue, relations: Relations) -> dict[str, Facets]:
    adjoining = adjoining_segments(catalogue)
    named_by: dict[str, list[str]] = {place: [] for place in catalogue.places}
    for project in catalogue.projects.values():
        for place in project.places:
            named_by[place].append(project.status.value.value)
    found = {}
    for place in catalogue.places:
        segments = [catalogue.segments[segment] for segment in adjoining[place]]
        found[place] = Facets(
            country=relations.countries_of[place],
            project=relations.projects_of[place],
            mode=_values([segment.mode.value] for segment in segments),
            status=_values([named_by[place], [segment.status.value for segment in segments]]),
            document=relations.documents_of[place],
        )
    return found


def _of_projects(catalogue: Catalogue, relations: Relations) -> dict[str, Facets]:
    return {
        project.id: Facets(
            country=relations.countries_of[project.id],
            project=(project.id,),
            mode=_values([s.mode.value] for route in project.routes for s in catalogue.routes[route].segments),
            status=(project.status.value.value,),
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
    found = {}
    for fact in catalogue.facts:
        projects = [others[project] for project in listed_by[fact]]
        found[fact] = Facets(
            country=relations.countries_of[fact],
            project=tuple(sorted(listed_by[fact])),
            mode=_values(project.mode for project in projects),
            status=_values(project.status for project in projects),
            document=(catalogue.fact_document[fact],),
        )
    return found


def _values(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({value for group in groups for value in group}))
