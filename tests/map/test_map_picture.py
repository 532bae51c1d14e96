"""The first picture: exactly where the live map is, in its words, small, and without what the policy refuses."""

import json
import re
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import brotli
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.vocabulary import LANGUAGES, WITHDRAWN
from dashboard.map.camera import (
    LARGE_FROM_PX,
    NOMINAL_PX,
    SMALL_PX,
    SMALL_UP_TO_PX,
    Camera,
    Padding,
    box_camera,
    point_camera,
)
from dashboard.map.features import place_features, segment_features
from dashboard.map.svg.labels import Label, _area, _meet, basemap_names, choose_labels, fit_labels, place_labels
from dashboard.map.svg.map_picture import FirstPicture, MapState
from dashboard.map.svg.shapes import (
    SQUARE,
    WORLD_PX,
    Basemap,
    ClipExtent,
    basemap_of,
    path_data,
    path_pieces,
    to_world,
    world_box,
)
from tests.conftest import ROOT

FIRST_VIEW = (37.5, 36.0, 78.0, 48.0)
FIRST = box_camera(*FIRST_VIEW, Padding.FIRST, 22)
MOST_BYTES = 60_000
Features = dict[str, Any]
Parts = dict[str, Features]

PHONE_PX = SMALL_PX[Padding.FIRST]


@pytest.fixture(scope="module")
def parts(real: Catalogue) -> Parts:
    basemap = json.loads((ROOT / "data/basemap/coarse.geojson").read_text(encoding="utf-8"))
    return {"ground": basemap, "segments": segment_features(real), "places": place_features(real)}


@pytest.fixture(scope="module")
def picture(parts: Parts) -> FirstPicture:
    return FirstPicture(Basemap(parts["ground"]), parts["segments"], parts["places"])


def test_a_basemap_is_projected_again_only_where_its_file_has_changed() -> None:
    body = (ROOT / "data/basemap/coarse.geojson").read_bytes()
    assert basemap_of(body) is basemap_of(bytes(bytearray(body)))
    assert basemap_of(body) is not basemap_of(body + b"\n")


def test_the_projection_is_web_mercator() -> None:
    assert to_world(0, 0) == (WORLD_PX / 2, WORLD_PX / 2)
    assert to_world(180, 85.0511287798066) == pytest.approx((WORLD_PX, 0), abs=1e-9)
    # EPSG:3857 has Baku at x = 5 551 322.3 m of a half circumference of 20 037 508.3 m
    assert to_world(49.8687, 40.3755)[0] == pytest.approx((1 + 49.8687 / 180) * WORLD_PX / 2)


def positions_of(data: str) -> list[tuple[int, int]]:
    """The corners of a path of ``path_data`` as absolute units."""
    widths = []
    for part in re.findall(r"M[^M]+", data):
        start, steps = part.rstrip("z")[1:].split("l")
        x, y = (int(number) for number in start.split())
        widths.append((x, y))
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            widths.append((x, y))
    return widths


@given(st.lists(st.tuples(st.floats(256, 300), st.floats(150, 200)), min_size=2, max_size=12))
def test_a_path_is_the_line_to_half_a_unit(line: list[tuple[float, float]]) -> None:
    extent = ClipExtent(4.0, (256.0, 150.0, 300.0, 200.0))
    units = [(round(x * extent.scale), round(y * extent.scale)) for x, y in line]
    expected = [units[0], *(b for a, b in pairwise(units) if a != b)]
    drawn = positions_of(path_data(shapely.LineString(line), extent))
    origin = (round(256 * extent.scale), round(150 * extent.scale))
    whole = [(x + origin[0], y + origin[1]) for x, y in drawn]
    if len(expected) > 1:
        assert whole == expected


@pytest.mark.parametrize("screen", [NOMINAL_PX, PHONE_PX, (1800.0, 600.0)])
def test_a_fitted_view_is_as_large_as_its_room(screen: tuple[float, float]) -> None:
    """MapLibre's cameraForBounds: the smaller of the two scales, with 20 pixels around (Plotly's padding)."""
    left, top, right, bottom = world_box(*FIRST_VIEW)
    expected = min((screen[0] - 40) / (right - left), (screen[1] - 40) / (bottom - top))
    assert 2 ** FIRST.zoom_on(screen) == pytest.approx(expected)


