"""A layer of the map's style, drawn as SVG with the filter and the paint of the style.

Colours are classes, because the reader chooses the theme: a class for each colour of lines and rings, and for the
basemap the id of the layer. SVG has no blurred strokes: the metadata of a blurred layer has its paint without blur
(``unblurred``).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from dashboard.map.style.basemap_layers import COARSE
from dashboard.map.style.evaluate import Properties, compile_expression
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
"""The class (``stylesheet``) of a stroke, by its colour in ``DRAWN_THEME``."""
_LOOK: Final[Mapping[str, Any]] = MappingProxyType(
    {
        **{"line-color": None, "line-width": 1, "line-opacity": 1, "line-dasharray": (1, 0), "line-cap": "butt"},
        **{"circle-color": None, "circle-radius": 5, "circle-stroke-color": None, "circle-stroke-width": 0},
        **{"text-field": "", "text-size": 16, "text-variable-anchor-offset": ["literal", []]},
    }
)
"""The properties that are read from a layer, with the defaults of MapLibre."""


class DrawnLayer:
    """One layer with its compiled expressions."""

    def __init__(self, layer: Layer) -> None:
        self.id: str = layer["id"]
        self.minzoom: float = layer.get("minzoom", 0)
        self._class_of = {} if layer["source"] == COARSE else CLASS_OF
        metadata = layer.get("metadata", {})
        self.is_line = layer["type"] == "line"
        self._filter = compile_expression(metadata.get("filter", layer.get("filter", True)))
        values = {**layer.get("layout", {}), **layer["paint"], **metadata.get("unblurred", {})}
        self._look = {name: compile_expression(values.get(name, default)) for name, default in _LOOK.items()}

    def shows(self, properties: Properties, zoom: float) -> bool:
        """Whether the layer draws a feature with these properties at this zoom."""
        return bool(zoom >= self.minzoom and self._filter(properties, zoom))

    def value(self, name: str, properties: Properties, zoom: float) -> Any:  # noqa: ANN401
        """A value of the layout or the paint."""
        return self._look[name](properties, zoom)

    def stroke(self, properties: Properties, zoom: float) -> str:
        """The attributes of a line, with widths and dashes in pixels."""
        colour, width, dash, opacity, cap = (
            self.value(f"line-{name}", properties, zoom) for name in ("color", "width", "dasharray", "opacity", "cap")
        )
        drawn = f'class="{self._class_of.get(colour, self.id)}" stroke-width="{width:.2f}"'
        if dash[1]:
            drawn += f' stroke-dasharray="{" ".join(f"{part * width:.2f}" for part in dash)}"'
        # The opacity of the stroke, not of the element, which a browser would paint on a surface of its own.
        drawn += "" if opacity == 1 else f' stroke-opacity="{opacity:g}"'
        return drawn + ("" if cap == "butt" else f' stroke-linecap="{cap}"')

    def ring(self, data: str, properties: Properties, zoom: float) -> str:
        """Concentric dots at the points of a path. A ring is outside its radius, as in MapLibre."""
        radius = self.value("circle-radius", properties, zoom)
        ring = self.value("circle-stroke-width", properties, zoom)
        dots = [("circle-color", radius)]
        if ring:
            dots.insert(0, ("circle-stroke-color", radius + ring))
        drawn = [(CLASS_OF[self.value(colour, properties, zoom)], 2 * px) for colour, px in dots]
        return "".join(f'<path class="dot {name}" stroke-width="{px:.2f}" d="{data}"/>' for name, px in drawn)
