"""From the files of ``data/`` and ``seeds/`` to one Catalogue: everything is right, or nothing is loaded."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dashboard.catalogue.files import FileError, decode, read_bytes
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.intake import Intake
from dashboard.catalogue.models import Change, Document, Fact, Place, Project, Route, Segment, Speaker
from dashboard.catalogue.read_documents import ReadDocument, read_document
from dashboard.catalogue.read_records import read_changes, read_places, read_project, read_speakers
from dashboard.catalogue.read_routes import read_route
from dashboard.catalogue.sources import DOCUMENTS_FOLDER, PROJECTS_FOLDER, ROUTES_FOLDER

R = TypeVar("R", Speaker, Document, Fact, Project, Route, Segment, Place)
V = TypeVar("V")


@dataclass(frozen=True)
class Catalogue:
    """What is known. Every mapping goes by id and is sorted by it; nothing in it can be changed.

    ``spans`` gives where each fact's quotation stands in its document: start and end in Unicode code
    points of the file as it is, so that ``text(fact_document[f])[start:end] == facts[f].quote``.
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

    def text(self, document_id: str) -> str:
        """The document's text as received, read from its seed now; texts are not kept in memory.

        Raises:
            KeyError: there is no such document.
            CatalogueError: the seed is gone, or is no longer the file the offsets were computed on.
        """
        document = self.documents[document_id]
        try:
            raw = read_bytes(self.root / document.file)
            if hashlib.sha256(raw).hexdigest() != document.sha256:
                raise FileError("the file changed since it was loaded; bring the old one back, or load again")
            return decode(raw)
        except FileError as fault:
            raise CatalogueError([Finding("error", document.file, document_id, "", str(fault))]) from None


def load_catalogue(root: Path) -> Catalogue:
    """Read everything below ``root``, the project's root, which holds ``data/`` and ``seeds/``.

    Raises:
        CatalogueError: with every fault of every file, if there is one.
    """
    intake = Intake(root)
    speakers = read_speakers(intake)
    places = read_places(intake)
    read = [read_document(intake, file) for file in intake.files(DOCUMENTS_FOLDER, ".toml")]
    projects = [read_project(intake, file) for file in intake.files(PROJECTS_FOLDER, ".toml")]
    routes = [read_route(intake, file) for file in intake.files(ROUTES_FOLDER, ".geojson")]
    changes = read_changes(intake)
    if intake.findings:
        raise CatalogueError(intake.findings)
    return replace(build_catalogue(root, speakers, places, _all(read), _all(projects), _all(routes)), changes=changes)


def build_catalogue(
    root: Path,
    speakers: Iterable[Speaker],
    places: Iterable[Place],
    documents: Sequence[ReadDocument],
    projects: Iterable[Project],
    routes: Sequence[Route],
) -> Catalogue:
    """Put valid records together; ids are expected to be unique."""
    return Catalogue(
        root=root,
        speakers=_by_id(speakers),
        documents=_by_id(read.document for read in documents),
        facts=_by_id(fact for read in documents for fact in read.facts),
        projects=_by_id(projects),
        routes=_by_id(routes),
        places=_by_id(places),
        segments=_by_id(segment for route in routes for segment in route.segments),
        fact_document=_sorted({fact.id: read.document.id for read in documents for fact in read.facts}),
        spans=_sorted({fact: span for read in documents for fact, span in read.spans.items()}),
    )


def _by_id(records: Iterable[R]) -> Mapping[str, R]:
    return _sorted({record.id: record for record in records})


def _sorted(mapping: Mapping[str, V]) -> Mapping[str, V]:
    return MappingProxyType(dict(sorted(mapping.items())))


def _all(records: Iterable[V | None]) -> list[V]:
    """Without None, which stands for a record that was complained of."""
    return [record for record in records if record is not None]
