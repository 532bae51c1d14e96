"""Checks that texts are in all languages of the page."""

from collections.abc import Iterator

from dashboard.catalogue.checks.texts import each_text
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import DOCUMENT_FILE
from dashboard.catalogue.text.languages import name_of_language
from dashboard.catalogue.vocabulary import LANGUAGES

_Missing = tuple[str, str, str]
"""The file, the record and the field that lack a text."""


def check_translations(catalogue: Catalogue) -> Iterator[Finding]:
    """Warn of texts that are not in a language of the page: one finding for each file and language."""
    for language in LANGUAGES:
        by_file: dict[str, list[_Missing]] = {}
        for missing in _missing(catalogue, language):
            by_file.setdefault(missing[0], []).append(missing)
        for file, fields in by_file.items():
            yield _finding(file, language, fields)


def _missing(catalogue: Catalogue, language: str) -> Iterator[_Missing]:
    for placed in each_text(catalogue):
        if placed.text.written_in(language) is None and placed.field != "titles":
            yield placed.file, placed.record, f"{placed.field}.{language}"
    for document in catalogue.documents.values():
        if not document.has_title_in(language):
            yield DOCUMENT_FILE.format(document.id), document.id, f"titles.{language}"


def _finding(file: str, language: str, missing: list[_Missing]) -> Finding:
    (_, record, field), *others = missing
    count = f"{len(missing)} texts are" if others else "is"
    message = f"{count} not translated into {name_of_language(language, 'en')}; shown in another language"
    also = tuple(f"{file}: {record}: {field}" for _, record, field in others)
    return Finding("warning", file, record, field, message, also=also)
