"""Where the map's files are: each address changes with its content, so browsers may keep what they have for a year."""

from dashboard.atlas import Atlas, Layer, TileSet
from dashboard.cartography.live_tiles import FORM
from dashboard.cartography.overview import is_tiled
from dashboard.cartography.style import MapUrls


def layer_url(layer: Layer) -> str:
    """The path of one of the map's GeoJSON files."""
    return f"/map/{layer.version}/{layer.name}.geojson"


def tiles_url(tiles: TileSet) -> str:
    """The address of a tile, with ``{origin}``, ``{z}``, ``{x}`` and ``{y}`` to fill in."""
    return f"{{origin}}/tiles/{tiles.name}/{{z}}/{{x}}/{{y}}.mvt?v={tiles.version}"


def live_version(atlas: Atlas) -> str:
    """Changes with what the tiles of routes and places are made from, and how."""
    return f"{atlas.version}.{FORM}"


def live_url(atlas: Atlas, name: str) -> str:
    """The address of a tile of ``segments`` or ``places``."""
    return f"{{origin}}/tiles/{name}/{{z}}/{{x}}/{{y}}.mvt?v={live_version(atlas)}"


def map_urls(atlas: Atlas) -> MapUrls:
    """Where the page's map finds everything: routes and places as whole files, or as tiles where there are too many."""
    tiled = is_tiled(atlas.catalogue)
    segments, places = (
        live_url(atlas, name) if tiled else layer_url(atlas.layers[name]) for name in ("segments", "places")
    )
    return MapUrls(
        ground=layer_url(atlas.layers["ground"]),
        segments=segments,
        places=places,
        ground_tiles=tiles_url(atlas.tiles["ground"]),
        railway_tiles=tiles_url(atlas.tiles["railways"]),
    )
