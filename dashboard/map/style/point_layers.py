"""The layers of a position that an address gives in degrees: two concentric rings, unlike every other symbol."""

from typing import Any, Final

from dashboard.map.style.expressions import Layer
from dashboard.map.theme import BASEMAP_COLOURS, Theme

SOURCE: Final = "point"
RADII_PX: Final[tuple[tuple[str, float], ...]] = (("ink", 10.0), ("casing", 7.5), ("ink", 3.0))
"""The colour (of the basemap's palette) and the radius of each ring, from the outside in."""


def point_source() -> dict[str, Any]:
    """The source, with an arbitrary position. It is invisible until ``assets/src/map/live.js`` sets the position."""
    return {"type": "geojson", "data": {"type": "Point", "coordinates": [50, 42]}}


def point_layers(theme: Theme) -> list[Layer]:
    """The rings, the widest first."""
    return [
        {
            "id": f"point-{number}",
            "type": "circle",
            "source": SOURCE,
            "layout": {"visibility": "none"},
            "paint": {"circle-color": getattr(BASEMAP_COLOURS[theme], colour), "circle-radius": radius},
            "metadata": {"role": "point"},
        }
        for number, (colour, radius) in enumerate(RADII_PX)
    ]
