"""Main roads: what an edge's length tells of its course, what is drawn of it, and the tiles that were made."""

import gzip
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely

from dashboard.authoring.basemap_roads import (
    AT_SEA_KM,
    LINE_OFF_KM,
    MODULE,
    ZOOM,
    Floats,
    Roads,
    drawn_roads,
    dry_land,
    farthest_off_km,
    read_roads,
    write_roads,
)
from dashboard.authoring.basemap_sources import NETWORKS, SourceFiles
from dashboard.authoring.tile_writer import EXTENT, tile_range
from dashboard.geo.mbtiles import read_metadata, read_tile

BASEMAP = Path(__file__).parents[2] / "data/basemap"
BOX = (40.0, 30.0, 60.0, 50.0)
LAND = shapely.box(*BOX)


def roads(*rows: tuple[float, float]) -> Roads:
    """Edges eastwards along a parallel each, of which a degree is 85 km: their roads' lengths, their own, in km."""
    edges = np.array([[(50, 40 + at / 10), (50 + chord / 85, 40 + at / 10)] for at, (_, chord) in enumerate(rows)])
    length, chord = np.array(rows, dtype=float).T
    return Roads(edges, length, chord)


def test_no_way_of_a_length_leaves_its_ellipse() -> None:
    chance = np.random.default_rng(14)
    for _ in range(200):
        chord = chance.uniform(0.1, 50)
        way = np.vstack([(0, 0), chance.normal((chord / 2, 0), chord / 3, (chance.integers(1, 6), 2)), (chord, 0)])
        line = shapely.LineString(way)
        straight = shapely.LineString([(0, 0), (chord, 0)])
        most = farthest_off_km(np.array([line.length]), np.array([chord]))[0]
        assert max(abs(way[:, 1])) <= most + 1e-9
        assert shapely.hausdorff_distance(line, straight) <= most + max(0, -way[:, 0].min(), way[:, 0].max() - chord)


def test_the_bound_is_reached_by_one_bend_half_way() -> None:
    assert farthest_off_km(np.array([10.0, 6.0, 5.9995]), np.array([6.0, 6.0, 6.0])).tolist() == [4, 0, 0]


@pytest.mark.parametrize(
    ("length_km", "chord_km", "drawn"),
    [
        (10.1, 10.0, "line"),  # at most 0.7 km off
        (10.4, 10.0, "sketch"),  # 1.4 km
        (4.0, 4.0, "line"),  # short roads can be straight
        (30.0, 30.0, "sketch"),  # no road's own length
        (99.0, 99.0, "sketch"),
        (101.0, 101.0, None),
        (50.0, 40.0, "sketch"),  # 15 km
        (60.0, 40.0, None),  # 22 km
    ],
)
def test_what_is_drawn_of_an_edge(length_km: float, chord_km: float, drawn: str | None) -> None:
    edge = roads((length_km, chord_km))
    found = [name for name, flags in (("line", edge.lines()), ("sketch", edge.sketches())) if flags[0]]
    assert found == [drawn] * bool(drawn)
    features = [properties["sketch"] for _, properties in drawn_roads(edge, LAND)]
    assert features == ([] if drawn is None else [drawn == "sketch"])


def test_no_road_runs_through_the_sea() -> None:
    edges = roads((60, 59), (60, 59))
    sea = shapely.box(50.2, 39.9, 50.4, 40.05)
    dry = shapely.difference(LAND, sea)
    assert edges.at_sea(dry).tolist() == [True, False]
    assert edges.at_sea(shapely.difference(LAND, shapely.box(50.2, 39.9, 50.22, 40.05))).tolist() == [False, False]
    assert [line.bounds[1] for line, _ in drawn_roads(edges, dry)] == [pytest.approx(40.1)]


def test_carriageways_of_one_sketch_become_one_and_the_shorter_is_kept() -> None:
    ends = [[(50, 40), (50.5, 40)], [(50.503, 40.004), (50.004, 40.003)]]
    twins = Roads(np.array(ends, dtype=float), np.array([45.0, 44.0]), np.array([42.6, 42.5]))
    (line,) = [line for line, _ in drawn_roads(twins, LAND)]
    assert line.bounds == pytest.approx((50.004, 40.004, 50.504, 40.004), abs=0.002)


def test_a_short_line_between_two_sketches_is_no_spur() -> None:
    ends = [[(50, 40), (50.5, 40)], [(50.5, 40), (50.5, 40.006)], [(50.5, 40.006), (51, 40.006)]]
    chain = Roads(np.array(ends, dtype=float), np.array([45.0, 0.7, 45.0]), np.array([42.6, 0.7, 42.6]))
    assert sorted(bool(properties["sketch"]) for _, properties in drawn_roads(chain, LAND)) == [False, True, True]
    alone = chain.where(np.array([False, True, False]))
    assert drawn_roads(alone, LAND) == []


def written(folder: Path) -> Path:
    nodes = "[[40.0, 50.0], [40.0, 50.1], [10.0, 50.0]]"
    text = f"\ngraph=[{{1: 8.6, 2: 9.0}}, {{0: 8.6}}, {{0: 9.0}}]\nnodes={nodes}\nraise SystemExit\n"
    (folder / MODULE).write_text(text, encoding="utf-8")
    return folder / MODULE


def test_each_road_in_the_box_is_read_once(tmp_path: Path) -> None:
    read = read_roads(written(tmp_path), BOX)
    assert read.edges.tolist() == [[[50.0, 40.0], [50.1, 40.0]]]
    assert read.length_km.tolist() == [8.6]
    assert read.chord_km.tolist() == [pytest.approx(8.518, abs=0.001)]


def test_the_same_roads_give_the_same_bytes(tmp_path: Path) -> None:
    sources = SourceFiles({NETWORKS.module: written(tmp_path).parent})
    made = [tmp_path / name for name in ("one", "other")]
    for path in made:
        write_roads(path, sources, BOX, LAND)
    assert made[0].read_bytes() == made[1].read_bytes()


def test_the_tiles_about_the_caspian_have_lines_and_sketches_on_land() -> None:
    path = BASEMAP / "roads.mbtiles"
    assert "ODbL" in read_metadata(path)["attribution"]
    dry = dry_land(BASEMAP / "countries.geojson", BASEMAP / "coarse.geojson")
    shapely.prepare(dry)
    kinds = {}
    columns, rows = tile_range(ZOOM, (46.0, 36.5, 55.0, 47.0))
    for x, y in ((x, y) for x in columns for y in rows):
        tile = read_tile(path, ZOOM, x, y)
        layers = _decoded(tile) if tile else {}
        for feature in layers.get("road", {"features": []})["features"]:
            line = _lonlat(shapely.geometry.shape(feature["geometry"]), x, y)
            kinds[feature["properties"]["sketch"]] = True
            off = [shapely.length(part) for part in shapely.get_parts(shapely.difference(line, dry))]
            assert max(off, default=0) * 111 < AT_SEA_KM + LINE_OFF_KM
    assert set(kinds) == {True, False}


def _decoded(tile: bytes) -> dict[str, Any]:
    decoded: dict[str, Any] = mapbox_vector_tile.decode(gzip.decompress(tile), default_options={"y_coord_down": True})
    return decoded


def _lonlat(shape: shapely.Geometry, x: int, y: int) -> shapely.Geometry:
    def unprojected(units: Floats) -> Floats:
        world = (units / EXTENT + (x, y)) / 2**ZOOM
        return np.column_stack([world[:, 0] * 360 - 180, np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * world[:, 1]))))])

    return shapely.transform(shape, unprojected)
