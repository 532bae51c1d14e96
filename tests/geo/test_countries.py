"""Lines and positions by country, with tiny invented countries and general properties."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.vocabulary import AT_SEA, Mode
from dashboard.geo.countries import CountryShapes, load_countries
from dashboard.geo.country_splits import COAST_KM, land_share, split, split_all
from dashboard.geo.geodesy import length_km
from tests.commands import ROOT

DEGREE_OF_EQUATOR_KM = 111.3195


def test_every_mode_says_where_its_lines_may_lie() -> None:
    missing = set(Mode) - {*COAST_KM, *AT_SEA}
    assert missing == set(), "add them to COAST_KM (geo/country_splits.py), or to AT_SEA (catalogue/vocabulary.py)"


def square(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(west, south, east, north)


def shapes(**polygons: shapely.Geometry) -> CountryShapes:
    codes = tuple(sorted(polygons))
    return CountryShapes(codes, tuple(polygons[code] for code in codes))


# AA and BB side by side, sea between 4 and 6, CC with a hole that belongs to no country, DD over the east of CC
WORLD = shapes(
    AA=square(0, -2, 2, 2),
    BB=square(2, -2, 4, 2),
    CC=square(6, -2, 10, 2).difference(square(7, -1, 8, 1)),
    DD=square(9, -2, 11, 2),
)

positions = st.tuples(
    st.floats(-1, 12).map(lambda value: round(value, 4)), st.floats(-3, 3).map(lambda value: round(value, 4))
)
lines = st.lists(positions, min_size=2, max_size=6)


def test_a_line_across_everything() -> None:
    parts = split([(-1.0, 0.0), (12.0, 0.0)], WORLD)
    degrees = {code: km / DEGREE_OF_EQUATOR_KM for code, km in parts.by_country.items()}
    assert degrees == pytest.approx({"AA": 2, "BB": 2, "CC": 3, "DD": 2}, abs=1e-4)
    assert parts.unattributed_km / DEGREE_OF_EQUATOR_KM == pytest.approx(1 + 2 + 1 + 1, abs=1e-4)
    assert parts.overlap_km / DEGREE_OF_EQUATOR_KM == pytest.approx(1, abs=1e-4)
    assert parts.whole_km / DEGREE_OF_EQUATOR_KM == pytest.approx(13, abs=1e-4)


def test_a_line_on_a_border_counts_for_both_and_is_reported() -> None:
    parts = split([(2.0, -1.0), (2.0, 1.0)], WORLD)
    assert parts.by_country["AA"] == pytest.approx(parts.whole_km)
    assert parts.by_country["BB"] == pytest.approx(parts.whole_km)
    assert parts.overlap_km == pytest.approx(parts.whole_km)


def test_a_line_at_sea_and_a_touched_corner_belong_to_nobody() -> None:
    parts = split([(4.5, 0.0), (5.5, 0.0)], WORLD)
    assert dict(parts.by_country) == {}
    assert parts.unattributed_km == parts.whole_km
    touching = split([(-1.0, 1.0), (0.0, 2.0), (-1.0, 2.5)], WORLD)
    assert sum(touching.by_country.values()) == pytest.approx(0, abs=1e-6)


ACROSS = [(3.0, 0.0), (6.5, 0.0)]  # BB, two degrees of sea, CC


def test_a_railway_is_never_at_sea_where_a_country_is_near() -> None:
    """A little off the coast counts for the coast; in the middle of the sea no land is made up."""
    along = split([(4.1, -1.0), (4.1, 1.0)], WORLD, "rail")
    assert along.by_country == {"BB": pytest.approx(along.whole_km)}
    assert along.unattributed_km == 0
    out = split([(5.0, -1.0), (5.0, 1.0)], WORLD, "rail")
    assert (dict(out.by_country), out.unattributed_km) == ({}, out.whole_km)


def test_a_cable_on_land_crosses_a_bay_and_no_sea() -> None:
    bay = shapes(AA=square(0, -2, 2, 2), BB=square(2.2, -2, 4, 2))
    line = [(1.0, 0.0), (3.0, 0.0)]
    assert split(line, bay, "fibre").unattributed_km == 0
    assert split(line, bay, "subsea-cable").unattributed_km == pytest.approx(0.2 * DEGREE_OF_EQUATOR_KM, abs=1e-2)
    assert split(ACROSS, WORLD, "power").unattributed_km == pytest.approx(2 * DEGREE_OF_EQUATOR_KM, abs=1e-2)


@pytest.mark.parametrize("mode", ["subsea-cable", ""])
def test_what_runs_at_sea_is_there(mode: str) -> None:
    parts = split(ACROSS, WORLD, mode)
    assert parts.unattributed_km == pytest.approx(2 * DEGREE_OF_EQUATOR_KM, abs=1e-2)
    assert [code for code, _ in parts.passage] == ["BB", None, "CC"]


def test_a_ship_is_at_sea_all_the_way() -> None:
    parts = split(ACROSS, WORLD, "sea")
    assert (dict(parts.by_country), parts.unattributed_km, parts.passage) == ({}, parts.whole_km, ())


def test_countries_come_in_the_order_of_the_line() -> None:
    there = split([(1.0, 0.0), (3.0, 0.0), (3.0, 1.0), (1.0, 1.0)], WORLD)
    assert [code for code, _ in there.passage] == ["AA", "BB", "AA"]
    assert sum(km for _, km in there.passage) == pytest.approx(there.whole_km)
    assert [code for code, _ in split([(3.0, 0.0), (1.0, 0.0)], WORLD).passage] == ["BB", "AA"]
    assert split([(0.5, 0.0), (1.0, 0.0)], WORLD).passage == ()


def test_the_line_runs_along_the_geodesic_not_the_parallel() -> None:
    # the geodesic from (0, 50) to (90, 50) passes well north of 55, the parallel never does
    north = shapes(NN=square(30, 55, 60, 70))
    assert split([(0.0, 50.0), (90.0, 50.0)], north).by_country["NN"] > 1000


@given(st.lists(lines, max_size=6))
def test_lines_cut_together_are_cut_as_each_alone(together: list[list[tuple[float, float]]]) -> None:
    for line, parts in zip(together, split_all(together, WORLD), strict=True):
        alone = split(line, WORLD)
        assert parts.whole_km == pytest.approx(length_km(line))
        assert (parts.by_country, parts.unattributed_km) == (alone.by_country, alone.unattributed_km)


def test_a_point_has_no_length() -> None:
    assert split([(1.0, 1.0)], WORLD).whole_km == 0
    assert split([(1.0, 1.0), (1.0, 1.0)], WORLD).whole_km == 0


@given(lines)
def test_countries_and_unattributed_less_overlap_are_the_whole(line: list[tuple[float, float]]) -> None:
    parts = split(line, WORLD)
    total = sum(parts.by_country.values()) + parts.unattributed_km - parts.overlap_km
    assert total == pytest.approx(parts.whole_km, abs=1e-3)
    assert parts.whole_km == pytest.approx(length_km(line), abs=1e-3)
    assert min([*parts.by_country.values(), parts.unattributed_km, parts.overlap_km]) >= 0


@given(lines)
def test_reversing_a_line_changes_nothing(line: list[tuple[float, float]]) -> None:
    there, back = split(line, WORLD), split(line[::-1], WORLD)
    assert dict(back.by_country) == pytest.approx(dict(there.by_country), abs=5e-2)
    assert back.unattributed_km == pytest.approx(there.unattributed_km, abs=5e-2)


@given(lines)
def test_a_country_never_holds_more_than_the_clipped_line(line: list[tuple[float, float]]) -> None:
    parts = split(line, WORLD)
    for code, km in parts.by_country.items():
        alone = split(line, shapes(**{code: WORLD.geometries[WORLD.codes.index(code)]}))
        assert alone.by_country[code] == pytest.approx(km)
        assert alone.overlap_km == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("lon", "lat", "countries"),
    [(1, 0, ["AA"]), (3, 0, ["BB"]), (5, 0, []), (7.5, 0, []), (9.5, 0, ["CC", "DD"]), (2, 0, ["AA", "BB"])],
)
def test_inside_without_grace(lon: float, lat: float, countries: list[str]) -> None:
    assert [code for code in WORLD.codes if WORLD.inside(code, lon, lat, grace_km=0)] == countries


def test_inside_has_grace_in_kilometres() -> None:
    assert WORLD.inside("BB", 3, 0)
    assert WORLD.inside("BB", 4 + 4.9 / DEGREE_OF_EQUATOR_KM, 0)
    assert not WORLD.inside("BB", 4 + 5.1 / DEGREE_OF_EQUATOR_KM, 0)
    assert not WORLD.inside("BB", 4.0001, 0, grace_km=0)
    assert not WORLD.inside("AA", 3, 0)
    with pytest.raises(KeyError, match="ZZ"):
        WORLD.inside("ZZ", 0, 0)


def feature(code: str | None, geometry: dict[str, Any] | None) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


SQUARE = json.loads(shapely.to_geojson(square(0, 0, 1, 1)))
BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


def written(path: Path, *features: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_load_countries_sorts_by_code(tmp_path: Path) -> None:
    loaded = load_countries(written(tmp_path / "c.geojson", feature("BB", SQUARE), feature("AA", SQUARE)))
    assert loaded.codes == ("AA", "BB")
    assert loaded.inside("AA", 0.5, 0.5, grace_km=0)


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ([feature(None, SQUARE)], "feature 0: code: missing"),
        ([feature("AA", SQUARE), feature("AA", SQUARE)], "feature 1: code: AA occurs twice"),
        ([feature("AA", BOW_TIE)], "feature 0: geometry: AA is no valid polygon"),
        ([feature("AA", {"type": "Point", "coordinates": [0, 0]})], "AA is no valid polygon"),
        ([feature("AA", None)], "AA is no valid polygon"),
    ],
)
def test_load_countries_names_what_is_wrong(tmp_path: Path, features: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load_countries(written(tmp_path / "c.geojson", *features))


def test_the_share_of_a_line_that_lies_on_land() -> None:
    assert land_share(WORLD, [(2.0, 0.5), (6.0, 0.5)]) == pytest.approx(0.5, abs=1e-3)
    assert land_share(WORLD, [(4.5, 0.0), (5.5, 0.0)]) == 0


IN_FOUR_THREADS = """
import shapely
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from dashboard.geo.countries import CountryShapes, load_countries

loaded = load_countries(Path("data/basemap/countries.geojson"))
start = Barrier(4)

def is_inside(shapes):
    start.wait()
    return shapes.inside("RU", 60, 55)

with ThreadPoolExecutor(4) as threads:
    for _ in range(60):
        fresh = CountryShapes(loaded.codes, tuple(shapely.from_wkb(shapely.to_wkb(loaded.geometries))))
        assert all(threads.map(is_inside, [fresh] * 4))
"""


def test_threads_may_ask_at_once() -> None:
    # In a process of its own: where two threads complete a prepared geometry of GEOS, the process ends at once.
    done = subprocess.run([sys.executable, "-c", IN_FOUR_THREADS], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
