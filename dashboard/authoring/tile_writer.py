"""Writes vector tiles: layers of points, lines and polygons as one MBTiles file.

The geometries are lon/lat on WGS84. The tiles are in Web Mercator, of 4096 units, and are cut with a small margin, so
that strokes meet over tile edges. Parts smaller than a pixel of a 512-pixel tile are left out.
"""

import gzip
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import mapbox_vector_tile
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

EXTENT: Final = 4096
MARGIN: Final = 64
PIXEL: Final = EXTENT // 512
# small pages: most tiles are a few hundred bytes, and the rest of a page is lost
SCHEMA: Final = """
PRAGMA page_size = 1024;
CREATE TABLE metadata (name TEXT, value TEXT);
CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);
"""

Value = str | int | float | bool
Properties = Mapping[str, Value]
Feature = tuple[BaseGeometry, Properties]
Box = tuple[float, float, float, float]
TileId = tuple[int, int, int]


@dataclass(frozen=True)
class TileLayer:
    """A named layer; ``features_at(zoom)`` gives its features, simplified as far as that zoom allows."""

    name: str
    fields: tuple[str, ...]
    features_at: Callable[[int], Sequence[Feature]]


def write_mbtiles(
    path: Path, layers: Sequence[TileLayer], zooms: range, bounds: Box, metadata: Mapping[str, str]
) -> dict[int, int]:
    """Write ``layers`` to ``path``, replacing it, and give the number of tiles by zoom.

    Tiles are gzip-compressed Mapbox Vector Tiles (version 2); empty ones are not stored. The same input gives the same
    tiles.

    Parameters
    ----------
    path
        The MBTiles file.
    layers
        The layers, in the order of the tiles.
    zooms
        The zooms that get tiles.
    bounds
        West, south, east and north in degrees on WGS84.
    metadata
        ``name``, ``attribution`` and more, beside the entries that follow from the other parameters.
    """
    path.unlink(missing_ok=True)
    counts = dict.fromkeys(zooms, 0)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA)
        connection.executemany(
            "INSERT INTO metadata VALUES (?, ?)", sorted(_metadata(layers, zooms, bounds, metadata).items())
        )
        for zoom in zooms:
            for (z, x, y), data in _tiles_at(zoom, layers, bounds):
                connection.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", (z, x, 2**z - 1 - y, data))
                counts[zoom] += 1
        connection.commit()
        connection.execute("VACUUM")
    return counts


def tile_range(zoom: int, bounds: Box) -> tuple[range, range]:
    """The columns and rows (from the north) of the tiles of ``zoom`` that meet ``bounds``."""
    west, south, east, north = bounds
    (left, top), (right, bottom) = mercator(np.array([(west, north), (east, south)]), zoom) / EXTENT
    last = 2**zoom - 1
    return _between(left, right, last), _between(top, bottom, last)


def _between(first: float, end: float, last: int) -> range:
    """The indices of the tiles from ``first`` to ``end``: at least one, none beyond the ``last`` of the world."""
    begin = min(last, max(0, int(first)))
    return range(begin, max(begin, min(last, int(np.ceil(end)) - 1)) + 1)


def _metadata(layers: Sequence[TileLayer], zooms: range, bounds: Box, extra: Mapping[str, str]) -> dict[str, str]:
    described = [{"id": layer.name, "fields": dict.fromkeys(layer.fields, "String")} for layer in layers]
    return {
        "format": "pbf",
        "type": "overlay",
        "minzoom": str(zooms[0]),
        "maxzoom": str(zooms[-1]),
        "bounds": ",".join(f"{value:g}" for value in bounds),
        "json": json.dumps({"vector_layers": described}),
        **extra,
    }


