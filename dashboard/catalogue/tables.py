"""The records as tables: the rows of ``schema``, made once from what pydantic has validated."""

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
from dashboard.catalogue.models import Project, ProjectStatus, Route
from dashboard.catalogue.schema import CRS, SCHEMA, TableSchema
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.subjects import highlighted_by
from dashboard.catalogue.vocabulary import PRECISION_M

TYPES = {"string": "str", "integer": "Int64", "number": "float64"}
"""What a column of each type is in pandas; a missing value is NaN, in integers NA."""

Frame: TypeAlias = pandas.DataFrame
Tables: TypeAlias = Mapping[str, Frame]


@dataclass(frozen=True)
class KnownIds:
    """What the tables are made from."""

    catalogue: Catalogue
    measures: Mapping[str, SegmentMeasure]
    facets: Mapping[str, Facets]


def make_tables(known: KnownIds) -> Tables:
    """Every table of the schema, by name, its rows in the catalogue's order.

    ``segments`` and ``places`` are GeoDataFrames in ``schema.CRS``.
    """
    return {name: _typed(SCHEMA[name], make(known)) for name, make in _MAKERS.items()}


def _typed(schema: TableSchema, frame: Frame) -> Frame:
    """``frame`` with the columns of ``schema``, in its order and of its types, and its geometry."""
    columns = {field.name: frame[field.source].astype(TYPES[field.type]) for field in schema.fields}
    if schema.geometry is None:
        return Frame(columns)
    return geopandas.GeoDataFrame(columns, geometry=list(frame["geometry"]), crs=CRS)


def _records(table: str, records: Iterable[BaseModel], without: Iterable[str] = ()) -> Frame:
    """One record a row, one value a column: ``names.en`` for what is nested; all columns that ``table`` asks for."""
    dumped = [record.model_dump(mode="json", by_alias=True, exclude=set(without)) for record in records]
    frame = pandas.json_normalize(dumped)
    asked = [field.source for field in SCHEMA[table].fields]
    return frame.reindex(columns=list(dict.fromkeys([*frame.columns, *asked])))


def _statements(known: KnownIds) -> Frame:
    catalogue = known.catalogue
    facts = list(catalogue.facts.values())
    spans = [catalogue.spans[fact.id] for fact in facts]
    frame = _records("statements", facts).assign(
        document=[catalogue.fact_document[fact.id] for fact in facts],
        start=[start for start, _ in spans],
        end=[end for _, end in spans],
        about=[" ".join(fact.about) for fact in facts],
        lights=[" ".join(highlighted_by(catalogue, fact)) for fact in facts],
    )
    sources = _documents(known).set_index("id").rename(columns={"title": "document_title"})
    joined = {name: frame["document"].map(sources[name]) for name in _OF_THE_DOCUMENT}
    return frame.assign(**joined, speaker_name=[_english(catalogue.speakers[fact.speaker].names) for fact in facts])


def _english(text: LocalText) -> str:
    """The text in English, or in the language that there is."""
    return text.in_language("en")


_OF_THE_DOCUMENT = ("document_title", "published", "published_basis", "language")


def _documents(known: KnownIds) -> Frame:
    frame = _records("documents", known.catalogue.documents.values())
    dated = frame["published"].notna()
    return frame.assign(
        published_basis=frame["published_basis"].where(dated),
        text=[text_path(document) for document in known.catalogue.documents],
    )


def _speakers(known: KnownIds) -> Frame:
    return _records("speakers", known.catalogue.speakers.values())


def _projects(known: KnownIds) -> Frame:
    projects = known.catalogue.projects.values()
    ways = [courses(known.catalogue, project) for project in projects]
    return _records("projects", projects).assign(
        countries=_countries(known, known.catalogue.projects),
        length_km=[round(way[0].length_km(known.measures), 3) if way else None for way in ways],
        main_way=[_english(project.variants[0].names) if project.variants else None for project in projects],
    )


def _countries(known: KnownIds, ids: Iterable[str]) -> list[str]:
    return [" ".join(known.facets[entity_id].country) for entity_id in ids]


def _routes(known: KnownIds) -> Frame:
    return _records("routes", known.catalogue.routes.values(), without=["segments"])


def _segments(known: KnownIds) -> Frame:
    catalogue = known.catalogue
    segments = catalogue.segments.values()
    return _records("segments", segments, without=["coordinates"]).assign(
        route_name=[_english(catalogue.routes[segment.route].names) for segment in segments],
        countries=_countries(known, catalogue.segments),
        length_km=[round(known.measures[segment.id].length_km, 3) for segment in segments],
        precision_m=[PRECISION_M[segment.precision] for segment in segments],
        geometry=[LineString(tuple(segment.coordinates)) for segment in segments],
    )


def _places(known: KnownIds) -> Frame:
    frame = _records("places", known.catalogue.places.values())
    return frame.assign(geometry=geopandas.points_from_xy(frame["lon"], frame["lat"]))


def _statement_subjects(known: KnownIds) -> Frame:
    pairs = [(fact.id, subject) for fact in known.catalogue.facts.values() for subject in fact.about]
    return _kinds(known, Frame(pairs, columns=["fact", "about"]), "about", ("project", "route", "place"))


def _project_parts(known: KnownIds) -> Frame:
    projects = known.catalogue.projects.values()
    pairs = [(project.id, part) for project in projects for part in (*project.routes, *project.places)]
    return _kinds(known, Frame(pairs, columns=["project", "part"]), "part", ("route", "place"))


def _figures(known: KnownIds) -> Frame:
    holders: list[Project | Route] = [*known.catalogue.projects.values(), *known.catalogue.routes.values()]
    frame = _records("figures", (figure for holder in holders for figure in holder.figures)).assign(
        of=[holder.id for holder in holders for _ in holder.figures],
        number=[number for holder in holders for number, _ in enumerate(holder.figures, 1)],
    )
    year = frame["as_of"].astype("str").str[:4].astype("Int64")
    return _kinds(known, frame.assign(year=year), "of", ("project", "route"))


def _status_history(known: KnownIds) -> Frame:
    catalogue = known.catalogue
    of_projects: list[tuple[str, Sequence[ProjectStatus]]] = [(p.id, p.statuses) for p in catalogue.projects.values()]
    holders = [*of_projects, *((route.id, route.history) for route in catalogue.routes.values())]
    rows = [(holder_id, number, status) for holder_id, statuses in holders for number, status in enumerate(statuses, 1)]
    frame = _records("status_history", (status for *_, status in rows)).assign(
        of=[holder_id for holder_id, *_ in rows],
        number=[number for _, number, _ in rows],
        segments=[" ".join(getattr(status, "segments", ())) or None for *_, status in rows],
    )
    return _kinds(known, frame, "of", ("project", "route"))


def _kinds(known: KnownIds, frame: Frame, column: str, kinds: Iterable[str]) -> Frame:
    """``frame`` with a column for each of ``kinds``, which holds the ids in ``column`` that are of that kind."""
    held: dict[str, Any] = {kind: list(getattr(known.catalogue, f"{kind}s")) for kind in kinds}
    return frame.assign(**{kind: frame[column].where(frame[column].isin(ids)) for kind, ids in held.items()})


_MAKERS: Mapping[str, Callable[[KnownIds], Frame]] = {
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
