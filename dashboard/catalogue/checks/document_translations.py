"""Findings on translations of documents: without a document, with other paragraphs, with languages in part."""

from collections.abc import Iterator

from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.text.languages import base_language
from dashboard.catalogue.text.likeness import nearest
from dashboard.catalogue.text.translation import Translation, paragraph_spans
from dashboard.catalogue.vocabulary import LANGUAGES


def check_document_translations(catalogue: Catalogue, declared: Declared) -> Iterator[Finding]:
    """One finding for each translation that does not fit its document, and for each text that is missing in it."""
    for translation in catalogue.translations.values():
        file = catalogue.file_of(translation)
        if translation.id in catalogue.documents:
            for field, message in _faults(catalogue, translation):
                yield Finding("error", file, translation.id, field, message)
        elif not declared.may_have(("document",), translation.id):
            near = nearest(translation.id, sorted(catalogue.documents))
            remedy = f"did you mean {near!r}?" if near else "give the file and its id the name of its document"
            message = f"there is no document {translation.id!r}; {remedy}"
            yield Finding("error", file, translation.id, "id", message, suggestion=near or "")


def _faults(catalogue: Catalogue, translation: Translation) -> Iterator[tuple[str, str]]:
    """The field and the message of each fault of a translation whose document exists."""
    try:
        text = catalogue.text(translation.id)
    except CatalogueError:
        return  # the loader reports a text that cannot be read
    expected, translated = sum(1 for _ in paragraph_spans(text)), len(translation.paragraphs)
    if translated != expected:
        message = f"has {translated} paragraphs, and the text has {expected}; write one for each line that is not blank"
        yield "paragraphs", message
    original = base_language(catalogue.documents[translation.id].language)
    begun = [tag for tag in LANGUAGES if any(paragraph.written_in(tag) for paragraph in translation.paragraphs)]
    for language in begun:
        for number, paragraph in enumerate(translation.paragraphs):
            field = f"paragraphs[{number}].{language}"
            if language == original and paragraph.written_in(language):
                yield field, "is the language of the document itself; take it away"
            elif language != original and not paragraph.written_in(language):
                yield field, "is missing, and other paragraphs have it; translate it too"
