"""Where a picture of the map looks: exactly where the live map will, on a screen whose size only the browser knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from types import MappingProxyType
from typing import Final

from dashboard.cartography.figure import LIMITS
from dashboard.cartography.picture_shapes import Box, Cell, world_box

NOMINAL_PX: Final = (760.0, 760.0)
"""A usual size of the map; widths of lines and the choice of names are made for it."""
SMALL_PX: Final = (390.0, 480.0)
LARGEST_PX: Final = (2600.0, 1500.0)
WIDEST: Final = 2.4
TALLEST: Final = 2.2
SNAP_PX: Final = 512.0


class Room(StrEnum):
    """What is kept free around a box; ``assets/first_picture.css`` has a class of the name with the sides in pixels."""

    FIRST = "first"  # Plotly's own, around the first view
    CHOSEN = "chosen"  # ROOM of assets/atlas_selection.js, around what is selected


_TAKEN_PX: Final[Mapping[Room, tuple[float, float]]] = MappingProxyType({Room.FIRST: (40, 40), Room.CHOSEN: (112, 178)})


@dataclass(frozen=True)
class PictureView:
    """What must be seen (``box``, in world pixels), and how large at most.

    Where it has a ``room`` the box is made as large as the screen allows with that room around it, but no larger than
    at ``max_zoom``: what MapLibre does with bounds. Where it has none, its middle is the screen's, at ``max_zoom``.
    """

    box: Box
    max_zoom: float
    room: Room | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in world pixels."""
        return self.box[2] - self.box[0], self.box[3] - self.box[1]

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle in world pixels."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    def zoom_on(self, screen_px: tuple[float, float]) -> float:
        """MapLibre's zoom on a map of this size."""
        zoom = self.max_zoom
        if self.room is not None:
            room = (screen - taken for screen, taken in zip(screen_px, _TAKEN_PX[self.room], strict=True))
            zoom = min(zoom, log2(min(side / max(length, 1e-9) for side, length in zip(room, self.size, strict=True))))
        # A map that shows nothing beyond the ground comes closer until the ground fills it.
        left, top, right, bottom = ground_box()
        return max(zoom, log2(screen_px[0] / (right - left)), log2(screen_px[1] / (bottom - top)))

    def on(self, screen_px: tuple[float, float]) -> "PictureView":
        """The view as a screen of this size shows it: without a room, and with nothing beyond the ground's edges."""
        zoom = self.zoom_on(screen_px)
        half = [side / 2 / 2**zoom for side in screen_px]
        left, top, right, bottom = ground_box()
        x = min(max(self.middle[0], left + half[0]), right - half[0])
        y = min(max(self.middle[1], top + half[1]), bottom - half[1])
        return PictureView((x - half[0], y - half[1], x + half[0], y + half[1]), zoom)

    def cell(self) -> Cell:
        """What to draw so that no usual screen comes to its edge."""
        zoom = round(self.zoom_on(NOMINAL_PX), 1)
        if self.room is not None:
            (width, height), (x, y) = self.size, self.middle
            least = [side / 2**zoom for side in NOMINAL_PX]
            half = max(width, height * WIDEST, least[0]) * 0.65, max(height, width * TALLEST, least[1]) * 0.65
        else:
            # Views side by side share a cell: its middle keeps to a grid, and its edge is that much farther away.
            step = SNAP_PX / 2**zoom
            x, y = (round(part / step) * step for part in self.middle)
            half = tuple((side / 2 + SNAP_PX / 2) / 2**zoom for side in LARGEST_PX)  # type: ignore[assignment]
        ground = ground_box()
        # A place off the ground (New York) is looked at from the ground's edge, where MapLibre stops too.
        x, y = min(max(x, ground[0]), ground[2]), min(max(y, ground[1]), ground[3])
        box = (
            max(x - half[0], ground[0]),
            max(y - half[1], ground[1]),
            min(x + half[0], ground[2]),
            min(y + half[1], ground[3]),
        )
        return Cell(zoom, box)


def ground_box() -> Box:
    """The ground's edges, in world pixels."""
    return world_box(LIMITS["west"], LIMITS["south"], LIMITS["east"], LIMITS["north"])


def on_ground(view: PictureView) -> bool:
    """Whether the middle of ``view`` is on the ground; New York is not."""
    left, top, right, bottom = ground_box()
    return left <= view.middle[0] <= right and top <= view.middle[1] <= bottom


def fitted(west: float, south: float, east: float, north: float, room: Room, max_zoom: float) -> PictureView:
    """The view that shows a box in degrees."""
    return PictureView(world_box(west, south, east, north), max_zoom, room)


def centred(lon: float, lat: float, zoom: float) -> PictureView:
    """The view of a place in degrees at MapLibre's ``zoom``."""
    left, top, right, bottom = world_box(lon, lat, lon, lat)
    half = 256 / 2**zoom  # a box of 512 pixels on the screen
    return PictureView((left - half, top - half, right + half, bottom + half), zoom)
