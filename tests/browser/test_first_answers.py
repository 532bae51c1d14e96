"""The first picture: its routes and places are links. A phone loads the live map only when the reader uses it."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import MAP, PAGE_READY, PHONE, Visit, resources, wait_for_map

LIBRARY = re.compile(r"/vendor/|plotly")
FILES_OF_THE_MAP = re.compile(r"/vendor/|plotly|/map/|/tiles/|/index/")
ON_LINE = """href => {
    const line = document.querySelector(`a.way[href="${href}"] path`), length = line.getTotalLength();
    for (let share = 0.01; share < 1; share += 0.01) {
        const { x, y } = line.getPointAtLength(share * length).matrixTransform(line.getScreenCTM());
        if (document.elementFromPoint(x, y)?.closest('a.way')?.getAttribute('href') === href) return [x, y];
    }
    return null;
}"""


@pytest.fixture
def without_library(new_page: Callable[..., Page], origin: str) -> Callable[..., Page]:
    """``without_library(path, **context options)`` opens a page that never gets its map library."""

    def open_page(path: str, **options: object) -> Page:
        page = new_page(height=800, **options)
        page.route(LIBRARY, lambda _: None)  # no answer at all
        page.goto(origin + path, wait_until="commit")
        return page

    return open_page


@pytest.mark.parametrize(("language", "name"), [("en", "Dostyk–Aktau railway"), ("ar", "دوستيك")])
def test_a_line_tells_its_name_and_opens_its_panel(
    without_library: Callable[..., Page], language: str, name: str
) -> None:
    page = without_library(f"/?lang={language}")
    page.wait_for_selector(PAGE_READY)
    point = page.evaluate(ON_LINE, "/route/dostyk-aktau")
    page.mouse.move(*point)
    tip = page.locator("a.way[href='/route/dostyk-aktau'] i")
    expect(tip).to_contain_text(name)
    expect(tip).to_have_css("opacity", "1")
    page.mouse.click(*point)
    expect(page).to_have_url(re.compile("/route/dostyk-aktau"))
    expect(page.locator("#panel-title")).to_contain_text(name)


def test_keys_reach_routes_and_places(without_library: Callable[..., Page]) -> None:
    page = without_library("/")
    page.wait_for_selector(PAGE_READY)
    spot = page.locator("a.spot[href='/place/ashgabat']")
    spot.focus()
    expect(spot.locator("i")).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("Ashgabat")
    names = page.locator(".first-picture > a").evaluate_all("all => all.map(element => element.innerText.trim())")
    assert len(names) > 40
    assert all(names)


def test_without_scripts_the_picture_leads_to_its_pages(without_library: Callable[..., Page]) -> None:
    page = without_library("/?lang=az", java_script_enabled=False)
    page.locator("a.spot[href='/place/ashgabat']").click()
    expect(page.locator("#panel-title")).to_have_text("Ashgabat")


def test_an_embedded_picture_has_no_links(without_library: Callable[..., Page]) -> None:
    assert without_library("/embed/project/tasim").locator(".first-picture a").count() == 0


def files_of_the_map(page: Page) -> list[str]:
    return [address for address in resources(page) if FILES_OF_THE_MAP.search(urlsplit(address).path)]


def test_a_phone_loads_nothing_of_the_map_until_a_finger_touches_it(visit: Visit) -> None:
    page = visit("/project/trans-caspian-cable", **PHONE, ready=False)
    page.wait_for_selector(PAGE_READY)
    page.wait_for_timeout(1500)
    assert files_of_the_map(page) == []
    page.locator("#panel a").first.focus()  # reading does not need the map
    assert files_of_the_map(page) == []
    page.touchscreen.tap(60, 140)
    wait_for_map(page)
    page.wait_for_function("() => !document.querySelector('.first-picture')")
    expect(page.locator("html")).not_to_have_attribute("data-map-coming", "")


@pytest.mark.parametrize("wish", ["filter", "control", "story"])
def test_a_phone_s_map_comes_when_something_takes_it(visit: Visit, wish: str) -> None:
    path = "/story/the-cable-that-keeps-moving" if wish == "story" else "/"
    page = visit(path, **PHONE, ready=False)
    page.wait_for_selector(PAGE_READY)
    assert files_of_the_map(page) == []
    if wish == "filter":
        page.locator("button[data-sheet=filters]").tap()
        page.locator("#filter-mode input[value=rail]").tap()
    elif wish == "control":
        page.locator("#zoom-in").focus()
        page.keyboard.press("Enter")
    else:
        page.locator("[data-walk='1']").tap()
    wait_for_map(page)
    assert page.evaluate(f"() => {MAP}.getZoom() > 0")


def test_who_saves_data_has_the_picture(browser: Browser, origin: str) -> None:
    context = browser.new_context(extra_http_headers={"Save-Data": "on"}, viewport={"width": 1240, "height": 800})
    context.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page = context.new_page()
    page.goto(origin)
    page.wait_for_selector(PAGE_READY)
    page.wait_for_timeout(1000)
    assert files_of_the_map(page) == []
    assert page.locator("link[rel=preload][href*=plotly], link[rel=preload][href*=vendor]").count() == 0
    page.mouse.click(600, 400)
    wait_for_map(page)
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_phone_begins_with_the_stories_above_the_map(visit: Visit, language: str) -> None:
    page = visit(f"/?lang={language}", **PHONE, ready=False)
    page.wait_for_selector(PAGE_READY)
    opening, area = page.locator("#opening").bounding_box(), page.locator(".map-area").bounding_box()
    assert opening and area and opening["y"] + opening["height"] <= area["y"] + 1
    assert area["height"] > 300
    expect(page.locator("#opening .story-card")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#opening .story-card").first.tap()
    expect(page.locator("#panel .story-step").first).to_be_visible()
    expect(page.locator("#opening")).to_be_hidden()
    page.go_back()
    page.locator("button[data-sheet=map]").tap()
    expect(page.locator("#opening")).to_be_visible()


def test_a_large_screen_has_its_stories_in_the_panel(visit: Visit) -> None:
    page = visit("/", webgl=False)
    expect(page.locator("#opening")).to_be_hidden()
    expect(page.locator("#panel .story-card")).to_have_count(3)
    first = page.locator(".documents > li").first
    assert first.locator("a").inner_text().startswith("President Ilham Aliyev")
    assert first.locator(".original").get_attribute("lang") == "ar"
