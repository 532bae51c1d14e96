"""The map's GeoJSON files and vector tiles."""

import gzip
import logging
import re
import sqlite3
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.atlas import Atlas, TileSet
from dashboard.cartography.live_tiles import MAX_ZOOM, place_shapes, place_tiles, segment_shapes, segment_tiles
from dashboard.cartography.overview import is_tiled
from dashboard.geography.live_tiles import Shapes
from dashboard.geography.mbtiles import read_tile
from dashboard.kept import stored
from dashboard.publishing.answers import FOREVER, REVALIDATE, kept, moved, refusal
from dashboard.publishing.compression import GEOJSON, compress_once
from dashboard.publishing.urls import layer_url, live_version

TILE = "application/vnd.mapbox-vector-tile"
KEPT_TILES = 256  # of some ten kilobytes each
ReadTile = Callable[[int, int, int], bytes | None]
INDEX = re.compile(r"[0-9]{1,8}")


def map_blueprint(atlas: Atlas) -> Blueprint:
    """Routes below ``/map`` and ``/tiles``. The GeoJSON files are compressed here, once."""
    blueprint = Blueprint("map_files", __name__)
    files = {name: compress_once(layer.body, GEOJSON, layer.version) for name, layer in atlas.layers.items()}
    addresses = {name: layer_url(layer) for name, layer in atlas.layers.items()}
    live = _live_layers(atlas) if is_tiled(atlas.catalogue) else {}

    @blueprint.get("/map/<version>/<name>.geojson")
    def layer(version: str, name: str) -> AnyResponse:
        if name not in files:
            return refusal(404, "no such file of the map", allowed=sorted(files))
        if files[name].version != version:
            return moved(addresses[name])
        return kept(files[name])

    @blueprint.get("/tiles/<name>/<z>/<x>/<y>.mvt")
    def tile(name: str, z: str, x: str, y: str) -> AnyResponse:
        if name not in atlas.tiles and name not in live:
            return refusal(404, "no such set of tiles", allowed=sorted([*atlas.tiles, *live]))
        # Not <int:z>: werkzeug answers 500 to a number of more digits than Python converts.
        if not all(INDEX.fullmatch(part) for part in (z, x, y)):
            return refusal(404, "a tile is named by three whole numbers: zoom, column, row")
        if name in live:
            return _tile(TileSet(name, Path(), live_version(atlas), 0, MAX_ZOOM), live[name], int(z), int(x), int(y))
        tiles = atlas.tiles[name]
        return _tile(tiles, partial(read_tile, tiles.path), int(z), int(x), int(y))

    @blueprint.get("/map/<path:rest>")
    @blueprint.get("/tiles/<path:rest>")
    def nothing(rest: str) -> AnyResponse:  # noqa: ARG001 (the route's variable)
        return refusal(404, "nothing here")

    return blueprint


def _live_layers(atlas: Atlas) -> dict[str, ReadTile]:
    """By name, what makes its tiles; a worker keeps some of those it has made."""

    def shapes(name: str, make: Callable[[], Shapes]) -> Shapes:
        return Shapes.unpacked(stored(atlas.kept, f"{name}.npz", lambda: make().packed()))

    lines = shapes("segments", lambda: segment_shapes(atlas.catalogue, atlas.measures))
    points = shapes("places", lambda: place_shapes(atlas.catalogue, atlas.relations))
    layers = (
        segment_tiles(atlas.catalogue, atlas.facets, lines),
        place_tiles(atlas.catalogue, atlas.facets, points),
    )
    return {layer.name: lru_cache(maxsize=KEPT_TILES)(layer.tile) for layer in layers}


def _tile(tiles: TileSet, read: ReadTile, z: int, x: int, y: int) -> Response:
    if not (tiles.minzoom <= z <= tiles.maxzoom and x < 2**z and y < 2**z):
        return refusal(404, "no such tile", minzoom=tiles.minzoom, maxzoom=tiles.maxzoom)
    try:
        packed = read(z, x, y)
    except (OSError, sqlite3.DatabaseError):
        logging.getLogger(__name__).exception("the tiles cannot be read")
        return refusal(503, "the tiles cannot be read at the moment")
    if packed is None:
        response = Response(status=204)
    elif request.accept_encodings["gzip"] > 0:
        response = Response(packed, mimetype=TILE, headers={"Content-Encoding": "gzip"})
    else:
        response = Response(gzip.decompress(packed), mimetype=TILE)
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(f"{tiles.version}-{z}-{x}-{y}")
    response.headers["Cache-Control"] = FOREVER if request.args.get("v") == tiles.version else REVALIDATE
    response.make_conditional(request)
    return response
