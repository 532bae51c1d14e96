"""What makes the page quick, tested as behaviour. No test measures a time, which depends on the machine.

The first picture lies exactly under the live map. Nothing is requested twice. The page can be read without scripts and
without WebGL. The map library comes from the build where there is one, and else from the Python package.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask import Flask
from playwright.sync_api import Page, expect

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from dashboard.web.static_files import StaticFiles, map_bundle_name
from tests.browser.conftest import (
    MAP,
    PAGE_READY,
    REQUEST_MAP,
    Visit,
    follow,
    hold_requests,
    read_index,
    resources,
    wait_for_map,
)
from tests.commands import ROOT
from tests.serving import serving

Position = list[float]
OpenPicture = Callable[..., tuple[Page, Callable[[], None]]]
"""The type of the fixture ``open_picture``."""
NAMES = """() => {
    const names = [...document.querySelectorAll('.first-picture b')].filter(name => name.offsetParent);
    return names.map(name => {
        const style = getComputedStyle(name);
        return [name.textContent, parseFloat(style.left), parseFloat(style.top)];
    });
}"""
CORNERS = """() => {
    const svg = document.querySelector('.first-picture > svg'), box = svg.viewBox.baseVal;
    const area = svg.parentElement.getBoundingClientRect(), to = svg.getScreenCTM();
    return [[box.x, box.y + box.height], [box.x + box.width, box.y]].map(([x, y]) => {
        const point = new DOMPoint(x, y).matrixTransform(to);
        return [point.x - area.left, point.y - area.top];
    });
}"""
PROJECT = f"positions => positions.map(position => {{ const p = {MAP}.project(position); return [p.x, p.y]; }})"
TOLERANCE_PX = 0.75
SCRIPTS = re.compile(r"/bundle/page.js|/src/|/vendor/|plotly.min.js")
MAP_LIBRARY = re.compile("plotly.*[.]js")


@contextmanager
def counting_server(server: Flask) -> Iterator[tuple[str, Counter[str]]]:
    """The address where ``server`` is now too, and the number of requests there by method and path."""
    requests: Counter[str] = Counter()

    def counting(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401
        requests[f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"] += 1
        return server(environ, start)

    with serving(counting) as address:
        yield address, requests


@pytest.fixture
def open_picture(visit: Visit, origin: str) -> OpenPicture:
    """``open_picture(path, **options of visit)`` is a page with its first picture, and what lets its scripts come."""

    def open_page(path: str, **options: Any) -> tuple[Page, Callable[[], None]]:  # noqa: ANN401
        page = visit("/robots.txt", **options, ready=False)
        hold_requests(page, SCRIPTS)

        def let_scripts_come() -> None:
            page.unroute(SCRIPTS)  # continues what is held
            page.wait_for_selector(PAGE_READY)

        page.goto(origin + path, wait_until="commit")
        page.wait_for_selector(".first-picture > svg")
        page.wait_for_function("() => performance.getEntriesByType('paint').length")  # the styles have come
        return page, let_scripts_come

    return open_page


def are_near(positions: list[Position], others: list[Position]) -> bool:
    return all(
        abs(a - b) < TOLERANCE_PX for p, q in zip(positions, others, strict=True) for a, b in zip(p, q, strict=True)
    )


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1100, 1400), (390, 844)])
def test_the_first_view_s_picture_is_where_the_map_will_be(
    open_picture: OpenPicture, atlas: Atlas, width: int, height: int
) -> None:
    page, let_scripts_come = open_picture("/", width=width, height=height)
    west, south, east, north = atlas.catalogue.first_view
    corners = page.evaluate(CORNERS)
    names = {name: position for name, *position in page.evaluate(NAMES)}
    let_scripts_come()
    page.evaluate(REQUEST_MAP)
    wait_for_map(page)
    assert are_near(corners, page.evaluate(PROJECT, [[west, south], [east, north]]))
    places = read_index(page)["places"].values()
    named = [(names[place[0]], [place[1], place[2]]) for place in places if place[0] in names]
    assert len(named) > 3
    on_map = page.evaluate(PROJECT, [position for _, position in named])
    assert are_near([position for position, _ in named], on_map)


@pytest.mark.parametrize(
    "path", ["/?view=6.3/40.4/49.9", "/project/trans-caspian-cable", "/place/baku", "/route/tbilisi-kars"]
)
def test_a_link_s_picture_is_where_its_map_will_be(open_picture: OpenPicture, path: str) -> None:
    page, let_scripts_come = open_picture(path, width=1440, height=900)
    names = {name: position for name, *position in page.evaluate(NAMES)}
    let_scripts_come()
    wait_for_map(page)
    page.wait_for_function("() => !document.querySelector('.first-picture')")
    places = read_index(page)["places"].values()
    # Two places can have one name ("Turkmenbashi" is the cable's landing and the station): these are left out.
    counts = Counter(place[0].split(" (")[0] for place in places)
    ambiguous = {name for name, count in counts.items() if count > 1}
    named = [(names[name], [lon, lat]) for name, lon, lat, *_ in places if name in names and name not in ambiguous]
    assert named
    on_map = page.evaluate(PROJECT, [position for _, position in named])
    assert are_near([position for position, _ in named], on_map)


def test_on_a_phone_a_link_s_words_are_there_before_the_scripts_and_nothing_moves(open_picture: OpenPicture) -> None:
    parts = (".map-area", "#panel-title")
    page, let_scripts_come = open_picture("/project/rogun", width=390, height=844, webgl=False)
    assert page.locator("#panel-title").is_visible()
    before = [page.locator(part).bounding_box() for part in parts]
    let_scripts_come()
    assert [page.locator(part).bounding_box() for part in parts] == before


HEIGHTS = """() => {
    const area = document.querySelector('.first-picture');
    window.heights = new Set([area.offsetHeight]);
    const methods = [[Node, 'appendChild'], [Node, 'insertBefore'], [Element, 'setAttribute'], [Element, 'append']];
    for (const [kind, name] of methods) {
        const original = kind.prototype[name];
        kind.prototype[name] = function (...options) {
            const answer = original.apply(this, options);
            if (area.isConnected) heights.add(area.offsetHeight);
            return answer;
        };
    }
}"""


def test_the_picture_gives_way_to_the_map_and_is_never_laid_out_again(visit: Visit) -> None:
    """Every new size paints the page anew, however short it lasts. Plotly's ruler once took 150 pixels."""
    page = visit("/", ready=False)
    page.evaluate(HEIGHTS)
    page.wait_for_function("() => !document.querySelector('.first-picture')")
    assert page.locator("#map canvas.maplibregl-canvas").is_visible()
    assert len(page.evaluate("() => [...heights]")) == 1


