"""Every text that a record has in several languages, with its place in the files."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from dashboard.catalogue.identity import UNNAMED
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import (
    DOCUMENT_FILE,
    IDENTITY_FILE,
    PLACES_FILE,
    PROJECT_FILE,
    ROUTE_FILE,
    SPEAKERS_FILE,
    STORY_FILE,
)
from dashboard.catalogue.local_text import LocalText
from dashboard.catalogue.models import Route


@dataclass(frozen=True)
class PlacedText:
    """A text, and the file, record and field that have it."""

    file: str
    record: str
    field: str
    text: LocalText


def each_text(catalogue: Catalogue) -> Iterator[PlacedText]:
    """The texts of all records."""
    if catalogue.identity is not UNNAMED:
        yield from _of_record(catalogue.identity, IDENTITY_FILE, catalogue.identity.id)
    for speaker in catalogue.speakers.values():
        yield from _of_record(speaker, SPEAKERS_FILE, speaker.id)
    for place in catalogue.places.values():
        yield from _of_record(place, PLACES_FILE, place.id)
    for document in catalogue.documents.values():
        yield from _of_record(document, DOCUMENT_FILE.format(document.id), document.id)
    for fact in catalogue.facts.values():
        yield from _of_record(fact, DOCUMENT_FILE.format(catalogue.fact_document[fact.id]), fact.id)
    for project in catalogue.projects.values():
        yield from _of_record(project, PROJECT_FILE.format(project.id), project.id)
    for route in catalogue.routes.values():
        yield from _of_record(route, ROUTE_FILE.format(route.id), route.id)
    for segment in catalogue.segments.values():
        yield from _of_record(segment, ROUTE_FILE.format(segment.route), segment.id)
    for story in catalogue.stories.values():
        yield from _of_record(story, STORY_FILE.format(story.id), story.id)


def _of_record(record: BaseModel, file: str, record_id: str, path: str = "") -> Iterator[PlacedText]:
    for name in type(record).model_fields:
        if isinstance(record, Route) and name == "segments":
            continue  # each is looked at under its own id
        value, field = getattr(record, name), f"{path}{name}"
        entries = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for number, entry in entries:
            where = field if number is None else f"{field}[{number}]"
            if isinstance(entry, LocalText):
                yield PlacedText(file, record_id, where, entry)
            elif isinstance(entry, BaseModel):
                yield from _of_record(entry, file, record_id, f"{where}.")
