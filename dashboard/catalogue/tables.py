"""The records as tables: the rows of ``schema``, made once from validated records."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import geopandas
import pandas
from pydantic import BaseModel
from shapely import LineString

from dashboard.catalogue.courses import courses
from dashboard.catalogue.filters import Facets
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import text_path
from dashboard.catalogue.local_text import LocalText
from dashboard.catalogue.models import ProjectStatus
from dashboard.catalogue.schema import CRS, SCHEMA, TableSchema
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.subjects import highlighted_by
from dashboard.catalogue.vocabulary import PRECISION_M

TYPES = {"string": "str", "integer": "Int64", "number": "float64"}
"""The pandas type of each type of column; a missing value is NaN, in integers NA."""

_DOCUMENT_COLUMNS = ("document_title", "published", "published_basis", "language")
"""The columns of statements that are those of their documents."""

Frame: TypeAlias = pandas.DataFrame
Tables: TypeAlias = Mapping[str, Frame]


@dataclass(frozen=True)
class TableSource:
    """The records, measures and facets that the tables are made from."""

    catalogue: Catalogue
    measures: Mapping[str, SegmentMeasure]
    facets: Mapping[str, Facets]


def make_tables(source: TableSource) -> Tables:
    """Every table of the schema, by name, its rows in the catalogue's order.

    ``segments`` and ``places`` are GeoDataFrames in ``schema.CRS``.
    """
    return {name: _typed(SCHEMA[name], make(source)) for name, make in _MAKERS.items()}


def _typed(schema: TableSchema, frame: Frame) -> Frame:
    """``frame`` with the columns of ``schema``, in its order and of its types, and its geometry."""
    columns = {field.name: frame[field.source].astype(TYPES[field.type]) for field in schema.fields}
    if schema.geometry is None:
        return Frame(columns)
    return geopandas.GeoDataFrame(columns, geometry=list(frame["geometry"]), crs=CRS)


def _records(table: str, records: Iterable[BaseModel], without: Iterable[str] = ()) -> Frame:
    """One record a row, one value a column (``names.en`` if nested), with all columns that the schema requires."""
    dumped = [record.model_dump(mode="json", by_alias=True, exclude=set(without)) for record in records]
    frame = pandas.json_normalize(dumped)
    required = [field.source for field in SCHEMA[table].fields]
    return frame.reindex(columns=list(dict.fromkeys([*frame.columns, *required])))


def _statements(source: TableSource) -> Frame:
    catalogue = source.catalogue
    facts = list(catalogue.facts.values())
    spans = [catalogue.spans[fact.id] for fact in facts]
    frame = _records("statements", facts).assign(
        document=[catalogue.fact_document[fact.id] for fact in facts],
        start=[start for start, _ in spans],
        end=[end for _, end in spans],
        about=[" ".join(fact.about) for fact in facts],
        lights=[" ".join(highlighted_by(catalogue, fact)) for fact in facts],
        countries=_countries(source, catalogue.facts),
    )
    sources = _documents(source).set_index("id").rename(columns={"title": "document_title"})
    joined = {name: frame["document"].map(sources[name]) for name in _DOCUMENT_COLUMNS}
    return frame.assign(**joined, speaker_name=[_english(catalogue.speakers[fact.speaker].names) for fact in facts])


def _english(text: LocalText) -> str:
    """The text in English, or in another language where English is missing."""
    return text.in_language("en")


def _documents(source: TableSource) -> Frame:
    frame = _records("documents", source.catalogue.documents.values())
    dated = frame["published"].notna()
    return frame.assign(
        published_basis=frame["published_basis"].where(dated),
        text=[text_path(document) for document in source.catalogue.documents],
    )


def _speakers(source: TableSource) -> Frame:
    return _records("speakers", source.catalogue.speakers.values())


def _projects(source: TableSource) -> Frame:
    projects = source.catalogue.projects.values()
    all_courses = [courses(source.catalogue, project) for project in projects]
    return _records("projects", projects).assign(
        countries=_countries(source, source.catalogue.projects),
        length_km=[round(own[0].length_km(source.measures), 3) if own else None for own in all_courses],
        main_way=[_english(project.variants[0].names) if project.variants else None for project in projects],
    )


def _countries(source: TableSource, ids: Iterable[str]) -> list[str]:
    return [" ".join(source.facets[entity_id].country) for entity_id in ids]


def _routes(source: TableSource) -> Frame:
    return _records("routes", source.catalogue.routes.values(), without=["segments"])


def _segments(source: TableSource) -> Frame:
    catalogue = source.catalogue
    segments = catalogue.segments.values()
    return _records("segments", segments, without=["coordinates"]).assign(
        route_name=[_english(catalogue.routes[segment.route].names) for segment in segments],
        countries=_countries(source, catalogue.segments),
        length_km=[round(source.measures[segment.id].length_km, 3) for segment in segments],
        precision_m=[PRECISION_M[segment.precision] for segment in segments],
        geometry=[LineString(tuple(segment.coordinates)) for segment in segments],
    )


def _places(source: TableSource) -> Frame:
    frame = _records("places", source.catalogue.places.values())
    return frame.assign(geometry=geopandas.points_from_xy(frame["lon"], frame["lat"]))


def _statement_subjects(source: TableSource) -> Frame:
    pairs = [(fact.id, subject) for fact in source.catalogue.facts.values() for subject in fact.about]
    return _kinds(source, Frame(pairs, columns=["fact", "about"]), "about", ("project", "route", "place"))


def _project_parts(source: TableSource) -> Frame:
    projects = source.catalogue.projects.values()
    pairs = [(project.id, part) for project in projects for part in (*project.routes, *project.places)]
    return _kinds(source, Frame(pairs, columns=["project", "part"]), "part", ("route", "place"))


def _figures(source: TableSource) -> Frame:
    holders = source.catalogue.holders
    frame = _records("figures", (figure for holder in holders for figure in holder.figures)).assign(
        of=[holder.id for holder in holders for _ in holder.figures],
        number=[number for holder in holders for number, _ in enumerate(holder.figures, 1)],
    )
    year = frame["as_of"].astype("str").str[:4].astype("Int64")
    return _kinds(source, frame.assign(year=year), "of", ("project", "route"))


def _status_history(source: TableSource) -> Frame:
    catalogue = source.catalogue
    of_projects: list[tuple[str, Sequence[ProjectStatus]]] = [(p.id, p.statuses) for p in catalogue.projects.values()]
    holders = [*of_projects, *((route.id, route.history) for route in catalogue.routes.values())]
    rows = [(holder_id, number, status) for holder_id, statuses in holders for number, status in enumerate(statuses, 1)]
    frame = _records("status_history", (status for *_, status in rows)).assign(
        of=[holder_id for holder_id, *_ in rows],
        number=[number for _, number, _ in rows],
        segments=[" ".join(getattr(status, "segments", ())) or None for *_, status in rows],
    )
    return _kinds(source, frame, "of", ("project", "route"))


def _kinds(source: TableSource, frame: Frame, column: str, kinds: Iterable[str]) -> Frame:
    """``frame`` with a column for each of ``kinds`` that holds the ids in ``column`` of that kind."""
    ids: dict[str, Any] = {kind: list(getattr(source.catalogue, f"{kind}s")) for kind in kinds}
    return frame.assign(**{kind: frame[column].where(frame[column].isin(ids[kind])) for kind in kinds})


_MAKERS: Mapping[str, Callable[[TableSource], Frame]] = {
    "statements": _statements,
    "statement_subjects": _statement_subjects,
    "documents": _documents,
    "speakers": _speakers,
    "projects": _projects,
    "project_parts": _project_parts,
    "routes": _routes,
    "segments": _segments,
    "places": _places,
    "figures": _figures,
    "status_history": _status_history,
}
