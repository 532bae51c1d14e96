"""The subjects of a fact: which of those it names are meant, and which routes and places it highlights on the map."""

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact, Project, Route
from dashboard.catalogue.vocabulary import BODIES, WITHDRAWN


def subjects(catalogue: Catalogue, fact: Fact) -> tuple[str, ...]:
    """The entities in ``about`` that are meant. A project that is named only as the context of others is left out.

    A project is the context of a subject that is one of its routes, or of a project whose current routes are a part of
    its own: what is said of one cable is not said of all cables of the programme. It is only context if such a subject
    comes before it, or if all other subjects with lines are such parts. A corridor that is named first, beside things
    that are not all its parts, is meant itself.
    """
    return tuple(
        entity
        for entity in fact.about
        if not _is_context(catalogue, entity, fact.about) and not _is_unlit(catalogue, entity, fact)
    )


def highlighted_by(catalogue: Catalogue, fact: Fact) -> tuple[str, ...]:
    """The ids of the routes and places that a fact highlights on the map, each once.

    If the field ``lights`` is given, those. Else the subjects: a route or a place itself, a project its current routes
    and its places. A body or a meeting highlights nothing, because its places are only where it met.
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


def _is_unlit(catalogue: Catalogue, entity: str, fact: Fact) -> bool:
    """Whether ``lights`` names other things than this one and its parts: then it is only spoken of beside them."""
    if not fact.lights:
        return False
    return all(_parts(catalogue, entity).isdisjoint(_parts(catalogue, lit)) for lit in fact.lights)


def _parts(catalogue: Catalogue, entity: str) -> set[str]:
    """An entity with its routes and places."""
    project = catalogue.projects.get(entity)
    return {entity} if project is None else {entity, *project.routes, *project.places}


def _lines(catalogue: Catalogue, entity: str) -> set[str]:
    """The current routes of a project; of a route, itself."""
    project = catalogue.projects.get(entity)
    if project is None:
        return {entity} if entity in catalogue.routes else set()
    return set(current_routes(catalogue, project))


def _contains(catalogue: Catalogue, wide: str, narrow: str) -> bool:
    if wide not in catalogue.projects or narrow == wide:
        return False
    own, within = _lines(catalogue, wide), _lines(catalogue, narrow)
    return bool(within) and (within < own or (narrow in catalogue.routes and within <= own))
