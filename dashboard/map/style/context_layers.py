"""What lies below the atlas's lines when a reader asks for it: main roads, and the railways above them.

Each is a set of tiles that ``assets/src/map/look.js`` adds once, when its switch is on. Both are networks for routing,
straighter than what they stand for, so neither is shown as close as the basemap.
"""

from collections.abc import Mapping
from typing import Any, Final

from dashboard.map.style.basemap_layers import FINE_FROM_ZOOM, Tiles, lazy_source
from dashboard.map.style.expressions import Expression, Layer, by_zoom
from dashboard.map.theme import BASEMAP_COLOURS, Theme

ROADS: Final = "roads"
RAILWAYS: Final = "railways"
CONTEXT: Final = (ROADS, RAILWAYS)
"""Names of switches, of sets of tiles and of sources, from the lowest."""

ROADS_FROM_ZOOM: Final = 7
ROADS_TO_ZOOM: Final = 10
"""Where a kilometre, the most that a whole line may be off, is some 17 pixels at the latitude of the Caspian."""
RAILWAYS_TO_ZOOM: Final = 9
"""Closer up it would show that the network is a graph, whose edges are straighter than tracks are."""
ABOVE: Final = "segments-filtered-out"


def context_sources(theme: Theme, tiles: Mapping[str, Tiles]) -> dict[str, dict[str, Any]]:
    """What the page's script adds when it is asked for, by source; ``tiles`` are those of each of ``CONTEXT``."""
    from_zoom = {ROADS: ROADS_FROM_ZOOM, RAILWAYS: FINE_FROM_ZOOM}
    layers = {ROADS: _roads(theme), RAILWAYS: [_railways(theme)]}
    above = {ROADS: (RAILWAYS, ABOVE), RAILWAYS: (ABOVE,)}
    return {
        name: lazy_source(tiles[name], [(layer, *above[name]) for layer in layers[name]], from_zoom[name])
        | {"asked": True}
        for name in CONTEXT
    }


def _roads(theme: Theme) -> list[Layer]:
    """Whole lines, and sketches between points of a road whose course is not known."""
    colour = BASEMAP_COLOURS[theme].road
    sketch: Expression = ["boolean", ["get", "sketch"], False]
    whole = {"line-color": colour, "line-width": by_zoom([(7, 0.9), (10, 1.7)])}
    dashed = {"line-color": colour, "line-width": by_zoom([(7, 0.8), (10, 1.1)]), "line-dasharray": [2, 3.5]}
    return [
        _context(ROADS, "road", "roads-sketched", dashed, ROADS_TO_ZOOM) | {"filter": sketch},
        _context(ROADS, "road", ROADS, whole, ROADS_TO_ZOOM) | {"filter": ["!", sketch]},
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
