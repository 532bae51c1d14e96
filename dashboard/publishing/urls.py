"""Where the map's files are: each address changes with its content, so browsers may keep what they have for a year."""

from dashboard.atlas import Atlas, Layer, TileSet
from dashboard.cartography.style import MapUrls


def layer_url(layer: Layer) -> str:
    """The path of one of the map's GeoJSON files."""
    return f"/map/{layer.version}/{layer.name}.geojson"


def tiles_url(tiles: TileSet) -> str:
    """The address of a tile, with ``{origin}``, ``{z}``, ``{x}`` and ``{y}`` to fill in."""
    return f"{{origin}}/tiles/{tiles.name}/{{z}}/{{x}}/{{y}}.mvt?v={tiles.version}"


def map_urls(atlas: Atlas) -> MapUrls:
    """Where the page's map finds everything."""
    return MapUrls(
        ground=layer_url(atlas.layers["ground"]),
        segments=layer_url(atlas.layers["segments"]),
        places=layer_url(atlas.layers["places"]),
        ground_tiles=tiles_url(atlas.tiles["ground"]),
        railway_tiles=tiles_url(atlas.tiles["railways"]),
    )
