"""Main roads, and railways above them, which a switch shows below the atlas's lines.

Each is a set of tiles that ``assets/src/map/look.js`` adds when its switch is on. Both are networks for routing, whose
lines are straighter than the real ones, so that their greatest zoom is below that of the basemap.
"""

from collections.abc import Mapping
from typing import Any, Final

from dashboard.map.style.basemap_layers import FINE_FROM_ZOOM, Tiles, lazy_source
from dashboard.map.style.expressions import Expression, Layer, by_zoom
from dashboard.map.theme import BASEMAP_COLOURS, Theme

ROADS: Final = "roads"
RAILWAYS: Final = "railways"
CONTEXT: Final = (ROADS, RAILWAYS)
"""The names of switches, sets of tiles and sources, from the lowest layer up."""

ROADS_FROM_ZOOM: Final = 7
ROADS_TO_ZOOM: Final = 10
"""The greatest zoom of roads. A kilometre, the greatest deviation of a solid line, has about 17 pixels there."""
RAILWAYS_TO_ZOOM: Final = 9
"""The greatest zoom of railways. At a higher one, their edges would look straighter than tracks are."""
ABOVE: Final = "segments-filtered-out"


def context_sources(theme: Theme, tiles: Mapping[str, Tiles]) -> dict[str, dict[str, Any]]:
    """The sources that the page's script adds with their switches. ``tiles`` are those of each of ``CONTEXT``."""
    from_zoom = {ROADS: ROADS_FROM_ZOOM, RAILWAYS: FINE_FROM_ZOOM}
    layers = {ROADS: _roads(theme), RAILWAYS: [_railways(theme)]}
    above = {ROADS: (RAILWAYS, ABOVE), RAILWAYS: (ABOVE,)}
    return {
        name: lazy_source(tiles[name], [(layer, *above[name]) for layer in layers[name]], from_zoom[name])
        | {"asked": True}
        for name in CONTEXT
    }


def _roads(theme: Theme) -> list[Layer]:
    """Solid lines, and sketches between the points of a road of unknown course."""
    colour = BASEMAP_COLOURS[theme].road
    sketch: Expression = ["boolean", ["get", "sketch"], False]
    solid = {"line-color": colour, "line-width": by_zoom([(7, 0.9), (10, 1.7)])}
    dashed = {"line-color": colour, "line-width": by_zoom([(7, 0.8), (10, 1.1)]), "line-dasharray": [2, 3.5]}
    return [
        _context(ROADS, "road", "roads-sketched", dashed, ROADS_TO_ZOOM) | {"filter": sketch},
        _context(ROADS, "road", ROADS, solid, ROADS_TO_ZOOM) | {"filter": ["!", sketch]},
    ]


def _railways(theme: Theme) -> Layer:
    paint = {
        "line-color": BASEMAP_COLOURS[theme].context,
        "line-width": by_zoom([(5, 0.6), (8, 1.3)]),
        "line-opacity": 0.8,
        "line-dasharray": [4, 1],  # no border looks like that
    }
    return _context(RAILWAYS, "railway", RAILWAYS, paint, RAILWAYS_TO_ZOOM)


def _context(source: str, kind: str, layer_id: str, paint: dict[str, Any], to_zoom: int) -> Layer:
    return {"id": layer_id, "type": "line", "source": source, "source-layer": kind, "paint": paint, "maxzoom": to_zoom}
