"""Points that are nothing of the atlas: how an address names one, and what lies nearest to it."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from dashboard.geo.geodesy import M_PER_KM, WGS84, Position

FARTHEST_NORTH: Final = 85
"""As far as a map in Mercator's projection reaches."""
_ID: Final = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,5})?)/(-?[0-9]{1,3}(?:\.[0-9]{1,5})?)")


def point_id(lat: float, lon: float) -> str:
    """``41.64/41.63``: latitude, then longitude, to a metre."""
    return "/".join(f"{angle:.5f}".rstrip("0").rstrip(".") for angle in (lat, lon))


def parse_point(point: str) -> tuple[float, float] | None:
    """Latitude and longitude of ``point_id``; None where that is no point of the map."""
    match = _ID.fullmatch(point)
    if match is None:
        return None
    lat, lon = (float(part) for part in match.groups())
    return (lat, lon) if abs(lat) <= FARTHEST_NORTH and abs(lon) <= 180 else None


def nearest(to: Position, positions: Sequence[Position], most: int) -> list[tuple[int, float]]:
    """The ``most`` nearest of ``positions``, each by its place among them, with its geodesic distance in km."""
    if not positions:
        return []
    lon, lat = np.array(positions, dtype=np.float64).T
    _, _, metres = WGS84.inv(np.full(len(lon), to[0]), np.full(len(lat), to[1]), lon, lat)
    order = np.argsort(metres, kind="stable")[:most]
    return [(int(place), float(metres[place]) / M_PER_KM) for place in order]
