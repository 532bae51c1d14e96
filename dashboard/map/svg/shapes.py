"""Basemap, routes and places as SVG paths for one zoom and one part of the map.

Positions are pixels of Web Mercator's whole world at zoom 0 (512 × 512, as MapLibre counts), x to the east, y to the
south: a map at zoom z shows them 2^z times as large.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log, pi, radians, tan
from typing import Any, Final

import numpy as np
import shapely
from cachetools import LRUCache, cached
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

WORLD_PX: Final = 512.0
UNITS_PER_PX: Final = 4
"""Whole numbers in the paths, a quarter of a pixel each at the zoom that they are made for."""
TOLERANCE_PX: Final[Mapping[str, float]] = {"border": 1.0, "disputed": 0.8, "river": 1.2}
"""How far a simplified line may be from the true one, in pixels; ``CLOSE_PX`` where nothing is said."""
CLOSE_PX: Final = 0.55
SQUARE: Final = 300
"""How large a part of the picture, in units, one piece of a line may cross: a browser leaves out what is not seen, and
draws many small lines in half the time that it takes for a long one."""
KEPT_BYTES: Final = 6_000_000
"""Paths of the basemap, and as many of the segments, that are kept: of the cells that were asked for last."""
BASEMAP_LAYERS: Final = ("land", "lake", "river", "border", "disputed", "graticule")

Box = tuple[float, float, float, float]
Features = Mapping[str, Any]


def to_world(lon: float, lat: float) -> tuple[float, float]:
    """A position in degrees on WGS84 as world pixels."""
    y = 0.5 - log(tan(pi / 4 + radians(lat) / 2)) / (2 * pi)
    return (lon + 180) / 360 * WORLD_PX, y * WORLD_PX


def world_box(west: float, south: float, east: float, north: float) -> Box:
    """A box in degrees as (left, top, right, bottom) in world pixels."""
    (left, top), (right, bottom) = to_world(west, north), to_world(east, south)
    return left, top, right, bottom


@dataclass(frozen=True)
class ClipExtent:
    """What paths are made for: their zoom, and the part of the world that they cover, in world pixels."""

    zoom: float
    box: Box

    @property
    def scale(self) -> float:
        """Units of the paths in a world pixel."""
        return float(UNITS_PER_PX * 2**self.zoom)

    def holds(self, x: float, y: float) -> bool:
        """Whether a position in world pixels is in it."""
        return self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]


class Basemap:
    """The coarse basemap in world pixels; gives it as paths, each made once for a cell.

    Parameters
    ----------
    features
        Its file as GeoJSON (``layer`` of each feature says what it is).
    """

    def __init__(self, features: Features) -> None:
        self.features = features
        self._geometries = {layer: _projected(_of_layer(features, layer)) for layer in BASEMAP_LAYERS}
        # The land comes a country a feature: without the borders between them there is half as much to draw.
        self._geometries["land"] = shapely.union_all(shapely.get_parts(self._geometries["land"]))
        self.paths = cached(LRUCache(KEPT_BYTES, _letters_by_layer))(self._paths)

    def _paths(self, cell: ClipExtent) -> Mapping[str, Collection[str]]:
        """The data of paths by what they draw: layers as a whole, others and the outlines (coast, shore) in pieces."""
        cut = {
            name: _cut(geometry, cell, TOLERANCE_PX.get(name, CLOSE_PX)) for name, geometry in self._geometries.items()
        }
        whole = {name: (path_data(cut[name], cell),) for name in ("graticule", "land", "lake", "disputed")}
        lines = {"coast": "land", "shore": "lake", "river": "river", "border": "border"}
        return whole | {name: path_pieces(cut[layer], cell) for name, layer in lines.items()}


class Shapes:
    """The lines of the map in world pixels; gives them as paths, each made once for a cell.

    Parameters
    ----------
    segments
        As ``features.segment_features`` makes them.
    """

    def __init__(self, segments: Features) -> None:
        self._segments = {f["properties"]["fid"]: _projected([shape(f["geometry"])]) for f in segments["features"]}
        self.segment_paths = cached(LRUCache(KEPT_BYTES, _letters))(self._segment_paths)

    def lines(self, segments: Collection[str]) -> BaseGeometry | None:
        """Those of ``segments`` that there are, as one geometry in world pixels; None where none is."""
        lines = [self._segments[fid] for fid in segments if fid in self._segments]
        return shapely.multilinestrings(shapely.get_parts(lines)) if lines else None

    def _segment_paths(self, cell: ClipExtent) -> Mapping[str, str]:
        """By segment id, the data of its path; empty where none of it is in the cell."""
        return {fid: path_data(_cut(geometry, cell), cell) for fid, geometry in self._segments.items()}


def _letters(paths: Mapping[str, str]) -> int:
    return sum(map(len, paths.values()))


def _letters_by_layer(paths: Mapping[str, Collection[str]]) -> int:
    return sum(len(data) for pieces in paths.values() for data in pieces)


def path_data(geometry: BaseGeometry, cell: ClipExtent) -> str:
    """``d`` of a path: relative steps in whole units; what is smaller than a unit is left out."""
    return "".join(_drawn(units, closed=closed) for units, closed in _in_whole_units(geometry, cell))


def path_pieces(geometry: BaseGeometry, cell: ClipExtent) -> Collection[str]:
    """The lines of ``geometry``, cut at corners where they leave a square: ``d`` of a path for each square."""
    squares: dict[tuple[int, ...], str] = {}
    for units, _ in _in_whole_units(geometry, cell):
        square = units // SQUARE
        leaves = np.flatnonzero((square[1:] != square[:-1]).any(axis=1)) + 1
        steps = _steps(units)
        for first, last in pairwise([0, *leaves.tolist(), len(units) - 1]):
            if first < last:
                key = tuple(square[first].tolist())
                squares[key] = squares.get(key, "") + _moved(units[first], steps[first:last])
    return squares.values()


def _in_whole_units(geometry: BaseGeometry, cell: ClipExtent) -> Iterable[tuple["np.ndarray[Any, Any]", bool]]:
    """The lines that are larger than a unit, each corner once; and whether they are closed."""
    for line in _lines(geometry):
        units = np.rint(shapely.get_coordinates(line) * cell.scale - _origin(cell)).astype(int)
        moved = np.ones(len(units), bool)
        moved[1:] = (units[1:] != units[:-1]).any(axis=1)
        units = units[moved]
        closed = line.geom_type == "LinearRing"
        if len(units) >= (4 if closed else 2):
            yield units, closed


def _drawn(units: "np.ndarray[Any, Any]", *, closed: bool) -> str:
    return f"{_moved(units[0], _steps(units)[: -1 if closed else None])}{'z' if closed else ''}"


def _moved(start: "np.ndarray[Any, Any]", steps: Iterable[str]) -> str:
    """A line from ``start``, by these steps."""
    return f"M{' '.join(map(str, start.tolist()))}l{''.join(steps)[1:]}"


def _steps(units: "np.ndarray[Any, Any]") -> list[str]:
    """`` 3 4`` or `` 3-4`` from each corner to the next: a minus parts two numbers as well as a space does."""
    return [f" {x}{y}" if y < 0 else f" {x} {y}" for x, y in (units[1:] - units[:-1]).tolist()]


def point_data(x: float, y: float, cell: ClipExtent) -> str:
    """``d`` of a dot: a line of no length, which round ends make one."""
    left, top = _origin(cell)
    return f"M{round(x * cell.scale - left)} {round(y * cell.scale - top)}h0"


def in_units(x: float, y: float, cell: ClipExtent) -> tuple[float, float]:
    """World pixels as units of the paths."""
    left, top = _origin(cell)
    return x * cell.scale - left, y * cell.scale - top


def _origin(cell: ClipExtent) -> tuple[float, float]:
    """Where a cell's units begin to count: whole, so that rounding is the same for all."""
    return float(round(cell.box[0] * cell.scale)), float(round(cell.box[1] * cell.scale))