def test_a_fitted_view_is_no_closer_than_allowed() -> None:
    close = box_camera(49.0, 40.0, 49.1, 40.1, Padding.CHOSEN, 8)
    assert close.zoom_on(NOMINAL_PX) == 8


def test_a_given_view_has_its_zoom_on_every_screen() -> None:
    view = point_camera(49.87, 40.4, 6.3)
    assert view.zoom_on(PHONE_PX) == view.zoom_on((2000, 1000)) == 6.3
    assert view.middle[0] == pytest.approx(to_world(49.87, 0)[0])
    assert [side * 2**6.3 for side in view.size] == pytest.approx([512, 512])


@pytest.mark.parametrize(("lat", "lon"), [(-85, -180), (85, 180), (-60, 0), (84, 180)])
def test_beyond_the_edges_of_the_basemap_there_is_still_a_picture(picture: FirstPicture, lat: int, lon: int) -> None:
    drawn = picture.html(point_camera(lon, lat, 8), "en", "Map", MapState(point=(lon, lat)))
    assert drawn.startswith('<div class="first-picture"')


def test_views_side_by_side_share_what_is_drawn_for_them() -> None:
    cells = {point_camera(49 + step / 1000, 40, 7.0).clip_extent() for step in range(100)}
    assert len(cells) <= 2


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_the_first_picture_is_small_and_without_styles(picture: FirstPicture, language: str) -> None:
    html = picture.html(FIRST, language, "Map")
    assert len(brotli.compress(html.encode(), quality=5)) < MOST_BYTES / 2
    assert " style=" not in html
    assert "<script" not in html


def test_it_draws_every_line_that_stands(picture: FirstPicture, parts: Parts) -> None:
    html = picture.html(FIRST, "en", "Map")
    current = {
        f["properties"]["mode"] for f in parts["segments"]["features"] if f["properties"]["status"] not in WITHDRAWN
    }
    assert {mode for mode in current if f'class="s-{mode}"' in html} == current


def test_names_are_in_the_page_s_language(picture: FirstPicture) -> None:
    words = {language: picture.html(FIRST, language, "Map") for language in ("en", "az", "ar")}
    assert ">Tashkent</b>" in words["en"]
    assert ">Daşkənd</b>" in words["az"]
    assert ">طشقند</b>" in words["ar"]


def drawn_by(html: str) -> set[str]:
    """The data of all lines."""
    return set(re.findall(r'<path id="first-\d+" [^>]*d="([^"]*)"', html))


def test_a_filter_leaves_the_rest_faint_or_out(picture: FirstPicture, parts: Parts) -> None:
    rail = frozenset(f["properties"]["fid"] for f in parts["segments"]["features"] if f["properties"]["mode"] == "rail")
    faint = picture.html(FIRST, "en", "Map", MapState(segments=rail, places=frozenset()))
    alone = picture.html(FIRST, "en", "Map", MapState(segments=rail, places=frozenset(), show_filtered_out=False))
    assert "s-filtered-out" in faint
    assert "s-filtered-out" not in alone
    assert 's-sea"' not in faint.replace("dot s-sea", "")
    assert 's-rail"' in alone


def test_withdrawn_lines_are_drawn_only_when_asked_for(picture: FirstPicture, parts: Parts) -> None:
    withdrawn = [
        f["properties"]["fid"] for f in parts["segments"]["features"] if f["properties"]["status"] in WITHDRAWN
    ]
    assert withdrawn
    usual, asked = (picture.html(FIRST, "en", "Map", MapState(withdrawn=asked)) for asked in (False, True))
    assert drawn_by(usual) < drawn_by(asked) or len(drawn_by(asked)) > len(drawn_by(usual))


def test_what_is_selected_stands_out(picture: FirstPicture) -> None:
    usual = picture.html(FIRST, "en", "Map")
    selected = picture.html(FIRST, "en", "Map", MapState(selected=frozenset({"baku"})))
    assert 'opacity="0.28"' in selected
    assert 'opacity="0.28"' not in usual


