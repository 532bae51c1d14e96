"""The cameras of pictures of the map. They look where the live map will look, on a screen of unknown size."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from types import MappingProxyType
from typing import Any, Final

from dashboard.map.figure import LIMITS
from dashboard.map.svg.shapes import Box, ClipExtent, world_box

NOMINAL_PX: Final = (760.0, 760.0)
"""The usual size of the map, for the widths of lines and the choice of names."""
SMALL_UP_TO_PX: Final = 600.0
"""The greatest width of a small map, here and in ``assets/first_picture.css``."""
LARGEST_PX: Final = (2600.0, 1500.0)
WIDEST: Final = 2.4
TALLEST: Final = 2.2
SNAP_PX: Final = 512.0


class Padding(StrEnum):
    """The free space around a box."""

    FIRST = "first"  # around the first view
    CHOSEN = "chosen"  # around a selection: with space for the map's buttons and the names of its ends


Sides = tuple[int, int, int, int]
"""Top, right, bottom and left in pixels."""

CLOSEST_ZOOM: Final = 8.0
"""The greatest zoom for a selection. A smaller selection is shown with its surroundings."""
SMALL_DEGREES: Final = 0.5
SMALL_ZOOM: Final = 6.5
"""The zoom for a selection that is smaller than ``SMALL_DEGREES``."""
LARGE_FROM_PX: Final = 833
"""The least width of the window for the paddings of a large map."""
PADDINGS: Final[Mapping[Padding, Mapping[str, Sides]]] = MappingProxyType(
    {
        Padding.FIRST: {"large": (20, 20, 20, 20), "small": (20, 20, 20, 20)},
        Padding.CHOSEN: {"large": (48, 108, 44, 108), "small": (72, 104, 44, 104)},
    }
)
SMALL_PX: Final[Mapping[Padding, tuple[float, float]]] = MappingProxyType(
    {Padding.FIRST: (390.0, 350.0), Padding.CHOSEN: (390.0, 287.0)}
)
"""The size of the map on a phone: below the stories in the first view, above a panel for a selection."""
LEAST_PX: Final = (360.0, 220.0)
"""The size of the smallest map, which shows the most around a selection: its padding is as wide as on others."""


@dataclass(frozen=True)
class Camera:
    """The part of the world that must be visible (``box``, in world pixels), and the greatest zoom.

    With a ``padding``, the box is as large as the screen allows with this padding around it, but no larger than at
    ``max_zoom``, as MapLibre fits bounds. Without one, its middle is that of the screen, at ``max_zoom``.
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
        """The middle of the box in world pixels."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    def zoom_on(self, screen_px: tuple[float, float]) -> float:
        """The zoom of MapLibre on a map of this size."""
        if self.padding is None:
            return self.max_zoom
        top, right, bottom, left = PADDINGS[self.padding]["small" if screen_px[0] <= SMALL_UP_TO_PX else "large"]
        free = screen_px[0] - left - right, screen_px[1] - top - bottom
        return min(
            self.max_zoom, *(log2(side / max(length, 1e-9)) for side, length in zip(free, self.size, strict=True))
        )

    def on_screen(self, screen_px: tuple[float, float]) -> "Camera":
        """The camera of a screen of this size, without padding, inside the edges of the basemap."""
        zoom = self.zoom_on(screen_px)
        half = [side / 2 / 2**zoom for side in screen_px]
        left, top, right, bottom = basemap_box()
        x = _between(self.middle[0], left + half[0], right - half[0])
        y = _between(self.middle[1], top + half[1], bottom - half[1])
        return Camera((x - half[0], y - half[1], x + half[0], y + half[1]), zoom)

    def as_camera(self) -> dict[str, Any]:
        """The camera as JSON for ``assets/src/map/view.js``."""
        return {"box": [round(side, 4) for side in self.box], "maxZoom": self.max_zoom, "padding": self.padding}

    def clip_extent(self) -> ClipExtent:
        """The extent to draw, whose edge is outside all usual screens."""
        zoom = round(self.zoom_on(NOMINAL_PX), 1)
        if self.padding is not None:
            (width, height), (x, y) = self.size, self.middle
            small = 1.3 * 2 ** self.zoom_on(LEAST_PX)  # the extent is 1.3 times as large as what must be on it
            least = [max(most / 2**zoom, px / small) for most, px in zip(NOMINAL_PX, LEAST_PX, strict=True)]
            half = max(width, height * WIDEST, least[0]) * 0.65, max(height, width * TALLEST, least[1]) * 0.65
        else:
            # Neighbouring cameras share a cached extent: its middle is on a grid, and its edge farther away.
            step = SNAP_PX / 2**zoom
            x, y = (round(part / step) * step for part in self.middle)
            half = tuple((side / 2 + SNAP_PX / 2) / 2**zoom for side in LARGEST_PX)  # type: ignore[assignment]
        limits = basemap_box()
        # For a point outside the basemap the extent has its edge, so that it is never empty.
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
    """The values with which the script fits a box as the picture does."""
    return {
        "paddings": {padding.value: dict(sides) for padding, sides in PADDINGS.items()},
        "largeFrom": LARGE_FROM_PX,
        "limits": basemap_box(),
        "closestZoom": CLOSEST_ZOOM,
        "small": {"degrees": SMALL_DEGREES, "zoom": SMALL_ZOOM},
    }


def basemap_box() -> Box:
    """The edges of the basemap in world pixels."""
    return world_box(LIMITS["west"], LIMITS["south"], LIMITS["east"], LIMITS["north"])


def box_camera(west: float, south: float, east: float, north: float, padding: Padding, max_zoom: float) -> Camera:
    """The camera of a box in degrees."""
    return Camera(world_box(west, south, east, north), max_zoom, padding)


def selection_camera(west: float, south: float, east: float, north: float) -> Camera:
    """The camera of a selection with this box in degrees (``assets/src/map/framing.js`` has the same rule)."""
    if max(east - west, north - south) < SMALL_DEGREES:
        return point_camera((west + east) / 2, (south + north) / 2, SMALL_ZOOM)
    return box_camera(west, south, east, north, Padding.CHOSEN, CLOSEST_ZOOM)


def point_camera(lon: float, lat: float, zoom: float) -> Camera:
    """The camera of a position in degrees at MapLibre's ``zoom``."""
    left, top, right, bottom = world_box(lon, lat, lon, lat)
    half = 256 / 2**zoom  # a box of 512 pixels on the screen
    return Camera((left - half, top - half, right + half, bottom + half), zoom)
