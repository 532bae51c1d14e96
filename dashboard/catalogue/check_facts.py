"""Findings on facts and documents: numbers, dates, and what a header says of its text."""

from collections.abc import Iterator

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.models import Document, Fact
from dashboard.catalogue.numbers import numbers_in
from dashboard.catalogue.promises import is_promise, is_said_later
from dashboard.catalogue.sources import DOCUMENT_FILE
from dashboard.catalogue.vocabulary import FORWARD, Modality, StatusBasis

_NUMBER_FIELDS = ("value", "baseline", "target")
_WRITTEN_FIELDS = (*_NUMBER_FIELDS, "as_of", "due")
_DIRECTIONS = {"az-Latn": "ltr", "ar": "rtl"}


def check_facts(catalogue: Catalogue) -> Iterator[Finding]:
    """Every number stands in its quotation; a fact is not younger than its document."""
    for fact in catalogue.facts.values():
        document = catalogue.documents[catalogue.fact_document[fact.id]]
        file = DOCUMENT_FILE.format(document.id)
        yield from _numbers(fact, file)
        yield from _written(fact, file)
        yield from _dates(fact, document, file)
        yield from _confirms(catalogue, fact, file)
        if len(set(fact.about)) < len(fact.about):
            yield Finding("error", file, fact.id, "about", "names an id twice; once is enough")


def check_documents(catalogue: Catalogue) -> Iterator[Finding]:
    """A header agrees with itself and with the words of its text."""
    for document in catalogue.documents.values():
        file = DOCUMENT_FILE.format(document.id)
        if _DIRECTIONS[document.language] != document.direction:
            message = f"{document.language} runs {_DIRECTIONS[document.language]}, not {document.direction}"
            yield Finding("error", file, document.id, "direction", message)
        if document.published_basis is not StatusBasis.STATED and document.dated_by is None:
            yield Finding("error", file, document.id, "dated_by", "is missing; say how the date is known")
        text = catalogue.text(document.id)
        if document.title not in text:
            yield Finding(
                "warning", file, document.id, "title", "does not stand so in the text; take the text's own words"
            )
        for number, inference in enumerate(document.inferences):
            if inference.evidence not in text:
                field = f"inferences[{number}].evidence"
                yield Finding(
                    "error", file, document.id, field, "does not stand so in the text; copy it letter for letter"
                )


def _numbers(fact: Fact, file: str) -> Iterator[Finding]:
    standing = numbers_in(fact.quote)
    for field in _NUMBER_FIELDS:
        number = getattr(fact, field)
        if number is None or field in fact.written or abs(number) in standing:
            continue
        message = f"{number:g} does not stand in the quote in digits; correct it, or give the words as written.{field}"
        yield Finding("error", file, fact.id, field, message)


def _written(fact: Fact, file: str) -> Iterator[Finding]:
    for field, words in fact.written.items():
        if field not in _WRITTEN_FIELDS:
            message = f"is not one of {', '.join(_WRITTEN_FIELDS)}"
        elif getattr(fact, field) is None:
            message = f"gives the words of {field}, which this fact does not have"
        elif not words or words not in fact.quote:
            message = f"{words!r} does not stand in the quote; copy the words letter for letter"
        else:
            continue
        yield Finding("error", file, fact.id, f"written.{field}", message)


def _dates(fact: Fact, document: Document, file: str) -> Iterator[Finding]:
    if not (fact.as_of and document.published) or fact.modality in FORWARD:
        return
    if date_bounds(fact.as_of)[0] > date_bounds(document.published)[1]:
        message = f"{fact.as_of} is after the document appeared ({document.published}); is it planned or intended?"
        yield Finding("error", file, fact.id, "as_of", message)


def _confirms(catalogue: Catalogue, fact: Fact, file: str) -> Iterator[Finding]:
    """Confirming takes a promise, words of a later document that it came about, and the same subject."""
    promise = catalogue.facts.get(fact.confirms or "")
    if promise is None:
        return
    if fact.modality is not Modality.ACHIEVED:
        message = f"only what is achieved confirms; this is {fact.modality}"
    elif not is_promise(promise):
        message = f"{promise.id} neither looks forward nor names a day: there is nothing to confirm"
    elif not is_said_later(catalogue, fact, promise):
        message = f"nothing says that this was published after {promise.id}"
    elif set(fact.about).isdisjoint(promise.about):
        message = f"{promise.id} is about something else"
    else:
        return
    yield Finding("error", file, fact.id, "confirms", message)
