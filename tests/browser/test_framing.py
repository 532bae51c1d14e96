"""The map shows the complete selection, whatever opened it. Filters, Esc, Back and Reset move the map."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    MAP,
    Visit,
    follow,
    hold_requests,
    note_requests,
    wait_for_index,
    wait_for_map,
    wait_for_request,
)

MAP_BOUNDS = f"() => {{ const b = {MAP}.getBounds(); return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]; }}"
FRANKFURT, HONG_KONG, NEW_YORK = (8.68, 50.12), (114.17, 22.28), (-73.97, 40.75)
AKTAU, ALAT = (51.2, 43.6), (49.4, 39.98)
SMALL = {"width": 1024, "height": 640}
"""A window whose map is drawn quickly, for tests to which its size does not matter."""


LOSE_CONTEXT = f"""() => {{
  window.lostContext = {MAP}.getCanvas().getContext("webgl2").getExtension("WEBGL_lose_context");
  lostContext.loseContext();
}}"""


def filter_by_georgia(page: Page) -> None:
    page.locator("label[for=others-shown], label:has(#others-shown)").first.click()
    page.locator("#filter-country > summary").click()
    page.get_by_role("checkbox", name="Georgia").check()


def map_contains(page: Page, *positions: tuple[float, float]) -> bool:
    west, south, east, north = page.evaluate(MAP_BOUNDS)
    return all(west < lon < east and south < lat < north for lon, lat in positions)


def wait_for_settled_map(page: Page) -> None:
    page.wait_for_timeout(300)
    wait_for_map(page)


@pytest.mark.parametrize(
    ("path", "width", "height", "ends"),
    [
        ("/embed/project/tasim", 1240, 480, (FRANKFURT, HONG_KONG)),
        ("/project/undp", 1440, 900, (NEW_YORK,)),
        ("/corridor/aktau-port/alat-port", 1024, 768, (AKTAU, ALAT)),
        ("/corridor/khorgos-china-station/poti-port", 390, 844, ((80.4, 44.2), (41.65, 42.15))),
        ("/embed/corridor/aktau-port/alat-port", 900, 480, (AKTAU, ALAT)),
        ("/?country=GE&mode=rail", 1440, 900, ((41.65, 41.7), (44.8, 41.7))),
        ("/country/GE", 1440, 900, ((40.1, 43.3), (46.6, 41.2))),
    ],
)
def test_a_link_shows_all_that_it_is_about(
    visit: Visit, path: str, width: int, height: int, ends: tuple[tuple[float, float], ...]
) -> None:
    assert map_contains(visit(path, width=width, height=height), *ends)


CUT_NAMES = """names => {
  const frame = document.querySelector(".first-picture").getBoundingClientRect();
  const labels = [...document.querySelectorAll(".first-picture > b")];
  const found = labels.filter(label => names.includes(label.textContent));
  const cut = found.filter(label => {
    const { left, right } = label.getBoundingClientRect();
    return left < frame.left - 1 || right > frame.right + 1;
  });
  return [found.length, cut.map(label => label.textContent)];
}"""


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/project/tasim", ["Frankfurt am Main", "Hong Kong"]),
        ("/route/mazar-torkham", ["Mazar-i-Sharif", "Peshawar Cantonment"]),
        ("/corridor/frankfurt/hong-kong", ["Frankfurt am Main", "Hong Kong"]),
    ],
)
@pytest.mark.parametrize(("frame", "width", "height"), [("", 390, 844), ("/embed", 700, 480)])
def test_the_names_of_a_lines_ends_are_within_a_narrow_frame(
    visit: Visit, frame: str, width: int, height: int, path: str, names: list[str]
) -> None:
    page = visit(f"{frame}{path}?lang=en", width=width, height=height, webgl=False, ready=not frame)
    number, cut_names = page.evaluate(CUT_NAMES, names)
    assert number > 0
    assert cut_names == []


NAMES_AND_CUT_NAMES = f"""() => {{
  const names = {MAP}.style.placement.collisionIndex;
  const boxes = names.grid.boxKeys.map((_, at) => names.grid.bboxes.slice(4 * at, 4 * at + 4));
  const right = names.screenRightBoundary, bottom = names.screenBottomBoundary;
  return [boxes.length, boxes.filter(([x0, y0, x1, y1]) => x0 < 100 || y0 < 100 || x1 > right || y1 > bottom).length];
}}"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_edge_of_the_live_map_cuts_no_name(visit: Visit, language: str) -> None:
    page = visit(f"/place/alat-port?view=7.2/40.3/49.2&lang={language}", width=1024, height=768)
    wait_for_settled_map(page)
    number, cut_names = page.evaluate(NAMES_AND_CUT_NAMES)
    assert number > 10
    assert cut_names == 0


