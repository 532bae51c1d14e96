"""Basemap, routes and places as SVG paths for one zoom and one part of the map.

Positions are pixels of Web Mercator's whole world at zoom 0 (512 × 512, as MapLibre counts), x to the east, y to the
south: a map at zoom z shows them 2^z times as large.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from math import log, pi, radians, tan
from threading import Lock
from typing import Any, Final

import numpy as np
import shapely
from cachetools import LRUCache, cached
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

WORLD_PX: Final = 512.0
UNITS_PER_PX: Final = 4
"""Paths have integer coordinates. A unit is a quarter of a pixel at the zoom of their extent."""
TOLERANCE_PX: Final[Mapping[str, float]] = {"border": 1.0, "disputed": 0.8, "river": 1.2}
"""The greatest distance of a simplified line from the true one, in pixels, by layer; else ``CLOSE_PX``."""
CLOSE_PX: Final = 0.55
SQUARE: Final = 300
"""The side, in units, of the squares that lines are cut into.

A browser skips lines outside the screen, and draws many small lines in half the time of a long one.
"""
CACHE_BYTES: Final = 6_000_000
"""The most bytes of cached paths of the basemap, and as many of the segments."""
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
    """The zoom of paths, and the part of the world that they cover, in world pixels."""

    zoom: float
    box: Box

    @property
    def scale(self) -> float:
        """The units of paths in a world pixel."""
        return float(UNITS_PER_PX * 2**self.zoom)

    def contains(self, x: float, y: float) -> bool:
        """Whether a position in world pixels is inside."""
        return self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]


class Basemap:
    """The coarse basemap in world pixels, as paths that are cached by extent.

    Parameters
    ----------
    features
        The file as GeoJSON, with the property ``layer``.
    """

    def __init__(self, features: Features) -> None:
        self.features = features
        self._geometries = {layer: _project(_layer_geometries(features, layer)) for layer in BASEMAP_LAYERS}
        # The land has a feature for each country. Without the borders between them, its paths have half the size.
        self._geometries["land"] = shapely.union_all(shapely.get_parts(self._geometries["land"]))
        by_extent: LRUCache[Any, Any] = LRUCache(CACHE_BYTES, lambda paths: sum(map(len, chain(*paths.values()))))
        self.paths = cached(by_extent, lock=Lock())(self._paths)

    def _paths(self, extent: ClipExtent) -> Mapping[str, Collection[str]]:
        """The data of paths by layer; of lines and outlines (coast, shore) in pieces."""
        clipped = {
            name: _clip(geometry, extent, TOLERANCE_PX.get(name, CLOSE_PX))
            for name, geometry in self._geometries.items()
        }
        complete = {name: (path_data(clipped[name], extent),) for name in ("graticule", "land", "lake", "disputed")}
        lines = {"coast": "land", "shore": "lake", "river": "river", "border": "border"}
        return complete | {name: path_pieces(clipped[layer], extent) for name, layer in lines.items()}


@lru_cache(maxsize=2)
def basemap_of(body: bytes) -> Basemap:
    """The basemap of a GeoJSON file; the same one again after a reload, because projecting it takes a while."""
    return Basemap(json.loads(body))


class Shapes:
    """The lines of the map in world pixels, as paths that are cached by extent.

    Parameters
    ----------
    segments
        The result of ``features.segment_features``.
    """

    def __init__(self, segments: Features) -> None:
        self._segments = {f["properties"]["fid"]: _project([shape(f["geometry"])]) for f in segments["features"]}
        self.segment_paths = cached(LRUCache(CACHE_BYTES, lambda paths: sum(map(len, paths.values()))))(
            self._segment_paths
        )

    def lines(self, segments: Collection[str]) -> BaseGeometry | None:
        """The known ones of ``segments`` as one geometry in world pixels; None where there are none."""
        lines = [self._segments[fid] for fid in segments if fid in self._segments]
        return shapely.multilinestrings(shapely.get_parts(lines)) if lines else None

    def _segment_paths(self, extent: ClipExtent) -> Mapping[str, str]:
        """The data of the paths by segment id; empty outside the extent."""
        return {fid: path_data(_clip(geometry, extent), extent) for fid, geometry in self._segments.items()}


def path_data(geometry: BaseGeometry, extent: ClipExtent) -> str:
    """The attribute ``d`` of a path, as relative steps in units, without lines shorter than a unit."""
    return "".join(
        _path_from(units[0], _steps(units)[: -1 if closed else None]) + ("z" if closed else "")
        for units, closed in _in_whole_units(geometry, extent)
    )


def path_pieces(geometry: BaseGeometry, extent: ClipExtent) -> Collection[str]:
    """The attribute ``d`` of a path for each square (``SQUARE``) that ``geometry`` crosses."""
    squares: dict[tuple[int, ...], str] = {}
    for units, _ in _in_whole_units(geometry, extent):
        square = units // SQUARE
        leaves = np.flatnonzero((square[1:] != square[:-1]).any(axis=1)) + 1
        steps = _steps(units)
        for first, last in pairwise([0, *leaves.tolist(), len(units) - 1]):
            if first < last:
                key = tuple(square[first].tolist())
                squares[key] = squares.get(key, "") + _path_from(units[first], steps[first:last])
    return squares.values()


def _in_whole_units(geometry: BaseGeometry, extent: ClipExtent) -> Iterable[tuple["np.ndarray[Any, Any]", bool]]:
    """The lines longer than a unit, without repeated corners, each with whether it is closed."""
    for line in _lines(geometry):
        units = np.rint(shapely.get_coordinates(line) * extent.scale - _origin(extent)).astype(int)
        moved = np.ones(len(units), bool)
        moved[1:] = (units[1:] != units[:-1]).any(axis=1)
        units = units[moved]
        closed = line.geom_type == "LinearRing"
        if len(units) >= (4 if closed else 2):
            yield units, closed


def _path_from(start: "np.ndarray[Any, Any]", steps: Iterable[str]) -> str:
    """A path from ``start`` by ``steps``."""
    return f"M{' '.join(map(str, start.tolist()))}l{''.join(steps)[1:]}"


def _steps(units: "np.ndarray[Any, Any]") -> list[str]:
    """The steps between corners, as `` 3 4`` or `` 3-4``: a minus separates numbers as a space does."""
    return [f" {x}{y}" if y < 0 else f" {x} {y}" for x, y in (units[1:] - units[:-1]).tolist()]


def point_data(x: float, y: float, extent: ClipExtent) -> str:
    """The attribute ``d`` of a dot: a line of length 0, which is a dot with round ends."""
    left, top = _origin(extent)
    return f"M{round(x * extent.scale - left)} {round(y * extent.scale - top)}h0"


def in_units(x: float, y: float, extent: ClipExtent) -> tuple[float, float]:
    """World pixels in units of paths."""
    left, top = _origin(extent)
    return x * extent.scale - left, y * extent.scale - top


def _origin(extent: ClipExtent) -> tuple[float, float]:
    """The origin of an extent's units, an integer, so that all paths round alike."""
    return float(round(extent.box[0] * extent.scale)), float(round(extent.box[1] * extent.scale))


def _clip(geometry: BaseGeometry, extent: ClipExtent, tolerance_px: float = CLOSE_PX) -> BaseGeometry:
    inside = shapely.clip_by_rect(geometry, *extent.box)
    return shapely.simplify(inside, tolerance_px / 2**extent.zoom, preserve_topology=False)


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


def _layer_geometries(basemap: Features, layer: str) -> list[BaseGeometry]:
    kind = "border" if layer == "disputed" else layer
    return [
        shape(feature["geometry"])
        for feature in basemap["features"]
        if feature["properties"]["layer"] == kind
        and (kind != "border" or bool(feature["properties"].get("disputed")) == (layer == "disputed"))
    ]


def _project(geometries: Iterable[BaseGeometry]) -> BaseGeometry:
    parts = [part for geometry in geometries for part in shapely.get_parts(geometry)]
    return shapely.transform(shapely.GeometryCollection(parts), _mercator)


def _mercator(positions: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    lat = np.clip(np.radians(positions[:, 1]), -1.48, 1.48)
    y = 0.5 - np.log(np.tan(np.pi / 4 + lat / 2)) / (2 * np.pi)
    return np.column_stack(((positions[:, 0] + 180) / 360, y)) * WORLD_PX
