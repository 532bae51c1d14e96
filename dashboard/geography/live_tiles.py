"""Vector tiles made when they are asked for, from points or lines that are kept as plain arrays.

Features come in the order of their importance: a tile holds the first ones only, simplified as far as its zoom allows.
Every feature of a tile stays one feature with its own properties: it can be filtered, hit and lit like one of a file.
"""

import gzip
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Self

import mapbox_vector_tile
import numpy as np
import numpy.typing as npt
import shapely

from dashboard.geography.geodesy import Floats
from dashboard.geography.tiles import EXTENT, MARGIN, PIXEL, cut, mercator

MOST_FEATURES: Final = 800
"""In one tile. A screen shows some ten tiles: more than this could not be told apart."""
COMPRESSION: Final = 6
TOLERANCE: Final = PIXEL / 2
"""How far a simplified line may be from its own, in units of a tile: half a pixel of a tile of 512."""

Properties = Mapping[str, str | int]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Shapes:
    """Features as plain arrays; use ``of``, or ``unpacked`` for those that were kept.

    ``numbers`` says by feature, the most important first, which one it is in the maker's own order. ``vertices`` are in
    tile units of the whole world at zoom 0; feature n has those from ``starts[n]`` to the next.
    """

    numbers: Integers
    vertices: Floats
    starts: Integers
    boxes: Floats
    from_zoom: Integers

    @classmethod
    def of(cls, numbers: Sequence[int], vertices: Floats, counts: Integers, from_zoom: Sequence[int]) -> Self:
        """Shapes of lines, or of points where each has one vertex.

        Args:
            numbers: by feature, which one it is.
            vertices: (lon, lat) on WGS84, n × 2, feature after feature, the most important first.
            counts: by feature, how many vertices it has, none without any.
            from_zoom: by feature, the zoom of the first tiles that hold it.
        """
        starts = np.concatenate([[0], np.cumsum(counts)])
        projected = mercator(vertices, 0)
        least, greatest = (
            pick.reduceat(projected, starts[:-1], axis=0) if len(counts) else np.empty((0, 2))
            for pick in (np.minimum, np.maximum)
        )
        boxes = np.hstack([least, greatest])
        return cls(np.array(numbers, dtype=np.int64), projected, starts, boxes, np.array(from_zoom, dtype=np.int64))

    def packed(self) -> bytes:
        """As the bytes of a NumPy archive."""
        body = io.BytesIO()
        np.savez(body, **{one.name: getattr(self, one.name) for one in fields(self)})
        return body.getvalue()

    @classmethod
    def unpacked(cls, body: bytes) -> Self:
        """From what ``packed`` gave. Raises ValueError or KeyError for anything else."""
        with np.load(io.BytesIO(body), allow_pickle=False) as archive:
            return cls(**{one.name: archive[one.name] for one in fields(cls)})


@dataclass(frozen=True)
class LiveLayer:
    """One layer of features, and how to make any of its tiles.

    ``properties_of`` is asked for those of the feature of a number, for what a tile holds: at most ``most`` features.
    """

    name: str
    shapes: Shapes
    properties_of: Callable[[int], Properties]
    most: int = MOST_FEATURES

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The tile as gzip-compressed Mapbox Vector Tile (version 2), None where it would be empty."""
        features = [one for at in self._chosen(z, x, y) for one in self._features(at, z, x, y)]
        if not features:
            return None
        encoded = mapbox_vector_tile.encode(
            [{"name": self.name, "features": features}], default_options={"y_coord_down": True}
        )
        return gzip.compress(encoded, COMPRESSION, mtime=0)

    def _chosen(self, z: int, x: int, y: int) -> list[int]:
        """The most important features that this zoom shows and that may be in the tile."""
        size, margin = EXTENT / 2**z, MARGIN / 2**z
        west, north = x * size - margin, y * size - margin
        east, south = west + size + 2 * margin, north + size + 2 * margin
        shapes = self.shapes
        left, top, right, bottom = shapes.boxes.T
        near = (left <= east) & (right >= west) & (top <= south) & (bottom >= north) & (shapes.from_zoom <= z)
        found: list[int] = np.flatnonzero(near)[: self.most].tolist()
        return found

    def _features(self, at: int, z: int, x: int, y: int) -> list[dict[str, Any]]:
        shapes = self.shapes
        own = shapes.vertices[shapes.starts[at] : shapes.starts[at + 1]] * 2**z - np.array([x, y]) * float(EXTENT)
        geometry = shapely.points(own[0]) if len(own) == 1 else shapely.linestrings(own)
        if len(own) > 1:
            geometry = shapely.simplify(geometry, TOLERANCE, preserve_topology=False)
        parts = cut(geometry, (-MARGIN, -MARGIN, EXTENT + MARGIN, EXTENT + MARGIN))
        if not parts:
            return []
        whole = parts[0] if len(parts) == 1 else shapely.multilinestrings(np.array(parts, dtype=object))
        return [{"geometry": whole, "properties": dict(self.properties_of(int(shapes.numbers[at])))}]
