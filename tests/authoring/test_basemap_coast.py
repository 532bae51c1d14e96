"""The fine coast: GSHHG's shoreline between Natural Earth's borders, on tiny lands; and the coast that was made."""

import gzip
from pathlib import Path

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.authoring import basemap_coast as coast
from dashboard.authoring import basemap_land as land
from dashboard.authoring.basemap_sources import SHORELINES, SourceFiles
from dashboard.authoring.tile_writer import EXTENT, mercator
from dashboard.geo.mbtiles import read_tile

ROOT = Path(__file__).parents[2]
BOX = (0.0, 0.0, 40.0, 30.0)


def units(**shapes: BaseGeometry) -> land.Units:
    return land.Units(
        tuple(shapes), np.array([shapely.multipolygons([shape]) for shape in shapes.values()], dtype=object)
    )


# two countries of a coarse source, side by side; their coast is the line y = 10
COARSE = units(AA=shapely.box(0, 10, 20, 30), BB=shapely.box(20, 10, 40, 30))


def same(a: BaseGeometry, b: BaseGeometry) -> bool:
    return bool(shapely.symmetric_difference(a, b).area < 1e-6)


def by_code(made: land.Units) -> dict[str, BaseGeometry]:
    return dict(zip(made.codes, made.geometries, strict=True))


@pytest.mark.parametrize("shore", [8.0, 12.0], ids=["farther out", "farther in"])
def test_countries_end_at_the_shoreline_and_the_border_with_them(shore: float) -> None:
    made = coast.land_within(COARSE, shapely.box(0, shore, 40, 30), BOX)
    assert by_code(made)["AA"].equals(shapely.box(0, shore, 20, 30))
    assert by_code(made)["BB"].equals(shapely.box(20, shore, 40, 30))
    assert shapely.coverage_is_valid(made.geometries)
    edges, _ = land.shared_edges(made)
    assert shapely.line_merge(shapely.multilinestrings(edges)).equals(shapely.LineString([(20, shore), (20, 30)]))


def test_an_island_that_only_the_shoreline_has_is_of_the_only_country_near() -> None:
    near, between, far = (shapely.box(x, 9.8, x + 0.1, 9.9) for x in (5.0, 19.95, 30.0))
    far = shapely.transform(far, lambda xy: xy - [0, 5])
    dry = shapely.union_all([shapely.box(0, 10, 40, 30), near, between, far])
    made = by_code(coast.land_within(COARSE, dry, BOX))
    assert made["AA"].covers(near)
    assert same(made[land.NOBODYS], shapely.union_all([between, far]))
    assert same(shapely.union_all(list(made.values())), dry)


def test_an_island_that_lies_elsewhere_keeps_its_country() -> None:
    known = land.Units(("AA", "CC"), np.array([COARSE.geometries[0], shapely.box(4, 9.0, 5, 9.9)], dtype=object))
    moved = shapely.box(4.6, 9.0, 6, 9.95)  # its middle is beyond the island as it was
    made = by_code(coast.land_within(known, shapely.union_all([shapely.box(0, 10, 20, 30), moved]), BOX))
    assert same(made["CC"], moved)


def test_a_lake_is_sea_where_countries_have_no_land_either() -> None:
    levels = np.array([1, 2, 2, 3, 3])
    sea, lake = shapely.box(5, 2, 15, 8), shapely.box(5, 15, 15, 20)
    island, in_lake = shapely.box(8, 4, 9, 5), shapely.box(8, 16, 9, 17)
    areas = np.array([shapely.box(0, 0, 40, 30), sea, lake, island, in_lake], dtype=object)
    dry = coast.dry_land(levels, areas, COARSE)
    assert dry.is_valid
    assert dry.equals(shapely.box(0, 0, 40, 30).difference(sea).union(island))


def test_shorelines_are_read_as_the_package_writes_them(tmp_path: Path) -> None:
    rings = [
        [(1.5, 1), (3, 1), (3, 4), (1.5, 1)],
        [(50, 50), (51, 50), (51, 51), (50, 50)],
        [(-2, 2), (2, 2), (-2, 6), (-2, 2)],
    ]
    vertices = [np.array(ring, dtype="<f4") for ring in rings]
    begins = np.cumsum([0, *(array.nbytes for array in vertices)])
    (tmp_path / "gshhs_f.dat").write_bytes(b"".join(array.tobytes() for array in vertices))
    lines = [
        f"{level} 0.0 {len(ring)} {ring[:, 1].min():.5f} {ring[:, 1].max():.5f} {begin} {ring.nbytes} {level}-E"
        for level, ring, begin in zip((1, 1, 2), vertices, begins.tolist(), strict=False)
    ]
    (tmp_path / "gshhsmeta_f.dat").write_text("\n".join(lines) + "\n", encoding="ascii")
    sources = SourceFiles({SHORELINES.module: tmp_path})
    levels, areas = coast.read_shorelines(sources, BOX)
    assert levels.tolist() == [1, 2]  # without the one that lies elsewhere
    assert areas[0].equals(shapely.Polygon(rings[0]))
    assert areas[1].bounds == (0.0, 2.0, 2.0, 4.0)  # cut at the box
    assert {name for _, name in sources.used} == {"gshhs_f.dat", "gshhsmeta_f.dat"}


# --- what was made


def land_at(lon: float, lat: float, zoom: int) -> str | None:
    """The code of the land that the fine ground has there; None for water."""
    x, y = mercator(np.array([(lon, lat)]), zoom)[0].tolist()
    packed = read_tile(ROOT / "data/basemap/ground.mbtiles", zoom, int(x // EXTENT), int(y // EXTENT))
    decoded = (
        mapbox_vector_tile.decode(gzip.decompress(packed), default_options={"y_coord_down": True}) if packed else {}
    )
    point = shapely.Point(x % EXTENT, y % EXTENT)
    for feature in decoded.get("land", {"features": []})["features"]:
        if shapely.make_valid(shapely.geometry.shape(feature["geometry"])).covers(point):
            return str(feature["properties"].get("code", ""))
    return None


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (29.121, 40.858, "TR"),  # Büyükada, which Natural Earth 1:10m does not have
        (49.87, 40.41, "AZ"), (51.16, 43.65, "KZ"), (50.59, 40.32, "AZ"), (34.1, 45.0, "UA"),
        (51.0, 41.5, None), (53.6, 41.3, None),  # the Caspian and the Kara-Bogaz-Gol are no land
        (41.62, 41.75, None), (29.059, 41.1, None),  # the sea off Kobuleti; the Bosporus
    ],
)  # fmt: skip
@pytest.mark.parametrize("zoom", [7, 8])
def test_what_is_land_and_whose(lon: float, lat: float, code: str | None, zoom: int) -> None:
    assert land_at(lon, lat, zoom) == code
