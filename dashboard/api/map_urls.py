"""Where the map's files are: each address changes with its content, so browsers may keep what they have for a year."""

from typing import Final

from dashboard.atlas import Atlas, MapFile, TileSet
from dashboard.map.style.basemap_layers import Tiles
from dashboard.map.style.context_layers import CONTEXT
from dashboard.map.style.style import MapUrls


def layer_url(layer: MapFile, base: str = "") -> str:
    """The address of one of the map's GeoJSON files; ``base`` is the path below which the atlas is served."""
    return f"{base}/map/{layer.version}/{layer.name}.geojson"


def tiles_url(tiles: TileSet, base: str = "") -> str:
    """The address of a tile, with ``{origin}``, ``{z}``, ``{x}`` and ``{y}`` to fill in."""
    return tile_address(tiles.name, tiles.version, base)


def tile_address(name: str, version: str, base: str = "") -> str:
    """The same for a set of tiles by its name and version."""
    return f"{{origin}}{base}/tiles/{name}/{{z}}/{{x}}/{{y}}.mvt?v={version}"


SELECTED_PATH: Final = "/selected.geojson"
"""Lines and places of what an address selects (``path=…``), where the catalogue is not loaded."""
FEATURES: Final = "features"
"""The name of the tiles of segments and places, where the catalogue is not loaded."""


def map_urls(atlas: Atlas, base: str = "") -> MapUrls:
    """Where the page's map finds everything."""
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
    return Tiles(tiles_url(tiles, base), tiles.maxzoom)
