"""The records that pass the page's filters, as ids. Every view below the map starts from this result."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dashboard.catalogue.filters import STATEMENT_FILTERS, Facets, matches
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.relations import Ids, Relations
from dashboard.catalogue.vocabulary import WITHDRAWN


@dataclass(frozen=True)
class FilterResult:
    """The ids that pass. Facts stand in document order, other records in the order of the catalogue."""

    projects: Ids
    routes: Ids
    places: Ids
    facts: Ids
    documents: Ids
    segments: Ids = ()


def asks_for_withdrawn(selection: Mapping[str, Collection[str]]) -> bool:
    """Whether a filter asks for withdrawn segments: they are shown then, whatever the switch says."""
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
    """The records that the page counts and that a download holds.

    A route passes with any of its segments; a document with any of its facts, or where nothing is selected. The
    filters of statements leave out facts, and documents without facts that pass, and nothing else.

    ``selection`` has the selected values by filter. Withdrawn segments pass with ``withdrawn``, or where a filter asks
    for them, as on the map. Only ``documents`` (ids) count, with their facts; None stands for all of them.

    Raises
    ------
    ValueError
        The selection names a filter that does not exist.
    """

    selection_of_all = {name: values for name, values in selection.items() if name not in STATEMENT_FILTERS}

    def passes(record: str) -> bool:
        return matches(facets[record], selection_of_all)

    all_documents = [document for document in catalogue.documents if documents is None or document in documents]
    all_facts = (fact for document in all_documents for fact in relations.facts_in_document[document])
    facts = tuple(fact for fact in all_facts if matches(facets[fact], selection))
    documents_of_facts = {catalogue.fact_document[fact] for fact in facts}
    is_empty = not any(selection.values())
    with_withdrawn = withdrawn or asks_for_withdrawn(selection)
    visible = (segment for segment in catalogue.segments.values() if with_withdrawn or segment.status not in WITHDRAWN)
    segments = [segment for segment in visible if passes(segment.id)]
    routes = {segment.route for segment in segments}
    return FilterResult(
        projects=tuple(project for project in catalogue.projects if passes(project)),
        routes=tuple(route for route in catalogue.routes if route in routes),
        places=tuple(place for place in catalogue.places if passes(place)),
        facts=facts,
        documents=tuple(document for document in all_documents if is_empty or document in documents_of_facts),
        segments=tuple(segment.id for segment in segments),
    )
