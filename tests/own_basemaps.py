"""A small PMTiles file in the Protomaps schema, of the western shore of the Caspian, as a deployment has it."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

from dashboard.authoring.tile_writer import Feature, TileLayer, write_mbtiles
from dashboard.build_own_basemap import make_own_basemap_style
from dashboard.load_own_basemap import style_file
from tests.commands import ROOT

BOX = (44.0, 38.0, 53.0, 43.0)
"""West, south, east, north, in degrees."""
ATTRIBUTION = '<a href="https://www.openstreetmap.org/copyright" target="_blank">&copy; OpenStreetMap contributors</a>'
MINGACHEVIR = {"name": "Mingəçevir", "name:en": "Mingachevir", "name:az": "Mingəçevir", "name:ar": "مينغاتشيفير"}
SHORE = 49.6

FEATURES: Mapping[str, list[Feature]] = {
    "earth": [(shapely.box(-10, 10, SHORE, 70), {"kind": "earth"}), (shapely.box(53, 10, 120, 70), {"kind": "earth"})],
    "water": [
        (shapely.box(SHORE, 10, 53, 70), {"kind": "ocean"}),
        (shapely.box(46.8, 40.8, 47.0, 40.9), {"kind": "lake"}),
        (shapely.LineString([(46.9, 40.8), (48.0, 40.1), (49.4, 39.4)]), {"kind": "river", "min_zoom": 5}),
        (
            shapely.Point(51.0, 40.5),
            {"kind": "sea", "name:en": "Caspian Sea", "name:az": "Xəzər dənizi", "name:ar": "بحر قزوين", "min_zoom": 1},
        ),
    ],
    "landuse": [(shapely.box(46.0, 40.3, 46.4, 40.6), {"kind": "national_park"})],
    "roads": [
        (shapely.LineString([(44.8, 41.7), (46.3, 40.7), (47.2, 40.5), (49.5, 40.4)]), {"kind": "highway"}),
        (shapely.LineString([(48.0, 38.4), (48.6, 39.9), (49.5, 40.4)]), {"kind": "major_road"}),
    ],
    "boundaries": [
        (
            shapely.LineString([(45.0, 41.4), (46.5, 41.2), (46.6, 41.8), (48.5, 41.8)]),
            {"kind": "country", "kind_detail": 2},
        )
    ],
    "places": [
        (shapely.Point(47.05, 40.77), {"kind": "locality", "population_rank": 12, "min_zoom": 5, **MINGACHEVIR}),
        # The atlas itself has a name for Baku.
        (
            shapely.Point(49.58, 40.4),
            {"kind": "locality", "population_rank": 13, "min_zoom": 3, "name": "Bakı", "name:en": "Baku"},
        ),
        (
            shapely.Point(48.3, 41.9),
            {"kind": "locality", "population_rank": 11, "min_zoom": 6, "name": "Дербент", "script": "Cyrillic"}
            | {"name:en": "Derbent", "name:az": "Dərbənd", "name:ar": "دربند"},
        ),
        (
            shapely.Point(47.6, 40.15),
            {"kind": "country", "population_rank": 13, "min_zoom": 2, "name": "Azərbaycan"}
            | {"name:en": "Azerbaijan", "name:az": "Azərbaycan", "name:ar": "أذربيجان"},
        ),
    ],
}


def write_own_basemap(
    path: Path,
    *,
    box: tuple[float, float, float, float] = BOX,
    without: tuple[str, ...] = (),
    without_names_in: tuple[str, ...] = (),
    tile_type: TileType = TileType.MVT,
    compression: Compression = Compression.GZIP,
    **metadata: Any,  # noqa: ANN401
) -> Path:
    """Write the file to ``path`` and return ``path``.

    ``without`` names layers to leave out, ``without_names_in`` languages. ``metadata`` replaces values of the metadata.
    """
    layer_features = {name: features for name, features in FEATURES.items() if name not in without}
    fields = {
        name: {key: "String" for _, values in features for key in values} for name, features in layer_features.items()
    }
    for language in without_names_in:
        fields.get("places", {}).pop(f"name:{language}", None)
    layers = [
        TileLayer(name, (), partial(_described, features, frozenset(fields[name])))
        for name, features in layer_features.items()
    ]
    packed = path.with_suffix(".mbtiles")
    write_mbtiles(packed, layers, range(9), box, {})
    west, south, east, north = (round(degrees * 1e7) for degrees in box)
    with closing(sqlite3.connect(packed)) as connection, write(str(path)) as writer:
        rows = connection.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles").fetchall()
        tiles = ((zxy_to_tileid(z, x, 2**z - 1 - row), data) for z, x, row, data in rows)
        for tile_id, data in sorted(tiles):
            writer.write_tile(tile_id, data)
        described = [{"id": name, "fields": layer_fields} for name, layer_fields in fields.items()]
        writer.finalize(
            {
                "tile_type": tile_type,
                "tile_compression": compression,
                "min_zoom": 0,
                "max_zoom": 8,
                "min_lon_e7": west,
                "min_lat_e7": south,
                "max_lon_e7": east,
                "max_lat_e7": north,
                "center_zoom": 5,
                "center_lon_e7": (west + east) // 2,
                "center_lat_e7": (south + north) // 2,
            },
            {"name": "Protomaps Basemap", "version": "4.13.0", "attribution": ATTRIBUTION, "vector_layers": described}
            | metadata,
        )
    packed.unlink()
    return path


def _described(features: list[Feature], fields: frozenset[str], _zoom: int) -> list[Feature]:
    return [(shape, {key: value for key, value in values.items() if key in fields}) for shape, values in features]


def own_basemap_root() -> Path:
    """The project's folder, with the layers of Protomaps. Without npm the test is skipped."""
    if not style_file(ROOT).is_file() and not make_own_basemap_style(ROOT).endswith("made"):
        pytest.skip("npm or the network is not here: there are no layers of Protomaps")
    return ROOT