LETTERS_AND_CUT_LETTERS = f"""() => {{
  const names = {MAP}.style.placement.collisionIndex, {{ circleKeys, circles }} = names.grid;
  const right = names.screenRightBoundary, bottom = names.screenBottomBoundary;
  const cut = circleKeys.filter((_, at) => {{
    const [x, y, radius] = circles.slice(3 * at, 3 * at + 3);
    return x - radius < 100 || y - radius < 100 || x + radius > right || y + radius > bottom;
  }});
  return [circleKeys.length, cut.length];
}}"""


@pytest.mark.parametrize("view", ["7/41.5/52", "8/40.3/49.5"])
def test_the_edge_of_the_live_map_cuts_no_name_of_a_line(visit: Visit, view: str) -> None:
    """Of “TASIM, main route (sketch)” only “ketch)” stood at the edge."""
    page = visit(f"/?view={view}&lang=en", width=1440, height=900)
    wait_for_settled_map(page)
    number, cut_letters = page.evaluate(LETTERS_AND_CUT_LETTERS)
    assert number > 5
    assert cut_letters == 0


NAMES_UNDER_BUTTONS = f"""() => {{
  const map = {MAP}, names = map.style.placement.collisionIndex;
  const area = map.getContainer().getBoundingClientRect();
  const buttons = document.querySelector(".map-buttons").getBoundingClientRect();
  const boxes = names.grid.boxKeys.map((_, at) => [...names.grid.bboxes.slice(4 * at, 4 * at + 4)]);
  const [left, top, right, bottom] = [buttons.left - area.left, buttons.top - area.top,
    buttons.right - area.left, buttons.bottom - area.top].map((px) => px + 100);
  return boxes.filter(([x0, y0, x1, y1]) => x0 < right && x1 > left && y0 < bottom && y1 > top).length;
}}"""


@pytest.mark.parametrize(("path", "size"), [("/?lang=ar", (1440, 900)), ("/?view=6/41.2/45.2&lang=en", (1024, 768))])
def test_the_buttons_cover_no_name_of_the_live_map(visit: Visit, path: str, size: tuple[int, int]) -> None:
    """On the Arabic first page they stood on Moscow, so that half its name was left."""
    page = visit(path, width=size[0], height=size[1])
    wait_for_settled_map(page)
    assert page.evaluate(NAMES_AND_CUT_NAMES)[0] > 10
    assert page.evaluate(NAMES_UNDER_BUTTONS) == 0


def test_show_all_shows_all_and_the_minus_reaches_it(visit: Visit) -> None:
    page = visit("/project/rogun", **SMALL)
    page.locator("#show-all").click()
    wait_for_settled_map(page)
    assert map_contains(page, FRANKFURT, HONG_KONG, NEW_YORK)


def test_show_all_before_there_is_a_map_shows_all_when_there_is_one(visit: Visit) -> None:
    """On a slow line the page is ready before its map has come."""
    page = visit("/project/rogun", **SMALL)
    held_requests = hold_requests(page, re.compile("plotly.*[.]js"))
    page.reload(wait_until="commit")
    page.wait_for_selector("html[data-alive]")
    page.locator("#show-all").click()
    wait_for_request(page, held_requests)
    for route in held_requests:
        route.continue_()
    wait_for_settled_map(page)
    assert map_contains(page, FRANKFURT, HONG_KONG, NEW_YORK)


