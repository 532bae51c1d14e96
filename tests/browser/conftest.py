"""A real server, a real Chromium, and no forgiveness: a request to elsewhere or a console error fails the test."""

import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright, Request, Route, sync_playwright
from werkzeug.wrappers import Response

from tests.serving import serving

ROOT = Path(__file__).parent.parent.parent
# WebGL alone needs a graphics card, which is imitated here; the rest of the page is painted faster without.
_FLAGS = ["--no-sandbox", "--ignore-gpu-blocklist", "--disable-gpu-rasterization", "--disable-gpu-compositing"]
FLAGS = [*_FLAGS, "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
"""With the imitation that every Chromium brings."""
MESA = [*_FLAGS, "--use-gl=angle", "--use-angle=gl-egl"]
"""With Mesa's, which takes half as long for a frame of the map, where Mesa is installed."""
# Pages of a context share a process, as long as one of them is open: what is compiled stays for the next.
ONE_PROCESS = "--process-per-site"
# A page of a test lives for seconds: to optimise what it runs takes the processor longer than it saves.
LITTLE_OPTIMISED = (
    "--js-flags=--sparkplug --no-opt --invocation-count-for-maglev=2000 --interrupt-budget-for-maglev=300000"
)
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)


def find_browser() -> str:
    """The Chromium or Chrome of this machine; a missing one fails the tests, it never skips them."""
    named = os.environ.get("CHROMIUM")
    executable = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if executable is None:
        pytest.fail("no Chromium or Chrome found: run `make test`, which installs one, or set CHROMIUM to its path")
    return executable


