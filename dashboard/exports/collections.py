"""The collections of the OGC API, made from the tables: segments, routes, places, and statements on the map."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Final

import geopandas
import shapely
from pandas import NA

from dashboard.api.query_filters import FilterQuery
from dashboard.atlas import Atlas
from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.schema import CRS, SCHEMA, Field
from dashboard.catalogue.tables import Frame, Tables
from dashboard.exports.extract import extract

_TABLES: Final = ("segments", "routes", "places", "statements")
_TYPES: Final = {"string": "string", "integer": "Int64", "number": "Float64"}
"""The types in pandas with NA for a missing value, of which no condition is true or false."""
ID: Final = "id"
DAYS: Final = ("first_day", "last_day")
URL: Final = Field("url", "its page in the atlas, with the evidence")
_OF_ROUTES: Final = (
    Field("modes", "of its segments, with spaces between"),
    Field("statuses", "of its segments, with spaces between"),
    Field("length_km", "the drawn length of all its segments, in kilometres", type="number"),
)


@dataclass(frozen=True)
class CollectionSource:
    """The source of a collection: its ``table``, its ``rows`` with their geometry, and the kind of ``page`` of a row.

    The column ``page_id`` has the id of the page.
    """

    table: str
    rows: Callable[[Tables], geopandas.GeoDataFrame]
    page: str
    page_id: str = ID


def fields_of(name: str) -> tuple[Field, ...]:
    """The columns of a collection, in order; the first is the id."""
    columns = (*SCHEMA[SOURCES[name].table].fields, *(_OF_ROUTES if name == "routes" else ()))
    return columns[0], URL, *columns[1:]


def time_of(name: str) -> str | None:
    """The column for the parameter ``datetime``; None where a collection has none."""
    return "published" if SOURCES[name].table == "statements" else None


def make_collections(atlas: Atlas, origin: str = "") -> Mapping[str, geopandas.GeoDataFrame]:
    """By name, the rows of each collection, the same as in downloads; addresses of pages begin with ``origin``.

    The columns are those of ``fields_of``, with ``DAYS`` where ``time_of`` names a column. Coordinates are longitude
    and latitude in degrees on WGS84. A missing value is NA.
    """
    tables = extract(atlas, FilterQuery(), _TABLES)
    return MappingProxyType({name: _collection(name, tables, origin) for name in SOURCES})


def _collection(name: str, tables: Tables, origin: str) -> geopandas.GeoDataFrame:
    source, fields = SOURCES[name], fields_of(name)
    frame = source.rows(tables)
    with_pages = frame.assign(url=f"{origin}/{source.page}/" + frame[source.page_id])
    columns = {field.name: with_pages[field.name].replace("", None).astype(_TYPES[field.type]) for field in fields}
    time = time_of(name)
    known = Frame(columns) if time is None else _dated(Frame(columns), time)
    return geopandas.GeoDataFrame(known, geometry=list(frame.geometry), crs=CRS).reset_index(drop=True)


def _dated(frame: Frame, time: str) -> Frame:
    """``frame`` with the first and the last day that each row's time can mean (``DAYS``), as ISO dates."""
    bounds = [[None, None] if text is NA else [day.isoformat() for day in date_bounds(text)] for text in frame[time]]
    return frame.assign(**Frame(bounds, index=frame.index, columns=list(DAYS), dtype="string"))


def _routes(tables: Tables) -> geopandas.GeoDataFrame:
    """The routes, each with the lines of its segments, joined where they meet."""
    grouped = dict(iter(tables["segments"].groupby("route")))
    routes = tables["routes"]
    rows = [grouped.get(route, tables["segments"].iloc[:0]) for route in routes[ID]]
    return geopandas.GeoDataFrame(
        routes.assign(
            modes=[_distinct(segments["mode"]) for segments in rows],
            statuses=[_distinct(segments["status"]) for segments in rows],
            length_km=[round(float(segments["length_km"].sum()), 3) for segments in rows],
        ),
        geometry=[_merged(segments.geometry) if len(segments) else None for segments in rows],
        crs=CRS,
    )


def _distinct(values: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(values))


def _merged(lines: Iterable[Any]) -> Any:  # noqa: ANN401 (shapely's are untyped)
    merged = shapely.line_merge(shapely.MultiLineString(list(lines)))
    return merged if merged.geom_type == "MultiLineString" else shapely.MultiLineString([merged])


def _statements(tables: Tables, *, lines: bool = True, points: bool = True) -> geopandas.GeoDataFrame:
    """The statements, each with its lines and points (the column ``lights``).

    Without ``lines`` or ``points`` only statements with the other geometry are included; else also those without one.
    """
    of_routes = {route: list(rows.geometry) for route, rows in tables["segments"].groupby("route")} if lines else {}
    at_places = dict(zip(tables["places"][ID], tables["places"].geometry, strict=True)) if points else {}
    shapes = []
    for lights in tables["statements"]["lights"].fillna(""):
        ids = lights.split()
        lines_of_row = [line for entity in ids for line in of_routes.get(entity, ())]
        shapes.append(_combined(lines_of_row, [at_places[entity] for entity in ids if entity in at_places]))
    statements = geopandas.GeoDataFrame(tables["statements"], geometry=shapes, crs=CRS)
    return statements if lines and points else statements[statements.geometry.notna()]


def _combined(lines: list[Any], points: list[Any]) -> Any:  # noqa: ANN401
    parts = [_merged(lines)] if lines else []
    parts += [shapely.MultiPoint(points)] if points else []
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.GeometryCollection(parts)


SOURCES: Final[Mapping[str, CollectionSource]] = MappingProxyType(
    {
        "segments": CollectionSource("segments", lambda tables: tables["segments"], "route", "route"),
        "routes": CollectionSource("routes", _routes, "route"),
        "places": CollectionSource("places", lambda tables: tables["places"], "place"),
        "statements": CollectionSource("statements", _statements, "fact"),
        # QGIS does not draw a layer with several kinds of geometry.
        "statement-lines": CollectionSource("statements", partial(_statements, points=False), "fact"),
        "statement-points": CollectionSource("statements", partial(_statements, lines=False), "fact"),
    }
)
"""By name, the source of each collection, in order; each has messages (``ogc.<name>``, ``ogc.<name>.about``)."""