def _cut(geometry: BaseGeometry, cell: ClipExtent, tolerance_px: float = CLOSE_PX) -> BaseGeometry:
    inside = shapely.clip_by_rect(geometry, *cell.box)
    return shapely.simplify(inside, tolerance_px / 2**cell.zoom, preserve_topology=False)


def _lines(geometry: BaseGeometry) -> list[BaseGeometry]:
    lines: list[BaseGeometry] = []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            lines += [part.exterior, *part.interiors]
        elif part.geom_type in ("LineString", "LinearRing"):
            lines.append(part)
        elif part.geom_type.startswith("Multi") or part.geom_type == "GeometryCollection":
            lines += _lines(part)
    return [line for line in lines if not line.is_empty]


def _of_layer(basemap: Features, layer: str) -> list[BaseGeometry]:
    kind = "border" if layer == "disputed" else layer
    return [
        shape(feature["geometry"])
        for feature in basemap["features"]
        if feature["properties"]["layer"] == kind
        and (kind != "border" or bool(feature["properties"].get("disputed")) == (layer == "disputed"))
    ]


def _projected(geometries: Iterable[BaseGeometry]) -> BaseGeometry:
    parts = [part for geometry in geometries for part in shapely.get_parts(geometry)]
    return shapely.transform(shapely.GeometryCollection(parts), _mercator)


def _mercator(positions: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    lat = np.clip(np.radians(positions[:, 1]), -1.48, 1.48)
    y = 0.5 - np.log(np.tan(np.pi / 4 + lat / 2)) / (2 * np.pi)
    return np.column_stack(((positions[:, 0] + 180) / 360, y)) * WORLD_PX
