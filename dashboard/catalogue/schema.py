"""The relational schema of the atlas: the tables, the meaning of each column, and the references between tables.

``tables`` fills it; exports, the data package's descriptor and ``data/README.md`` read it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Final, Literal

from dashboard.catalogue.text.languages import name_of_language
from dashboard.catalogue.vocabulary import LANGUAGES, NAME_LANGUAGES

Json = dict[str, Any]
CRS: Final = "EPSG:4326"
"""The CRS of every geometry: degrees on WGS84, longitude before latitude, as in GDAL, QGIS and geopandas."""


@dataclass(frozen=True)
class Field:
    """A column of a table.

    ``refers_to`` is the table whose ``id`` it holds. ``path`` is the path of the value in a record (``names.en``),
    where it is not ``name``.
    """

    name: str
    description: str
    refers_to: str | None = None
    required: bool = False
    path: str | None = None
    type: Literal["string", "integer", "number"] = "string"

    @property
    def source(self) -> str:
        """The path of the value in a record."""
        return self.path or self.name


_number, _integer = partial(Field, type="number"), partial(Field, type="integer")


@dataclass(frozen=True)
class TableSchema:
    """A table. ``key`` names the columns that identify a row.

    ``geometry`` is the type of the geometry that each row has besides its columns. ``download_name`` is the name in
    downloads, where it is older than the schema and differs from ``name``.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ("id",)
    geometry: str | None = None
    download_name: str | None = None

    @property
    def file(self) -> str:
        """The name of the table in downloads."""
        return self.download_name or self.name

    @property
    def columns(self) -> list[str]:
        """The names of its columns, in order."""
        return [field.name for field in self.fields]

    @property
    def references(self) -> Mapping[str, str]:
        """Column → the table whose ``id`` it holds."""
        return {field.name: field.refers_to for field in self.fields if field.refers_to is not None}


PARTIAL = "as precise as its source: 2011, 2024-05, 2024-08-09, or an interval a/b"
OFF_M = "how far it may be off, in metres"
CODES = "ISO 3166-1 codes, with spaces between"


def _texts(column: str, path: str, description: str, languages: Iterable[str]) -> tuple[Field, ...]:
    """A column for a text in each of ``languages``; empty where it is not written in that language."""
    return tuple(
        Field(f"{column}_{language}", f"{description}in {name_of_language(language, 'en')}", path=f"{path}.{language}")
        for language in languages
    )


_NAMES = _texts("name", "names", "", NAME_LANGUAGES)

STATEMENTS = TableSchema(
    "statements",
    "Statements with their exact words",
    (
        Field("id", "the statement's id", required=True),
        Field("document", "the document that it is quoted from", "documents", required=True),
        Field("document_title", "the document's title in its own language"),
        Field("published", f"the document's date, {PARTIAL}"),
        Field("published_basis", "how that date is known: stated in the document, or inferred"),
        Field("language", "the quotation's language, a BCP 47 tag"),
        Field("quote", "the exact words", required=True),
        _integer("start", "where the words begin in the text, in code points", required=True),
        _integer("end", "where they end", required=True),
        *_texts("statement", "statement", "our gloss, ", LANGUAGES),
        Field("speaker", "who says so", "speakers", required=True),
        Field("speaker_name", "their name in English"),
        Field("kind", "what sort of statement", required=True),
        Field("modality", "how firm: achieved, planned …", required=True),
        Field("about", "ids of projects, routes and places, with spaces between"),
        Field("lights", "ids of the routes and places that the words are about, with spaces between"),
        Field("countries", f"that it counts for: {CODES}"),
        _number("value", "a number in the words, in the unit"),
        _number("baseline", "where a change starts from"),
        _number("target", "a number aimed at; nothing achieved"),
        Field("unit", "of the three numbers"),
        Field("as_of", f"when it was so, {PARTIAL}"),
        Field("due", f"when it is to be, {PARTIAL}"),
        Field("confirms", "the earlier, forward-looking statement that this one says came about", "statements"),
        Field("note", "the curators' remark, in English", path="note.en"),
    ),
    download_name="facts",
)

STATEMENT_SUBJECTS = TableSchema(
    "statement_subjects",
    "What each statement is about",
    (
        Field("fact", "the statement", "statements", required=True),
        Field("about", "the id of what it is about", required=True),
        Field("project", "where that is a project", "projects"),
        Field("route", "where it is a route", "routes"),
        Field("place", "where it is a place", "places"),
    ),
    key=("fact", "about"),
    download_name="about",
)

DOCUMENTS = TableSchema(
    "documents",
    "Documents: the sources of the statements",
    (
        Field("id", "the document's id", required=True),
        Field("title", "in its own language"),
        Field("title_en", "our translation", path="titles.en"),
        Field("language", "a BCP 47 tag", required=True),
        Field("publisher", "in English; empty where the document names none", path="publisher.en"),
        Field("published", PARTIAL),
        Field("published_basis", "how that date is known: stated in the document, or inferred"),
        Field("dated_by", "how a date that is not stated is known, in English", path="dated_by.en"),
        Field("sha256", "of the text's bytes", required=True),
        Field("url", "where the original is on the web, where known"),
        Field("archived_url", "where a web archive has a copy of it"),
        Field("retrieved", "the day on which the text was taken from there"),
        Field("licence", "under which its publisher lets others use it, where known"),
        Field("text", "where the atlas serves the text"),
    ),
)

SPEAKERS = TableSchema(
    "speakers",
    "Speakers: who says it",
    (
        Field("id", "the speaker's id", required=True),
        *_texts("name", "names", "", LANGUAGES),
        Field("role_en", "office or part as of the documents, in English", path="role.en"),
    ),
)

