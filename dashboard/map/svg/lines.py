"""The lines of a picture of the map, drawn by the style's layers of lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, Self

from dashboard.catalogue.vocabulary import Mode, Precision, Status
from dashboard.map.style.line_layers import filtered_out_layers, matched_layers, selected_layers
from dashboard.map.svg.drawn_layer import DRAWN_THEME, DrawnLayer
from dashboard.map.theme import DIMMED

Role = Literal["filtered_out", "matched", "selected"]
KEEP_WIDTH: Final = 'vector-effect="non-scaling-stroke"'
"""An attribute, because rules of the style sheet that name an ancestor do not reach elements drawn by reference."""
LAYERS: Final[Mapping[Role, list[DrawnLayer]]] = {
    "filtered_out": [DrawnLayer(layer) for layer in filtered_out_layers(DRAWN_THEME)],
    "matched": [DrawnLayer(layer) for layer in matched_layers(DRAWN_THEME)],
    "selected": [DrawnLayer(layer) for layer in selected_layers(DRAWN_THEME)],
}


@dataclass(frozen=True, order=True)
class Look:
    """The properties that decide how a segment is drawn."""

    mode: Mode
    status: Status
    precision: Precision

    @classmethod
    def from_properties(cls, properties: Mapping[str, Any]) -> Self:
        """The look of a segment's feature."""
        return cls(Mode(properties["mode"]), Status(properties["status"]), Precision(properties["precision"]))

    @property
    def properties(self) -> Mapping[str, str]:
        """The properties of a feature that the layers read."""
        return {"fid": "-", "mode": self.mode, "status": self.status, "precision": self.precision}


def lines_svg(groups: Mapping[tuple[Role, Look], str], zoom: float, *, dimmed: bool) -> str:
    """SVG of all lines, layer by layer; filtered out ones first, selected ones last.

    Parameters
    ----------
    groups
        Path data by role and look.
    zoom
        The zoom of the map, for widths.
    dimmed
        Whether the lines that are not selected are faint, because something is selected.
    """
    numbers = {key: f"first-{number}" for number, key in enumerate(sorted(groups))}
    defs = "".join(f'<path id="{numbers[key]}" {KEEP_WIDTH} d="{data}"/>' for key, data in sorted(groups.items()))
    drawn = []
    for role, layers in LAYERS.items():
        names = {look: name for (of_role, look), name in numbers.items() if of_role == role}
        lines = "".join(
            f'<use href="#{name}" {layer.stroke(look.properties, zoom)}/>'
            for layer in layers
            for look, name in names.items()
            if layer.shows(look.properties, zoom)
        )
        faint = f' opacity="{DIMMED}"' if dimmed and role == "matched" else ""
        drawn.append(f"<g{faint}>{lines}</g>" if names else "")
    return f"<defs>{defs}</defs>{''.join(drawn)}"
