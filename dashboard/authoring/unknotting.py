"""Takes the knots out of a line that is drawn: each spike loses its tip, or what leads to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from dashboard.geo.geodesy import Line, Position, length_km
from dashboard.geo.knots import spike_tips, turns_deg

KM_PER_DEGREE: Final = 111.32
SAME_WAY: Final = 0.25
"""A line runs to a tip and back on the same track if the distance between the neighbours of the tip is less than this
part of the spike."""


@dataclass(frozen=True)
class Vertex:
    """A vertex of a line. A ``fixed`` vertex, such as the end of a segment, is never removed."""

    position: Position
    fixed: bool = False


def unknotted(line: Sequence[Vertex]) -> list[Vertex]:
    """``line`` without its spikes; the sharpest spikes are removed first.

    The tip of a spike is removed. If the tip is fixed, its nearer neighbour is removed instead, or both neighbours if
    the line runs to the tip and back on the same track.
    """
    remaining = list(line)
    while removed := _next_removed(remaining):
        remaining = [vertex for at, vertex in enumerate(remaining) if at not in removed]
    return remaining


def distance_km(position: Position, line: Line) -> float:
    """The distance of ``position`` from ``line``, with an error of about a percent within 100 km."""
    squeeze = np.array([np.cos(np.radians(position[1])), 1.0])
    drawn = shapely.LineString(np.asarray(line, dtype=np.float64) * squeeze)
    return float(drawn.distance(shapely.Point(*(np.asarray(position) * squeeze))) * KM_PER_DEGREE)


def _next_removed(line: Sequence[Vertex]) -> list[int]:
    positions = [vertex.position for vertex in line]
    turns = turns_deg(positions)
    for tip in sorted(spike_tips(positions), key=lambda at: -turns[at]):
        if not line[tip].fixed:
            return [tip]
        sides = {at: length_km([positions[at], positions[tip]]) for at in (tip - 1, tip + 1) if not line[at].fixed}
        apart = length_km([positions[tip - 1], positions[tip + 1]])
        if len(sides) == 2 and apart < SAME_WAY * min(sides.values()):
            return list(sides)
        if sides:
            return [min(sides, key=lambda at: sides[at])]
    return []