PROJECTS = TableSchema(
    "projects",
    "Projects: what the documents speak of",
    (
        Field("id", "the project's id", required=True),
        Field("kind", "what sort of project", required=True),
        *_NAMES,
        Field("summary", "what it is, in English", path="summary.en"),
        Field("status", "how far it has come", required=True, path="status.value"),
        Field("status_basis", "stated, inferred, or from a reference", path="status.basis"),
        Field("status_as_of", "when it was so", path="status.as_of"),
        Field("status_fact", "the statement that says it; it may be outside an extract", path="status.fact"),
        Field("status_source", "the outside source", path="status.source"),
        Field("countries", CODES),
        _number("length_km", "the drawn length of its main way; empty where its lines make no single way"),
        Field("main_way", "what that way is called in English, where it has variants beside it"),
    ),
)

PROJECT_PARTS = TableSchema(
    "project_parts",
    "Which routes and places belong to a project",
    (
        Field("project", "the project", "projects", required=True),
        Field("part", "the id of the route or place", required=True),
        Field("route", "where that is a route", "routes"),
        Field("place", "where it is a place", "places"),
    ),
    key=("project", "part"),
    download_name="parts",
)

ROUTES = TableSchema(
    "routes",
    "Routes: the lines of the map",
    (
        Field("id", "the route's id", required=True),
        *_NAMES,
        Field("superseded_by", "the id of the route that took its place"),
        Field("note", "why it runs so, in English", path="note.en"),
    ),
)

SEGMENTS = TableSchema(
    "segments",
    "Segments: the stretches of the routes",
    (
        Field("id", "the segment's id", required=True),
        Field("route", "the route that it is part of", "routes", required=True),
        Field("route_name", "that route's name in English"),
        Field("from", "the place that it begins at", "places", required=True),
        Field("to", "the place that it ends at", "places", required=True),
        Field("mode", "rail, sea, fibre, power …", required=True),
        Field("status", "how far it has come", required=True),
        Field("countries", f"{CODES}; none at sea"),
        _number("length_km", "the drawn length on the ellipsoid, in kilometres"),
        _integer("gauge_mm", "of a railway's track; empty where not known"),
        Field("gauge_source", "where the gauge is from"),
        Field("precision", "how well the course is known", required=True),
        _integer("precision_m", f"{OFF_M}; empty where only the ends are known"),
        Field("method", "how it was drawn", required=True),
        Field("source", "from what it was drawn", required=True),
        Field("licence", "of this segment", required=True),
        Field("note", "in English", path="note.en"),
    ),
    geometry="LineString",
)

PLACES = TableSchema(
    "places",
    "Places: the points of the map",
    (
        Field("id", "the place's id", required=True),
        *_NAMES,
        Field("country", "ISO 3166-1 alpha-2 code", required=True),
        Field("kind", "what sort of place", required=True),
        _number("lon", "degrees east, WGS84", required=True),
        _number("lat", "degrees north, WGS84", required=True),
        _integer("precision_m", OFF_M, required=True),
        Field("source", "where the position is from, with its licence", required=True),
    ),
    geometry="Point",
)

FIGURES = TableSchema(
    "figures",
    "Figures from outside the documents, each with its source",
    (
        Field("of", "the id of the project or route that it is of", required=True),
        _integer("number", "its place among the figures of that, from 1", required=True),
        Field("project", "where that is a project", "projects"),
        Field("route", "where it is a route", "routes"),
        Field("measure", "what it gives: length, capacity, opened …", required=True),
        _number("value", "in the unit, or the lower end of a range"),
        _number("value_max", "the upper end of a range"),
        Field("unit", "of both numbers"),
        Field("modality", "planned or intended; empty where it was so"),
        Field("text", "what is not a number, in English", path="text.en"),
        Field("as_of", f"when it was so, or the date itself, {PARTIAL}"),
        _integer("year", "the first year of that date"),
        Field("said", f"of a date that is due: when the source named it, {PARTIAL}"),
        Field("part", "what it is of, where that is not the whole"),
        Field("note", "in English", path="note.en"),
        Field("source", "where it is from", required=True),
    ),
    key=("of", "number"),
)

STATUS_HISTORY = TableSchema(
    "status_history",
    "Statuses over time: how far a project or a line had come, and by when that is known",
    (
        Field("of", "the id of the project or route that it is of", required=True),
        _integer("number", "its place among the statuses of that, from 1, the oldest first", required=True),
        Field("project", "where that is a project; the last of these is its status of today", "projects"),
        Field("route", "where it is a route", "routes"),
        Field("segments", "ids of the segments that had it, with spaces between; empty where all had"),
        Field("status", "how far it had come", required=True, path="value"),
        Field("basis", "stated, inferred, or from a reference", required=True),
        Field("as_of", f"when it was so, {PARTIAL}", required=True),
        Field("fact", "the statement that says it; it may be outside an extract"),
        Field("source", "the outside source"),
        Field("note", "in English", path="note.en"),
    ),
    key=("of", "number"),
)

_TABLES: Final = (
    STATEMENTS, STATEMENT_SUBJECTS, DOCUMENTS, SPEAKERS, PROJECTS, PROJECT_PARTS, ROUTES, SEGMENTS, PLACES, FIGURES,
    STATUS_HISTORY,
)  # fmt: skip
SCHEMA: Final[Mapping[str, TableSchema]] = MappingProxyType({table.name: table for table in _TABLES})
"""All tables, by name."""
