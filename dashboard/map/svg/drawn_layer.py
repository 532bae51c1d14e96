"""A layer of the map's style as SVG draws it: filter, order and paint are the style's own.

Colours are classes, because the page's theme is the reader's: a class for each colour of lines and rings, and for the
basemap the layer's id. SVG knows no blurred stroke, so a layer that has one says in its metadata (``unblurred``) what
it is without.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from dashboard.map.style.basemap_layers import COARSE
from dashboard.map.style.evaluate import Properties, compiled
from dashboard.map.style.expressions import Layer
from dashboard.map.theme import BASEMAP_COLOURS, MODE_COLOUR, Theme

DRAWN_THEME: Final = Theme.LIGHT
CLASS_OF: Final[Mapping[str, str]] = MappingProxyType(
    {
        BASEMAP_COLOURS[DRAWN_THEME].filtered_out: "s-filtered-out",
        BASEMAP_COLOURS[DRAWN_THEME].casing: "s-paper",
        BASEMAP_COLOURS[DRAWN_THEME].ink: "s-ink",
        **{colour: f"s-{mode.value}" for mode, colour in MODE_COLOUR[DRAWN_THEME].items()},
    }
)
"""The class (``stylesheet``) of a stroke, by its colour in the theme that layers are read in."""
_LOOK: Final[Mapping[str, Any]] = MappingProxyType(
    {
        **{"line-color": None, "line-width": 1, "line-opacity": 1, "line-dasharray": (1, 0), "line-cap": "butt"},
        **{"circle-color": None, "circle-radius": 5, "circle-stroke-color": None, "circle-stroke-width": 0},
        **{"text-field": "", "text-size": 16, "text-variable-anchor-offset": ["literal", []]},
    }
)
"""What is read of a layer, and what MapLibre takes where nothing is said."""


class DrawnLayer:
    """One layer, read once."""

    def __init__(self, layer: Layer) -> None:
        self.id: str = layer["id"]
        self.minzoom: float = layer.get("minzoom", 0)
        self._class_of = {} if layer["source"] == COARSE else CLASS_OF
        metadata = layer.get("metadata", {})
        self.is_line = layer["type"] == "line"
        self._filter = compiled(metadata.get("filter", layer.get("filter", True)))
        said = {**layer.get("layout", {}), **layer["paint"], **metadata.get("unblurred", {})}
        self._look = {name: compiled(said.get(name, usual)) for name, usual in _LOOK.items()}

    def shows(self, properties: Properties, zoom: float) -> bool:
        """Whether the layer draws such a feature at this zoom."""
        return bool(zoom >= self.minzoom and self._filter(properties, zoom))

    def value(self, name: str, properties: Properties, zoom: float) -> Any:  # noqa: ANN401
        """A property of its layout or paint."""
        return self._look[name](properties, zoom)

    def stroke(self, properties: Properties, zoom: float) -> str:
        """Attributes of a line; widths in pixels, dashes in pixels too where the style has widths."""
        colour, width, dash, opacity, cap = (
            self.value(f"line-{name}", properties, zoom) for name in ("color", "width", "dasharray", "opacity", "cap")
        )
        drawn = f'class="{self._class_of.get(colour, self.id)}" stroke-width="{width:.2f}"'
        if dash[1]:
            drawn += f' stroke-dasharray="{" ".join(f"{part * width:.2f}" for part in dash)}"'
        # Of the stroke, not of the element: that would make the browser paint it apart and lay it over the rest.
        drawn += "" if opacity == 1 else f' stroke-opacity="{opacity:g}"'
        return drawn + ("" if cap == "butt" else f' stroke-linecap="{cap}"')

    def ring(self, data: str, properties: Properties, zoom: float) -> str:
        """Dots one inside the other at the points of a path: a ring is outside its radius, as MapLibre has it."""
        radius = self.value("circle-radius", properties, zoom)
        ring = self.value("circle-stroke-width", properties, zoom)
        dots = [("circle-color", radius)]
        if ring:
            dots.insert(0, ("circle-stroke-color", radius + ring))
        drawn = [(CLASS_OF[self.value(colour, properties, zoom)], 2 * px) for colour, px in dots]
        return "".join(f'<path class="dot {name}" stroke-width="{px:.2f}" d="{data}"/>' for name, px in drawn)
