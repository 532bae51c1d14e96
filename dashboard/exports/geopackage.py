"""The tables as a GeoPackage for QGIS and other GIS programs: layers, tables, relations, styles."""

import os
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import geopandas
from shapely import MultiLineString

from dashboard.catalogue.identity import Identity
from dashboard.catalogue.schema import CRS, SCHEMA
from dashboard.catalogue.tables import Frame, Tables
from dashboard.exports.geopackage_notes import add_notes, add_relations
from dashboard.exports.geopackage_styles import style_table
from dashboard.exports.package_about import licence_name

VERSION = "1.2"  # the latest that GDAL 3.6 reads without a warning
LAYERS: Final = ("routes", "segments", "places")
LICENCE: Final = "ODbL 1.0 where a row's source is OpenStreetMap, else {own}; see the columns source and licence"
BEFORE_ALL_CHANGES = "2026-01-01"


def geopackage_bytes(tables: Tables, identity: Identity, changed_on: str | None) -> bytes:
    """A GeoPackage of ``tables``: routes, segments and places are layers, the others have no geometry.

    Geometries are longitude and latitude in degrees on WGS84. The geometry of a route is that of its segments in
    ``tables``. The file has the name of the atlas (``identity``) and the day of the last change of the data
    (``changed_on``).

    Raises
    ------
    OSError
        The file could not be written completely, for instance because the disk is full.
    """
    frames = {**{name: tables[name] for name in LAYERS}, **tables, "routes": _with_lines(tables)}
    when = f"{changed_on or BEFORE_ALL_CHANGES}T00:00:00.000Z"
    metadata = {
        "TITLE": identity.title.in_language("en"),
        "LICENCE": LICENCE.format(own=licence_name(identity.licence)),
    }
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder:
        path = Path(folder) / "atlas.gpkg"
        for name, frame in frames.items():
            _write(path, name, frame, when, None if path.exists() else metadata)
        _write(path, "layer_styles", style_table(tables, when), when)
        with closing(sqlite3.connect(path)) as connection, connection:
            add_relations(connection, tables)
            add_notes(connection, tables, identity, when)
        _check(path, {name: len(frame) for name, frame in frames.items()})
        return path.read_bytes()


def _with_lines(tables: Tables) -> geopandas.GeoDataFrame:
    """The routes, with the lines of their segments."""
    lines: Mapping[str, Any] = {
        route: MultiLineString(list(rows.geometry)) for route, rows in tables["segments"].groupby("route")
    }
    routes = tables["routes"]
    return geopandas.GeoDataFrame(routes, geometry=[lines.get(route_id) for route_id in routes["id"]], crs=CRS)


def _write(path: Path, layer: str, frame: Frame, when: str, metadata: Mapping[str, str] | None = None) -> None:
    """Add a layer; the first layer of a file also has the ``metadata`` of the file."""
    # Imported here because it loads GDAL: 40 MB that only a server with this download needs.
    import pyogrio

    # GDAL would also print its errors, which arrive as exceptions.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": when, "CPL_LOG": os.devnull})
    options: dict[str, Any] = {}
    if metadata:
        options = {"dataset_metadata": metadata, "dataset_options": {"VERSION": VERSION}}
    if layer in LAYERS:
        options["geometry_type"] = SCHEMA[layer].geometry or "MultiLineString"
    if layer in SCHEMA:
        options["layer_options"] = {"IDENTIFIER": layer, "DESCRIPTION": SCHEMA[layer].title}
    try:
        pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG", **options)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise OSError(f"{layer}: {error}") from error


def _check(path: Path, sizes: Mapping[str, int]) -> None:
    """Raise OSError unless each table and its index have all rows: GDAL reports no error where the disk fills last."""
    indexes = {f"rtree_{name}_geom": sizes[name] for name in LAYERS}
    try:
        with closing(sqlite3.connect(path)) as connection:
            for table, size in {**sizes, **indexes}.items():
                rows = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
                if rows != size:
                    raise OSError(f"{table} has {rows} rows of {size}")
    except sqlite3.DatabaseError as error:
        raise OSError(f"the file is not whole: {error}") from error
