"""Findings on facts and documents: numbers, dates, confirmations, and a header that disagrees with its text."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from dashboard.catalogue.checks.quoted_numbers import check_numbers, check_words, check_written
from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.due.promises import is_said_later, looks_forward
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.models import Document, Fact
from dashboard.catalogue.text.languages import doubt_about
from dashboard.catalogue.vocabulary import FORWARD, Modality, StatusBasis


def check_facts(catalogue: Catalogue, declared: Declared) -> Iterator[Finding]:
    """Check that every number is in its quotation, and that a fact is not later than its document."""
    for file, parts in declared.parts(Fact):
        document = catalogue.documents.get(PurePosixPath(file).stem)
        if parts.quote and parts.unit:
            yield from check_numbers(parts, file, document.language if document else None)
    for fact in catalogue.facts.values():
        document = catalogue.documents.get(catalogue.fact_document[fact.id])
        file = catalogue.file_of(fact)
        yield from check_numbers(fact, file, document.language if document else None)
        yield from check_written(fact, file)
        yield from check_words(fact, file)
        if document:  # the loader reports a faulty header
            yield from _dates(fact, document, file)
            yield from _confirms(catalogue, fact, file)
        if len(set(fact.about)) < len(fact.about):
            yield Finding("error", file, fact.id, "about", "names an id twice; once is enough")


def check_documents(catalogue: Catalogue) -> Iterator[Finding]:
    """Check that a header is consistent, and agrees with its text."""
    for document in catalogue.documents.values():
        file = catalogue.file_of(document)
        if document.published_basis is not StatusBasis.STATED and document.dated_by is None:
            yield Finding("error", file, document.id, "dated_by", "is missing; say how the date is known")
        try:
            text = catalogue.text(document.id)
        except CatalogueError:
            continue  # the loader reports a seed that cannot be read
        if document.title not in text:
            message = "does not stand so in the text; take the text's own words"
            yield Finding("warning", file, document.id, "title", message)
        if doubt := doubt_about(document.language, text):
            yield Finding("warning", file, document.id, "language", f"{doubt}; write the tag of its own language")
        for number, inference in enumerate(document.inferences):
            if inference.evidence not in text:
                message = "does not stand so in the text; copy it letter for letter"
                yield Finding("error", file, document.id, f"inferences[{number}].evidence", message)


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
