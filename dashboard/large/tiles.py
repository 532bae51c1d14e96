"""Vector tiles of segments and places, made by PostGIS: what the map draws of a catalogue that is too large to load."""

import gzip
import logging
from threading import Lock
from typing import Final

from cachetools import LRUCache, cached
from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from dashboard.api.map_files import tile_index, tile_response
from dashboard.api.map_urls import FEATURES
from dashboard.database.connection import STORE
from dashboard.database.errors import DatabaseError
from dashboard.database.stored_records import LAYERS
from dashboard.http.responses import error_response
from dashboard.large.store import Store
from dashboard.map.style.style import MAXZOOM

KEPT_BYTES: Final = 16_000_000
"""Of tiles that a worker keeps, compressed."""
EXTENT: Final = 4096
"""Units of a tile's side."""
BUFFER: Final = 128
"""Units round a tile that belong to it too: half the width of the widest line, so that it is not cut at the edge."""
STEPS: Final = 1024
"""Of a tile's side: bends smaller than one are left out. A tile is 512 CSS px, so one is half a pixel."""
FAR: Final = 3
"""The last zoom of which a tile has a great part of all that is drawn there: the index by position does not help."""
_KEY_BYTES: Final = 200
"""About what a kept tile costs beside its content."""

_LAYER: Final = f"""
    SELECT ST_AsMVT(drawn, '{{layer}}', {EXTENT}, 'shape', 'number') AS tile FROM (
        SELECT number, properties, ST_AsMVTGeom(
            CASE WHEN %(z)s < {MAXZOOM} THEN ST_Simplify(projected, size / {STEPS}, true) ELSE projected END,
            box, {EXTENT}, {BUFFER}
        ) AS shape
        FROM {STORE}.map_features, asked
        WHERE version = %(version)s AND layer = '{{layer}}' AND min_zoom <= %(z)s AND {{here}}
        ORDER BY number
    ) AS drawn WHERE shape IS NOT NULL
"""
_TILE: Final = f"""
    WITH asked AS (
        SELECT box, size, ST_Expand(box, size * {BUFFER / EXTENT}) AS wider FROM (
            SELECT ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS box, 40075016.7 / 2 ^ %(z)s AS size
        ) AS tile
    )
    SELECT string_agg(tile, '' ORDER BY place) FROM (
        {
    " UNION ALL ".join(
        f"SELECT {place} AS place, tile FROM ({_LAYER.format(layer=layer, here='{here}')}) AS layer"
        for place, layer in enumerate(LAYERS)
    )
}
    ) AS layers
"""


def tile_query(z: int) -> str:
    """The query for a tile of zoom ``z``, with the parameters ``z``, ``x`` and ``y``."""
    return _TILE.format(here="projected && wider" if z > FAR else "(projected && wider) IS TRUE")


def tiles_blueprint(store: Store) -> Blueprint:
    """``/tiles/features/<z>/<x>/<y>.mvt``: the features of the version that ``store`` is about."""
    blueprint = Blueprint("feature_tiles", __name__)

    @cached(LRUCache(KEPT_BYTES, lambda tile: len(tile) + _KEY_BYTES), lock=Lock())
    def packed(z: int, x: int, y: int) -> bytes:
        [[tile]] = store.rows(tile_query(z), {"z": z, "x": x, "y": y})
        return gzip.compress(tile, 6, mtime=0) if tile else b""

    @blueprint.get(f"/tiles/{FEATURES}/<z>/<x>/<y>.mvt")
    def tile(z: str, x: str, y: str) -> AnyResponse:
        index = tile_index(z, x, y, 0, MAXZOOM)
        if not isinstance(index, tuple):
            return index
        try:
            return tile_response(packed(*index), store.version.data, *index)
        except DatabaseError as error:
            logging.getLogger(__name__).warning("a tile cannot be made: %s", error)
            return error_response(503, "the tile cannot be made at the moment: the database does not answer")

    return blueprint
