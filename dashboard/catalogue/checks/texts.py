"""Findings on texts in several languages: each is in its own script, and in all languages of the page."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pydantic import BaseModel

from dashboard.catalogue.findings import Finding, Level
from dashboard.catalogue.identity import UNNAMED
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import AnyRecord
from dashboard.catalogue.local_text import LocalText, Names
from dashboard.catalogue.models import Route
from dashboard.catalogue.text.languages import name_of_language, script_of
from dashboard.catalogue.vocabulary import LANGUAGES

_SCRIPTS: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "Latn": ("Latin", re.compile(r"[A-Za-zƏəĞğİıÖöŞşÜüÇç]")),
    "Arab": ("Arabic", re.compile(r"[\u0621-\u064a\u066e-\u06d3]")),
    "Cyrl": ("Cyrillic", re.compile(r"[\u0400-\u04ff]")),
}
"""By code of ISO 15924, the name of the script and its letters."""


@dataclass(frozen=True)
class PlacedText:
    """A text, and the file, record and field that have it."""

    file: str
    record: str
    field: str
    text: LocalText


def check_scripts(catalogue: Catalogue) -> Iterator[Finding]:
    """A name in the wrong script is an error; a text without a letter of its script is a warning.

    Texts may quote words in another script. Names may not, except Latin words (of a company) in Arabic.
    """
    for placed in _texts(catalogue):
        is_name = isinstance(placed.text, Names)
        for words, language in placed.text.wordings:
            for fault in _script_faults(words, language, is_name=is_name):
                level: Level = "error" if is_name else "warning"
                message = f"{fault}; write it in its own script"
                yield Finding(level, placed.file, placed.record, f"{placed.field}.{language}", message)


def _script_faults(words: str, language: str, *, is_name: bool) -> list[str]:
    code = script_of(language)
    if is_name and code == "Latn":
        others = [(script, letters) for script, letters in _SCRIPTS.values() if script != "Latin"]
        return [f"holds {script} letters" for script, letters in others if letters.search(words)]
    script, letters = _SCRIPTS.get(code, ("", re.compile("")))
    return [] if letters.search(words) else [f"has no {script} letter"]


def check_translations(catalogue: Catalogue) -> Iterator[Finding]:
    """Warn of texts that are not in a language of the page: one finding for each file and language."""
    for language in LANGUAGES:
        by_file: dict[str, list[tuple[str, str]]] = {}
        for file, record, field in _missing(catalogue, language):
            by_file.setdefault(file, []).append((record, field))
        for file, ((record, field), *others) in by_file.items():
            count = f"{len(others) + 1} texts are" if others else "is"
            message = f"{count} not translated into {name_of_language(language, 'en')}; shown in another language"
            also = tuple(f"{file}: {other}: {other_field}" for other, other_field in others)
            yield Finding("warning", file, record, field, message, also=also)


def _missing(catalogue: Catalogue, language: str) -> Iterator[tuple[str, str, str]]:
    """The file, the record and the field of each text that is not in ``language``."""
    for placed in _texts(catalogue):
        if placed.text.written_in(language) is None and placed.field != "titles":
            yield placed.file, placed.record, f"{placed.field}.{language}"
    for document in catalogue.documents.values():
        if not document.has_title_in(language):
            yield catalogue.file_of(document), document.id, f"titles.{language}"


def _texts(catalogue: Catalogue) -> Iterator[PlacedText]:
    records: Iterator[AnyRecord] = chain(
        [catalogue.identity] if catalogue.identity is not UNNAMED else [],
        catalogue.speakers.values(),
        catalogue.places.values(),
        catalogue.documents.values(),
        catalogue.facts.values(),
        catalogue.holders,
        catalogue.segments.values(),
        catalogue.stories.values(),
    )
    for record in records:
        yield from _texts_of(record, catalogue.file_of(record), record.id)


def _texts_of(record: BaseModel, file: str, record_id: str, path: str = "") -> Iterator[PlacedText]:
    for name in type(record).model_fields:
        if isinstance(record, Route) and name == "segments":
            continue  # each segment is a record of its own
        value, field = getattr(record, name), f"{path}{name}"
        entries = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for number, entry in entries:
            entry_field = field if number is None else f"{field}[{number}]"
            if isinstance(entry, LocalText):
                yield PlacedText(file, record_id, entry_field, entry)
            elif isinstance(entry, BaseModel):
                yield from _texts_of(entry, file, record_id, f"{entry_field}.")
