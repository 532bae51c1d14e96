"""Tiles that are written and read again: coordinates, properties, omitted features, and readers."""

import gzip
import math
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.authoring.tile_writer import EXTENT, Feature, TileLayer, tile_range, write_mbtiles
from dashboard.geo.mbtiles import read_metadata, read_tile

WORLD = (-180.0, -85.0, 180.0, 85.0)


def written(
    path: Path,
    *features: Feature,
    zooms: range = range(2),
    layer: str = "things",
    box: tuple[float, float, float, float] = WORLD,
) -> dict[int, int]:
    return write_mbtiles(path, [TileLayer(layer, ("name",), lambda _: features)], zooms, box, {"name": "Things"})


def features_in(path: Path, z: int, x: int, y: int, layer: str = "things") -> list[dict[str, Any]]:
    data = read_tile(path, z, x, y)
    assert data is not None
    decoded = mapbox_vector_tile.decode(gzip.decompress(data), default_options={"y_coord_down": True})
    features: list[dict[str, Any]] = decoded[layer]["features"]
    return features


def test_a_point_lands_where_web_mercator_puts_it(tmp_path: Path) -> None:
    written(tmp_path / "t.mbtiles", (shapely.Point(90, 0), {"name": "east", "rank": 3, "capital": True}))
    (feature,) = features_in(tmp_path / "t.mbtiles", 0, 0, 0)
    assert feature["geometry"]["coordinates"] == [EXTENT * 3 // 4, EXTENT // 2]
    assert feature["properties"] == {"name": "east", "rank": 3, "capital": True}


def test_rows_are_counted_from_the_north(tmp_path: Path) -> None:
    written(tmp_path / "t.mbtiles", (shapely.Point(50, 40), {}))
    assert read_tile(tmp_path / "t.mbtiles", 1, 1, 0)
    assert read_tile(tmp_path / "t.mbtiles", 1, 1, 1) is None


@given(st.floats(-179, 179), st.floats(-84, 84), st.integers(0, 12))
def test_the_tile_of_a_place_is_the_one_of_the_slippy_map_formula(lon: float, lat: float, zoom: int) -> None:
    columns, rows = tile_range(zoom, (lon, lat, lon, lat))
    north = math.asinh(math.tan(math.radians(lat)))
    expected = (lon + 180) / 360 * 2**zoom, (1 - north / math.pi) / 2 * 2**zoom
    for tiles, at in zip((columns, rows), expected, strict=True):
        assert len(tiles) == 1
        assert tiles[0] - 1e-6 <= at <= tiles[0] + 1 + 1e-6


def test_the_tiles_of_a_box_end_where_it_ends() -> None:
    assert tile_range(2, (0, -66, 90, 66)) == (range(2, 3), range(1, 3))
    assert tile_range(1, (-180, -85.06, 180, 85.06)) == (range(2), range(2))


def test_a_polygon_is_cut_with_a_margin_and_keeps_its_hole(tmp_path: Path) -> None:
    ring = shapely.box(-170, -80, 170, 80).difference(shapely.box(-100, 20, -80, 40))
    counts = written(tmp_path / "t.mbtiles", (ring, {"name": "ring"}))
    assert counts == {0: 1, 1: 4}
    (west,) = features_in(tmp_path / "t.mbtiles", 1, 0, 0)
    xs = [x for loop in west["geometry"]["coordinates"] for x, _ in loop]
    assert max(xs) == EXTENT + 64
    assert len(west["geometry"]["coordinates"]) == 2


def test_what_is_smaller_than_a_pixel_is_left_out(tmp_path: Path) -> None:
    dot, stroke = shapely.box(10, 10, 10.1, 10.1), shapely.LineString([(10, 10), (10.1, 10.1)])
    assert written(tmp_path / "t.mbtiles", (dot, {}), (stroke, {})) == {0: 0, 1: 0}
    near = (8.0, 8.0, 12.0, 12.0)  # the world has 262,144 tiles of this zoom, all others of them empty
    assert written(tmp_path / "t.mbtiles", (dot, {}), (stroke, {}), zooms=range(9, 10), box=near) == {9: 1}


def test_features_alike_are_one_and_others_are_kept_apart(tmp_path: Path) -> None:
    lines = [(shapely.LineString([(0, lat), (60, lat)]), {"rank": lat // 30}) for lat in (10, 20, 40)]
    written(tmp_path / "t.mbtiles", *lines)
    features = features_in(tmp_path / "t.mbtiles", 0, 0, 0)
    assert [(feature["geometry"]["type"], feature["properties"]["rank"]) for feature in features] == [
        ("MultiLineString", 0),
        ("LineString", 1),
    ]


def test_the_same_input_gives_the_same_tiles(tmp_path: Path) -> None:
    for name in ("a", "b"):
        written(tmp_path / name, (shapely.box(0, 0, 90, 60), {"name": "x"}))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_metadata_say_what_a_map_must_know(tmp_path: Path) -> None:
    written(tmp_path / "t.mbtiles", (shapely.Point(0, 0), {}))
    metadata = read_metadata(tmp_path / "t.mbtiles")
    assert metadata | {"name": "Things", "format": "pbf", "minzoom": "0", "maxzoom": "1"} == metadata
    assert metadata["bounds"] == "-180,-85,180,85"
    assert '"id": "things"' in metadata["json"]


@pytest.mark.parametrize("tile", [(0, 1, 0), (0, 0, -1), (-1, 0, 0), (3, 0, 0), (40, 2**39, 0)])
def test_a_tile_that_is_not_there_is_none(tmp_path: Path, tile: tuple[int, int, int]) -> None:
    written(tmp_path / "t.mbtiles", (shapely.Point(90, 0), {}))
    assert read_tile(tmp_path / "t.mbtiles", *tile) is None


def test_a_missing_or_foreign_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_tile(tmp_path / "none.mbtiles", 0, 0, 0)
    (tmp_path / "text.mbtiles").write_text("no database" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        read_tile(tmp_path / "text.mbtiles", 0, 0, 0)


def test_many_threads_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "with space & ? #.mbtiles"
    written(path, (shapely.box(-170, -80, 170, 80), {}), zooms=range(4))
    tiles = [(3, x, y) for x in range(8) for y in range(8)] * 4
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda tile: read_tile(path, *tile), tiles))
    assert all(read)
    assert read[:64] == read[64:128]
