"""Findings on translations: each has its document, a paragraph for each of its paragraphs, and whole languages."""

from collections.abc import Iterator

from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.load.paths import TRANSLATION_FILE
from dashboard.catalogue.text.languages import base_language
from dashboard.catalogue.text.likeness import nearest
from dashboard.catalogue.text.translation import Translation, paragraph_spans
from dashboard.catalogue.vocabulary import LANGUAGES


def check_document_translations(catalogue: Catalogue, declared: Declared) -> Iterator[Finding]:
    """One finding for each translation that does not fit its document, and for each text that is missing in it."""
    for translation in catalogue.translations.values():
        file = TRANSLATION_FILE.format(translation.id)
        if translation.id in catalogue.documents:
            yield from _paragraphs(catalogue, translation, file)
        elif not declared.may_have(("document",), translation.id):
            near = nearest(translation.id, sorted(catalogue.documents))
            remedy = f"did you mean {near!r}?" if near else "give the file and its id the name of its document"
            message = f"there is no document {translation.id!r}; {remedy}"
            yield Finding("error", file, translation.id, "id", message, suggestion=near or "")


def _paragraphs(catalogue: Catalogue, translation: Translation, file: str) -> Iterator[Finding]:
    document = catalogue.documents[translation.id]
    try:
        paragraphs = sum(1 for _ in paragraph_spans(catalogue.text(document.id)))
    except CatalogueError:
        return  # told where the text is read
    own, translated = base_language(document.language), len(translation.paragraphs)
    if translated != paragraphs:
        message = (
            f"has {translated} paragraphs, and the text has {paragraphs}; write one for each line that is not blank"
        )
        yield Finding("error", file, translation.id, "paragraphs", message)
    begun = [tag for tag in LANGUAGES if any(paragraph.written_in(tag) for paragraph in translation.paragraphs)]
    for language in begun:
        for number, paragraph in enumerate(translation.paragraphs):
            field = f"paragraphs[{number}].{language}"
            if language == own and paragraph.written_in(language):
                message = "is the language of the document itself; take it away"
                yield Finding("error", file, translation.id, field, message)
            elif language != own and not paragraph.written_in(language):
                message = "is missing, and other paragraphs have it; translate it too"
                yield Finding("error", file, translation.id, field, message)
