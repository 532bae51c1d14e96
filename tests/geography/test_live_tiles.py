"""Tiles made from arrays: what is in them, what is left out, and that none of it moves."""

import gzip
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest

from dashboard.geography.live_tiles import LiveLayer, Shapes
from dashboard.geography.tiles import EXTENT, mercator

LINES = [
    [(49.0, 40.0), (51.0, 43.0)],
    [(44.0, 41.0), (44.5, 41.2), (45.0, 41.0)],
    [(-120.0, 10.0), (-119.0, 11.0)],
]


def layer(lines: list[list[tuple[float, float]]], zooms: list[int] | None = None, most: int = 800) -> LiveLayer:
    vertices = np.array([position for line in lines for position in line]).reshape(-1, 2)
    counts = np.array([len(line) for line in lines], dtype=np.int64)
    shapes = Shapes.of(range(len(lines)), vertices, counts, zooms or [0] * len(lines))
    kept = Shapes.unpacked(shapes.packed())  # as after another start
    return LiveLayer("lines", kept, lambda at: {"fid": f"line-{at}", "rank": at}, most)


def read(packed: bytes | None) -> list[dict[str, Any]]:
    assert packed is not None
    content = mapbox_vector_tile.decode(gzip.decompress(packed), default_options={"y_coord_down": True})
    features: list[dict[str, Any]] = content["lines"]["features"]
    return features


def ids(packed: bytes | None) -> list[str]:
    return [one["properties"]["fid"] for one in read(packed)]


def tile_at(zoom: int, lon: float, lat: float) -> tuple[int, int, int]:
    x, y = (mercator(np.array([(lon, lat)]), zoom) / EXTENT)[0].astype(int)
    return zoom, int(x), int(y)


def test_the_world_holds_every_line_with_its_properties() -> None:
    features = read(layer(LINES).tile(0, 0, 0))
    assert [one["properties"] for one in features] == [{"fid": f"line-{at}", "rank": at} for at in range(3)]


def test_a_tile_holds_what_meets_it_where_it_is() -> None:
    found = layer(LINES).tile(*tile_at(8, 44.5, 41.2))
    assert ids(found) == ["line-1"]
    z, x, y = tile_at(8, 44.5, 41.2)
    expected = mercator(np.array([(44.5, 41.2)]), z)[0] - np.array([x, y]) * EXTENT
    vertices = np.array(read(found)[0]["geometry"]["coordinates"], dtype=float)
    assert np.abs(vertices - expected).sum(axis=1).min() <= 2


def test_an_empty_tile_is_none() -> None:
    assert layer(LINES).tile(*tile_at(8, 0.0, 0.0)) is None
    assert layer([]).tile(0, 0, 0) is None


def test_only_the_first_ones_are_taken() -> None:
    near = [[(49.0, 40.0 + n / 100), (50.0, 41.0 + n / 100)] for n in range(20)]
    assert ids(layer(near, most=5).tile(*tile_at(4, 49.5, 40.5))) == [f"line-{n}" for n in range(5)]


def test_a_feature_shows_from_its_zoom() -> None:
    points = layer([[(49.0, 40.0)], [(49.1, 40.0)]], [0, 6])
    assert ids(points.tile(*tile_at(5, 49.05, 40.0))) == ["line-0"]
    assert ids(points.tile(*tile_at(6, 49.05, 40.0))) == ["line-0", "line-1"]


def test_far_away_a_line_has_fewer_vertices() -> None:
    chance = np.random.default_rng(7)
    lon = np.linspace(44, 52, 400)
    line = [list(zip(lon, 41 + chance.normal(0, 0.01, 400), strict=True))]
    far = read(layer(line).tile(*tile_at(3, 48.0, 41.0)))[0]["geometry"]["coordinates"]
    assert len(far) < 40


@pytest.mark.parametrize("zoom", [0, 5, 10, 14])
def test_neighbours_meet(zoom: int) -> None:
    """A line over a tile's edge reaches into the margin of both tiles."""
    z, x, y = tile_at(zoom, 49.0, 40.0)
    edge = (x + 1) / 2**z * 360 - 180
    width = 360 / 2**z
    if x + 1 == 2**z:
        return
    crossing = layer([[(edge - width / 4, 40.0), (edge + width / 4, 40.0)]])
    left, right = (read(crossing.tile(z, at, y))[0]["geometry"]["coordinates"] for at in (x, x + 1))
    assert max(point[0] for point in left) > EXTENT
    assert min(point[0] for point in right) < 0
