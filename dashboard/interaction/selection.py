"""What an address lights up: the routes and places of one path, without looking at any other."""

from collections.abc import Iterable

from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.relations import Relations

Selection = list[list[str]]
"""[routes, places]; a withdrawn route is lit only by its own page, which the scripts see to."""


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
            return _apart(catalogue, (entity,))
        case "fact" if entity in catalogue.facts:
            return _apart(catalogue, catalogue.facts[entity].about)
        case "document" if entity in catalogue.documents:
            held = relations.facts_in_document.get(entity, ())
            return _apart(catalogue, sorted({one for fact in held for one in catalogue.facts[fact].about}))
    return ()


def _apart(catalogue: Catalogue, about: Iterable[str]) -> tuple[str, ...]:
    """Projects taken apart into their routes and places."""
    parts: dict[str, None] = {}
    for entity in about:
        project = catalogue.projects.get(entity)
        parts.update(dict.fromkeys((*project.routes, *project.places) if project is not None else (entity,)))
    return tuple(parts)


def _sorted_out(catalogue: Catalogue, parts: Iterable[str]) -> Selection:
    found = tuple(parts)
    return [[one for one in found if one in records] for records in (catalogue.routes, catalogue.places)]
