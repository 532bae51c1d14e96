"""Knots: places where a line turns back on itself within a few kilometres, or crosses itself.

A station beside the track, or a hairpin with only two known points, makes a spike that no railway has.
"""

from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from shapely import STRtree

from dashboard.geo.geodesy import WGS84, Floats, Line, Position, length_km

SHARP_DEG: Final = 120.0
"""The least turn of a spike: its two sides enclose less than 60°."""
SHORT_KM: Final = 10.0
"""The greatest length of the shorter side of a spike; a turn between longer sides is a bend of the line."""


def knots_in(line: Line) -> list[Position]:
    """The knots of ``line``: the tips of its spikes, then the positions where it crosses itself."""
    return [line[at] for at in spike_tips(line)] + _crossings(line)


def turns_deg(line: Line) -> Floats:
    """The change of direction of ``line`` at each vertex, 0 to 180 degrees; 0 at its ends."""
    turns = np.zeros(len(line))
    if len(line) > 2:
        lon, lat = np.asarray(line, dtype=np.float64).T
        ahead, behind, _ = WGS84.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
        arriving, leaving = (np.asarray(behind)[:-1] + 180.0), np.asarray(ahead)[1:]
        turns[1:-1] = np.abs((leaving - arriving + 180.0) % 360.0 - 180.0)
    return turns


def spike_tips(line: Line) -> list[int]:
    """The vertices at which ``line`` turns back, with a side shorter than ``SHORT_KM``."""
    turns = turns_deg(line)
    return [
        at
        for at in np.flatnonzero(turns >= SHARP_DEG).tolist()
        if min(length_km(line[at - 1 : at + 1]), length_km(line[at : at + 2])) <= SHORT_KM
    ]


def _crossings(line: Line) -> list[Position]:
    """The positions where steps meet that do not follow each other; spikes are not counted."""
    if len(line) < 4 or shapely.is_simple(shapely.LineString(line)):
        return []
    steps = [shapely.LineString(pair) for pair in pairwise(line)]
    first, second = STRtree(steps).query(steps, predicate="intersects")
    apart = [(a, b) for a, b in zip(first.tolist(), second.tolist(), strict=True) if b > a + 1]
    crossings = [shapely.intersection(steps[a], steps[b]).representative_point() for a, b in apart]
    return [(float(point.x), float(point.y)) for point in crossings]
