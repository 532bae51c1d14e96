"""What the OGC API offers, made from the tables: segments, routes with merged lines, places, statements on the map."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
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

TABLES: Final = ("segments", "routes", "places", "statements")
"""The tables that are collections, in their order; each has its words (``ogc.<name>``, ``ogc.<name>.about``)."""
ID: Final = "id"
_URL: Final = Field("url", "its page in the atlas, with the evidence")
_OF_ROUTES: Final = (
    Field("modes", "of its segments, with spaces between"),
    Field("statuses", "of its segments, with spaces between"),
    Field("length_km", "the drawn length of all its segments, in kilometres", type="number"),
)
_PAGES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"segments": ("route", "route"), "routes": ("route", ID), "places": ("place", ID), "statements": ("fact", ID)}
)
"""By table, the kind of page that a row has, and the column with the page's id."""


@dataclass(frozen=True, eq=False)
class Collection:
    """A collection of features.

    Parameters
    ----------
    name
        One of ``TABLES``.
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
        """The first and the last day of all; None and None where no row is dated."""
        if self.dates.empty:
            return [None, None]
        return [str(self.dates["first"].min()), str(self.dates["last"].max())]

    @property
    def box(self) -> list[float]:
        """West, south, east, north of all rows; the whole world where none has a geometry."""
        box = [float(side) for side in self.frame.total_bounds]
        return box if all(side == side for side in box) else [-180.0, -90.0, 180.0, 90.0]


def make_collections(atlas: Atlas, origin: str) -> Mapping[str, Collection]:
    """All collections by name, with the rows that downloads hold; addresses of pages begin with ``origin``."""
    tables = extract(atlas, Chosen(), TABLES)
    return MappingProxyType({name: _collection(name, tables, origin) for name in TABLES})


def _collection(name: str, tables: Tables, origin: str) -> Collection:
    kind, column = _PAGES[name]
    frame = _GEOMETRIES[name](tables)
    fields = (*SCHEMA[name].fields, *(_OF_ROUTES if name == "routes" else ()))
    plain = frame[[field.name for field in fields]].replace("", None).convert_dtypes()
    with_pages = plain.assign(url=f"{origin}/{kind}/" + plain[column])
    told = (fields[0], _URL, *fields[1:])
    ordered = with_pages[[field.name for field in told]]
    known = geopandas.GeoDataFrame(ordered, geometry=list(frame.geometry), crs=CRS).reset_index(drop=True)
    return Collection(name, told, known, "published" if name == "statements" else None)


def _routes(tables: Tables) -> geopandas.GeoDataFrame:
    """Each with the lines of its segments, joined where they meet."""
    grouped = dict(iter(tables["segments"].groupby("route")))
    routes = tables["routes"]
    rows = [grouped.get(route, tables["segments"].iloc[:0]) for route in routes[ID]]
    return geopandas.GeoDataFrame(
        routes.assign(
            modes=[_distinct(of["mode"]) for of in rows],
            statuses=[_distinct(of["status"]) for of in rows],
            length_km=[round(float(of["length_km"].sum()), 3) for of in rows],
        ),
        geometry=[_merged(of.geometry) for of in rows],
        crs=CRS,
    )


def _distinct(values: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(values))


def _merged(lines: Iterable[Any]) -> Any:  # noqa: ANN401 (shapely's are untyped)
    merged = shapely.line_merge(shapely.MultiLineString(list(lines)))
    return merged if merged.geom_type == "MultiLineString" else shapely.MultiLineString([merged])


def _statements(tables: Tables) -> geopandas.GeoDataFrame:
    """Each with the lines and points that its words are about (the column ``lights``); without, where that is none."""
    lines = {route: list(rows.geometry) for route, rows in tables["segments"].groupby("route")}
    points = dict(zip(tables["places"][ID], tables["places"].geometry, strict=True))
    shapes = []
    for lights in tables["statements"]["lights"].fillna(""):
        named = lights.split()
        of_routes = [line for name in named for line in lines.get(name, ())]
        shapes.append(_together(of_routes, [points[name] for name in named if name in points]))
    return geopandas.GeoDataFrame(tables["statements"], geometry=shapes, crs=CRS)


def _together(lines: list[Any], points: list[Any]) -> Any:  # noqa: ANN401
    """Of one kind where it can be: programs draw a collection of several kinds badly or not at all."""
    parts = [_merged(lines)] if lines else []
    parts += [shapely.MultiPoint(points)] if points else []
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.GeometryCollection(parts)


_GEOMETRIES: Final[Mapping[str, Callable[[Tables], geopandas.GeoDataFrame]]] = MappingProxyType(
    {
        "segments": lambda tables: tables["segments"],
        "routes": _routes,
        "places": lambda tables: tables["places"],
        "statements": _statements,
    }
)
