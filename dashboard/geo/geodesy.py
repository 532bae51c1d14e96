"""Distances and positions on the WGS84 ellipsoid.

A line is a sequence of (longitude, latitude) in degrees on WGS84. Between two vertices it runs along the geodesic, the
shortest line on the ellipsoid. Method: Karney, "Algorithms for geodesics" (2013), as in PROJ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import Geod

Position = tuple[float, float]
Line = Sequence[Position]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

WGS84: Final = Geod(ellps="WGS84")
M_PER_KM: Final = 1000.0
ROUNDING_KM: Final = 1e-6


def length_km(line: Line) -> float:
    """The geodesic length of ``line`` in km, 0 for a single vertex."""
    if len(line) < 2:
        return 0.0
    lon, lat = np.array(line, dtype=np.float64).T.copy()
    _, _, distance_m = WGS84.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
    return float((np.asarray(distance_m) / M_PER_KM).sum())


@dataclass(frozen=True)
class Steps:
    """The steps of densified lines in order: start and end (n × 2), length, and the number of the line of each."""

    starts: Floats
    ends: Floats
    km: Floats
    line: Integers


def steps_of(lines: Sequence[Line], max_step_km: float) -> Steps:
    """The steps of all ``lines``, cut along their geodesics until none is longer than ``max_step_km``.

    Every vertex keeps its exact position; a line of one vertex has no step.

    Raises
    ------
    ValueError
        ``max_step_km`` is not positive.
    """
    if not max_step_km > 0:
        raise ValueError(f"max_step_km: {max_step_km} is not a positive length")
    counts = np.array([len(line) for line in lines], dtype=np.int64)
    vertices = _vertices(lines)
    number = np.repeat(np.arange(len(counts)), counts)
    from_at = np.flatnonzero(number[:-1] == number[1:])  # no step leads from one line to the next
    lon, lat = np.ascontiguousarray(vertices[:, 0]), np.ascontiguousarray(vertices[:, 1])
    azimuth, _, distance_m = WGS84.inv(lon[from_at], lat[from_at], lon[from_at + 1], lat[from_at + 1])
    azimuth, distance_m = np.asarray(azimuth), np.asarray(distance_m)
    pieces = np.maximum(1, np.ceil(distance_m / (max_step_km * M_PER_KM) - ROUNDING_KM)).astype(np.int64)
    step = np.repeat(np.arange(len(pieces)), pieces)
    nth = np.arange(len(step)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    starts = vertices[from_at[step]]
    added = np.flatnonzero(nth)
    if len(added):
        along = step[added]
        new_lon, new_lat, _ = WGS84.fwd(
            starts[added, 0], starts[added, 1], azimuth[along], (distance_m / pieces)[along] * nth[added]
        )
        starts[added] = np.column_stack([new_lon, new_lat])
    ends = np.concatenate([starts[1:], starts[:1]])
    last = nth == pieces[step] - 1
    ends[last] = vertices[from_at[step[last]] + 1]
    km = (distance_m / pieces)[step] / M_PER_KM
    return Steps(starts, ends, km, number[from_at[step]])


def densify_all(lines: Sequence[Line], max_step_km: float) -> list[list[Position]]:
    """``densify`` of each line, in order.

    Raises
    ------
    ValueError
        ``max_step_km`` is not positive.
    """
    steps = steps_of(lines, max_step_km)
    starts: list[Position] = [(lon, lat) for lon, lat in steps.starts.tolist()]
    counts = np.bincount(steps.line, minlength=len(lines)).tolist()
    ends = np.cumsum(counts).tolist()
    return [[*starts[end - count : end], line[-1]] for line, end, count in zip(lines, ends, counts, strict=True)]


def densify(line: Line, max_step_km: float) -> list[Position]:
    """``line`` with vertices added along its geodesics until no step is longer than ``max_step_km``.

    Every vertex of ``line`` keeps its exact position. Raises ValueError unless ``max_step_km`` is positive.
    """
    return densify_all([line], max_step_km)[0]


def bounds(lines: Iterable[Line]) -> tuple[float, float, float, float]:
    """The bounding box of all vertices of ``lines``: west, south, east, north in degrees.

    A geodesic may leave the box between two vertices. Raises ValueError if there is no vertex.
    """
    vertices = _vertices(lines)
    if not len(vertices):
        raise ValueError("lines: have no vertices")
    (west, south), (east, north) = vertices.min(axis=0).tolist(), vertices.max(axis=0).tolist()
    return west, south, east, north


def circle(centre: Position, radius_km: float, corners: int = 72) -> list[Position]:
    """A closed ring of ``corners`` positions, each ``radius_km`` from ``centre``."""
    azimuth = np.linspace(0.0, 360.0, corners, endpoint=False)
    lon, lat, _ = WGS84.fwd(
        np.full(corners, centre[0]), np.full(corners, centre[1]), azimuth, np.full(corners, radius_km * M_PER_KM)
    )
    ring = [(float(x), float(y)) for x, y in zip(lon, lat, strict=True)]
    return [*ring, ring[0]]


def _vertices(lines: Iterable[Line]) -> Floats:
    """The vertices of all ``lines`` in order, n × 2."""
    return np.concatenate([np.empty((0, 2)), *(np.asarray(line, dtype=np.float64).reshape(-1, 2) for line in lines)])
