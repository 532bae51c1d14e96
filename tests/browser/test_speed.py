"""What makes the page quick, as behaviour: never a time, which would be the machine's and not the page's.

The picture is exactly under the live map; nothing is asked for twice; the page reads without scripts and without WebGL;
the map library comes from the build where there is one, and from the Python package where there is none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings
from dashboard.web.static_files import StaticFiles, map_bundle_name
from tests.browser.conftest import ALIVE, MAP, ROOT, WITHOUT_WEBGL, read_index, wait_for_map
from tests.serving import serving

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
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
PROJECT = f"positions => positions.map(one => {{ const p = {MAP}.project(one); return [p.x, p.y]; }})"
NEAR_PX = 0.75
SCRIPTS = re.compile(r"/bundle/page.js|/src/|/vendor/|plotly.min.js")


@contextmanager
def served(atlas: Atlas, root: Path, asked: Counter[str] | None = None) -> Iterator[str]:
    """A server of its own; ``asked`` counts what it was asked for."""
    application = create_app(atlas, Settings(root=root)).server

    def counting(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401
        if asked is not None:
            asked[f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"] += 1
        return application(environ, start)

    with serving(counting) as address:
        yield address


def without_scripts(browser: Browser, address: str, width: int, height: int) -> Page:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": height}, locale="en-GB"
    )
    page = context.new_page()
    page.goto(address)
    return page


def held_still(browser: Browser, address: str, width: int, height: int) -> Page:
    """The page for as long as its scripts do not come."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    page = context.new_page()
    page.route(SCRIPTS, lambda route: route.abort())
    page.goto(address, wait_until="commit")
    page.wait_for_load_state("load")
    page.wait_for_selector(".first-picture > svg")
    return page


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1100, 1400), (390, 844)])
def test_the_first_view_s_picture_is_where_the_map_will_be(
    browser: Browser, visit: Visit, origin: str, atlas: Atlas, width: int, height: int
) -> None:
    still = held_still(browser, f"{origin}/", width, height)
    west, south, east, north = atlas.catalogue.first_view
    corners = still.evaluate(CORNERS)
    names = {name: position for name, *position in still.evaluate(NAMES)}
    still.context.close()
    page = visit("/", width=width, height=height)
    assert near(corners, page.evaluate(PROJECT, [[west, south], [east, north]]))
    places = read_index(page)["places"].values()
    known = [(names[place[0]], [place[1], place[2]]) for place in places if place[0] in names]
    assert len(known) > 3
    drawn = page.evaluate(PROJECT, [position for _, position in known])
    assert near([position for position, _ in known], drawn)


def near(one: list[list[float]], other: list[list[float]]) -> bool:
    return all(abs(a - b) < NEAR_PX for p, q in zip(one, other, strict=True) for a, b in zip(p, q, strict=True))


@pytest.mark.parametrize(
    "path", ["/?view=6.3/40.4/49.9", "/project/trans-caspian-cable", "/place/baku", "/route/tbilisi-kars"]
)
def test_a_link_s_picture_is_where_its_map_will_be(browser: Browser, visit: Visit, origin: str, path: str) -> None:
    still = held_still(browser, origin + path, 1440, 900)
    names = {name: position for name, *position in still.evaluate(NAMES)}
    still.context.close()
    page = visit(path, width=1440, height=900)
    page.wait_for_function("() => !document.querySelector('.first-picture')")
    places = read_index(page)["places"].values()
    # "Turkmenbashi" is written beside the cable's landing as well as beside the station: such a name tells nothing.
    written = Counter(place[0].split(" (")[0] for place in places)
    shared = {name for name, times in written.items() if times > 1}
    known = [(names[name], [lon, lat]) for name, lon, lat, *_ in places if name in names and name not in shared]
    assert known
    assert near([position for position, _ in known], page.evaluate(PROJECT, [position for _, position in known]))


def test_on_a_phone_a_link_s_words_are_there_before_the_scripts_and_nothing_moves(
    browser: Browser, visit: Visit, origin: str
) -> None:
    still = held_still(browser, f"{origin}/project/rogun", 390, 844)
    assert still.locator("#panel-title").is_visible()
    before = [still.locator(one).bounding_box() for one in (".map-area", "#panel-title")]
    still.context.close()
    page = visit("/project/rogun", width=390, height=844, drawn=False)
    assert [page.locator(one).bounding_box() for one in (".map-area", "#panel-title")] == before


