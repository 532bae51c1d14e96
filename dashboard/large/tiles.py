"""Vector tiles of segments and places, made by PostGIS: what the map draws of a catalogue that is too large to load.

A tile of a far view has only a part of its features. Its address may have the filters of the page: then it also has
features that pass them, ``MOST_PASSING`` of each layer.
"""

import gzip
from threading import Lock
from typing import Final

from cachetools import LRUCache, cached
from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.api.data import answer_unknown_filters
from dashboard.api.map_files import tile_index, tile_response
from dashboard.api.map_urls import FEATURES
from dashboard.api.query_filters import read_filter_query
from dashboard.catalogue.filters import FILTERS
from dashboard.database.connection import STORE
from dashboard.database.lookup_rows import LAYERS
from dashboard.large.filter_counts import StoredFilterValues
from dashboard.large.filtered_records import Selection, filter_condition, filter_parameters
from dashboard.large.store import Store, from_table
from dashboard.map.features import MOST_PASSING
from dashboard.map.style.style import MAXZOOM

CACHE_BYTES: Final = 16_000_000
"""The most bytes of compressed tiles that one worker caches."""
EXTENT: Final = 4096
"""Units of a tile's side."""
BUFFER: Final = 128
"""Units round a tile that belong to it too: half the width of the widest line, so that it is not cut at the edge."""
STEPS: Final = 1024
"""Steps of a tile's side; bends smaller than one step are left out. A tile is 512 CSS px, so a step is half a pixel."""
FAR: Final = 3
"""The last zoom at which a tile has a great part of all features drawn there, so that no index by position helps."""
FIRST_FEATURES: Final = 10_000
"""The features of a layer, those of the farthest views, that are filtered first."""
CACHED_SELECTIONS: Final = 100
"""The selections whose features one worker caches: some 80 KB each at the most."""
_KEY_BYTES: Final = 200
"""The approximate size of a cached tile's key."""


def tile_query(z: int) -> str:
    """The query for a tile of zoom ``z``, with the parameters ``z``, ``x``, ``y`` and ``passing_ids`` (of features)."""
    in_tile = "projected && wider" if z > FAR else "(projected && wider) IS TRUE"
    layers = " UNION ALL ".join(
        f"SELECT {place} AS place, tile FROM ({_layer_query(layer, in_tile)}) AS layer"
        for place, layer in enumerate(LAYERS)
    )
    return f"""
        WITH requested AS (
            SELECT box, size, ST_Expand(box, size * {BUFFER / EXTENT}) AS wider FROM (
                SELECT ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS box, 40075016.7 / 2 ^ %(z)s AS size
            ) AS tile
        )
        SELECT string_agg(tile, '' ORDER BY place) FROM ({layers}) AS layers
    """


def _layer_query(layer: str, in_tile: str) -> str:
    return f"""
        SELECT ST_AsMVT(drawn, '{layer}', {EXTENT}, 'shape', 'number') AS tile FROM (
            SELECT number, properties, ST_AsMVTGeom(
                CASE WHEN %(z)s < {MAXZOOM} THEN ST_Simplify(projected, size / {STEPS}, true) ELSE projected END,
                box, {EXTENT}, {BUFFER}
            ) AS shape
            FROM {STORE}.map_features, requested
            WHERE version = %(version)s AND layer = '{layer}' AND {in_tile}
                AND (min_zoom <= %(z)s OR id = ANY(%(passing_ids)s::text[]))
            ORDER BY number
        ) AS drawn WHERE shape IS NOT NULL
    """


def passing_ids(store: Store, selection: Selection) -> list[str]:
    """The first ``MOST_PASSING`` features of each layer that pass: those that are drawn from farthest off."""
    return [feature for layer in LAYERS for feature in _passing_in(store, layer, selection)]


def _passing_in(store: Store, layer: str, selection: Selection) -> list[str]:
    """The ids of one layer. Where many features pass, enough of them are among the first, and no others are read."""
    features = f"SELECT id, min_zoom, number {from_table('map_features')} AND layer = '{layer}'"
    first = f"WITH first AS MATERIALIZED ({features} ORDER BY min_zoom LIMIT {FIRST_FEATURES}) SELECT * FROM first"
    ids: list[str] = []
    for candidates in (first, features):
        query = (
            f"SELECT id FROM ({candidates}) AS feature WHERE {filter_condition(layer, 'feature.id', selection)}"
            f" ORDER BY min_zoom, number LIMIT {MOST_PASSING}"
        )
        ids = store.column(query, filter_parameters(selection))
        if len(ids) == MOST_PASSING:
            break
    return ids


def tiles_blueprint(store: Store) -> Blueprint:
    """``/tiles/features/<z>/<x>/<y>.mvt``: the features of the version that ``store`` is about."""
    blueprint = Blueprint("feature_tiles", __name__)
    answer_unknown_filters(blueprint)
    options = {name: StoredFilterValues(store, name) for name in FILTERS}

    @cached(LRUCache(CACHED_SELECTIONS), lock=Lock())
    def cached_ids(*pairs: tuple[str, str]) -> list[str]:
        selection = read_filter_query(pairs, options).filters
        return passing_ids(store, selection) if selection else []

    @cached(LRUCache(CACHE_BYTES, lambda tile: len(tile) + _KEY_BYTES), lock=Lock())
    def packed(z: int, x: int, y: int, *pairs: tuple[str, str]) -> bytes:
        [tile] = store.column(tile_query(z), {"z": z, "x": x, "y": y, "passing_ids": cached_ids(*pairs)})
        return gzip.compress(tile, 6, mtime=0) if tile else b""

    @blueprint.get(f"/tiles/{FEATURES}/<z>/<x>/<y>.mvt")
    def tile(z: str, x: str, y: str) -> AnyResponse:
        index = tile_index(z, x, y, 0, MAXZOOM)
        if not isinstance(index, tuple):
            return index
        pairs = sorted(pair for pair in request.args.items(multi=True) if pair[0] != "v")
        response = tile_response(packed(*index, *pairs), store.version.data, *index)
        response.headers.remove("ETag")  # MapLibre does not fetch a tile again if its tag is that of other filters
        return response

    return blueprint