PROGRAMS = f"() => Object.keys({MAP}.painter.cache).map(name => name.split('/')[0]).sort()"
FIRST_PROGRAMS = ["background", "circle", "clippingMask", "fill", "fillOutline", "line", "lineSDF", "symbolSDF"]


def test_a_shader_of_each_kind_is_all_that_the_map_needs(visit: Visit) -> None:
    """Without a graphics card each shader costs a tenth of a second, at the start or at the first filter or hover.

    Close up there is one more: for the names of lines, which have the colours of their modes.
    """
    page = visit("/", width=1240, height=720)
    assert page.evaluate(PROGRAMS) == FIRST_PROGRAMS
    follow(page, "/route/siyazan-aktau-cable")
    wait_for_map(page)
    close_up = [*FIRST_PROGRAMS, "symbolSDF"]
    assert page.evaluate(PROGRAMS) == close_up
    page.locator("input[name=mode][value=sea]").check()
    wait_for_map(page)
    x, y = page.evaluate(PROJECT, [[51.15, 41.875]])[0]
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + x, box["y"] + y)
    wait_for_map(page)
    assert page.evaluate(PROGRAMS) == close_up


def test_dash_comes_when_a_view_is_opened_and_not_before(app: Dash, new_page: Callable[..., Page]) -> None:
    with counting_server(app.server) as (origin, requests):
        page = new_page(webgl=False)
        page.goto(f"{origin}/project/tasim")
        page.wait_for_selector("#map-failed:not([hidden])")  # the last that comes by itself
        page.locator("#panel a.nav").first.click()
        assert [name for name in requests if "/dash/" in name or "/_dash" in name] == []
        page.locator("[data-dock=promises]").click()
        page.wait_for_selector("#dock-body .promise")
        assert any("dash_renderer" in name for name in requests)


def test_nothing_is_asked_for_twice(app: Dash, new_page: Callable[..., Page]) -> None:
    with counting_server(app.server) as (origin, requests):
        page = new_page()
        page.goto(origin)
        wait_for_map(page)
        assert {name: count for name, count in requests.items() if count > 1} == {}
        assert any(name.endswith("/segments.geojson") for name in requests)
        first_visit = Counter(requests)
        page.goto(f"{origin}/about")
        wait_for_map(page)
        repeated = {name for name in requests if requests[name] > first_visit[name]}
        assert {name for name in repeated if "/static/" in name or "/map/" in name} == set()


