"""Where a picture of the map looks: exactly where the live map will, on a screen whose size only the browser knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from types import MappingProxyType
from typing import Any, Final

from dashboard.map.figure import LIMITS
from dashboard.map.svg.shapes import Box, ClipExtent, world_box

NOMINAL_PX: Final = (760.0, 760.0)
"""A usual size of the map; widths of lines and the choice of names are made for it."""
SMALL_UP_TO_PX: Final = 600.0
"""The width of the map up to which it counts as small, here and in ``assets/first_picture.css``."""
LARGEST_PX: Final = (2600.0, 1500.0)
WIDEST: Final = 2.4
TALLEST: Final = 2.2
SNAP_PX: Final = 512.0


class Padding(StrEnum):
    """What is kept free around a box."""

    FIRST = "first"  # around the first view
    CHOSEN = "chosen"  # around what is selected: clear of the map's buttons, with space for the names of its ends


Sides = tuple[int, int, int, int]
"""Top, right, bottom and left in pixels."""

CLOSEST_ZOOM: Final = 8.0
"""No closer is gone to what is selected; where all of it is smaller, its surroundings are seen too."""
SMALL_DEGREES: Final = 0.5
SMALL_ZOOM: Final = 6.5
"""What is smaller than ``SMALL_DEGREES`` is looked at from this zoom."""
LARGE_FROM_PX: Final = 833
"""The width of the window from which the large sides hold."""
PADDINGS: Final[Mapping[Padding, Mapping[str, Sides]]] = MappingProxyType(
    {
        Padding.FIRST: {"large": (20, 20, 20, 20), "small": (20, 20, 20, 20)},
        Padding.CHOSEN: {"large": (48, 108, 44, 108), "small": (72, 104, 44, 104)},
    }
)


SMALL_PX: Final[Mapping[Padding, tuple[float, float]]] = MappingProxyType(
    {Padding.FIRST: (390.0, 350.0), Padding.CHOSEN: (390.0, 287.0)}
)
"""The size of the map on a phone: below the stories at first, above a panel once something is selected."""


@dataclass(frozen=True)
class Camera:
    """What must be seen (``box``, in world pixels), and how large at most.

    Where it has a ``padding`` the box is made as large as the screen allows with that padding around it, but no
    larger than at ``max_zoom``: what MapLibre does with bounds. Where it has none, its middle is the screen's, at
    ``max_zoom``.
    """

    box: Box
    max_zoom: float
    padding: Padding | None = None

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
        if self.padding is None:
            return self.max_zoom
        top, right, bottom, left = PADDINGS[self.padding]["small" if screen_px[0] <= SMALL_UP_TO_PX else "large"]
        free = screen_px[0] - left - right, screen_px[1] - top - bottom
        return min(
            self.max_zoom, *(log2(side / max(length, 1e-9)) for side, length in zip(free, self.size, strict=True))
        )

    def on(self, screen_px: tuple[float, float]) -> "Camera":
        """The view as a screen of this size shows it, without padding; the basemap's edges stay inside."""
        zoom = self.zoom_on(screen_px)
        half = [side / 2 / 2**zoom for side in screen_px]
        left, top, right, bottom = basemap_box()
        x = _between(self.middle[0], left + half[0], right - half[0])
        y = _between(self.middle[1], top + half[1], bottom - half[1])
        return Camera((x - half[0], y - half[1], x + half[0], y + half[1]), zoom)

    def as_camera(self) -> dict[str, Any]:
        """The view as ``assets/src/map/view.js`` takes it."""
        return {"box": [round(side, 4) for side in self.box], "maxZoom": self.max_zoom, "padding": self.padding}

    def cell(self) -> ClipExtent:
        """What to draw so that no usual screen comes to its edge."""
        zoom = round(self.zoom_on(NOMINAL_PX), 1)
        if self.padding is not None:
            (width, height), (x, y) = self.size, self.middle
            least = [side / 2**zoom for side in NOMINAL_PX]
            half = max(width, height * WIDEST, least[0]) * 0.65, max(height, width * TALLEST, least[1]) * 0.65
        else:
            # Views side by side share a cell: its middle keeps to a grid, and its edge is that much farther away.
            step = SNAP_PX / 2**zoom
            x, y = (round(part / step) * step for part in self.middle)
            half = tuple((side / 2 + SNAP_PX / 2) / 2**zoom for side in LARGEST_PX)  # type: ignore[assignment]
        limits = basemap_box()
        # A point beyond the basemap's edges is not drawn, but the edge is: what is cut out is never empty.
        x, y = _between(x, limits[0], limits[2]), _between(y, limits[1], limits[3])
        box = (
            max(x - half[0], limits[0]),
            max(y - half[1], limits[1]),
            min(x + half[0], limits[2]),
            min(y + half[1], limits[3]),
        )
        return ClipExtent(zoom, box)


def _between(value: float, first: float, second: float) -> float:
    return min(max(value, min(first, second)), max(first, second))


def framing() -> dict[str, Any]:
    """What the script has to know to frame a box as the picture does."""
    return {
        "paddings": {padding.value: dict(sides) for padding, sides in PADDINGS.items()},
        "largeFrom": LARGE_FROM_PX,
        "limits": basemap_box(),
        "closestZoom": CLOSEST_ZOOM,
        "small": {"degrees": SMALL_DEGREES, "zoom": SMALL_ZOOM},
    }


def basemap_box() -> Box:
    """The basemap's edges, in world pixels."""
    return world_box(LIMITS["west"], LIMITS["south"], LIMITS["east"], LIMITS["north"])


def fitted(west: float, south: float, east: float, north: float, padding: Padding, max_zoom: float) -> Camera:
    """The view that shows a box in degrees."""
    return Camera(world_box(west, south, east, north), max_zoom, padding)


def around(west: float, south: float, east: float, north: float) -> Camera:
    """The view of what is chosen, of a box in degrees (``assets/src/map/framing.js`` has it the same)."""
    if max(east - west, north - south) < SMALL_DEGREES:
        return centred((west + east) / 2, (south + north) / 2, SMALL_ZOOM)
    return fitted(west, south, east, north, Padding.CHOSEN, CLOSEST_ZOOM)


def centred(lon: float, lat: float, zoom: float) -> Camera:
    """The view of a place in degrees at MapLibre's ``zoom``."""
    left, top, right, bottom = world_box(lon, lat, lon, lat)
    half = 256 / 2**zoom  # a box of 512 pixels on the screen
    return Camera((left - half, top - half, right + half, bottom + half), zoom)
