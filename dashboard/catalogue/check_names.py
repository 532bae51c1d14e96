"""Findings on names and texts in three languages: is each in its own script?"""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.models import LocalText, Names, Route
from dashboard.catalogue.sources import DOCUMENT_FILE, PLACES_FILE, PROJECT_FILE, ROUTE_FILE, SPEAKERS_FILE

_ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-zƏəĞğİıÖöŞşÜüÇç]")


def check_names(catalogue: Catalogue) -> Iterator[Finding]:
    """A name in the wrong script is an error; a text without one letter of its own script a warning.

    Texts may quote words of another script; names may not, save Latin words (of a company) in Arabic.
    """
    for speaker in catalogue.speakers.values():
        yield from _texts(speaker, SPEAKERS_FILE, speaker.id)
    for place in catalogue.places.values():
        yield from _texts(place, PLACES_FILE, place.id)
    for document in catalogue.documents.values():
        yield from _texts(document, DOCUMENT_FILE.format(document.id), document.id)
    for fact in catalogue.facts.values():
        yield from _texts(fact, DOCUMENT_FILE.format(catalogue.fact_document[fact.id]), fact.id)
    for project in catalogue.projects.values():
        yield from _texts(project, PROJECT_FILE.format(project.id), project.id)
    for route in catalogue.routes.values():
        yield from _texts(route, ROUTE_FILE.format(route.id), route.id)
        for segment in route.segments:
            yield from _texts(segment, ROUTE_FILE.format(route.id), segment.id)


def _texts(record: BaseModel, file: str, record_id: str, path: str = "") -> Iterator[Finding]:
    """Findings on every text in three languages that the record holds, however deep."""
    for name in type(record).model_fields:
        if isinstance(record, Route) and name == "segments":
            continue  # each is looked at under its own id
        value, field = getattr(record, name), f"{path}{name}"
        entries = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for number, entry in entries:
            where = field if number is None else f"{field}[{number}]"
            if isinstance(entry, Names):
                yield from _name_findings(entry, file, record_id, where)
            elif isinstance(entry, LocalText):
                yield from _text_findings(entry, file, record_id, where)
            elif isinstance(entry, BaseModel):
                yield from _texts(entry, file, record_id, f"{where}.")


def _name_findings(names: Names, file: str, record: str, field: str) -> Iterator[Finding]:
    rules = (
        ("ar", _ARABIC.search(names.ar), "has no Arabic letter"),
        ("en", not _ARABIC.search(names.en), "holds Arabic letters"),
        ("az", not _ARABIC.search(names.az), "holds Arabic letters"),
        ("en", not _CYRILLIC.search(names.en), "holds Cyrillic letters"),
        ("az", not _CYRILLIC.search(names.az), "holds Cyrillic letters"),
        ("ru", names.ru is None or _CYRILLIC.search(names.ru), "has no Cyrillic letter"),
    )
    for language, kept, message in rules:
        if not kept:
            yield Finding("error", file, record, f"{field}.{language}", f"{message}; write it in its own script")


def _text_findings(text: LocalText, file: str, record: str, field: str) -> Iterator[Finding]:
    rules = (("en", _LATIN, "Latin"), ("az", _LATIN, "Latin"), ("ar", _ARABIC, "Arabic"))
    for language, script, name in rules:
        if not script.search(text.in_language(language)):
            message = f"has no {name} letter; write it in its own script"
            yield Finding("warning", file, record, f"{field}.{language}", message)
