"""Knots: where a line turns back on itself within a few kilometres, or crosses itself; and lines without them.

A station a little off the track, or a hairpin of which two points are known, draws a spike that no railway has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from shapely import STRtree

from dashboard.geo.geodesy import WGS84, Floats, Line, Position, length_km

KM_PER_DEGREE: Final = 111.32
SHARP_DEG: Final = 120.0
"""A turn that leaves less than 60° between the way there and the way on."""
SHORT_KM: Final = 10.0
"""A spike is as long as the shorter of its two sides; a turn between longer ones is a bend of the line."""


SAME_WAY: Final = 0.25
"""Neighbours of a tip that are less apart than this part of the spike are on the same way, there and back."""


@dataclass(frozen=True)
class Vertex:
    """A vertex of a line; one that is ``held`` stays: a place where a segment ends."""

    position: Position
    held: bool = False


def knots_in(line: Line) -> list[Position]:
    """Where ``line`` has a knot: the tips of its spikes, and where it crosses itself; in the order of the line."""
    return [line[at] for at in _sharp(line)] + _crossed(line)


def unknotted(line: Sequence[Vertex]) -> list[Vertex]:
    """``line`` without its spikes, the sharpest first.

    The tip is left out. Where it is held, the nearer of its neighbours is, and both where they are the same way there
    and back.
    """
    left = list(line)
    while out := _next_out(left):
        left = [vertex for at, vertex in enumerate(left) if at not in out]
    return left


def apart_km(position: Position, line: Line) -> float:
    """How far ``position`` lies from ``line``, good to a percent within some 100 km."""
    squeeze = np.array([np.cos(np.radians(position[1])), 1.0])
    drawn = shapely.LineString(np.asarray(line, dtype=np.float64) * squeeze)
    return float(drawn.distance(shapely.Point(*(np.asarray(position) * squeeze))) * KM_PER_DEGREE)


def _next_out(line: Sequence[Vertex]) -> list[int]:
    positions = [vertex.position for vertex in line]
    turns = turns_deg(positions)
    for tip in sorted(_sharp(positions), key=lambda at: -turns[at]):
        if not line[tip].held:
            return [tip]
        sides = {at: length_km([positions[at], positions[tip]]) for at in (tip - 1, tip + 1) if not line[at].held}
        apart = length_km([positions[tip - 1], positions[tip + 1]])
        if len(sides) == 2 and apart < SAME_WAY * min(sides.values()):
            return list(sides)
        if sides:
            return [min(sides, key=lambda at: sides[at])]
    return []


def turns_deg(line: Line) -> Floats:
    """By how much ``line`` turns at each vertex, 0 to 180 degrees; 0 at its ends."""
    turns = np.zeros(len(line))
    if len(line) > 2:
        lon, lat = np.asarray(line, dtype=np.float64).T
        ahead, behind, _ = WGS84.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
        arriving, leaving = (np.asarray(behind)[:-1] + 180.0), np.asarray(ahead)[1:]
        turns[1:-1] = np.abs((leaving - arriving + 180.0) % 360.0 - 180.0)
    return turns


def _sharp(line: Line) -> list[int]:
    """The vertices at which ``line`` turns back, one side of them shorter than ``SHORT_KM``."""
    turns = turns_deg(line)
    return [
        at
        for at in np.flatnonzero(turns >= SHARP_DEG).tolist()
        if min(length_km(line[at - 1 : at + 1]), length_km(line[at : at + 2])) <= SHORT_KM
    ]


def _crossed(line: Line) -> list[Position]:
    """Where steps meet that do not follow each other, spikes aside."""
    if len(line) < 4 or shapely.is_simple(shapely.LineString(line)):
        return []
    steps = [shapely.LineString(pair) for pair in pairwise(line)]
    first, second = STRtree(steps).query(steps, predicate="intersects")
    apart = [(a, b) for a, b in zip(first.tolist(), second.tolist(), strict=True) if b > a + 1]
    crossings = [shapely.intersection(steps[a], steps[b]).representative_point() for a, b in apart]
    return [(float(point.x), float(point.y)) for point in crossings]