@pytest.mark.parametrize(("screen", "only_small"), [(NOMINAL_PX, False), (PHONE_PX, True)])
def test_no_name_lies_on_another(parts: Parts, screen: tuple[float, float], only_small: bool) -> None:
    zoom = FIRST.zoom_on(NOMINAL_PX)
    wanted = [*place_labels(parts["places"], "en", zoom), *basemap_names(parts["ground"], "en", zoom)]
    own = "small" if only_small else "large"
    shown = [label for label in choose_labels(wanted, FIRST) if label.screens in ("all", own)]
    assert len(shown) > 5
    areas = [area_on(label, FIRST, screen) for label in shown]
    assert not [(a, b) for a, b in combinations(areas, 2) if _meet(a, b)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_cut_at_the_edge_of_a_phone(parts: Parts, language: str) -> None:
    names = [
        *place_labels(parts["places"], language, FIRST.zoom_on(NOMINAL_PX)),
        *basemap_names(parts["ground"], language, FIRST.zoom_on(NOMINAL_PX)),
    ]
    for label in (label for label in choose_labels(names, FIRST) if label.screens in ("all", "small")):
        left, top, right, bottom = area_on(label, FIRST, PHONE_PX)
        assert max(-left, right) <= PHONE_PX[0] / 2, label.text
        assert max(-top, bottom) <= PHONE_PX[1] / 2, label.text


def area_on(label: Label, view: Camera, screen: tuple[float, float]) -> tuple[float, float, float, float]:
    scale, (x, y) = 2 ** view.zoom_on(screen), view.middle
    return _area(label, (label.x - x) * scale, (label.y - y) * scale)


def test_the_most_important_names_come_first(parts: Parts) -> None:
    zoom = FIRST.zoom_on(NOMINAL_PX)
    assert {label.kind for label in place_labels(parts["places"], "en", 2.5)} == {"town"}
    assert len(place_labels(parts["places"], "en", 7)) > len(place_labels(parts["places"], "en", zoom))


@given(st.lists(st.tuples(st.floats(256, 300), st.floats(150, 200)), min_size=2, max_size=12))
def test_the_pieces_of_a_line_are_the_line(line: list[tuple[float, float]]) -> None:
    extent = ClipExtent(4.0, (256.0, 150.0, 300.0, 200.0))
    geometry = shapely.LineString(line)
    whole = list(pairwise(positions_of(path_data(geometry, extent)))) if path_data(geometry, extent) else []
    pieces = [f"M{piece}" for data in path_pieces(geometry, extent) for piece in data.split("M")[1:]]
    assert sorted(step for piece in pieces for step in pairwise(positions_of(piece))) == sorted(whole)
    for data in path_pieces(geometry, extent):
        begun = {
            tuple(part // SQUARE for part in a)
            for piece in f"{data}".split("M")[1:]
            for a, _ in pairwise(positions_of(f"M{piece}"))
        }
        assert len(begun) == 1


GAP = (((68.8, 42.4), (68.1, 40.0), (67.4, 37.4)), "This atlas holds no line here", 4)


def test_a_gap_is_dashed_in_ink_and_has_its_name(picture: FirstPicture) -> None:
    view = box_camera(60, 36, 75, 44, Padding.CHOSEN, 8)
    usual, broken = (picture.html(view, "en", "Map", MapState(gaps=gaps)) for gaps in ((), (GAP,)))
    (dashes,) = re.findall(r'<path class="s-ink" [^>]*stroke-dasharray="([\d. ]+)"', broken)
    assert dashes
    assert 'class="s-ink" stroke-width' not in usual
    assert ">This atlas holds no line here</b>" in broken
    assert "holds no line" not in usual


def test_a_lit_place_has_its_name_at_any_zoom(parts: Parts) -> None:
    names = [label.text for label in place_labels(parts["places"], "en", 3, {"arys-station"})]
    assert names[0] == "Arys\u20111"
    assert "Arys\u20111" not in [label.text for label in place_labels(parts["places"], "en", 3)]


def test_a_name_that_must_be_whole_goes_to_a_side_where_it_is() -> None:
    left, top, _, _ = FIRST.on_screen(NOMINAL_PX).box
    scale = 2 ** FIRST.zoom_on(NOMINAL_PX)
    at_the_edge = Label("A long name", left + 6 / scale, top + 300 / scale, "place", 12, "left")
    (label,) = fit_labels([at_the_edge], FIRST, NOMINAL_PX, NOMINAL_PX)
    assert label.side == "left"
    right = Label("A long name", left + (NOMINAL_PX[0] - 6) / scale, top + 300 / scale, "place", 12, "left")
    (label,) = fit_labels([right], FIRST, NOMINAL_PX, NOMINAL_PX)
    assert label.side == "right"


def test_no_name_is_written_over_a_selected_line() -> None:
    (x, y), scale = FIRST.middle, 2 ** FIRST.zoom_on(NOMINAL_PX)
    station = Label("A long name", x, y, "place", 12, "left")
    line = shapely.LineString([(x, y), (x + 100 / scale, y), (x + 100 / scale, y + 100 / scale)])
    (label,) = fit_labels([station], FIRST, NOMINAL_PX, lines=line)
    assert label.side == "right"
    all_around = shapely.Point(x, y).buffer(50 / scale)
    assert not list(fit_labels([station], FIRST, NOMINAL_PX, lines=all_around))
    assert list(fit_labels([replace(station, selected=True)], FIRST, NOMINAL_PX, lines=all_around)), (
        "its own name is needed"
    )


def test_the_name_of_a_sea_moves_off_a_selected_line(parts: Parts) -> None:
    (sea,) = (label for label in basemap_names(parts["ground"], "en", 5) if label.text == "Caspian Sea")
    size = 40 / 2 ** FIRST.zoom_on(NOMINAL_PX)
    line = shapely.LineString([(sea.x - size, sea.y), (sea.x + size, sea.y)])
    view = point_camera(50.5, 42, 5)
    (usual,), (moved,) = (list(fit_labels([sea], view, NOMINAL_PX, lines=lines)) for lines in (None, line))
    assert usual == sea
    assert moved.y > sea.y


@pytest.mark.parametrize("zoom", [1.5, 2, 3, 4, 5, 6])
def test_the_name_of_a_sea_never_moves_onto_land(parts: Parts, zoom: float) -> None:
    shapes = {
        kind: shapely.union_all(
            [
                shapely.transform(shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"]))), _to_world)
                for feature in parts["ground"]["features"]
                if feature["properties"]["layer"] == kind
            ]
        )
        for kind in ("land", "lake")
    }
    land = shapes["land"].difference(shapes["lake"])
    seas = [label for label in basemap_names(parts["ground"], "en", zoom) if label.kind == "sea"]
    assert seas
    dry = [
        (sea.text, move)
        for sea in seas
        for move in sea.moves_em
        if move and land.contains(shapely.Point(sea.x, sea.y + move * sea.size_px / 2**zoom))
    ]
    assert dry == []


def _to_world(positions: Any) -> Any:  # noqa: ANN401 (arrays of numpy)
    return [to_world(*position) for position in positions]


def test_a_small_screen_has_names_where_it_has_room() -> None:
    (x, y), scale = FIRST.middle, 2 ** FIRST.zoom_on(NOMINAL_PX)
    near = [Label("A name", x, y, "place", 12, "left"), Label("Other", x + 60 / scale, y, "place", 12, "left")]
    assert {(label.text, label.screens) for label in choose_labels(near, FIRST)} == {
        ("A name", "large"),
        ("A name", "small"),
        ("Other", "all"),
    }


def test_what_is_drawn_leads_to_its_page(picture: FirstPicture) -> None:
    view = box_camera(*FIRST_VIEW, Padding.FIRST, 22)
    drawn = picture.html(view, "az", "Xəritə")
    ways = re.findall(r'<a class="nav way" href="/route/([a-z0-9-]+)">', drawn)
    assert len(ways) == len(set(ways)) > 20
    assert "siyazan-aktau-cable" not in ways  # withdrawn, and not drawn
    assert '<a class="nav spot" href="/place/ashgabat"><i dir="auto">Aşqabad</i></a>' in drawn
    assert "<a " not in picture.html(view, "az", "Xəritə", linked=False)


def test_the_style_sheets_change_at_the_widths_of_the_camera() -> None:
    sheets = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "assets").glob("*.css")}
    phone = f"{(LARGE_FROM_PX - 1) / 16:g}rem"
    widths = {width for text in sheets.values() for width in re.findall(r"max-width: (5[\d.]+rem)", text)}
    assert widths == {phone}, f"LARGE_FROM_PX in map/camera.py is {phone}"
    assert f"(min-width: {SMALL_UP_TO_PX:g}.02px)" in sheets["first_picture.css"], "SMALL_UP_TO_PX in map/camera.py"
