"""The layers of the places: rings by kind, names that make room for one another."""

from typing import Any, Final

from dashboard.cartography.expressions import NEVER, Expression, Layer, by_zoom, for_each, match, short_name
from dashboard.cartography.line_layers import BOLD, FONT
from dashboard.cartography.theme import DIMMED, GROUND, PLACE_SYMBOL, Fill, Theme, fill_colour

SOURCE: Final = "places"
RANK_ZOOM: Final[tuple[tuple[int, float], ...]] = ((2, 3), (3, 5), (4, 7))
"""(rank, zoom from which it shows); rank 1 shows always. Whole zooms: a filter knows no others."""


def ghost_place_layers(theme: Theme) -> list[Layer]:
    """The places that the filters leave out: small dots without a name."""
    paint = {
        # By data, like the rings: they share a shader, and the first filter need not wait for another.
        "circle-color": for_each(GROUND[theme].ghost),
        "circle-radius": by_zoom([(2, for_each(1.8)), (8, for_each(1.8))]),
        "circle-stroke-color": for_each(GROUND[theme].ghost),
        "circle-stroke-width": for_each(0),
        "circle-opacity": 0.5,
    }
    return [_layer("places-ghost", "circle", "ghost", _by_rank(), paint, {}) | {"layout": {"visibility": "none"}}]


def place_layers(theme: Theme, language: str) -> list[Layer]:
    """The places and their names in ``language``, then the selected ones."""
    return [
        _rings("places-ring", "bright", theme, 1.0, _by_rank()),
        _names("places-name", "bright", theme, language, _by_rank()),
        _rings("lit-ring", "lit", theme, 1.35, ["all"]),
        _names("lit-name", "lit", theme, language, ["all"]),
        _keep_out(),
    ]


def _by_rank() -> Expression:
    stops = [part for rank, zoom in RANK_ZOOM for part in (zoom, rank)]
    return ["<=", ["get", "rank"], ["step", ["zoom"], 1, *stops]]


def _rings(layer_id: str, role: str, theme: Theme, wider: float, chosen: Expression) -> Layer:
    def of(part: str) -> dict[str, float]:
        return {kind: round(getattr(symbol, part) * wider, 2) for kind, symbol in PLACE_SYMBOL.items()}

    def colour(part: str) -> Expression:
        colours = {kind: fill_colour(getattr(symbol, part), theme) for kind, symbol in PLACE_SYMBOL.items()}
        return match("kind", colours, fill_colour(Fill.PAPER, theme))

    radius = match("kind", of("radius_px"), 3)
    paint: dict[str, Any] = {
        "circle-color": colour("fill"),
        "circle-radius": by_zoom([(2, ["*", radius, 0.6]), (5, ["*", radius, 0.85]), (8, radius)]),
        "circle-stroke-color": colour("stroke"),
        "circle-stroke-width": match("kind", of("stroke_px"), 1.3),
        "circle-opacity": 1,
        "circle-stroke-opacity": 1,
    }
    dim = {"circle-opacity": DIMMED, "circle-stroke-opacity": DIMMED} if role == "bright" else {}
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
        "text-variable-anchor": [
            "left",
            "right",
            "top",
            "bottom",
            "top-left",
            "top-right",
            "bottom-left",
            "bottom-right",
        ],
        "text-radial-offset": 0.7,
        "text-justify": "auto",
        "text-max-width": 9,
        "text-padding": 2,
        "text-optional": True,
        "symbol-sort-key": ["get", "rank"],
    }
    paint = {
        "text-color": GROUND[theme].ink,
        "text-halo-color": GROUND[theme].land_halo,
        "text-halo-width": 1.5,
        "text-opacity": 1,
    }
    dim = {"text-opacity": 0.4} if role == "bright" else {}
    layer = _layer(layer_id, "symbol", role, chosen, paint, dim)
    layer["metadata"]["hit"] = True
    return layer | {"layout": layout}


def _keep_out() -> Layer:
    """Unseen dots on the rings, placed before all names: no name is written over another place's ring."""
    layout = {"text-field": "●", "text-font": FONT, "text-size": 3, "text-padding": 0, "text-allow-overlap": True}
    return _layer("places-keep-out", "symbol", "bright", _by_rank(), {"text-opacity": 0}, {}) | {"layout": layout}


def _layer(
    layer_id: str, kind: str, role: str, chosen: Expression, paint: dict[str, Any], dim: dict[str, Any]
) -> Layer:
    return {
        "id": layer_id,
        "type": kind,
        "source": SOURCE,
        "filter": chosen if role == "bright" else ["all", chosen, NEVER],
        "paint": paint,
        "metadata": {"role": role, "of": SOURCE, "filter": chosen, **({"dim": dim} if dim else {})},
    }
