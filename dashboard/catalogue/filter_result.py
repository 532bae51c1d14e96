"""What passes the page's filters, as ids: the one answer that every view beside the map starts from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dashboard.catalogue.filters import STATEMENT_FILTERS, Facets, matches
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.relations import Ids, Relations
from dashboard.catalogue.vocabulary import WITHDRAWN


@dataclass(frozen=True)
class FilterResult:
    """Ids that pass. Facts stand in document order, the others as the catalogue has them."""

    projects: Ids
    routes: Ids
    places: Ids
    facts: Ids
    documents: Ids
    segments: Ids = ()


def asks_for_withdrawn(selection: Mapping[str, Collection[str]]) -> bool:
    """Whether a filter asks for what is withdrawn: it is shown then, whatever the switch says."""
    return not WITHDRAWN.isdisjoint(selection.get("status", ()))


def filter_result(
    catalogue: Catalogue,
    relations: Relations,
    facets: Mapping[str, Facets],
    selection: Mapping[str, Collection[str]],
    *,
    withdrawn: bool = True,
    documents: Collection[str] | None = None,
) -> FilterResult:
    """What passes ``selection`` (values by filter): what the page counts, and what a download of it holds.

    A route passes with any of its segments; a document with any of its facts, or where nothing is chosen.
    Segments that are withdrawn pass only with ``withdrawn``, or where a filter asks for them, as on the map.
    Only ``documents`` count, and what they say; None for all of them.
    The filters of statements leave out facts, and documents that hold none, and nothing else.

    Raises
    ------
    ValueError
        The selection names a filter that does not exist.
    """

    of_all = {name: values for name, values in selection.items() if name not in STATEMENT_FILTERS}

    def passes(record: str) -> bool:
        return matches(facets[record], of_all)

    counted = [document for document in catalogue.documents if documents is None or document in documents]
    facts = [fact for document in counted for fact in relations.facts_in_document[document]]
    kept = tuple(fact for fact in facts if matches(facets[fact], selection))
    held = {catalogue.fact_document[fact] for fact in kept}
    chosen = any(selection.values())
    with_withdrawn = withdrawn or asks_for_withdrawn(selection)
    every = catalogue.segments.values()
    segments = [
        segment for segment in every if (with_withdrawn or segment.status not in WITHDRAWN) and passes(segment.id)
    ]
    routes = {segment.route for segment in segments}
    return FilterResult(
        projects=tuple(project for project in catalogue.projects if passes(project)),
        routes=tuple(route for route in catalogue.routes if route in routes),
        places=tuple(place for place in catalogue.places if passes(place)),
        facts=kept,
        documents=tuple(document for document in counted if document in held or not chosen),
        segments=tuple(segment.id for segment in segments),
    )