def _tiles_at(zoom: int, layers: Sequence[TileLayer], bounds: Box) -> Iterator[tuple[TileId, bytes]]:
    projected = [_ProjectedLayer.of(layer, zoom) for layer in layers]
    columns, rows = tile_range(zoom, bounds)
    for x in columns:
        for y in rows:
            contents = [
                {"name": layer.name, "features": features}
                for layer in projected
                if (features := layer.within_tile(x, y))
            ]
            if contents:
                encoded = mapbox_vector_tile.encode(contents, default_options={"y_coord_down": True})
                yield (zoom, x, y), gzip.compress(encoded, 9, mtime=0)


@dataclass(frozen=True)
class _ProjectedLayer:
    """One layer at one zoom: geometries in tile units of the whole world, indexed."""

    name: str
    geometries: npt.NDArray[np.object_]
    properties: list[Properties]
    tree: shapely.STRtree

    @classmethod
    def of(cls, layer: TileLayer, zoom: int) -> "_ProjectedLayer":
        parts: list[BaseGeometry] = []
        properties: list[Properties] = []
        for geometry, values in layer.features_at(zoom):
            for part in shapely.get_parts(geometry):
                parts.append(part)
                properties.append(values)
        projected = shapely.transform(np.array(parts, dtype=object), lambda lonlat: mercator(lonlat, zoom))
        return cls(layer.name, projected, properties, shapely.STRtree(projected))

    def within_tile(self, x: int, y: int) -> list[dict[str, object]]:
        """The layer's features in the tile, in tile units; parts with the same dimension and properties are joined."""
        origin = np.array([x, y], dtype=np.float64) * EXTENT
        frame = (-MARGIN, -MARGIN, EXTENT + MARGIN, EXTENT + MARGIN)
        near = np.sort(self.tree.query(shapely.box(*(origin - MARGIN), *(origin + EXTENT + MARGIN))))
        local = shapely.transform(self.geometries[near], lambda xy: xy - origin)
        groups: dict[tuple[int, tuple[tuple[str, Value], ...]], list[BaseGeometry]] = defaultdict(list)
        for at, geometry in zip(near.tolist(), local, strict=True):
            for part in cut(geometry, frame):
                groups[int(shapely.get_dimensions(part)), tuple(self.properties[at].items())].append(part)
        return [{"geometry": _joined(parts), "properties": dict(values)} for (_, values), parts in groups.items()]


def mercator(lonlat: npt.NDArray[np.float64], zoom: int) -> npt.NDArray[np.float64]:
    """Positions (lon, lat) in Web Mercator, in tile units from the world's north-west corner, y southwards."""
    world = float(EXTENT * 2**zoom)
    lat = np.radians(np.clip(lonlat[:, 1], -85.0511287798, 85.0511287798))
    x = (lonlat[:, 0] + 180.0) / 360.0 * world
    y = (1.0 - np.arcsinh(np.tan(lat)) / np.pi) / 2.0 * world
    return np.column_stack([x, y])


def cut(geometry: BaseGeometry, frame: Box) -> list[BaseGeometry]:
    """The parts of ``geometry`` in ``frame``, rounded to units, without parts smaller than a pixel."""
    dimension = int(shapely.get_dimensions(geometry))
    if dimension == 0:
        x, y = shapely.get_x(geometry), shapely.get_y(geometry)
        return [shapely.Point(round(x), round(y))] if 0 <= x < EXTENT and 0 <= y < EXTENT else []
    if dimension == 1:
        clipped = shapely.get_parts(shapely.clip_by_rect(geometry, *frame))
        rounded = shapely.remove_repeated_points(shapely.transform(clipped, np.round))
        return [part for part in rounded if shapely.length(part) >= PIXEL]
    clipped = shapely.intersection(geometry, shapely.box(*frame))
    parts = shapely.get_parts(shapely.set_precision(clipped, 1.0))
    return [part for part in parts if part.geom_type == "Polygon" and shapely.area(part) >= PIXEL * PIXEL]


def _joined(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    if len(parts) == 1:
        return parts[0]
    collect = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)
    return collect[int(shapely.get_dimensions(parts[0]))](np.array(parts, dtype=object))
