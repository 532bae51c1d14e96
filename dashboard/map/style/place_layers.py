"""The layers of the places: rings by kind, and names that avoid each other."""

from typing import Any, Final

from dashboard.map.label_sides import SIDES, sides_from
from dashboard.map.style.expressions import MATCH_NONE, Expression, Layer, by_zoom, for_each, match, short_name
from dashboard.map.style.line_layers import BOLD, FONT, selected_lines_keep_out
from dashboard.map.theme import BASEMAP_COLOURS, DIMMED, PLACE_SYMBOL, Fill, Theme, fill_colour

SOURCE: Final = "places"
AWAY_EM: Final = 0.7
RANK_ZOOM: Final[tuple[tuple[int, float], ...]] = ((2, 3), (3, 5), (4, 7))
"""(rank, least zoom); rank 1 is always visible. The zooms are integers, because a filter has no others."""


def filtered_out_place_layers(theme: Theme) -> list[Layer]:
    """The filtered out places: small dots without a name."""
    paint = {
        # The paint depends on data, like that of the rings, so that both share a shader.
        "circle-color": for_each(BASEMAP_COLOURS[theme].filtered_out),
        "circle-radius": by_zoom([(2, for_each(1.8)), (8, for_each(1.8))]),
        "circle-stroke-color": for_each(BASEMAP_COLOURS[theme].filtered_out),
        "circle-stroke-width": for_each(0),
        "circle-opacity": 0.5,
    }
    return [
        _layer("places-filtered-out", "circle", "filtered_out", _by_rank(), paint, {})
        | {"layout": {"visibility": "none"}}
    ]


def place_layers(theme: Theme, language: str) -> list[Layer]:
    """The places and their names in ``language``, then the selected ones."""
    return [
        _rings("places-ring", "matched", theme, 1.0, _by_rank()),
        _names("places-name", "matched", theme, language, _by_rank()),
        _rings("selected-ring", "selected", theme, 1.35, ["all"]),
        _names("selected-name", "selected", theme, language, ["all"]),
        selected_lines_keep_out(),
        _keep_out(),
    ]


def _by_rank() -> Expression:
    stops = [part for rank, zoom in RANK_ZOOM for part in (zoom, rank)]
    return ["<=", ["get", "rank"], ["step", ["zoom"], 1, *stops]]


def _rings(layer_id: str, role: str, theme: Theme, wider: float, chosen: Expression) -> Layer:
    def sizes(part: str) -> dict[str, float]:
        return {kind: round(getattr(symbol, part) * wider, 2) for kind, symbol in PLACE_SYMBOL.items()}

    def colour(part: str) -> Expression:
        colours = {kind: fill_colour(getattr(symbol, part), theme) for kind, symbol in PLACE_SYMBOL.items()}
        return match("kind", colours, fill_colour(Fill.PAPER, theme))

    radius = match("kind", sizes("radius_px"), 3)
    paint: dict[str, Any] = {
        "circle-color": colour("fill"),
        "circle-radius": by_zoom([(2, ["*", radius, 0.6]), (5, ["*", radius, 0.85]), (8, radius)]),
        "circle-stroke-color": colour("stroke"),
        "circle-stroke-width": match("kind", sizes("stroke_px"), 1.3),
        "circle-opacity": 1,
        "circle-stroke-opacity": 1,
    }
    dim = {"circle-opacity": DIMMED, "circle-stroke-opacity": DIMMED} if role == "matched" else {}
    layer = _layer(layer_id, "circle", role, chosen, paint, dim)
    layer["metadata"]["hit"] = True
    return layer | {"layout": {"circle-sort-key": ["-", ["get", "rank"]]}}


def _names(layer_id: str, role: str, theme: Theme, language: str, chosen: Expression) -> Layer:
    layout = {
        "text-field": short_name(language),
        "text-font": ["case", ["<=", ["get", "rank"], 1], ["literal", BOLD], ["literal", FONT]],
        "text-size": by_zoom(
            [(3, ["match", ["get", "rank"], 1, 11.5, 10.5]), (8, ["match", ["get", "rank"], 1, 15, 12.5])]
        ),
        "text-variable-anchor-offset": ["match", ["get", "side"], *_anchors()],
        "text-justify": "auto",
        "text-max-width": 7,  # two short lines, so that a name at the end of a line is inside the frame
        "text-padding": 2,
        "text-optional": True,
        "symbol-sort-key": ["get", "rank"],
    }
    paint = {
        "text-color": BASEMAP_COLOURS[theme].ink,
        "text-halo-color": BASEMAP_COLOURS[theme].land_halo,
        "text-halo-width": 2,
        "text-opacity": 1,
    }
    # The halo stays strong enough against selected lines.
    dim = {"text-opacity": 0.7} if role == "matched" else {}
    layer = _layer(layer_id, "symbol", role, chosen, paint, dim)
    layer["metadata"]["hit"] = True
    return layer | {"layout": layout}


def _anchors() -> Expression:
    """The positions of a name, by the side without lines: that side first, the corners last."""
    away = {"left": [AWAY_EM, 0], "right": [-AWAY_EM, 0], "top": [0, AWAY_EM], "bottom": [0, -AWAY_EM]}
    corners = [
        part
        for end in ("top", "bottom")
        for side in ("left", "right")
        for part in (f"{end}-{side}", [round(0.7 * (away[end][0] + away[side][0]), 2), round(0.7 * away[end][1], 2)])
    ]
    orders = {
        side: ["literal", [*[part for other in sides_from(side) for part in (other, away[other])], *corners]]
        for side in SIDES
    }
    return [*[part for pair in orders.items() for part in pair], orders[SIDES[0]]]


def _keep_out() -> Layer:
    """Invisible dots on the rings. They are placed before all names, so that no name covers a ring."""
    layout = {"text-field": "●", "text-font": FONT, "text-size": 3, "text-padding": 0, "text-allow-overlap": True}
    return _layer("places-keep-out", "symbol", "matched", _by_rank(), {"text-opacity": 0}, {}) | {"layout": layout}


def _layer(
    layer_id: str, kind: str, role: str, chosen: Expression, paint: dict[str, Any], dim: dict[str, Any]
) -> Layer:
    return {
        "id": layer_id,
        "type": kind,
        "source": SOURCE,
        "filter": chosen if role == "matched" else ["all", chosen, MATCH_NONE],
        "paint": paint,
        "metadata": {"role": role, "of": SOURCE, "filter": chosen, **({"dim": dim} if dim else {})},
    }
