"""The MapLibre style: sources by address, layers in order, and what the page's script needs beside them.

The style names no glyphs and no sprite, so nothing is fetched but the three GeoJSON files. Its ``metadata``
carries the paint of both themes, the late sources and the withdrawn statuses; ``assets/map_*.js`` read it.
https://maplibre.org/maplibre-style-spec/

Nothing in the style may be empty ({}, [] or None): Plotly prunes such values from a layout when the view changes, takes
the style for another one, and loads the whole map again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from dashboard.cartography.expressions import Layer
from dashboard.cartography.ground_layers import COARSE, FINE, RAILWAYS, ground_labels, ground_layers, late_sources
from dashboard.cartography.line_layers import SOURCE as SEGMENTS
from dashboard.cartography.line_layers import bright_layers, ghost_layers, label_layers, lit_layers
from dashboard.cartography.live_tiles import MAX_ZOOM
from dashboard.cartography.place_layers import SOURCE as PLACES
from dashboard.cartography.place_layers import ghost_place_layers, place_layers
from dashboard.cartography.theme import Theme
from dashboard.catalogue.vocabulary import LANGUAGES, WITHDRAWN

STYLE_ID: Final = "trans-caspian-atlas"


@dataclass(frozen=True)
class MapUrls:
    """Where the map's data is: GeoJSON by path on this origin, tiles with ``{origin}/…/{z}/{x}/{y}``.

    ``segments`` and ``places`` may be either.
    """

    ground: str = "/assets/ground/coarse.geojson"
    segments: str = "/map/segments.geojson"
    places: str = "/map/places.geojson"
    ground_tiles: str = "{origin}/tiles/ground/{z}/{x}/{y}.mvt"
    railway_tiles: str = "{origin}/tiles/railways/{z}/{x}/{y}.mvt"


def build_style(
    urls: MapUrls,
    language: str = LANGUAGES[0],
    theme: Theme = Theme.LIGHT,
    without_towns: Collection[str] = (),
) -> dict[str, Any]:
    """The style of the map with names in ``language``, as ``theme`` looks.

    Args:
        urls: where the data is.
        language: one of ``vocabulary.LANGUAGES``.
        theme: the look to begin with; the script changes it without the server.
        without_towns: English names of towns that the ground leaves to the atlas's own places.
    """
    return {
        "version": 8,
        "id": STYLE_ID,
        "name": "Trans-Caspian Atlas",
        "metadata": {
            "atlas": {
                "theme": theme.value,
                "themes": {one.value: theme_paint(one) for one in Theme},
                "late": late_sources(theme, language, _tiles(urls), without_towns),
                "withdrawn": sorted(WITHDRAWN),
            }
        },
        "sources": {
            COARSE: {"type": "geojson", "data": urls.ground, "maxzoom": 8},
            SEGMENTS: _source(urls.segments),
            PLACES: _source(urls.places),
        },
        "transition": {"duration": 0, "delay": 0},
        "layers": [_in_tiles(layer, urls) for layer in map_layers(theme, language)],
    }


def is_tiles(url: str) -> bool:
    """Whether an address is one of tiles, with places to fill in, and not of a whole file."""
    return "{z}" in url


def _source(url: str) -> dict[str, Any]:
    """A source from a file or from tiles."""
    if is_tiles(url):
        return {"type": "vector", "tiles": [url], "minzoom": 0, "maxzoom": MAX_ZOOM}
    return {"type": "geojson", "data": url, "maxzoom": 12}


def _in_tiles(layer: Layer, urls: MapUrls) -> Layer:
    """``layer``, naming its source's layer where the source has tiles; there it is called like the source."""
    source = layer.get("source")
    tiled = (source == SEGMENTS and is_tiles(urls.segments)) or (source == PLACES and is_tiles(urls.places))
    return layer | {"source-layer": source} if tiled else layer


def map_layers(theme: Theme, language: str) -> list[Layer]:
    """Every layer of the first style, from the ground up."""
    return [
        *ground_layers(theme),
        *ghost_layers(theme),
        *ground_labels(theme, language),
        *bright_layers(theme),
        *lit_layers(theme),
        *label_layers(theme, language),
        *ghost_place_layers(theme),
        *place_layers(theme, language),
    ]


def theme_paint(theme: Theme) -> dict[str, dict[str, Any]]:
    """By layer id, the paint properties that differ between the themes, as they are in ``theme``."""
    mine, *others = [_paints(one) for one in (theme, *(one for one in Theme if one is not theme))]
    found: dict[str, dict[str, Any]] = {}
    for layer_id, paint in mine.items():
        differing = {
            key: value for key, value in paint.items() if any(other[layer_id][key] != value for other in others)
        }
        if differing:
            found[layer_id] = differing
    return found


def _paints(theme: Theme) -> dict[str, dict[str, Any]]:
    blank = {FINE: "", RAILWAYS: ""}
    late = late_sources(theme, LANGUAGES[0], blank, ())
    layers = [*map_layers(theme, LANGUAGES[0]), *(placed["layer"] for one in late.values() for placed in one["layers"])]
    return {layer["id"]: layer["paint"] for layer in layers}


def _tiles(urls: MapUrls) -> dict[str, str]:
    return {FINE: urls.ground_tiles, RAILWAYS: urls.railway_tiles}