@pytest.fixture(scope="session")
def origin(app: Dash) -> Iterator[str]:
    """The address of the real server with the real data."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with serving(app.server) as address:
        yield address


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """``elsewhere(body)`` is the address of a page of another origin with that body."""
    bodies: list[str] = []
    with serving(lambda *call: Response(bodies[-1], mimetype="text/html")(*call)) as address:

        def page_with(body: str) -> str:
            bodies.append(f"<!DOCTYPE html><link rel=icon href=data:,><body>{body}")
            return f"{address}/"

        yield page_with


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch(playwright, MESA)
    if not has_webgl(browser):
        browser.close()
        browser = launch(playwright, FLAGS)
    yield browser
    browser.close()


def launch(playwright: Playwright, flags: list[str]) -> Browser:
    environment: dict[str, str | float | bool] = {**os.environ, "LIBGL_ALWAYS_SOFTWARE": "1"}
    return playwright.chromium.launch(
        executable_path=find_browser(), args=[*flags, ONE_PROCESS, LITTLE_OPTIMISED], env=environment
    )


def has_webgl(browser: Browser) -> bool:
    page = browser.new_page()
    drawn = bool(page.evaluate("() => !!document.createElement('canvas').getContext('webgl2')"))
    page.close()
    return drawn


WANT_MAP = "() => dispatchEvent(new CustomEvent('atlas:map-wanted'))"
"""On a phone the live map comes when it is wanted; elsewhere this does nothing."""


class Watched:
    """A page, with what went wrong on it; ``origins`` begin the addresses that it may ask."""

    def __init__(self, page: Page, *origins: str, drawn: bool = True) -> None:
        self.page = page
        self.origins = origins
        self.drawn = drawn
        self.outside: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._request)
        page.on("console", lambda message: self._error(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self._error(str(error)))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((*self.origins, "data:", "blob:")):
            self.outside.append(request.url)

    def _error(self, text: str) -> None:
        if self.drawn or "WebGL" not in text:  # without WebGL the map's library complains, and may
            self.errors.append(text)

    def leave(self) -> None:
        """Forget what the visit left in the browser, and say what went wrong on it."""
        if self.page.url.startswith(self.origins):
            self.page.evaluate("() => localStorage.clear()")
        self.page.context.clear_cookies()
        self.page.close()
        assert self.outside == [], "a request left the origin"
        assert self.errors == [], "an error in the console"


@pytest.fixture(scope="session")
def contexts(browser: Browser, origin: str) -> Iterator[Callable[..., BrowserContext]]:
    """One browsing context for each set of options: its cache saves every later visit the libraries' seconds.

    A page without scripts stays open in each, and the process with what it has compiled (``ONE_PROCESS``).
    """
    made: dict[str, BrowserContext] = {}

    def context_for(*, drawn: bool = True, **options: object) -> BrowserContext:
        key = repr((drawn, sorted(options.items())))
        if key not in made:
            made[key] = browser.new_context(**options)  # type: ignore[arg-type]
            made[key].set_default_timeout(30_000)
            made[key].add_init_script(COUNT_WAITING if drawn else WITHOUT_WEBGL)
            made[key].new_page().goto(f"{origin}/robots.txt")
        return made[key]

    yield context_for
    for context in made.values():
        context.close()


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext], origin: str) -> Iterator[Callable[..., Page]]:
    """``visit(path, width=…, height=…, **context options)`` opens a page and waits until the map is drawn.

    ``drawn=False`` is for what the map has no part in: the browser then has no WebGL (to draw without a graphics card
    takes most of a test's time), the page says so and all else on it works. ``ready=False`` waits for nothing.
    """
    visits: list[Watched] = []

    def open_page(
        path: str = "/",
        *,
        width: int = 1240,
        height: int = 720,
        ready: bool = True,
        drawn: bool = True,
        **options: object,
    ) -> Page:
        options.setdefault("locale", "en-GB")
        options.setdefault("reduced_motion", "reduce")  # each picture of a flight is drawn without a graphics card
        page = contexts(drawn=drawn, **options).new_page()
        page.set_viewport_size({"width": width, "height": height})
        visits.append(Watched(page, origin, drawn=drawn))
        page.goto(origin + path)
        if ready and drawn:
            page.evaluate(WANT_MAP)
            wait_for_map(page)
        elif ready:
            page.wait_for_selector(ALIVE)
        return page

    yield open_page
    for watched in visits:
        watched.leave()


ALIVE = "html[data-alive]"
"""The page's own scripts answer what is pressed."""
MAP = "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map"


# How many answers the page's own scripts wait for. What the map's workers wait for the map knows: it is not idle then.
COUNT_WAITING = """(() => {
    const own = window.fetch;
    window.waitingFor = 0;
    window.fetch = (...given) => {
        window.waitingFor += 1;
        return own(...given).finally(() => { window.waitingFor -= 1; });
    };
})()"""
WITHOUT_WEBGL = """(() => {
    const own = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.startsWith("webgl") ? null : own.call(this, kind, ...rest);
    };
})()"""
# Nothing is handed back: an event of the map's holds the map, and to write that out takes a browser ten seconds.
AT_REST = f"""(patience) => new Promise(done => {{
    const map = {MAP};
    let quiet = 0;
    const end = () => window.waitingFor ? begin() : done();
    const begin = () => {{ clearTimeout(quiet); quiet = setTimeout(end, patience); }};
    map.on('idle', begin);
    map.on('render', () => clearTimeout(quiet));
    map.triggerRepaint();
}})"""
REST_MS = 400  # more than what the page itself waits for, before it tells the address where the map looks


def wait_for_map(page: Page) -> None:
    """Wait until the map has drawn all that it was asked for, and for a while nobody has asked for more."""
    page.wait_for_function(f"() => {{ const m = {MAP}; return m && m.getLayer('selected-name'); }}")
    page.evaluate(AT_REST, REST_MS)


def rendered(page: Page, *layers: str) -> set[str]:
    """The ids of the features that some layers show now."""
    script = f"names => {MAP}.queryRenderedFeatures({{layers: names}}).map(f => f.properties.fid)"
    return set(page.evaluate(script, list(layers)))


FOLLOW = """path => {
    const link = Object.assign(document.createElement('a'), { href: path, className: 'nav' });
    document.body.append(link);
    link.click();
    link.remove();
}"""


def follow(page: Page | Frame, path: str) -> None:
    """Follow a link to ``path``, one of those that the page itself answers, and wait for its panel."""
    before = page.query_selector("#panel-title")
    page.evaluate(FOLLOW, path)
    page.wait_for_function(
        "before => { const t = document.querySelector('#panel-title'); return t && t !== before; }", arg=before
    )


def wait_for_index(page: Page) -> None:
    """Wait until what filtering takes has come."""
    page.wait_for_function("() => performance.getEntriesByType('resource').some(one => one.name.includes('/index/'))")


def assert_routes_of_georgia(page: Page) -> set[str]:
    """The list beside the map has the routes that the server finds; the ids of their segments."""
    features = page.evaluate("() => fetch('/data/routes.geojson?country=GE').then(r => r.json())")["features"]
    listed = page.evaluate(
        "() => [...document.querySelectorAll('#feature-list-routes > li:not([hidden])')].map(one => one.dataset.entity)"
    )
    assert set(listed) == {feature["properties"]["route"] for feature in features} != set()
    return {feature["properties"]["id"] for feature in features}


def read_index(page: Page) -> dict[str, Any]:
    """What filtering takes, as the page fetches it."""
    script = "() => fetch(JSON.parse(document.getElementById('atlas-index').textContent).address).then(r => r.json())"
    return dict(page.evaluate(script))


def click_map(page: Page, lon: float, lat: float) -> None:
    """A click of the mouse on a position of the map, in degrees."""
    x, y = page.evaluate(
        f"([lon, lat]) => {{ const m = {MAP}, c = m.getCanvas().getBoundingClientRect(), p = m.project([lon, lat]);"
        " return [c.left + p.x, c.top + p.y]; }",
        [lon, lat],
    )
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def hold(page: Page, pattern: re.Pattern[str]) -> list[Route]:
    """Keep the answers to such requests back, from now on; what is held fills the list that is given."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    return held


def until_held(page: Page, held: list[Route]) -> None:
    """Wait for the first of them to be asked for, for 30 s at most."""
    for _ in range(1500):
        if held:
            return
        page.wait_for_timeout(20)
    pytest.fail("nothing was asked for that is held back: is the bundle as old as the scripts? (make build)")
