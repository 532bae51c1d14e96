"""The map as a GeoPackage, which QGIS and other programs of that trade open: layers routes, segments, places."""

import os
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from shapely import LineString, MultiLineString, Point

from dashboard.atlas import Atlas
from dashboard.catalogue.models import Place, Route, Segment
from dashboard.publishing.csv_files import Table
from dashboard.publishing.exports_lines import place_table, route_table, segment_table

CRS = "OGC:CRS84"  # WGS84 with longitude first, which is how the coordinates are written
WRITTEN = "1980-01-01T00:00:00.000Z"  # the format wants a time; a fixed one keeps the bytes the same
METADATA = {
    "TITLE": "Trans-Caspian Atlas",
    "LICENCE": "ODbL 1.0 where a row's source is OpenStreetMap, else CC BY 4.0; see the columns source and licence",
}


def geopackage_bytes(atlas: Atlas, segments: Sequence[Segment], places: Sequence[Place]) -> bytes:
    """A GeoPackage with these segments and places, and the routes of these segments.

    Geometries are longitude and latitude in degrees on WGS84. A route's geometry is those of its segments that are
    given. The file is written to a temporary folder, which is gone when this returns.

    Raises:
        OSError: the file could not be written whole, for want of room for instance.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        path = Path(folder) / "atlas.gpkg"
        routes = list(dict.fromkeys(segment.route for segment in segments))
        layers = {
            "routes": (_routes(atlas, routes, segments), "MultiLineString"),
            "segments": (_lines(atlas, segments), "LineString"),
            "places": (_points(places), "Point"),
        }
        for name, (rows, geometry_type) in layers.items():
            _write(path, name, rows, geometry_type)
        _check(path, {name: len(rows[1]) for name, (rows, _) in layers.items()})
        return path.read_bytes()


def _check(path: Path, sizes: Mapping[str, int]) -> None:
    """Raise OSError unless each layer has all its rows, in its index too: GDAL is silent where a disk fills last."""
    try:
        with closing(sqlite3.connect(path)) as opened:
            for name, size in sizes.items():
                for table in (name, f"rtree_{name}_geom"):
                    found = opened.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
                    if found != size:
                        raise OSError(f"{table} has {found} rows of {size}")
    except sqlite3.DatabaseError as error:
        raise OSError(f"the file is not whole: {error}") from error


def _write(path: Path, layer: str, rows: tuple[Table, list[Any]], geometry_type: str) -> None:
    # Here and not above: geopandas takes a second and 60 MB, which a server that nobody asks for this need not spend.
    import geopandas
    import pyogrio

    # What GDAL has to say comes as an exception; it would print it as well.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": WRITTEN, "CPL_LOG": os.devnull})
    table, shapes = rows
    columns = {
        field.name: [row[index] if row[index] is None else _plain(row[index]) for row in table.rows]
        for index, field in enumerate(table.fields)
    }
    frame = geopandas.GeoDataFrame(columns, geometry=shapes, crs=CRS)
    options: dict[str, Any] = {"dataset_metadata": METADATA} if not path.exists() else {}
    try:
        pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG", geometry_type=geometry_type, **options)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise OSError(f"{layer}: {error}") from error


def _plain(cell: Any) -> str | int | float:  # noqa: ANN401 (a cell)
    # A word of a vocabulary is a str of a class of its own, which GDAL's bridge does not take for one.
    return str(cell) if isinstance(cell, str) else cell


def _routes(atlas: Atlas, ids: list[str], segments: Sequence[Segment]) -> tuple[Table, list[Any]]:
    routes: list[Route] = [atlas.catalogue.routes[route_id] for route_id in ids]
    lines: dict[str, list[Any]] = {route_id: [] for route_id in ids}
    for segment in segments:
        if segment.route in lines:
            lines[segment.route].append(tuple(segment.coordinates))
    shapes = [MultiLineString(lines[route.id]) for route in routes]
    return route_table(routes), shapes


def _lines(atlas: Atlas, segments: Sequence[Segment]) -> tuple[Table, list[Any]]:
    return segment_table(atlas, segments), [LineString(tuple(segment.coordinates)) for segment in segments]


def _points(places: Sequence[Place]) -> tuple[Table, list[Any]]:
    return place_table(places), [Point(place.lon, place.lat) for place in places]
