"""Checks of facts and documents: numbers, dates, and what a header says about its text."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from dashboard.catalogue.checks.quoted_numbers import FACT_NUMBERS, check_quoted_numbers
from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.load.paths import DOCUMENT_FILE
from dashboard.catalogue.models import Document, Fact
from dashboard.catalogue.promises import is_said_later, looks_forward
from dashboard.catalogue.text.amounts import amounts
from dashboard.catalogue.text.digits import numbers_in
from dashboard.catalogue.text.languages import doubt_about
from dashboard.catalogue.text.units import scale_of
from dashboard.catalogue.vocabulary import FORWARD, Modality, StatusBasis

_WRITTEN_FIELDS = (*FACT_NUMBERS, "as_of", "due")


def check_facts(catalogue: Catalogue, declared: Declared) -> Iterator[Finding]:
    """Check that every number is in its quotation, and that a fact is not later than its document."""
    for file, parts in declared.parts(Fact):
        document = catalogue.documents.get(PurePosixPath(file).stem)
        if parts.quote and parts.unit:
            yield from _numbers(parts, file, document.language if document else None)
    for fact in catalogue.facts.values():
        document = catalogue.documents.get(catalogue.fact_document[fact.id])
        file = DOCUMENT_FILE.format(catalogue.fact_document[fact.id])
        yield from _numbers(fact, file, document.language if document else None)
        yield from _written(fact, file)
        yield from check_quoted_numbers(fact, file, document.language if document else None)
        if document:  # else its header is faulty, which is told
            yield from _dates(fact, document, file)
            yield from _confirms(catalogue, fact, file)
        if len(set(fact.about)) < len(fact.about):
            yield Finding("error", file, fact.id, "about", "names an id twice; once is enough")


def check_documents(catalogue: Catalogue) -> Iterator[Finding]:
    """Check that a header is consistent, and agrees with its text."""
    for document in catalogue.documents.values():
        file = DOCUMENT_FILE.format(document.id)
        if document.published_basis is not StatusBasis.STATED and document.dated_by is None:
            yield Finding("error", file, document.id, "dated_by", "is missing; say how the date is known")
        try:
            text = catalogue.text(document.id)
        except CatalogueError:
            continue  # told where the seed was read
        if document.title not in text:
            yield Finding(
                "warning", file, document.id, "title", "does not stand so in the text; take the text's own words"
            )
        if doubt := doubt_about(document.language, text):
            yield Finding("warning", file, document.id, "language", f"{doubt}; write the tag of its own language")
        for number, inference in enumerate(document.inferences):
            if inference.evidence not in text:
                field = f"inferences[{number}].evidence"
                yield Finding(
                    "error", file, document.id, field, "does not stand so in the text; copy it letter for letter"
                )


def _numbers(fact: Fact, file: str, language: str | None) -> Iterator[Finding]:
    """A number stands in the quotation, in the scale that its unit says: 4.5 thousand tonnes are no 4.5 million."""
    in_quote, scaled = numbers_in(fact.quote), amounts(fact.quote, language)
    scale = scale_of(fact.unit or "")
    for field in FACT_NUMBERS:
        number, is_written = abs(getattr(fact, field) or 0), getattr(fact, field) is None or field in fact.written
        if is_written or any(number * scale in amount.values for amount in scaled):
            continue
        shown = [amount for amount in scaled if number in amount.unscaled]
        message = f"{number:g} does not stand in the quote in digits; correct it, or give the words as written.{field}"
        if shown:
            words = fact.quote[shown[0].start : shown[0].end]
            message = f"the words say {words!r}, and the unit '{fact.unit}'; correct one of them"
        if not any(amount.scale == 1 for amount in shown) and (shown or number not in in_quote):
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
    """A fact can confirm only a forward-looking fact of an earlier document about the same thing."""
    promise = catalogue.facts.get(fact.confirms or "")
    if promise is None or catalogue.fact_document[promise.id] not in catalogue.documents:
        return
    if fact.modality is not Modality.ACHIEVED:
        message = f"only what is achieved confirms; this is {fact.modality}"
    elif not looks_forward(promise):
        message = f"{promise.id} neither looks forward nor names a day: there is nothing to confirm"
    elif not is_said_later(catalogue, fact, promise):
        message = f"nothing says that this was published after {promise.id}"
    elif set(fact.about).isdisjoint(promise.about):
        message = f"{promise.id} is about something else"
    else:
        return
    yield Finding("error", file, fact.id, "confirms", message)
