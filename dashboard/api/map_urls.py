"""The addresses of the map's files: each changes with its content, so browsers may cache a file for a year."""

from typing import Final

from dashboard.atlas import Atlas, MapFile, TileSet
from dashboard.map.style.basemap_layers import Tiles
from dashboard.map.style.context_layers import CONTEXT
from dashboard.map.style.style import MapUrls


def layer_url(layer: MapFile, base: str = "") -> str:
    """The address of a GeoJSON file of the map; ``base`` is the path below which the atlas is served."""
    return f"{base}/map/{layer.version}/{layer.name}.geojson"


def tile_address(name: str, version: str, base: str = "") -> str:
    """The address of a tile in a set of tiles, with ``{origin}``, ``{z}``, ``{x}`` and ``{y}`` to fill in."""
    return f"{{origin}}{base}/tiles/{name}/{{z}}/{{x}}/{{y}}.mvt?v={version}"


SELECTED_PATH: Final = "/selected.geojson"
"""The lines and places that an address selects (``path=…``), where the catalogue is not loaded."""
FEATURES: Final = "features"
"""The name of the tiles of segments and places, where the catalogue is not loaded."""


def map_urls(atlas: Atlas, base: str = "") -> MapUrls:
    """The addresses of all data of the page's map."""
    return MapUrls(
        basemap=layer_url(atlas.layers["ground"], base),
        segments=layer_url(atlas.layers["segments"], base),
        places=layer_url(atlas.layers["places"], base),
        basemap_tiles=_tiles(atlas.tiles["ground"], base),
        context_tiles={name: _tiles(atlas.tiles[name], base) for name in CONTEXT},
        feature_tiles=tile_address(FEATURES, atlas.version, base) if atlas.catalogue.large else "",
        selected=f"{base}{SELECTED_PATH}",
    )


def _tiles(tiles: TileSet, base: str) -> Tiles:
    return Tiles(tile_address(tiles.name, tiles.version, base), tiles.maxzoom)
