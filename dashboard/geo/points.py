"""Points that are not records of the atlas: their text in addresses, and the positions nearest to them."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from dashboard.geo.geodesy import M_PER_KM, WGS84, Position

FARTHEST_NORTH: Final = 85
"""The limit of a map in the Mercator projection, in degrees."""
_ID: Final = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,5})?)/(-?[0-9]{1,3}(?:\.[0-9]{1,5})?)")


def point_id(lat: float, lon: float) -> str:
    """``41.64/41.63``: latitude, then longitude, to a metre."""
    return "/".join(f"{angle:.5f}".rstrip("0").rstrip(".") for angle in (lat, lon))


def parse_point(point: str) -> tuple[float, float] | None:
    """The latitude and longitude of ``point_id``; None if the text is no point of the map."""
    match = _ID.fullmatch(point)
    if match is None:
        return None
    lat, lon = (float(part) for part in match.groups())
    return (lat, lon) if abs(lat) <= FARTHEST_NORTH and abs(lon) <= 180 else None


def nearest(to: Position, positions: Sequence[Position], most: int) -> list[tuple[int, float]]:
    """The indices of the ``most`` nearest of ``positions`` in order, each with its geodesic distance in km."""
    if not positions:
        return []
    lon, lat = np.array(positions, dtype=np.float64).T
    _, _, metres = WGS84.inv(np.full(len(lon), to[0]), np.full(len(lat), to[1]), lon, lat)
    order = np.argsort(metres, kind="stable")[:most]
    return [(int(at), float(metres[at]) / M_PER_KM) for at in order]
