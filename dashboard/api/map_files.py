"""The map's GeoJSON files and vector tiles."""

import gzip
import logging
import re
import sqlite3
from functools import lru_cache

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.api.map_urls import layer_url
from dashboard.atlas import Atlas, TileSet
from dashboard.http.caching import FOREVER, REVALIDATE
from dashboard.http.compression import GEOJSON, compress_once
from dashboard.http.responses import add_not_found, error_response, immutable_response, redirect_temporarily

TILE = "application/vnd.mapbox-vector-tile"
INDEX = re.compile(r"[0-9]{1,8}")
_compressed = lru_cache(maxsize=6)(compress_once)  # after a reload most of the files are the same


def map_blueprint(atlas: Atlas, base: str = "") -> Blueprint:
    """The routes below ``/map`` and ``/tiles``. The GeoJSON files are compressed once, here."""
    blueprint = Blueprint("map_files", __name__)
    files = {name: _compressed(layer.body, GEOJSON, layer.version) for name, layer in atlas.layers.items()}
    addresses = {name: layer_url(layer, base) for name, layer in atlas.layers.items()}

    @blueprint.get("/map/<version>/<name>.geojson")
    def layer(version: str, name: str) -> AnyResponse:
        if name not in files:
            return error_response(404, "no such file of the map", allowed=sorted(files))
        if files[name].version != version:
            return redirect_temporarily(addresses[name])
        return immutable_response(files[name])

    @blueprint.get("/tiles/<name>/<z>/<x>/<y>.mvt")
    def tile(name: str, z: str, x: str, y: str) -> AnyResponse:
        if name not in atlas.tiles:
            return error_response(404, "no such set of tiles", allowed=sorted(atlas.tiles))
        return _tile(atlas.tiles[name], z, x, y)

    add_not_found(blueprint, "/map", "/tiles")
    return blueprint


def tile_index(z: str, x: str, y: str, minzoom: int, maxzoom: int) -> tuple[int, int, int] | Response:
    """Zoom, column and row of the tile in an address; a refusal where there is no such tile."""
    # Not <int:z>: werkzeug answers 500 to a number with more digits than Python converts.
    if not all(INDEX.fullmatch(part) for part in (z, x, y)):
        return error_response(404, "a tile is named by three whole numbers: zoom, column, row")
    zoom, column, row = int(z), int(x), int(y)
    if not (minzoom <= zoom <= maxzoom and column < 2**zoom and row < 2**zoom):
        return error_response(404, "no such tile", minzoom=minzoom, maxzoom=maxzoom)
    return zoom, column, row


def own_tiles_blueprint(tiles: TileSet) -> Blueprint:
    """The route of the tiles of the deployment's own basemap."""
    blueprint = Blueprint("own_tiles", __name__)

    @blueprint.get(f"/tiles/{tiles.name}/<z>/<x>/<y>.mvt")
    def tile(z: str, x: str, y: str) -> AnyResponse:
        return _tile(tiles, z, x, y)

    return blueprint


def _tile(tiles: TileSet, zoom: str, column: str, row: str) -> Response:
    index = tile_index(zoom, column, row, tiles.minzoom, tiles.maxzoom)
    if isinstance(index, Response):
        return index
    z, x, y = index
    try:
        body = tiles.read(tiles.path, z, x, y)
    except (OSError, sqlite3.DatabaseError):
        logging.getLogger(__name__).exception("the tiles cannot be read")
        return error_response(503, "the tiles cannot be read at the moment")
    return tile_response(body, tiles.version, z, x, y)


def tile_response(body: bytes | None, version: str, z: int, x: int, y: int) -> Response:
    """The present request's answer with a gzip-compressed tile; 204 where the tile is empty."""
    if not body:
        response = Response(status=204)
    elif request.accept_encodings["gzip"] > 0:
        response = Response(body, mimetype=TILE, headers={"Content-Encoding": "gzip"})
    else:
        response = Response(gzip.decompress(body), mimetype=TILE)
    response.headers["Vary"] = "Accept-Encoding"
    response.set_etag(f"{version}-{z}-{x}-{y}:{response.content_encoding or 'identity'}")
    response.headers["Cache-Control"] = FOREVER if request.args.get("v") == version else REVALIDATE
    response.make_conditional(request)
    return response
