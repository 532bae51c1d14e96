"""The relations between the records, computed once from the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Change
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.subjects import subjects
from dashboard.catalogue.vocabulary import DrawMethod, ProjectKind

LEAST_KM_IN_COUNTRY = 0.05
"""A shorter stretch in a country is no crossing: the vertices of line and border only differ there."""

Ids = tuple[str, ...]
IdsById = Mapping[str, Ids]


@dataclass(frozen=True)
class Relations:
    """Ids by id. Ids of facts stand in document order (document id, then position in its text), others sorted.

    "Entity" is a project, a route or a place; each has its key in the mappings of entities, with an
    empty tuple where there is nothing. Countries are ISO 3166-1 alpha-2 codes.
    """

    facts_about: IdsById
    """Entity → the facts that name it in ``about``."""
    facts_of: IdsById
    """Project → its facts and those of its routes. Route, place → its own facts, then the facts of its projects whose
    subject (``subjects``) is such a project."""
    projects_of: IdsById
    """Route → the projects that name it. Place → the projects that name it, or a route that stops there (no sketch)."""
    countries_of: IdsById
    """Segment, route, place, project, fact → the countries that it crosses, lies in or is about; for a sketch, only the
    published ones."""
    documents_of: IdsById
    """Entity → the documents that hold a fact about it or about its projects."""
    entities_of_country: IdsById
    """Country → projects, routes and places."""
    facts_of_country: IdsById
    """Country → the facts about entities that cross it, lie in it or concern it."""
    facts_in_document: IdsById
    """Document → its facts as they follow one another in its text."""

    @classmethod
    def build(cls, catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> Self:
        """Compute the relations of a catalogue without errors.

        Parameters
        ----------
        catalogue
            The records.
        measures
            The measure of every segment, by its id.

        Raises
        ------
        KeyError
            A segment has no measure, or a record names one that does not exist.
        """
        facts_about = _facts_about(catalogue)
        projects_of = _projects_of(catalogue)
        facts_of = _facts_of(catalogue, facts_about, projects_of)
        countries_of = _countries_of(catalogue, measures)
        return cls(
            facts_about=facts_about,
            facts_of=facts_of,
            projects_of=projects_of,
            countries_of=countries_of,
            documents_of=_frozen({key: _ids(catalogue.fact_document[f] for f in ids) for key, ids in facts_of.items()}),
            entities_of_country=_inverted(countries_of, facts_of),
            facts_of_country=_inverted(countries_of, _in_document_order(catalogue, catalogue.facts)),
            facts_in_document=_facts_in_document(catalogue),
        )


def adjoining_segments(catalogue: Catalogue) -> IdsById:
    """Place → the segments that begin or end there."""
    pairs = [(end, s.id) for s in catalogue.segments.values() for end in (s.start, s.end)]
    return _grouped(pairs, catalogue.places)


def _facts_about(catalogue: Catalogue) -> IdsById:
    ordered = _in_document_order(catalogue, catalogue.facts)
    entities = [*catalogue.projects, *catalogue.routes, *catalogue.places]
    about: dict[str, list[str]] = {entity: [] for entity in entities}
    for fact in ordered:
        for entity in dict.fromkeys(catalogue.facts[fact].about):
            about[entity].append(fact)
    return _frozen({entity: tuple(facts) for entity, facts in about.items()})


def _projects_of(catalogue: Catalogue) -> IdsById:
    pairs = []
    for project in catalogue.projects.values():
        stops = {
            stop
            for route in project.routes
            for segment in catalogue.routes[route].segments
            if segment.method is not DrawMethod.SKETCH  # its stops are ours
            for stop in (segment.start, segment.end)
        }
        pairs += [(entity_id, project.id) for entity_id in {*project.routes, *project.places, *stops}]
    return _grouped(pairs, [*catalogue.routes, *catalogue.places])


def _facts_of(catalogue: Catalogue, facts_about: IdsById, projects_of: IdsById) -> IdsById:
    """Projects have the facts about their lines, but not those about places, which they share with other projects.
    Routes and places have their own facts first, then those with one of their projects as a subject.
    """
    subjects_of = {fact.id: subjects(catalogue, fact) for fact in catalogue.facts.values()}
    facts_of: dict[str, Ids] = {}
    for project in catalogue.projects.values():
        parts = (project.id, *project.routes)
        facts_of[project.id] = _in_document_order(catalogue, {fact for part in parts for fact in facts_about[part]})
    for part in (*catalogue.routes, *catalogue.places):
        of_projects = {
            fact for project in projects_of[part] for fact in facts_about[project] if project in subjects_of[fact]
        }
        others = _in_document_order(catalogue, of_projects.difference(facts_about[part]))
        facts_of[part] = facts_about[part] + others
    return _frozen(facts_of)


def _countries_of(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> IdsById:
    places = catalogue.places
    countries: dict[str, Ids] = {place.id: (place.country,) for place in places.values()}
    published = _published_countries(catalogue)
    for segment in catalogue.segments.values():
        crossed = {code for code, km in measures[segment.id].by_country.items() if km >= LEAST_KM_IN_COUNTRY}
        crossed |= {places[segment.start].country, places[segment.end].country}
        is_sketch = segment.method is DrawMethod.SKETCH
        countries[segment.id] = _ids(crossed & published[segment.route] if is_sketch else crossed)
    for route in catalogue.routes.values():
        countries[route.id] = _ids(code for segment in route.segments for code in countries[segment.id])
    for project in catalogue.projects.values():
        has_seat = project.kind is ProjectKind.ORGANISATION  # its work does not concern the country of its seat
        parts = () if has_seat else (*project.routes, *project.places)
        countries[project.id] = _ids([*project.countries, *(code for part in parts for code in countries[part])])
    for fact in catalogue.facts.values():
        of_subjects = (code for entity in subjects(catalogue, fact) for code in countries[entity])
        countries[fact.id] = _ids(of_subjects if fact.countries is None else fact.countries)
    return _frozen(countries)


def changes_of(catalogue: Catalogue, relations: Relations, project: str) -> tuple[Change, ...]:
    """The changes that name a project, one of its lines or places, or a statement about it."""
    record = catalogue.projects[project]
    records = {project, *record.routes, *record.places, *relations.facts_about.get(project, ())}
    return tuple(change for change in catalogue.changes if not records.isdisjoint(change.about))


def _published_countries(catalogue: Catalogue) -> Mapping[str, set[str]]:
    """Route → the countries that its projects name or have places in. Used for sketches, whose stops we chose."""
    published: dict[str, set[str]] = {route: set() for route in catalogue.routes}
    for project in catalogue.projects.values():
        of_places = {catalogue.places[place].country for place in project.places}
        for route in project.routes:
            published[route] |= of_places.union(project.countries)
    return published


def _facts_in_document(catalogue: Catalogue) -> IdsById:
    facts_in: dict[str, list[str]] = {document: [] for document in catalogue.documents}
    for fact in _in_document_order(catalogue, catalogue.facts):
        facts_in[catalogue.fact_document[fact]].append(fact)
    return _frozen({document: tuple(facts) for document, facts in facts_in.items()})


def _in_document_order(catalogue: Catalogue, facts: Iterable[str]) -> Ids:
    return tuple(sorted(facts, key=lambda fact: (catalogue.fact_document[fact], catalogue.spans[fact], fact)))


def _inverted(countries_of: IdsById, ids: Iterable[str]) -> IdsById:
    """Country → those of ``ids`` that have it, in the order of ``ids``."""
    by_country: dict[str, list[str]] = {}
    for entity_id in ids:
        for country in countries_of[entity_id]:
            by_country.setdefault(country, []).append(entity_id)
    return _frozen({country: tuple(entities) for country, entities in by_country.items()})


def _grouped(pairs: Iterable[tuple[str, str]], keys: Iterable[str]) -> IdsById:
    groups: dict[str, set[str]] = {key: set() for key in keys}
    for key, value in pairs:
        groups[key].add(value)
    return _frozen({key: _ids(values) for key, values in groups.items()})


def _ids(values: Iterable[str]) -> Ids:
    return tuple(sorted(set(values)))


def _frozen(mapping: dict[str, Ids]) -> IdsById:
    """The mapping, sorted; equal ids share one object, because all stops of a route have the same hundreds of facts."""
    shared: dict[Ids, Ids] = {}
    return MappingProxyType({key: shared.setdefault(ids, ids) for key, ids in sorted(mapping.items())})
