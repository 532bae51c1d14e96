"""The MapLibre style: its sources and layers, and metadata for the page's script.

The style names no glyphs and no sprite, so that the browser fetches the three GeoJSON files only. Its ``metadata`` has
the paint of both themes, the lazy sources and the withdrawn statuses, for ``assets/src/map``. That of a layer has its
``role``, by which ``assets/src/map/live.js`` filters, hides and dims it; only a layer of the basemap has none.
https://maplibre.org/maplibre-style-spec/

No value in the style may be empty ({}, [] or None). Plotly removes empty values from a layout when the view changes;
then it would see a new style, and load the map again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from dashboard.catalogue.vocabulary import LANGUAGES, WITHDRAWN
from dashboard.map.style.basemap_layers import (
    COARSE,
    FINE,
    Tiles,
    basemap_labels,
    basemap_layers,
    fine_source,
)
from dashboard.map.style.context_layers import CONTEXT, context_sources
from dashboard.map.style.expressions import Layer
from dashboard.map.style.gap_layers import gap_layers
from dashboard.map.style.line_layers import SOURCE as SEGMENTS
from dashboard.map.style.line_layers import filtered_out_layers, label_layers, matched_layers, selected_layers
from dashboard.map.style.own_basemap import OWN, OwnBasemap, own_layers, own_source
from dashboard.map.style.place_layers import SOURCE as PLACES
from dashboard.map.style.place_layers import filtered_out_place_layers, place_layers
from dashboard.map.style.point_layers import SOURCE as POINT
from dashboard.map.style.point_layers import point_layers, point_source
from dashboard.map.theme import Theme

STYLE_ID: Final = "atlas"
SELECTED: Final = "selected"
"""The source of the selection, where the other sources are tiles."""
MAXZOOM: Final = 12
"""The greatest zoom of the tiles."""
_FEATURES: Final = (SEGMENTS, PLACES)
BASEMAP_TILES: Final = Tiles("{origin}/tiles/ground/{z}/{x}/{y}.mvt", 8)
CONTEXT_TILES: Final = MappingProxyType(
    {name: Tiles(f"{{origin}}/tiles/{name}/{{z}}/{{x}}/{{y}}.mvt", 7) for name in CONTEXT}
)
TINT: Final = "country-highlight"


@dataclass(frozen=True)
class MapUrls:
    """The addresses of the map's data: GeoJSON by path on this origin, and sets of tiles.

    With ``feature_tiles`` the live map reads segments and places from them. Tiles of a low zoom do not have all
    features, so that the selection comes from ``selected``, GeoJSON that the script requests.
    """

    basemap: str = "/data/basemap/coarse.geojson"
    segments: str = "/map/segments.geojson"
    places: str = "/map/places.geojson"
    basemap_tiles: Tiles = BASEMAP_TILES
    context_tiles: Mapping[str, Tiles] = field(default_factory=lambda: CONTEXT_TILES)
    feature_tiles: str = ""
    selected: str = "/selected.geojson"


def build_style(
    urls: MapUrls,
    language: str = LANGUAGES[0],
    theme: Theme = Theme.LIGHT,
    without_towns: Collection[str] = (),
    own: OwnBasemap | None = None,
) -> dict[str, Any]:
    """The style of the map in ``theme``, with names in ``language``.

    Parameters
    ----------
    urls
        The addresses of the data.
    language
        One of ``vocabulary.LANGUAGES``.
    theme
        The first theme. The script changes it without the server.
    without_towns
        English names of towns that are places of the atlas, which the basemap does not name.
    own
        The deployment's own basemap, drawn over that of the atlas.
    """
    return {
        "version": 8,
        "id": STYLE_ID,
        "metadata": {
            "atlas": {
                "theme": theme.value,
                "themes": {each.value: theme_paint(each, own) for each in Theme},
                "lazy": _lazy(theme, language, urls, without_towns, own),
                "withdrawn": sorted(WITHDRAWN),
                "gaps": gap_layers(theme),
            }
        },
        "sources": {
            COARSE: {"type": "geojson", "data": urls.basemap, "maxzoom": 8},
            **_feature_sources(urls),
            POINT: point_source(),
        },
        "transition": {"duration": 0, "delay": 0},
        "layers": [_in_tiles(layer) if urls.feature_tiles else layer for layer in map_layers(theme, language, own)],
    }


def _feature_sources(urls: MapUrls) -> dict[str, dict[str, Any]]:
    if urls.feature_tiles:
        tiles = {name: {"type": "vector", "tiles": [urls.feature_tiles], "maxzoom": MAXZOOM} for name in _FEATURES}
        return {**tiles, SELECTED: {"type": "geojson", "data": urls.selected, "maxzoom": MAXZOOM}}
    addresses = {SEGMENTS: urls.segments, PLACES: urls.places}
    return {name: {"type": "geojson", "data": data, "maxzoom": MAXZOOM} for name, data in addresses.items()}


def _in_tiles(layer: Layer) -> Layer:
    """The layer with tiles as its source. Segments and places are layers of the same tiles."""
    if layer.get("source") not in _FEATURES:
        return layer
    if layer["metadata"]["role"] == "selected":
        return layer | {"source": SELECTED}
    return layer | {"source-layer": layer["source"]}


def map_layers(theme: Theme, language: str, own: OwnBasemap | None = None) -> list[Layer]:
    """Every layer of the style, from the basemap up, without lazy layers."""
    basemap = basemap_layers(theme)
    if own is not None:  # its land is between the borders and the tint of a selected country
        basemap = sorted(basemap, key=lambda layer: layer["id"] == TINT)
    return [
        *basemap,
        *filtered_out_layers(theme),
        *basemap_labels(theme, language),
        *matched_layers(theme),
        *selected_layers(theme),
        *label_layers(theme, language),
        *filtered_out_place_layers(theme),
        *place_layers(theme, language),
        *point_layers(theme),
    ]


def theme_paint(theme: Theme, own: OwnBasemap | None = None) -> dict[str, dict[str, Any]]:
    """The paint properties that differ between the themes, with their values in ``theme``, by layer id."""
    chosen, *others = [_paints(other, own) for other in (theme, *(other for other in Theme if other is not theme))]
    paints: dict[str, dict[str, Any]] = {}
    for layer_id, paint in chosen.items():
        differing = {
            key: value for key, value in paint.items() if any(other[layer_id][key] != value for other in others)
        }
        if differing:
            paints[layer_id] = differing
    return paints


def _lazy(
    theme: Theme, language: str, urls: MapUrls, without_towns: Collection[str], own: OwnBasemap | None
) -> dict[str, dict[str, Any]]:
    """The sources that the page's script adds. The own basemap is first, because other layers refer to its layers."""
    context = context_sources(theme, urls.context_tiles)
    if own is None:
        return {FINE: fine_source(theme, language, urls.basemap_tiles, without_towns), **context}
    layers = own_layers(own, theme, language, without_towns)
    source = own_source(layers, own, language, basemap_labels(theme, language), TINT)
    return {OWN: source, FINE: fine_source(theme, language, urls.basemap_tiles, without_towns, layers), **context}


def _paints(theme: Theme, own: OwnBasemap | None) -> dict[str, dict[str, Any]]:
    lazy = _lazy(theme, LANGUAGES[0], MapUrls(), (), own)
    placed = [placed["layer"] for source in lazy.values() for placed in source["layers"]]
    layers = [*map_layers(theme, LANGUAGES[0]), *placed, *gap_layers(theme)]
    return {layer["id"]: layer["paint"] for layer in layers}
