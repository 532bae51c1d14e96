"""What the OGC API offers, made from the tables: segments, routes with merged lines, places, statements on the map."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any, Final

import geopandas
import shapely

from dashboard.api.query_filters import Chosen
from dashboard.atlas import Atlas
from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.schema import CRS, SCHEMA, Field
from dashboard.catalogue.tables import Frame, Tables
from dashboard.exports.extract import extract

_TABLES: Final = ("segments", "routes", "places", "statements")
ID: Final = "id"
_URL: Final = Field("url", "its page in the atlas, with the evidence")
_OF_ROUTES: Final = (
    Field("modes", "of its segments, with spaces between"),
    Field("statuses", "of its segments, with spaces between"),
    Field("length_km", "the drawn length of all its segments, in kilometres", type="number"),
)


@dataclass(frozen=True)
class CollectionSource:
    """What a collection is made of: its ``table``, its ``rows`` with their geometry, and the ``page`` of a row.

    The page's id is in the column ``of``.
    """

    table: str
    rows: Callable[[Tables], geopandas.GeoDataFrame]
    page: str
    of: str = ID


@dataclass(frozen=True, eq=False)
class Collection:
    """A collection of features.

    Parameters
    ----------
    name
        A key of ``SOURCES``.
    fields
        Its columns, in order; the first is the id.
    frame
        Its rows, longitude and latitude in degrees on WGS84; what is missing is NA, so that filters can tell.
    time
        The column that ``datetime`` asks for, where there is one.
    """

    name: str
    fields: tuple[Field, ...]
    frame: geopandas.GeoDataFrame
    time: str | None = None

    def __deepcopy__(self, _: object) -> "Collection":
        """Itself: pygeoapi copies its configuration, and this never changes."""
        return self

    @cached_property
    def dates(self) -> Frame:
        """The first and last day (``first``, ``last``, as ISO dates) that each row's time can mean; only dated rows."""
        if self.time is None:
            return Frame({"first": [], "last": []}, dtype="str")
        dated = self.frame[self.time].dropna()
        bounds = [[day.isoformat() for day in date_bounds(text)] for text in dated]
        return Frame(bounds, index=dated.index, columns=["first", "last"], dtype="str")

    @property
    def interval(self) -> list[str | None]:
        """The first and the last instant of all (RFC 3339, UTC); None and None where no row is dated."""
        if self.dates.empty:
            return [None, None]
        return [f"{self.dates['first'].min()}T00:00:00Z", f"{self.dates['last'].max()}T23:59:59Z"]

    @property
    def box(self) -> list[float]:
        """West, south, east, north of all rows; the whole world where none has a geometry."""
        box = [float(side) for side in self.frame.total_bounds]
        return box if all(side == side for side in box) else [-180.0, -90.0, 180.0, 90.0]


def make_collections(atlas: Atlas, origin: str) -> Mapping[str, Collection]:
    """All collections by name, with the rows that downloads hold; addresses of pages begin with ``origin``."""
    tables = extract(atlas, Chosen(), _TABLES)
    return MappingProxyType({name: _collection(name, source, tables, origin) for name, source in SOURCES.items()})


def _collection(name: str, source: CollectionSource, tables: Tables, origin: str) -> Collection:
    frame = source.rows(tables)
    fields = (*SCHEMA[source.table].fields, *(_OF_ROUTES if name == "routes" else ()))
    plain = frame[[field.name for field in fields]].replace("", None).convert_dtypes()
    with_pages = plain.assign(url=f"{origin}/{source.page}/" + plain[source.of])
    told = (fields[0], _URL, *fields[1:])
    ordered = with_pages[[field.name for field in told]]
    known = geopandas.GeoDataFrame(ordered, geometry=list(frame.geometry), crs=CRS).reset_index(drop=True)
    return Collection(name, told, known, "published" if source.table == "statements" else None)


def _routes(tables: Tables) -> geopandas.GeoDataFrame:
    """Each with the lines of its segments, joined where they meet."""
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
    """Each with the lines and points that its words are about (the column ``lights``).

    Without ``lines`` or ``points`` those alone that have what is left; else those without a geometry too.
    """
    of_routes = {route: list(rows.geometry) for route, rows in tables["segments"].groupby("route")} if lines else {}
    at_places = dict(zip(tables["places"][ID], tables["places"].geometry, strict=True)) if points else {}
    shapes = []
    for lights in tables["statements"]["lights"].fillna(""):
        named = lights.split()
        own_lines = [line for name in named for line in of_routes.get(name, ())]
        shapes.append(_together(own_lines, [at_places[name] for name in named if name in at_places]))
    statements = geopandas.GeoDataFrame(tables["statements"], geometry=shapes, crs=CRS)
    return statements if lines and points else statements[statements.geometry.notna()]


def _together(lines: list[Any], points: list[Any]) -> Any:  # noqa: ANN401
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
        # QGIS draws nothing of a layer whose features are of several kinds.
        "statement-lines": CollectionSource("statements", partial(_statements, points=False), "fact"),
        "statement-points": CollectionSource("statements", partial(_statements, lines=False), "fact"),
    }
)
"""By name, what each collection is made of, in their order; each has words (``ogc.<name>``, ``ogc.<name>.about``)."""
