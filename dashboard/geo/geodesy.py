"""Distances and positions on the WGS84 ellipsoid.

A line is a sequence of (longitude, latitude) in degrees on WGS84; between two vertices it runs along the
geodesic, the shortest way on the ellipsoid. Method: Karney, "Algorithms for geodesics" (2013), as in PROJ.
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


def step_lengths_km(line: Line) -> Floats:
    """The geodesic length of each step of ``line`` in km: one number fewer than there are vertices."""
    if len(line) < 2:
        return np.zeros(0)
    lon, lat = _columns(line)
    return _inverse(lon, lat)[1] / M_PER_KM


def length_km(line: Line) -> float:
    """The length of ``line`` in km, 0 for a single vertex."""
    return float(step_lengths_km(line).sum())


@dataclass(frozen=True)
class Steps:
    """The steps of densified lines, one after the other: where each starts and ends, its length, its line's number."""

    starts: Floats
    ends: Floats
    km: Floats
    line: Integers


def steps_of(lines: Sequence[Line], max_step_km: float) -> Steps:
    """The steps of all ``lines``, cut along their geodesics until none is longer than ``max_step_km``.

    Every vertex stays, exactly as it was; a line of one vertex has no step. Raises ValueError unless ``max_step_km`` is
    positive.
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


def densified(lines: Sequence[Line], max_step_km: float) -> tuple[Floats, Integers]:
    """The positions of ``densify`` of each line, one line after the other (n × 2), and how many each line has.

    Raises ValueError unless ``max_step_km`` is positive and every line has a vertex.
    """
    if not all(map(len, lines)):
        raise ValueError("lines: one of them has no vertices")
    steps = steps_of(lines, max_step_km)
    counts = np.bincount(steps.line, minlength=len(lines))
    last = np.array([line[-1] for line in lines], dtype=np.float64).reshape(-1, 2)
    return np.insert(steps.starts, np.cumsum(counts), last, axis=0), counts + 1


def densify_all(lines: Sequence[Line], max_step_km: float) -> list[list[Position]]:
    """``densify`` of each line, in order."""
    vertices, counts = densified(lines, max_step_km)
    positions: list[Position] = [(lon, lat) for lon, lat in vertices.tolist()]
    ends = np.cumsum(counts).tolist()
    return [positions[end - count : end] for end, count in zip(ends, counts.tolist(), strict=True)]


def densify(line: Line, max_step_km: float = 10.0) -> list[Position]:
    """``line`` with vertices added along its geodesics until no step is longer than ``max_step_km``.

    Every vertex of ``line`` stays, exactly as it was. Raises ValueError unless ``max_step_km`` is positive.
    """
    return densify_all([line], max_step_km)[0]


def bounds(lines: Iterable[Line]) -> tuple[float, float, float, float]:
    """The box round all vertices of ``lines``: west, south, east, north in degrees.

    The bulge of a geodesic between two vertices is not looked at. Raises ValueError when there is no vertex.
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
    """The vertices of all ``lines``, one line after the other, n × 2; none where there is no line."""
    return np.concatenate([np.empty((0, 2)), *(np.asarray(line, dtype=np.float64).reshape(-1, 2) for line in lines)])


def _columns(line: Line) -> tuple[Floats, Floats]:
    table = np.asarray(line, dtype=np.float64)
    return np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])


def _inverse(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    azimuth, _, distance_m = WGS84.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
    return np.asarray(azimuth), np.asarray(distance_m)
