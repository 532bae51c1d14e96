"""The drawn lines themselves: their form, their ends, and that ships and cables keep to the water."""

import csv
import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely

from dashboard.authoring.geojson_form import canonical
from dashboard.authoring.tracing_route import read_ends, read_via
from dashboard.authoring.tracing_segment import DECIMALS
from dashboard.geo.countries import CountryShapes, load_countries
from dashboard.geo.geodesy import Position, densify, length_km

DATA = Path(__file__).parents[2] / "data"
FILES = sorted((DATA / "routes").glob("*.geojson"))
ENDS = read_ends(DATA / "places.csv")
GRACE_KM = 3.0
OFF_COAST_KM = 2.0
UNDER_WATER = {"caspian-power-link-02", "black-sea-power-cable-02"}
"""Power cables under the sea, beside what its mode says."""

COARSE_KM = 3.0
"""How far the basemap's coast may lie from the real one; it is simplified for the first view."""


@cache
def shapes() -> CountryShapes:
    return load_countries(DATA / "basemap" / "countries.geojson")


def features() -> list[dict[str, Any]]:
    return [feature for path in FILES for feature in json.loads(path.read_text(encoding="utf-8"))["features"]]


def line_of(feature: dict[str, Any]) -> list[Position]:
    return [(lon, lat) for lon, lat in feature["geometry"]["coordinates"]]


def modes(*wanted: str) -> list[Any]:
    return [pytest.param(f, id=f["id"]) for f in features() if f["properties"]["mode"] in wanted]


def near_country(position: Position, grace_km: float) -> str | None:
    """A country within ``grace_km`` of the position."""
    near = shapes().tree.query(shapely.Point(position).buffer(0.7))
    return next((code for at in sorted(near) if shapes().inside(code := shapes().codes[at], *position, grace_km)), None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_has_the_one_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    collection = json.loads(text)
    assert text == canonical(collection)
    assert set(collection) == {"type", "route", "features"}
    assert collection["route"]["id"] == path.stem
    numbers = [feature["id"] for feature in collection["features"]]
    assert numbers == [f"{path.stem}-{at:02d}" for at in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_segments_join_without_a_gap(path: Path) -> None:
    for before, after in pairwise(json.loads(path.read_text(encoding="utf-8"))["features"]):
        assert before["properties"]["to"] == after["properties"]["from"]
        assert line_of(before)[-1] == line_of(after)[0]


@pytest.mark.parametrize("feature", [pytest.param(f, id=f["id"]) for f in features()])
def test_a_line_ends_at_its_places_and_says_no_more_than_is_known(feature: dict[str, Any]) -> None:
    properties, line = feature["properties"], line_of(feature)
    for key, position in (("from", line[0]), ("to", line[-1])):
        place = ENDS[properties[key]]
        assert position == place.rounded
        assert length_km([position, place.position]) * 1000 <= place.precision_m + 1000
    decimals = DECIMALS[properties["precision"]]
    assert all(round(degrees, decimals) == degrees for position in line[1:-1] for degrees in position)


def test_curated_points_belong_to_segments_and_name_their_source() -> None:
    known = {feature["id"] for feature in features()}
    assert read_via(DATA / "routes" / "via.csv").keys() <= known
    with (DATA / "routes" / "via.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["name"] and row["source"] for row in rows)
    assert [(row["segment"], int(row["seq"])) for row in rows] == sorted((r["segment"], int(r["seq"])) for r in rows)


WET = modes("sea", "subsea-cable") + [pytest.param(f, id=f["id"]) for f in features() if f["id"] in UNDER_WATER]


@pytest.mark.parametrize("feature", WET)
def test_what_goes_by_sea_crosses_no_land(feature: dict[str, Any]) -> None:
    """Except within 3 km of its ends, which are towns and ports, not beaches."""
    line = line_of(feature)
    for position in densify(line, 1.0):
        if min(length_km([position, line[0]]), length_km([position, line[-1]])) > GRACE_KM:
            assert near_country(position, grace_km=0) is None, position


@pytest.mark.parametrize("feature", modes("sea"))
def test_a_ship_keeps_two_kilometres_off_the_coast(feature: dict[str, Any]) -> None:
    line = line_of(feature)
    for position in densify(line, 2.0):
        if min(length_km([position, line[0]]), length_km([position, line[-1]])) > 2 * GRACE_KM:
            assert near_country(position, OFF_COAST_KM) is None, position


@pytest.mark.parametrize("feature", modes("rail"))
def test_no_railway_crosses_the_caspian_or_any_open_sea(feature: dict[str, Any]) -> None:
    for position in densify(line_of(feature), 2.0):
        assert near_country(position, COARSE_KM) is not None, position
