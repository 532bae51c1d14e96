"""Distances and positions on the WGS84 ellipsoid.

A line is a sequence of (longitude, latitude) in degrees on WGS84; between two vertices it runs along the
geodesic, the shortest way on the ellipsoid. Method: Karney, "Algorithms for geodesics" (2013), as in PROJ.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from pyproj import Geod

Position = tuple[float, float]
Line = Sequence[Position]
Floats = npt.NDArray[np.float64]

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


def densify(line: Line, max_step_km: float = 10.0) -> list[Position]:
    """``line`` with vertices added along its geodesics until no step is longer than ``max_step_km``.

    Every vertex of ``line`` stays, exactly as it was. Raises ValueError unless ``max_step_km`` is positive.
    """
    if not max_step_km > 0:
        raise ValueError(f"max_step_km: {max_step_km} is not a positive length")
    if len(line) < 2:
        return list(line)
    lon, lat = _columns(line)
    azimuth, distance_m = _inverse(lon, lat)
    pieces = np.maximum(1, np.ceil(distance_m / (max_step_km * M_PER_KM) - ROUNDING_KM)).astype(int)
    step = np.repeat(np.arange(len(pieces)), pieces)
    nth = np.arange(len(step)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    new_lon, new_lat, _ = WGS84.fwd(lon[step], lat[step], azimuth[step], (distance_m / pieces)[step] * nth)
    dense = [
        line[at] if number == 0 else (float(x), float(y))
        for at, number, x, y in zip(step.tolist(), nth.tolist(), new_lon, new_lat, strict=True)
    ]
    return [*dense, line[-1]]


def position_along(line: Line, km: float) -> Position:
    """The position ``km`` from the beginning of ``line``.

    Raises ValueError for an empty line and where ``km`` lies before the beginning or beyond the end.
    """
    if not line:
        raise ValueError("line: has no vertices")
    steps_km = step_lengths_km(line)
    ends_km = np.concatenate(([0.0], np.cumsum(steps_km)))
    if not -ROUNDING_KM <= km <= ends_km[-1] + ROUNDING_KM:
        raise ValueError(f"km: {km} is not on a line of {ends_km[-1]:.3f} km")
    if km >= ends_km[-1]:
        return line[-1]
    at = max(0, int(np.searchsorted(ends_km, km, side="right")) - 1)  # the step that holds the position
    (lon, lat), (next_lon, next_lat) = line[at], line[at + 1]
    azimuth, _, _ = WGS84.inv(lon, lat, next_lon, next_lat)
    new_lon, new_lat, _ = WGS84.fwd(lon, lat, azimuth, max(0.0, km - ends_km[at]) * M_PER_KM)
    return float(new_lon), float(new_lat)


def bounds(lines: Iterable[Line]) -> tuple[float, float, float, float]:
    """The box round all vertices of ``lines``: west, south, east, north in degrees.

    The bulge of a geodesic between two vertices is not looked at. Raises ValueError when there is no vertex.
    """
    positions = [position for line in lines for position in line]
    if not positions:
        raise ValueError("lines: have no vertices")
    lon, lat = _columns(positions)
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())


def circle(centre: Position, radius_km: float, corners: int = 72) -> list[Position]:
    """A closed ring of ``corners`` positions, each ``radius_km`` from ``centre``."""
    azimuth = np.linspace(0.0, 360.0, corners, endpoint=False)
    lon, lat, _ = WGS84.fwd(
        np.full(corners, centre[0]), np.full(corners, centre[1]), azimuth, np.full(corners, radius_km * M_PER_KM)
    )
    ring = [(float(x), float(y)) for x, y in zip(lon, lat, strict=True)]
    return [*ring, ring[0]]


def _columns(line: Line) -> tuple[Floats, Floats]:
    table = np.asarray(line, dtype=np.float64)
    return np.ascontiguousarray(table[:, 0]), np.ascontiguousarray(table[:, 1])


def _inverse(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    azimuth, _, distance_m = WGS84.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
    return np.asarray(azimuth), np.asarray(distance_m)