def test_filters_move_the_map_back_and_reset_bring_it_home(visit: Visit) -> None:
    page = visit("/", **SMALL)
    home_bounds = page.evaluate(MAP_BOUNDS)
    filter_by_georgia(page)
    wait_for_settled_map(page)
    filtered_bounds = page.evaluate(MAP_BOUNDS)
    assert filtered_bounds[2] - filtered_bounds[0] < (home_bounds[2] - home_bounds[0]) / 2
    assert map_contains(page, (42.0, 42.0), (44.8, 41.7))
    page.go_back()
    wait_for_settled_map(page)
    assert page.evaluate(MAP_BOUNDS) == pytest.approx(home_bounds, abs=0.5)
    page.go_forward()
    wait_for_settled_map(page)
    page.locator("#reset").click()
    wait_for_settled_map(page)
    assert page.evaluate(MAP_BOUNDS) == pytest.approx(home_bounds, abs=0.5)
    assert not page.locator("#others-shown").is_checked()
    expect(page).to_have_url(re.compile(r"/$"))


def test_back_to_the_home_address_restores_its_view_and_escape_closes_a_selection(visit: Visit) -> None:
    page = visit("/", **SMALL)
    home_bounds = page.evaluate(MAP_BOUNDS)
    follow(page, "/place/alat-port")
    wait_for_settled_map(page)
    assert page.evaluate(MAP_BOUNDS) != pytest.approx(home_bounds, abs=0.5)
    page.go_back()
    wait_for_settled_map(page)
    assert page.evaluate(MAP_BOUNDS) == pytest.approx(home_bounds, abs=0.5)
    follow(page, "/project/rogun")
    wait_for_settled_map(page)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/(\?view=.*)?$"))


def test_a_lost_graphics_context_brings_the_picture_back_and_says_so(visit: Visit) -> None:
    page = visit("/", width=1024, height=768)
    expect(page.locator(".first-picture")).to_have_count(0)
    page.evaluate(LOSE_CONTEXT)
    expect(page.locator(".first-picture")).to_be_visible()
    expect(page.locator("#map-failed")).to_contain_text("graphics card")
    page.evaluate("() => lostContext.restoreContext()")
    expect(page.locator("#map-failed")).to_be_hidden()
    expect(page.locator(".first-picture")).to_have_count(0)


def test_who_was_moved_by_filters_finds_a_way_back(visit: Visit) -> None:
    page = visit("/?view=6.2/41.2/52", **SMALL)
    before = page.evaluate(MAP_BOUNDS)
    expect(page.locator("#view-back")).to_be_hidden()
    filter_by_georgia(page)
    wait_for_settled_map(page)
    assert page.evaluate(MAP_BOUNDS) != pytest.approx(before, abs=0.5)
    page.locator("#view-back").click()
    wait_for_settled_map(page)
    assert page.evaluate(MAP_BOUNDS) == pytest.approx(before, abs=0.1)
    expect(page.locator("#view-back")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"[?&]country=GE(&|$)"))


def test_a_filter_moves_the_map_before_the_server_has_answered(visit: Visit) -> None:
    page = visit("/", **SMALL)
    wait_for_index(page)
    held_requests = hold_requests(page, re.compile(r"/panel/"))
    filter_by_georgia(page)
    bounds = page.evaluate(MAP_BOUNDS)
    wait_for_request(page, held_requests)
    held_requests[0].continue_()
    wait_for_settled_map(page)
    assert page.evaluate(MAP_BOUNDS) == bounds
    direct_page = visit("/?country=GE&others=hidden", **SMALL)
    assert bounds == pytest.approx(direct_page.evaluate(MAP_BOUNDS), abs=0.02), "as a link to the same shows it"


