"""Facts as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): the quotation, its text, and our gloss.

Positions are Unicode code points of the document's text, as the model requires.
"""

from typing import Any

from dashboard.catalogue.identity import LICENCES
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Document, Fact
from dashboard.catalogue.vocabulary import LANGUAGES, StatusBasis

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CONTEXT_LETTERS = 32
"""The number of code points before and after a quotation, by which it is found again in a changed text."""


def annotation(catalogue: Catalogue, fact: Fact, origin: str, text: str) -> Json:
    """One fact as an Annotation, with its context.

    Parameters
    ----------
    catalogue
        The catalogue with the fact.
    fact
        The fact.
    origin
        Scheme and host of the atlas, without a slash at the end; it begins every address.
    text
        The text of the fact's document.
    """
    return {"@context": CONTEXT, **_annotation(catalogue, fact, origin, text)}


def annotation_collection(catalogue: Catalogue, facts: list[Fact], origin: str, query: str = "") -> Json:
    """``facts`` as one AnnotationCollection with a single AnnotationPage in it.

    Parameters
    ----------
    catalogue
        The catalogue with the facts.
    facts
        The facts of the collection, in its order.
    origin
        As for ``annotation``.
    query
        The query of the collection's address, with its question mark.

    Raises
    ------
    CatalogueError
        A document's text is missing.
    """
    address = f"{origin}/data/annotations.jsonld{query}"
    texts = {name: catalogue.text(name) for name in sorted({catalogue.fact_document[fact.id] for fact in facts})}
    items = [_annotation(catalogue, fact, origin, texts[catalogue.fact_document[fact.id]]) for fact in facts]
    page = {
        "id": f"{address}#page",
        "type": "AnnotationPage",
        "partOf": address,
        "startIndex": 0,
        "items": items,
    }
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": f"{catalogue.identity.title.in_language('en')}: statements with their exact words",
        "creator": _creator(catalogue),
        "rights": LICENCES[catalogue.identity.licence][0],
        "total": len(items),
        "first": page,
    }


def _creator(catalogue: Catalogue) -> Json:
    return {"type": "Organization", "name": catalogue.identity.contributors}


def _annotation(catalogue: Catalogue, fact: Fact, origin: str, text: str) -> Json:
    return {
        "id": f"{origin}/fact/{fact.id}.jsonld",
        "type": "Annotation",
        "motivation": ["describing", "classifying"],
        "creator": _creator(catalogue),
        "rights": LICENCES[catalogue.identity.licence][0],
        "body": [*_glosses(fact), *_classes(fact), *_subjects(catalogue, fact, origin), *_confirmed(fact, origin)],
        "target": _target(catalogue, fact, origin, text),
    }


def _glosses(fact: Fact) -> list[Json]:
    return [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "value": gloss.text,
            "language": gloss.language,
            "format": "text/plain",
        }
        for gloss in fact.statement.wordings
    ]


def _classes(fact: Fact) -> list[Json]:
    words = {"kind": fact.kind, "modality": fact.modality, "as of": fact.as_of, "due": fact.due}
    words["confirms"] = fact.confirms
    words |= {name: _number(fact, name) for name in ("value", "baseline", "target")}
    return [
        {"type": "TextualBody", "purpose": "classifying", "value": f"{name}: {word}", "format": "text/plain"}
        for name, word in words.items()
        if word is not None
    ]


def _number(fact: Fact, name: str) -> str | None:
    number: float | None = getattr(fact, name)
    return None if number is None else f"{number:g} {fact.unit}"


def _subjects(catalogue: Catalogue, fact: Fact, origin: str) -> list[Json]:
    kinds = (("project", catalogue.projects), ("route", catalogue.routes), ("place", catalogue.places))
    return [
        {"type": "SpecificResource", "purpose": "identifying", "source": f"{origin}/{kind}/{entity}"}
        for entity in fact.about
        for kind, records in kinds
        if entity in records
    ]


def _confirmed(fact: Fact, origin: str) -> list[Json]:
    """The earlier fact about the future that this one confirms."""
    if fact.confirms is None:
        return []
    return [{"type": "SpecificResource", "purpose": "linking", "source": f"{origin}/fact/{fact.confirms}.jsonld"}]


def _target(catalogue: Catalogue, fact: Fact, origin: str, text: str) -> Json:
    start, end = catalogue.spans[fact.id]
    quotation = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT_LETTERS) : start],
        "suffix": text[end : end + CONTEXT_LETTERS],
    }
    return {
        "type": "SpecificResource",
        "source": _source(catalogue.document_of(fact), origin),
        "selector": [quotation, {"type": "TextPositionSelector", "start": start, "end": end}],
        # The speaker of this fact; a document may have several.
        "dc:creator": catalogue.speakers[fact.speaker].names.in_language(LANGUAGES[0]),
    }


def _source(document: Document, origin: str) -> Json:
    """The text, with a publisher and a date only where the document itself states them."""
    stated = document.published is not None and document.published_basis is StatusBasis.STATED
    return {
        "id": f"{origin}/document/{document.id}.txt",
        "type": "Text",
        "format": "text/plain",
        "language": document.language,
        "textDirection": document.direction,
        "dc:title": document.title,
        **({"dc:publisher": publisher} if (publisher := document.publisher_in(LANGUAGES[0])) else {}),
        **({"dcterms:issued": document.published} if stated else {}),
    }
