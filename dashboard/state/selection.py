"""What an address selects: the routes and places of one path, without looking at any other."""

from collections.abc import Iterable

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.subjects import highlighted_by

Selection = list[list[str]]
"""[routes, places]; a withdrawn route is highlighted only by its own page, which the scripts see to."""


def selection_of(catalogue: Catalogue, relations: Relations, path: str) -> Selection:
    """The routes and places of ``path``; none where it names nothing that has a line or a point."""
    kind, _, entity = path.strip("/").partition("/")
    return _sorted_out(catalogue, _parts(catalogue, relations, kind, entity))


def _parts(catalogue: Catalogue, relations: Relations, kind: str, entity: str) -> Iterable[str]:
    match kind:
        case "route" if entity in catalogue.routes:
            return (entity, *catalogue.routes[entity].ends)  # all its stops would crowd a long one
        case "place" if entity in catalogue.places:
            return (entity,)
        case "project" if entity in catalogue.projects:
            project = catalogue.projects[entity]
            return (*project.routes, *project.places)
        case "fact" if entity in catalogue.facts:
            return highlighted_by(catalogue, catalogue.facts[entity])
        case "document" if entity in catalogue.documents:
            held = relations.facts_in_document.get(entity, ())
            return sorted({part for fact in held for part in highlighted_by(catalogue, catalogue.facts[fact])})
    return ()


def _sorted_out(catalogue: Catalogue, parts: Iterable[str]) -> Selection:
    part_ids = tuple(parts)
    return [[part for part in part_ids if part in records] for records in (catalogue.routes, catalogue.places)]