HEIGHTS = """() => {
    const area = document.querySelector('.first-picture');
    window.heights = new Set([area.offsetHeight]);
    const ways = [[Node, 'appendChild'], [Node, 'insertBefore'], [Element, 'setAttribute'], [Element, 'append']];
    for (const [kind, name] of ways) {
        const own = kind.prototype[name];
        kind.prototype[name] = function (...given) {
            const answer = own.apply(this, given);
            if (area.isConnected) heights.add(area.offsetHeight);
            return answer;
        };
    }
}"""


def test_nothing_lays_the_picture_out_again_while_the_map_comes(visit: Visit) -> None:
    """Every new size, be it for an instant, has all of the page painted anew; Plotly's ruler once took 150 pixels."""
    page = visit("/", ready=False)
    page.evaluate(HEIGHTS)
    page.wait_for_function("() => !document.querySelector('.first-picture')")
    assert len(page.evaluate("() => [...heights]")) == 1


PROGRAMS = f"() => Object.keys({MAP}.painter.cache).map(one => one.split('/')[0]).sort()"
FIRST_PROGRAMS = ["background", "circle", "clippingMask", "fill", "fillOutline", "line", "lineSDF", "symbolSDF"]


def test_a_shader_of_each_kind_is_all_that_the_map_needs(visit: Visit) -> None:
    """Each costs a tenth of a second where there is no graphics card: at the start, at a filter or hover.

    Close up there is one more: names of lines, which have the colours of their modes.
    """
    assert visit("/").evaluate(PROGRAMS) == FIRST_PROGRAMS
    page = visit("/route/tbilisi-kars")
    close_up = [*FIRST_PROGRAMS, "symbolSDF"]
    assert page.evaluate(PROGRAMS) == close_up
    page.locator("input[name=mode][value=rail]").check()
    wait_for_map(page)
    x, y = page.evaluate(PROJECT, [[43.1, 40.6]])[0]
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + x, box["y"] + y)
    wait_for_map(page)
    assert page.evaluate(PROGRAMS) == close_up


def test_the_picture_gives_way_to_the_map(visit: Visit) -> None:
    page = visit("/", ready=False)
    page.wait_for_function("() => !document.querySelector('.first-picture')")
    assert page.locator("#map canvas.maplibregl-canvas").is_visible()


def test_dash_comes_when_a_view_is_opened_and_not_before(atlas: Atlas, browser: Browser) -> None:
    asked: Counter[str] = Counter()
    with served(atlas, ROOT, asked) as origin:
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        page.goto(f"{origin}/project/tasim")
        wait_for_map(page)
        page.locator("#panel a.nav").first.click()
        of_dash = [name for name in asked if "/dash/" in name or "/_dash" in name]
        assert of_dash == []
        page.locator("[data-dock=promises]").click()
        page.wait_for_selector("#dock-body .promise")
        assert any("dash_renderer" in name for name in asked)
        context.close()


def test_nothing_is_asked_for_twice(atlas: Atlas, browser: Browser) -> None:
    asked: Counter[str] = Counter()
    with served(atlas, ROOT, asked) as origin:
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        page.goto(origin)
        wait_for_map(page)
        assert {name: times for name, times in asked.items() if times > 1} == {}
        assert any(name.endswith("/segments.geojson") for name in asked)
        first = Counter(asked)
        page.goto(f"{origin}/about")
        wait_for_map(page)
        again = {name for name in asked if asked[name] > first[name]}
        assert {name for name in again if "/static/" in name or "/map/" in name} == set()
        context.close()


@pytest.mark.parametrize("built", [True, False])
def test_the_map_is_drawn_with_the_built_library_and_without(
    atlas: Atlas, browser: Browser, tmp_path: Path, built: bool
) -> None:
    (tmp_path / "assets").symlink_to(ROOT / "assets")
    if built:
        bundle = ROOT / "build" / "vendor" / map_bundle_name()
        if not bundle.is_file():
            pytest.skip("`make build` has not brought the small map library: npm or the network was not there")
        (tmp_path / "build").symlink_to(ROOT / "build")
    with served(atlas, tmp_path) as origin:
        context = browser.new_context(locale="en-GB")
        errors: list[str] = []
        context.on("weberror", lambda error: errors.append(str(error.error)))
        page = context.new_page()
        page.goto(origin)
        wait_for_map(page)
        loaded = page.evaluate("() => performance.getEntriesByType('resource').map(one => one.name)")
        library = [name for name in loaded if "plotly" in name]
        assert len(library) == 1
        assert library[0].endswith(map_bundle_name() if built else "/plotly/package_data/plotly.min.js")
        modules = [name for name in loaded if "/src/" in name]
        bundled = StaticFiles(tmp_path, dict).bundled_modules().is_file()
        assert bundled != bool(modules)
        assert len(modules) == len(set(modules))
        assert page.evaluate(f"() => {MAP}.queryRenderedFeatures({{layers: ['segments-line']}}).length") > 0
        assert errors == []
        context.close()


