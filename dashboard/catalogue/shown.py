"""What passes the page's filters, as ids: the one answer that every view beside the map starts from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dashboard.catalogue.facets import Facets, matches
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.relations import Ids, Relations
from dashboard.catalogue.vocabulary import WITHDRAWN


@dataclass(frozen=True)
class Shown:
    """Ids that pass. Facts stand in document order, the others as the catalogue has them."""

    projects: Ids
    routes: Ids
    places: Ids
    facts: Ids
    documents: Ids


def shown(
    catalogue: Catalogue,
    relations: Relations,
    facets: Mapping[str, Facets],
    selection: Mapping[str, Collection[str]],
    *,
    withdrawn: bool = True,
) -> Shown:
    """What passes ``selection`` (values by filter).

    A route passes with any of its segments; a document with any of its facts, or where nothing is chosen.
    Routes that are withdrawn throughout pass only with ``withdrawn``, as on the map.

    Raises:
        ValueError: the selection names a filter that does not exist.
    """

    def passes(record: str) -> bool:
        return matches(facets[record], selection)

    facts = [fact for document in catalogue.documents for fact in relations.facts_in_document[document]]
    kept = tuple(fact for fact in facts if passes(fact))
    held = {catalogue.fact_document[fact] for fact in kept}
    chosen = any(selection.values())
    every = catalogue.routes.values()
    routes = [route for route in every if withdrawn or any(s.status not in WITHDRAWN for s in route.segments)]
    return Shown(
        projects=tuple(project for project in catalogue.projects if passes(project)),
        routes=tuple(route.id for route in routes if any(passes(segment.id) for segment in route.segments)),
        places=tuple(place for place in catalogue.places if passes(place)),
        facts=kept,
        documents=tuple(document for document in catalogue.documents if document in held or not chosen),
    )
