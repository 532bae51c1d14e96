"""A point that an address names by its degrees: two rings, one inside the other, in no other shape's likeness."""

from typing import Any, Final

from dashboard.map.style.expressions import Layer
from dashboard.map.theme import BASEMAP_COLOURS, Theme

SOURCE: Final = "point"
RADII_PX: Final[tuple[tuple[str, float], ...]] = (("ink", 10.0), ("casing", 7.5), ("ink", 3.0))
"""From the outside in: colour of the basemap's palette, and radius."""


def point_source() -> dict[str, Any]:
    """Nowhere in particular, and not shown, until ``assets/src/map/live.js`` puts it where an address says."""
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