def test_a_filter_beside_a_selection_asks_the_server_for_nothing(visit: Visit) -> None:
    page = visit("/project/tasim", **SMALL)
    wait_for_index(page)
    before = page.evaluate(MAP_BOUNDS)
    requests = note_requests(page)
    filter_by_georgia(page)
    wait_for_settled_map(page)
    assert page.evaluate(MAP_BOUNDS) != pytest.approx(before, abs=0.5)
    assert [url for url in requests if "/tiles/" not in url] == []


NAME_WIDTH_PX = 60
FOOT = ("#legend summary", "#map-scale", ".map-foot .attribution")
CLICK_ON = """things => dispatchEvent(
  new CustomEvent("atlas:map-click", { detail: { things, country: null, x: 300, y: 200 } }))"""


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_the_ends_of_what_is_selected_are_seen_and_have_room_for_their_names(
    visit: Visit, language: str, width: int, height: int
) -> None:
    page = visit(f"/project/tasim?lang={language}", width=width, height=height)
    assert map_contains(page, FRANKFURT, HONG_KONG)
    right = page.evaluate(f"() => {MAP}.getContainer().clientWidth - {MAP}.project([114.17, 22.28]).x")
    assert right >= NAME_WIDTH_PX


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_nothing_at_the_foot_lies_over_the_map(visit: Visit, language: str) -> None:
    page = visit(f"/?lang={language}&tab=coverage", width=1440, height=900, webgl=False)
    for width, height in ((1440, 900), (1024, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        visible_parts = [part for part in FOOT if page.locator(part).is_visible()]
        assert visible_parts, width
        for part in visible_parts:
            foot, box = page.locator(part).bounding_box(), page.locator("#map").bounding_box()
            assert foot and box and foot["y"] >= box["y"] + box["height"] - 1, (part, width)


def test_the_pick_list_closes_when_the_map_moves(visit: Visit) -> None:
    page = visit("/?view=6/40.2/49.6", **SMALL)
    things = [
        {"kind": "place", "id": place, "name": place, "look": {"kind": "port"}} for place in ("alat-port", "baku")
    ]
    page.evaluate(CLICK_ON, things)
    expect(page.locator("#map-pick")).to_be_visible()
    expect(page.locator("#map-pick .place-sample")).to_have_count(2)
    page.locator("#pan-east").click()
    expect(page.locator("#map-pick")).to_be_hidden()


NAMES_ON_SELECTED_LINES = """() => {
  const map = MAP;
  const layers = map.getStyle().layers.map(layer => layer.id).filter(id => id.endsWith('-name') && id !== 'gap-name');
  const selected = map.queryRenderedFeatures({ layers: ['selected-line', 'selected-sketch'] });
  const pieces = selected.flatMap(({ geometry: { type, coordinates } }) =>
    type === 'LineString' ? [coordinates] : coordinates);
  const part = (a, b, share) => [a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share];
  const points = pieces.map(line => line.map(position => map.project(position))).flatMap(line =>
    line.slice(1).flatMap((end, index) => [0, 0.2, 0.4, 0.6, 0.8].map(share => part(line[index], end, share))));
  const names = points.flatMap(point => map.queryRenderedFeatures(point, { layers }));
  return [points.length, [...new Set(names.map(name => name.properties.name_en))]];
}""".replace("MAP", MAP)


@pytest.mark.parametrize(
    ("path", "width", "height"),
    [
        ("/project/trans-caspian-cable", 1024, 768),
        ("/project/tasim", 1440, 900),
        ("/project/middle-corridor", 1440, 900),
        ("/corridor/aktau-port/alat-port", 390, 844),
        ("/embed/corridor/aktau-port/poti-port", 640, 420),
    ],
)
def test_no_name_is_struck_through_by_a_selected_line(visit: Visit, path: str, width: int, height: int) -> None:
    points, crossed_names = visit(path, width=width, height=height).evaluate(NAMES_ON_SELECTED_LINES)
    assert points > 10
    assert crossed_names == []