@pytest.mark.parametrize("built", [True, False])
def test_the_map_is_drawn_with_the_built_library_and_without(
    atlas: Atlas, new_page: Callable[..., Page], tmp_path: Path, built: bool
) -> None:
    (tmp_path / "assets").symlink_to(ROOT / "assets")
    if built:
        bundle = ROOT / "build" / "vendor" / map_bundle_name()
        if not bundle.is_file():
            pytest.skip("`make build` has not brought the small map library: npm or the network was not there")
        (tmp_path / "build").symlink_to(ROOT / "build")
    with serving(create_app(atlas, Settings(root=tmp_path)).server) as origin:
        errors: list[str] = []
        page = new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(origin)
        wait_for_map(page)
        files = resources(page)
        [library] = [name for name in files if "plotly" in name]
        assert library.endswith(map_bundle_name() if built else "/plotly/package_data/plotly.min.js")
        modules = [name for name in files if "/src/" in name]
        bundled = StaticFiles(tmp_path, dict).bundled_modules().is_file()
        assert bundled != bool(modules)
        assert len(modules) == len(set(modules))
        assert page.evaluate(f"() => {MAP}.queryRenderedFeatures({{layers: ['segments-line']}}).length") > 0
        assert errors == []


def test_without_scripts_the_page_is_read_and_its_links_lead_on(new_page: Callable[..., Page], origin: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{origin}/project/trans-caspian-cable")
    assert page.locator("#panel h2").inner_text() == "Trans-Caspian Fibre-Optic Cable"
    assert page.locator(".first-picture > svg").is_visible()
    assert page.locator("noscript a[href='/data/facts.json']").is_visible()
    page.locator("#panel a", has_text="Kazakhstan").first.click()
    page.wait_for_url(re.compile("/country/KZ"))
    assert "Kazakhstan" in page.locator("#panel h2").inner_text()


def test_without_webgl_the_picture_stays_and_says_so(visit: Visit) -> None:
    page = visit("/", width=1024, height=768, webgl=False)
    message = page.wait_for_selector("#map-failed:not([hidden])", state="visible")
    picture = page.wait_for_selector(".first-picture > svg", state="visible")
    said, drawn = (part.bounding_box() if part else None for part in (message, picture))
    assert said and drawn and said["y"] > drawn["y"] + drawn["height"] / 2  # the Caspian is in the middle


@pytest.mark.parametrize("script", [MAP_LIBRARY, re.compile(r"/bundle/page\.js|/src/main\.js")])
def test_a_script_that_fails_once_is_asked_for_again(
    new_page: Callable[..., Page], origin: str, script: re.Pattern[str]
) -> None:
    page = new_page()
    page.route(script, lambda route: route.abort(), times=1)
    page.goto(origin)
    wait_for_map(page)
    assert not page.locator("#map-failed").is_visible()


def test_a_library_that_does_not_come_leaves_the_picture_and_says_so(
    new_page: Callable[..., Page], origin: str
) -> None:
    page = new_page()
    page.route(MAP_LIBRARY, lambda route: route.abort())
    page.goto(origin)
    expect(page.locator("#map-failed")).to_contain_text("could not be loaded in full")
    assert page.locator(".first-picture > svg").is_visible()


def test_lines_that_do_not_come_are_asked_for_again_and_the_picture_stays(
    new_page: Callable[..., Page], origin: str
) -> None:
    page = new_page()
    requests: list[str] = []
    page.route("**/segments.geojson", lambda route: (requests.append(route.request.url), route.abort()))
    page.goto(origin)
    page.wait_for_selector(".js-plotly-plot")
    while len(requests) < 2:
        page.wait_for_timeout(20)
    assert not page.locator("#map-failed").is_visible()
    page.evaluate(f"() => {{ window.renders = 0; {MAP}.on('render', () => renders++); }}")
    expect(page.locator("#map-failed")).to_contain_text("could not be loaded in full", timeout=30_000)
    assert page.evaluate("() => renders") < 15, "a map that waits draws again and again"
    assert page.locator(".first-picture > svg").is_visible()
    page.unroute("**/segments.geojson")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(page.locator("#map-failed")).to_be_hidden()


def test_a_click_before_the_page_lives_is_a_link_like_any_other(new_page: Callable[..., Page], origin: str) -> None:
    page = new_page(webgl=False)
    page.route(SCRIPTS, lambda route: route.abort())
    page.goto(origin)
    page.unroute(SCRIPTS)
    page.locator(".languages a", has_text="Azərbaycanca").click(no_wait_after=True)
    page.wait_for_url(re.compile(r"lang=az"))
    page.wait_for_selector(PAGE_READY)
    assert page.locator("html").get_attribute("lang") == "az"


def test_a_panel_that_cannot_be_had_says_so_and_is_asked_for_again(new_page: Callable[..., Page], origin: str) -> None:
    page = new_page(webgl=False)
    page.goto(origin)
    page.wait_for_selector(PAGE_READY)
    page.route("**/panel/**", lambda route: route.abort("internetdisconnected"))
    page.locator(".projects a", has_text="Rogun").click()
    expect(page.locator("#panel [role=alert]")).to_be_visible()
    page.unroute("**/panel/**")
    page.locator("#panel [role=alert] button").click()
    expect(page.locator("#panel-title")).to_contain_text("Rogun")
