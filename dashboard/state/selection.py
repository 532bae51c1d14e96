"""The routes and places that an address selects, by its path alone."""

from collections.abc import Iterable

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.subjects import highlighted_by

Selection = list[list[str]]
"""[routes, places]; the scripts highlight a withdrawn route only on its own page."""


def selection_of(catalogue: Catalogue, relations: Relations, path: str) -> Selection:
    """The routes and places of ``path``; empty if its record has neither lines nor points."""
    kind, _, entity = path.strip("/").partition("/")
    parts = tuple(_parts(catalogue, relations, kind, entity))
    return [[part for part in parts if part in records] for records in (catalogue.routes, catalogue.places)]


def _parts(catalogue: Catalogue, relations: Relations, kind: str, entity: str) -> Iterable[str]:
    match kind:
        case "route" if entity in catalogue.routes:
            return (entity, *catalogue.routes[entity].ends)  # the names of all its stops would crowd a long route
        case "place" if entity in catalogue.places:
            return (entity,)
        case "project" if entity in catalogue.projects:
            project = catalogue.projects[entity]
            return (*project.routes, *project.places)
        case "fact" if entity in catalogue.facts:
            return highlighted_by(catalogue, catalogue.facts[entity])
        case "document" if entity in catalogue.documents:
            facts = relations.facts_in_document.get(entity, ())
            return sorted({part for fact in facts for part in highlighted_by(catalogue, catalogue.facts[fact])})
    return ()
