"""The side of a place for its name, chosen so that no line of the atlas crosses the name."""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Final

import shapely

from dashboard.geo.geodesy import Position
from dashboard.map.svg.shapes import to_world

SIDES: Final = ("left", "right", "top", "bottom")
"""The edge of the name that is at the place, as in MapLibre, in the order of preference."""
OPPOSITE: Final[Mapping[str, str]] = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
TYPICAL_ZOOM: Final[Mapping[int, float]] = {1: 5, 2: 6, 3: 7.5, 4: 9}
"""A typical zoom at which readers see the name of a place, by rank."""
LETTER_PX, LINE_PX, WIDEST_PX, AWAY_PX, AWAY_ABOVE_PX = 6.5, 14.0, 110.0, 8.0, 5.0
STRUCK: Final = 0.15
"""The part of the width of a name that a line may cross."""

Area = tuple[float, float, float, float]


class LabelSides:
    """The sides of names near ``lines`` (lon/lat)."""

    def __init__(self, lines: Iterable[Iterable[Position]]) -> None:
        self._lines = [shapely.LineString([to_world(lon, lat) for lon, lat in line]) for line in lines]
        self._tree = shapely.STRtree(self._lines)

    def side(self, position: Position, name: str, rank: int) -> str:
        """The first of ``SIDES`` on which no line crosses the name, else the side with the shortest crossing."""
        pixel = 1 / 2 ** TYPICAL_ZOOM[rank]
        x, y = to_world(*position)
        one_line_px = len(name) * LETTER_PX
        width, height = min(one_line_px, WIDEST_PX), ceil(one_line_px / WIDEST_PX) * LINE_PX

        def crossed(side: str) -> float:
            left, top, right, bottom = (part * pixel for part in _area(side, width, height))
            share = self._inside((x + left, y + top, x + right, y + bottom)) / (width * pixel)
            return share if share > STRUCK else 0

        return min(SIDES, key=crossed)

    def _inside(self, area: Area) -> float:
        near = self._tree.query(shapely.box(*area)).tolist()
        return float(sum(shapely.clip_by_rect(self._lines[line], *area).length for line in near))


def sides_from(side: str) -> tuple[str, ...]:
    """All sides, ``side`` first and the opposite one second, because a line rarely leaves a place on both."""
    first = (side, OPPOSITE[side])
    return (*first, *(other for other in SIDES if other not in first))


def _area(side: str, width: float, height: float) -> Area:
    """The area of the name, in pixels from its place."""
    if side in ("left", "right"):
        start = AWAY_PX if side == "left" else -AWAY_PX - width
        return start, -height / 2, start + width, height / 2
    start = AWAY_ABOVE_PX if side == "top" else -AWAY_ABOVE_PX - height
    return -width / 2, start, width / 2, start + height