def test_without_scripts_the_page_is_read_and_its_links_lead_on(browser: Browser, origin: str) -> None:
    page = without_scripts(browser, f"{origin}/project/trans-caspian-cable", 1440, 900)
    assert page.locator("#panel h2").inner_text() == "Trans-Caspian Fibre-Optic Cable"
    assert page.locator(".first-picture > svg").is_visible()
    assert page.locator("noscript a[href='/data/facts.json']").is_visible()
    page.locator("#panel a", has_text="Kazakhstan").first.click()
    page.wait_for_url(re.compile("/country/KZ"))
    assert "Kazakhstan" in page.locator("#panel h2").inner_text()
    page.context.close()


def test_without_webgl_the_picture_stays_and_says_so(browser: Browser, origin: str) -> None:
    context = browser.new_context(locale="en-GB")
    context.add_init_script(WITHOUT_WEBGL)
    page = context.new_page()
    page.goto(origin)
    page.wait_for_selector("#map-failed:not([hidden])", state="visible")
    page.wait_for_selector(".first-picture > svg", state="visible")
    context.close()


@pytest.mark.parametrize("what", [re.compile(r"/plotly.*\.js"), re.compile(r"/bundle/page\.js|/src/main\.js")])
def test_a_script_that_fails_once_is_asked_for_again(browser: Browser, origin: str, what: re.Pattern[str]) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.route(what, lambda route: route.abort(), times=1)
    page.goto(origin)
    wait_for_map(page)
    assert not page.locator("#map-failed").is_visible()
    context.close()


def test_a_library_that_does_not_come_leaves_the_picture_and_says_so(browser: Browser, origin: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.route(re.compile("plotly.*[.]js"), lambda route: route.abort())
    page.goto(origin)
    expect(page.locator("#map-failed")).to_contain_text("could not be loaded in full")
    assert page.locator(".first-picture > svg").is_visible()
    context.close()


def test_lines_that_do_not_come_are_asked_for_again_and_the_picture_stays(browser: Browser, origin: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    asked: list[str] = []
    page.route("**/segments.geojson", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto(origin)
    page.wait_for_selector(".js-plotly-plot")
    while len(asked) < 2:
        page.wait_for_timeout(20)
    assert not page.locator("#map-failed").is_visible()
    expect(page.locator("#map-failed")).to_contain_text("could not be loaded in full", timeout=30_000)
    assert page.locator(".first-picture > svg").is_visible()
    page.unroute("**/segments.geojson")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(page.locator("#map-failed")).to_be_hidden()
    context.close()


def test_a_click_before_the_page_lives_is_a_link_like_any_other(browser: Browser, origin: str) -> None:
    """The scripts that would answer it are not there yet."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.route(SCRIPTS, lambda route: route.abort())
    page.goto(origin)
    page.unroute(SCRIPTS)
    page.locator(".languages a", has_text="Azərbaycanca").click(no_wait_after=True)
    page.wait_for_url(re.compile(r"lang=az"))
    wait_for_map(page)
    assert page.locator("html").get_attribute("lang") == "az"
    context.close()


def test_a_panel_that_cannot_be_had_says_so_and_is_asked_for_again(browser: Browser, origin: str) -> None:
    """Not a watched visit: a browser tells the console of each request that fails."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(origin)
    page.wait_for_selector(ALIVE)
    context.set_offline(True)
    page.locator(".projects a", has_text="Rogun").click()
    expect(page.locator("#panel [role=alert]")).to_be_visible()
    context.set_offline(False)
    page.locator("#panel [role=alert] button").click()
    expect(page.locator("#panel-title")).to_contain_text("Rogun")
    context.close()
