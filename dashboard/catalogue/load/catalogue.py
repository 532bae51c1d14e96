"""Reads the files of ``data/`` and ``seeds/`` into one ``Catalogue``. If anything is wrong, nothing is loaded."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.identity import UNNAMED, Box, Identity
from dashboard.catalogue.load.documents import read_document
from dashboard.catalogue.load.files import FileError, decode, read_bytes
from dashboard.catalogue.load.load_context import Declared, LoadContext
from dashboard.catalogue.load.paths import (
    DOCUMENTS_FOLDER,
    PROJECTS_FOLDER,
    RECORD_FILES,
    ROUTES_FOLDER,
    STORIES_FOLDER,
    TRANSLATIONS_FOLDER,
    AnyRecord,
)
from dashboard.catalogue.load.records import read_changes, read_folder, read_identity, read_places, read_speakers
from dashboard.catalogue.load.routes import read_route
from dashboard.catalogue.models import Change, Document, Fact, Place, Project, Route, Segment, Speaker
from dashboard.catalogue.stories.story import Story
from dashboard.catalogue.text.translation import Translation
from dashboard.catalogue.vocabulary import WITHDRAWN

R = TypeVar("R", bound=AnyRecord)
V = TypeVar("V")
INHABITED: Final[Box] = (-180.0, -60.0, 180.0, 75.0)
"""The land that people live on: the map of an atlas without lines and places shows it."""
COUNTED_KINDS: Final = ("projects", "routes", "segments", "places", "documents", "facts")
"""The kinds of records in ``Catalogue.counts``."""


@dataclass(frozen=True)
class FilteredTotals:
    """How many statements and projects pass some filters, and the box of what is drawn of them; None for nothing."""

    facts: int
    projects: int
    box: Box | None


@dataclass(frozen=True)
class Catalogue:
    """All records. Every mapping is by id and sorted by it; nothing in it can be changed.

    ``fact_document`` has the document of each fact. ``spans`` has the position of each quotation in its document: start
    and end in Unicode code points, so that ``text(fact_document[f])[start:end] == facts[f].quote``.
    """

    root: Path
    speakers: Mapping[str, Speaker]
    documents: Mapping[str, Document]
    facts: Mapping[str, Fact]
    projects: Mapping[str, Project]
    routes: Mapping[str, Route]
    places: Mapping[str, Place]
    segments: Mapping[str, Segment]
    fact_document: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]
    changes: tuple[Change, ...] = ()
    identity: Identity = UNNAMED
    stories: Mapping[str, Story] = field(default_factory=dict)
    translations: Mapping[str, Translation] = field(default_factory=dict)

    @property
    def changed_on(self) -> str | None:
        """The day of the latest change of the data that has a day (``YYYY-MM-DD``)."""
        return max((change.released for change in self.changes if change.released), default=None)

    @property
    def large(self) -> bool:
        """Whether records are read one by one: each is found by its id, but iteration gives only some of them."""
        return False

    @property
    def filtered_totals(self) -> FilteredTotals | None:
        """The totals of the filtered records, where iteration gives only the first; None for a loaded catalogue."""
        return None

    @property
    def counts(self) -> Mapping[str, int]:
        """How many records there are of each kind, with those that iteration does not give."""
        return {kind: len(getattr(self, kind)) for kind in COUNTED_KINDS}

    @property
    def languages(self) -> Mapping[str, int]:
        """By language (a BCP 47 tag), how many documents there are in it."""
        return Counter(document.language for document in self.documents.values())

    @cached_property
    def box(self) -> Box:
        """West, south, east, north, in degrees, of all lines and places that are not withdrawn.

        Without lines and places it is the first view of the identity, else ``INHABITED``.
        """
        drawn = (segment for segment in self.segments.values() if segment.status not in WITHDRAWN)
        positions = [position for segment in drawn for position in segment.coordinates]
        positions += [(place.lon, place.lat) for place in self.places.values()]
        if not positions:
            return self.identity.first_view or INHABITED
        lons, lats = zip(*positions, strict=True)
        return round(min(lons), 2), round(min(lats), 2), round(max(lons), 2), round(max(lats), 2)

    @property
    def first_view(self) -> Box:
        """The box of the map before anything is chosen: that of the identity, else ``box`` with room for names."""
        if self.identity.first_view is not None:
            return self.identity.first_view
        west, south, east, north = self.box
        room = (east - west) / 10
        return max(west - room, -180.0), south, min(east + room, 180.0), north

    @property
    def holders(self) -> tuple[Project | Route, ...]:
        """The records that have reference figures: all projects, then all routes."""
        return (*self.projects.values(), *self.routes.values())

    def document_of(self, fact: Fact) -> Document:
        """The document of a fact."""
        return self.documents[self.fact_document[fact.id]]

    def entity(self, entity_id: str) -> Project | Route | Place:
        """A project, route or place. Raises KeyError where there is none of this id."""
        return self.projects.get(entity_id) or self.routes.get(entity_id) or self.places[entity_id]

    def file_of(self, record: AnyRecord) -> str:
        """The file in which curators write a record, as a path below the root."""
        stem = record.id
        if isinstance(record, Fact):
            stem = self.fact_document[record.id]
        elif isinstance(record, Segment):
            stem = record.route
        return RECORD_FILES[type(record)].format(stem)

    def read(self, file: str) -> bytes:
        """The bytes of one of the catalogue's files.

        Raises
        ------
        FileError
            It cannot be read.
        """
        return read_bytes(self.root / file)

    def text(self, document_id: str) -> str:
        """The text of a document as received. Each call reads it from its file, so that it takes no memory.

        Raises
        ------
        KeyError
            There is no such document.
        CatalogueError
            The file is missing, or has changed since the positions of quotations were computed.
        """
        document = self.documents[document_id]
        try:
            raw = self.read(document.file)
            if hashlib.sha256(raw).hexdigest() != document.sha256:
                raise FileError("the file changed since it was loaded; bring the old one back, or load again")
            return decode(raw)
        except FileError as error:
            raise CatalogueError([Finding("error", document.file, document_id, "", str(error))]) from None


@dataclass(frozen=True)
class Reading:
    """The result of one pass over the files: every error, and the valid records.

    If there are errors, the catalogue is only for further checks: a fact may lack its document, a segment its route.
    ``declared`` has the ids of the records that it lacks.
    """

    catalogue: Catalogue
    findings: tuple[Finding, ...]
    declared: Declared


def load_catalogue(root: Path) -> Catalogue:
    """Read all records.

    Parameters
    ----------
    root
        The root of the project, with the folders ``data`` and ``seeds``.

    Raises
    ------
    CatalogueError
        Something is wrong; it has every error of every file.
    """
    reading = read_catalogue(root)
    if reading.findings:
        raise CatalogueError(reading.findings)
    return reading.catalogue


def read_catalogue(root: Path) -> Reading:
    """Read all valid records below ``root``, the root of the project, and find every error of every file."""
    context = LoadContext(root)
    speakers, places = read_speakers(context), read_places(context)
    document_files = context.files(DOCUMENTS_FOLDER, ".toml", "document", "fact")
    documents = _valid(read_document(context, file) for file in document_files)
    projects = read_folder(context, Project, "project", PROJECTS_FOLDER)
    routes = [read_route(context, file) for file in context.files(ROUTES_FOLDER, ".geojson", "route", "segment")]
    catalogue = Catalogue(
        root=root,
        speakers=_by_id(speakers),
        documents=_by_id(_valid(read.document for read in documents)),
        facts=_by_id(fact for read in documents for fact in read.facts),
        projects=_by_id(projects),
        routes=_by_id(_valid(read.route for read in routes)),
        places=_by_id(places),
        segments=_by_id(segment for read in routes for segment in read.segments),
        fact_document=_sorted({fact.id: read.stem for read in documents for fact in read.facts}),
        spans=_sorted({fact: span for read in documents for fact, span in read.spans.items()}),
        identity=read_identity(context),
        changes=read_changes(context),
        stories=_by_id(read_folder(context, Story, "story", STORIES_FOLDER, required=False)),
        translations=_by_id(read_folder(context, Translation, "translation", TRANSLATIONS_FOLDER, required=False)),
    )
    return Reading(catalogue, tuple(context.findings), context.declared())


def _by_id(records: Iterable[R]) -> Mapping[str, R]:
    return _sorted({record.id: record for record in records})


def _sorted(mapping: Mapping[str, V]) -> Mapping[str, V]:
    return MappingProxyType(dict(sorted(mapping.items())))


def _valid(records: Iterable[V | None]) -> list[V]:
    """The records without None, which stands for a record with errors."""
    return [record for record in records if record is not None]
