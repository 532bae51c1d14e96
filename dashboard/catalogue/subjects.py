"""The subjects of a fact, and the routes and places that it highlights on the map."""

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact, Project, Route
from dashboard.catalogue.vocabulary import BODIES, WITHDRAWN


def subjects(catalogue: Catalogue, fact: Fact) -> tuple[str, ...]:
    """The entities in ``about`` that a fact means, without projects that are only their context.

    A project can be the context of its own routes, and of projects whose current routes are some of its own: a
    statement about one cable is none about all cables of the programme. It is only context if such a part comes before
    it in ``about``, or if all other entities with lines are such parts. A corridor that comes first, with entities that
    are not all its parts, is a subject itself.
    """
    return tuple(
        entity
        for entity in fact.about
        if not _is_context(catalogue, entity, fact.about) and not _is_only_mentioned(catalogue, entity, fact)
    )


def highlighted_by(catalogue: Catalogue, fact: Fact) -> tuple[str, ...]:
    """The ids of the routes and places that a fact highlights on the map, each once.

    These are the ids in the field ``lights``; without that field, the subjects: a route or a place itself, and the
    current routes and the places of a project. A body or a meeting highlights nothing: it only met at its places.
    """
    entities = subjects(catalogue, fact) if fact.lights is None else fact.lights
    parts: dict[str, None] = {}
    for entity in entities:
        project = catalogue.projects.get(entity)
        if project is None:
            parts[entity] = None
        elif project.kind not in BODIES:
            parts.update(dict.fromkeys((*current_routes(catalogue, project), *project.places)))
    return tuple(parts)


def current_routes(catalogue: Catalogue, project: Project) -> tuple[str, ...]:
    """The routes of a project without those that are withdrawn in all segments or superseded."""
    return tuple(route for route in project.routes if is_current(catalogue.routes[route]))


def is_current(route: Route) -> bool:
    """Whether a route is neither withdrawn in all segments nor superseded."""
    return route.superseded_by is None and any(segment.status not in WITHDRAWN for segment in route.segments)


def _is_context(catalogue: Catalogue, entity: str, about: tuple[str, ...]) -> bool:
    parts = {other for other in about if _contains(catalogue, entity, other)}
    with_lines = {other for other in about if other != entity and _lines(catalogue, other)}
    return bool(parts) and (with_lines == parts or not parts.isdisjoint(about[: about.index(entity)]))


def _is_only_mentioned(catalogue: Catalogue, entity: str, fact: Fact) -> bool:
    """Whether ``lights`` names other entities, and neither this one nor its parts."""
    if not fact.lights:
        return False
    return all(_parts(catalogue, entity).isdisjoint(_parts(catalogue, lit)) for lit in fact.lights)


def _parts(catalogue: Catalogue, entity: str) -> set[str]:
    """An entity with its routes and places."""
    project = catalogue.projects.get(entity)
    return {entity} if project is None else {entity, *project.routes, *project.places}


def _lines(catalogue: Catalogue, entity: str) -> set[str]:
    """The current routes of a project, or a route itself; none for a place."""
    project = catalogue.projects.get(entity)
    if project is None:
        return {entity} if entity in catalogue.routes else set()
    return set(current_routes(catalogue, project))


def _contains(catalogue: Catalogue, wide: str, narrow: str) -> bool:
    if wide not in catalogue.projects or narrow == wide:
        return False
    outer, inner = _lines(catalogue, wide), _lines(catalogue, narrow)
    return bool(inner) and (inner < outer or (narrow in catalogue.routes and inner <= outer))
