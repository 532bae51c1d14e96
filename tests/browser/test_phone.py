"""Small screens: sheets have three heights, nothing scrolls sideways, zoom is never blocked."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit, follow
from tests.browser.test_accessibility import violations

SHARE = """selector => {
    const [sheet, main] = [document.querySelector(selector), document.querySelector('main')];
    return sheet.getBoundingClientRect().height / main.getBoundingClientRect().height;
}"""


def wait_for_height(page: Page, selector: str, share: float) -> None:
    """Wait until a sheet has this share of the height that sheets can have."""
    page.wait_for_function(
        f"([selector, share]) => Math.abs(({SHARE})(selector) - share) < 0.02", arg=[selector, share]
    )


def test_a_sheet_stands_at_three_heights_by_pressing_keys_and_dragging(visit: Visit) -> None:
    page = visit("/project/rogun", **PHONE, ready=False)
    page.wait_for_selector("body[data-sheet=panel][data-height=half]")
    wait_for_height(page, "#panel-area", 0.62)
    handle = page.locator("#sheet-handle")
    handle.tap()
    wait_for_height(page, "#panel-area", 1)
    expect(handle).to_have_attribute("aria-label", "Height of the sheet: whole screen")
    handle.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    wait_for_height(page, "#panel-area", 0.24)

    box, main = handle.bounding_box(), page.locator("main").bounding_box()
    assert box and main
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(195, main["y"] + main["height"] * 0.4, steps=4)
    page.mouse.up()
    wait_for_height(page, "#panel-area", 0.62)

    handle.focus()
    page.keyboard.press("Escape")
    expect(page.locator("#panel-area")).to_be_hidden()
    expect(page.locator("#legend")).to_be_visible()


def test_thumbs_reach_search_and_filters(visit: Visit) -> None:
    page = visit("/?lang=ar", **PHONE, ready=False)
    page.wait_for_selector("body[data-sheet=map]")
    page.locator("button[data-sheet=filters]").tap()
    page.locator("#filter-mode input[value=rail]").tap()
    expect(page.locator("#filter-mode input[value=rail]")).to_be_checked()
    assert "mode=rail" in page.url
    page.locator("button[data-sheet=map]").tap()
    page.locator("#search-open").tap()
    page.locator("#search-input").fill("ألت")
    page.wait_for_selector("#search-results [role=option]")
    for target in page.locator(".sheets button, #search-close, #theme").all():
        box = target.bounding_box()
        assert box and box["height"] >= 24 and box["width"] >= 24


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_nothing_scrolls_sideways(visit: Visit, language: str) -> None:
    page = visit(f"/?lang={language}", width=320, height=568, webgl=False)
    wide = "() => [document.documentElement.scrollWidth, document.body.scrollWidth]"
    for path in (
        "/",
        "/project/middle-corridor",
        "/document/aliyev-astana-speech",
        "/corridor/baku-station/kars-station",
    ):
        if path != "/":
            follow(page, path)
        for width, height in ((320, 568), (720, 450)):  # the second is a laptop at 200 %
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(wide) == [width, width], path
            overflowing = page.evaluate(
                "() => { const a = document.querySelector('#panel-area'); return a.scrollWidth - a.clientWidth; }"
            )
            assert overflowing <= 0, path


def test_the_panel_makes_way_for_a_view_that_a_link_opens(visit: Visit) -> None:
    route = "/corridor/khorgos-china-station/poti-port"
    page = visit(f"{route}?lang=en", **PHONE, webgl=False)
    page.get_by_role("link", name="Compare with other routes").tap()
    page.wait_for_selector("body[data-sheet=map] #dock[data-tab=compare] .itineraries")
    page.locator("#dock-body a[href*='/route/']").first.tap()
    page.wait_for_selector("body[data-sheet=panel]")
    page.go_back()
    page.wait_for_selector("body[data-sheet=map] #dock[data-tab=compare] .itineraries")
    page.go_back()
    page.wait_for_selector("body[data-sheet=panel] #dock:not([data-tab=compare])", state="attached")
    cold = visit(f"{route}?with=khorgos-china-station/istanbul&tab=compare", **PHONE, webgl=False)
    cold.wait_for_selector("body[data-sheet=map] #dock[data-tab=compare] .itineraries")
    statement = visit("/fact/alat-capacity-target?tab=statements", **PHONE, webgl=False)
    statement.wait_for_selector("body[data-sheet=panel]")


def test_nothing_covers_or_cuts_the_legend(visit: Visit) -> None:
    page = visit("/?lang=en", **{**PHONE, "width": 360, "height": 640}, webgl=False)
    expect(page.locator("#hint")).to_be_visible()
    page.locator("#legend summary").tap()
    expect(page.locator("#hint")).to_be_hidden()
    legend, map_area = page.locator(".legend-more").bounding_box(), page.locator(".map-area").bounding_box()
    assert legend and map_area and legend["y"] >= map_area["y"]


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_a_phone_on_its_side_has_a_map(visit: Visit, language: str) -> None:
    page = visit(f"/?lang={language}", **{**PHONE, "width": 844, "height": 390}, webgl=False)
    for width, height in ((844, 390), (740, 360), (667, 375)):
        page.set_viewport_size({"width": width, "height": height})
        area = page.locator(".map-area").bounding_box()
        assert area and area["height"] > 110, (width, height)
        assert area["width"] > 300, (width, height)
    page.set_viewport_size({"width": 844, "height": 390})
    follow(page, "/project/trans-caspian-cable")
    hidden = (
        "() => { const panel = document.querySelector('#panel-area'); return panel.scrollWidth - panel.clientWidth; }"
    )
    assert page.evaluate(hidden) <= 0


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_the_buttons_of_the_header_are_whole_on_a_small_tablet(visit: Visit, language: str) -> None:
    page = visit(f"/?lang={language}", width=834, height=1194, webgl=False)
    for width in (834, 900, 961, 1024):
        page.set_viewport_size({"width": width, "height": 1194})
        box = page.locator("#take").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width, width


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_no_number_of_a_target_is_cut_off(visit: Visit, language: str) -> None:
    page = visit(f"/?tab=targets&lang={language}", **{**PHONE, "width": 360, "height": 640}, webgl=False)
    page.wait_for_selector("#dock-body .chart .annotation-text")
    cut = """() => [...document.querySelectorAll('#dock-body .chart')].flatMap(chart => {
        const frame = chart.querySelector('.main-svg').getBoundingClientRect();
        return [...chart.querySelectorAll('.annotation-text, .ytick text')].filter(text => {
            const { left, right } = text.getBoundingClientRect();
            return left < frame.left || right > frame.right;
        }).map(text => text.textContent);
    })"""
    assert page.evaluate(cut) == []


@pytest.mark.parametrize(
    "path", ["/fact/btk-capacity-target", "/project/trans-caspian-cable", "/corridor/khorgos-china-station/poti-port"]
)
def test_the_picture_of_a_selection_reaches_the_edges_of_a_phone(visit: Visit, path: str) -> None:
    """Outside the picture there would be water, with a straight coast."""
    page = visit(path, **PHONE, webgl=False)
    for width, height in ((360, 640), (390, 844), (430, 932)):
        page.set_viewport_size({"width": width, "height": height})
        drawn, area = (page.locator(part).bounding_box() for part in (".first-picture .land", ".map-area"))
        assert drawn and area
        assert drawn["x"] <= area["x"], width
        assert drawn["x"] + drawn["width"] >= area["x"] + area["width"], width
        assert drawn["y"] <= area["y"], width
        assert drawn["y"] + drawn["height"] >= area["y"] + area["height"], width


def test_the_table_has_several_rows_in_sight(visit: Visit) -> None:
    page = visit("/?tab=table&rows=routes&lang=en", **PHONE, webgl=False)
    page.wait_for_selector("#dock-body .ag-row .pieces")
    expect(page.locator("#opening")).to_be_hidden()
    seen = """() => {
        const { bottom } = document.querySelector('#dock-body .ag-body-viewport').getBoundingClientRect();
        const rows = [...document.querySelectorAll('#dock-body .ag-pinned-left-cols-container .ag-row')];
        return rows.filter(row => row.getBoundingClientRect().bottom <= bottom + 1).length;
    }"""
    page.wait_for_function(f"() => ({seen})() >= 5")


def test_zoom_is_never_blocked(visit: Visit) -> None:
    page = visit("/", webgl=False, ready=False)
    viewport = page.locator("meta[name=viewport]").get_attribute("content") or ""
    assert "width=device-width" in viewport
    assert "user-scalable" not in viewport
    assert "maximum-scale" not in viewport


@pytest.mark.parametrize("path", ["/", "/project/trans-caspian-cable", "/corridor/aktau-port/alat-port", "/about"])
def test_a_finger_finds_each_place_of_the_picture(visit: Visit, path: str) -> None:
    page = visit(path, **PHONE, webgl=False)
    too_small = violations(page, ".first-picture", {"runOnly": ["target-size"]})
    assert [node["target"] for violation in too_small for node in violation["nodes"]] == []
    assert page.locator(".first-picture > .spot:visible").count() > 1


def test_without_scripts_nothing_is_shown_that_would_not_answer(visit: Visit) -> None:
    """Without scripts the content of the sheets is below the map."""
    page = visit("/project/tasim?lang=en", **PHONE, webgl=False, java_script_enabled=False, ready=False)
    for dead in (
        "#search",
        "#theme",
        "#share",
        ".map-buttons",
        ".sheets",
        "#sheet-handle",
        "#filter-mode",
        "#time-open",
    ):
        expect(page.locator(dead)).to_be_hidden()
    first_picture, panel = (page.locator(part).bounding_box() for part in (".first-picture", "#panel"))
    assert first_picture is not None and panel is not None
    assert first_picture["height"] > 200 and panel["y"] >= first_picture["y"] + first_picture["height"]
    expect(page.locator("#feature-list-routes li").first).to_be_visible()
