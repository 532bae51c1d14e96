"""The layers of gaps in an itinerary, where the atlas has no line: dashes in ink, unlike every route, with a name.

They are in the style's metadata: ``assets/src/map/gaps.js`` adds them with the first gap.
"""

from typing import Any, Final

from dashboard.map.style.expressions import Expression, Layer
from dashboard.map.style.line_layers import FONT
from dashboard.map.theme import BASEMAP_COLOURS, Theme

SOURCE: Final = "gaps"
WIDTH_PX: Final = 2.0
CASING_PX: Final = 5.0
GAP_DASH: Final = (1.5, 3.0)
"""Lengths of stroke and gap in widths of the line."""


def gap_layers(theme: Theme) -> list[Layer]:
    """A casing, the dashes above it, and the name at the middle of each gap (a point in the source).

    The name is visible from the zoom at which the gap is longer than the name (`map/svg/gaps.py`).
    """
    colours = BASEMAP_COLOURS[theme]
    casing = {"line-color": colours.casing, "line-width": CASING_PX, "line-opacity": 0.85}
    dashes = {"line-color": colours.ink, "line-width": WIDTH_PX, "line-dasharray": list(GAP_DASH)}
    text = {"text-color": colours.ink, "text-halo-color": colours.land_halo, "text-halo-width": 1.8}
    layout = {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 12.5,
        "text-max-width": 9,
        "text-allow-overlap": True,
    }
    long_enough = ["<=", ["get", "name_zoom"], ["zoom"]]
    return [
        _layer("gap-casing", "line", "LineString", casing),
        _layer("gap-line", "line", "LineString", dashes),
        _layer("gap-name", "symbol", "Point", text, long_enough) | {"layout": layout},
    ]


def _layer(layer_id: str, kind: str, geometry: str, paint: dict[str, Any], *more: Expression) -> Layer:
    chosen = ["all", ["==", ["geometry-type"], geometry], *more]
    return {"id": layer_id, "type": kind, "source": SOURCE, "filter": chosen, "paint": paint}
