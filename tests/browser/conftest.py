"""A real server and a real Chromium. A request to another origin or an error in the console fails the test."""

import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from dash import Dash
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright, Request, Route, sync_playwright
from werkzeug.wrappers import Response

from tests.serving import serving

Visit = Callable[..., Page]
"""The type of the fixture ``visit``."""
Contexts = Callable[..., BrowserContext]
"""The type of the fixture ``contexts``."""
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
# Only WebGL needs a graphics card, and software imitates one here. The rest of the page is painted faster without it.
COMMON_FLAGS = ["--no-sandbox", "--ignore-gpu-blocklist", "--disable-gpu-rasterization", "--disable-gpu-compositing"]
FLAGS = [*COMMON_FLAGS, "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
"""WebGL by SwiftShader, which is part of every Chromium."""
MESA_FLAGS = [*COMMON_FLAGS, "--use-gl=angle", "--use-angle=gl-egl"]
"""WebGL by Mesa, where it is installed. It takes half as long for a frame of the map."""
# All pages of a context share a process while one of them is open, so the next page finds the scripts compiled.
ONE_PROCESS = "--process-per-site"
# The page of a test lives for seconds. Optimising its scripts takes more processor time than it saves.
LESS_OPTIMISATION = (
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
    """The Chromium or Chrome of this machine. Without one the tests fail; they are not skipped."""
    configured = os.environ.get("CHROMIUM")
    executable = configured or next((path for name in BROWSERS if (path := shutil.which(name))), None)
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
def other_origin() -> Iterator[Callable[[str], str]]:
    """``other_origin(body)`` is the address of a page of another origin with that body."""
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
    browser = launch(playwright, MESA_FLAGS)
    if not has_webgl(browser):
        browser.close()
        browser = launch(playwright, FLAGS)
    yield browser
    browser.close()


def launch(playwright: Playwright, flags: list[str]) -> Browser:
    environment: dict[str, str | float | bool] = {**os.environ, "LIBGL_ALWAYS_SOFTWARE": "1"}
    return playwright.chromium.launch(
        executable_path=find_browser(), args=[*flags, ONE_PROCESS, LESS_OPTIMISATION], env=environment
    )


def has_webgl(browser: Browser) -> bool:
    page = browser.new_page()
    available = bool(page.evaluate("() => !!document.createElement('canvas').getContext('webgl2')"))
    page.close()
    return available


REQUEST_MAP = "() => dispatchEvent(new CustomEvent('atlas:map-wanted'))"
"""Starts the live map on a phone, where the page waits for a reader who uses it. On other screens it does nothing."""


class WatchedPage:
    """A page and its faults.

    Parameters
    ----------
    page
        The page, before it goes anywhere.
    origins
        How the addresses begin that the page may request.
    webgl
        Whether the browser has WebGL. The errors of the map library are expected without it.
    """

    def __init__(self, page: Page, *origins: str, webgl: bool = True) -> None:
        self.page = page
        self.origins = origins
        self.webgl = webgl
        self.outside_requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._note_request)
        page.on("console", lambda message: self._note_error(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self._note_error(str(error)))

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((*self.origins, "data:", "blob:")):
            self.outside_requests.append(request.url)

    def _note_error(self, text: str) -> None:
        if self.webgl or "WebGL" not in text:
            self.errors.append(text)

    def close(self) -> None:
        """Clear storage and cookies, close the page and fail where it had a fault."""
        if self.page.url.startswith(self.origins):
            self.page.evaluate("() => localStorage.clear()")
        self.page.context.clear_cookies()
        self.page.close()
        assert self.outside_requests == [], "a request left the origin"
        assert self.errors == [], "an error in the console"


@pytest.fixture(scope="session")
def contexts(browser: Browser, origin: str) -> Iterator[Contexts]:
    """``contexts(webgl=…, **options)`` is the browsing context with these options, the same for all tests.

    Its cache saves every later visit the seconds that the libraries take. A page without scripts stays open in each, so
    that the process lives on with the compiled scripts (``ONE_PROCESS``).
    """
    contexts_by_options: dict[str, BrowserContext] = {}

    def context_for(*, webgl: bool = True, **options: object) -> BrowserContext:
        key = repr((webgl, sorted(options.items())))
        if key not in contexts_by_options:
            context = browser.new_context(**options)  # type: ignore[arg-type]
            context.set_default_timeout(30_000)
            context.add_init_script(COUNT_REQUESTS if webgl else COUNT_REQUESTS + ";" + WITHOUT_WEBGL)
            context.new_page().goto(f"{origin}/robots.txt")
            contexts_by_options[key] = context
        return contexts_by_options[key]

    yield context_for
    for context in contexts_by_options.values():
        context.close()


@pytest.fixture
def new_page(contexts: Contexts) -> Iterator[Callable[..., Page]]:
    """``new_page(width=…, height=…, **context options)`` is an empty page. Failed requests are no errors on it."""
    pages: list[Page] = []

    def make_page(*, width: int = 1024, height: int = 640, **options: object) -> Page:
        page = contexts(**{"locale": "en-GB", "reduced_motion": "reduce", **options}).new_page()
        page.set_viewport_size({"width": width, "height": height})
        pages.append(page)
        return page

    yield make_page
    for page in pages:
        page.evaluate("() => localStorage.clear()")
        page.context.clear_cookies()
        page.close()


@pytest.fixture
def visit(contexts: Contexts, origin: str) -> Iterator[Visit]:
    """``visit(path, width=…, height=…, **context options)`` opens a page and waits until the map is drawn.

    ``webgl=False`` is for tests without the map. The page then says that it has no map, and all else on it works.
    Drawing the map without a graphics card takes most of the time of a test. ``ready=False`` waits for nothing.
    """
    visits: list[WatchedPage] = []

    def open_page(
        path: str = "/",
        *,
        width: int = 1024,
        height: int = 640,
        ready: bool = True,
        webgl: bool = True,
        **options: object,
    ) -> Page:
        options.setdefault("locale", "en-GB")
        media = {name: options.pop(name) for name in MEDIA if name in options}
        # Each frame of a flight is slow without a graphics card.
        page = contexts(webgl=webgl, reduced_motion="reduce", **options).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**media)  # type: ignore[arg-type]
        visits.append(WatchedPage(page, origin, webgl=webgl))
        page.goto(origin + path)
        if ready and webgl:
            page.evaluate(REQUEST_MAP)
            wait_for_map(page)
        elif ready:
            page.wait_for_selector(PAGE_READY)
        return page

    yield open_page
    for watched in visits:
        watched.close()


MEDIA = ("color_scheme", "forced_colors", "reduced_motion")
"""What a page can have otherwise than others of its context, so that they share the compiled scripts."""
PAGE_READY = "html[data-alive]"
"""The scripts of the page answer clicks and keys."""
MAP = "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map"
# Counts the requests that the scripts of the page wait for. The requests of the map's workers do not count here: while
# it waits for them, the map is not idle.
COUNT_REQUESTS = """(() => {
    const original = window.fetch;
    window.pendingRequests = 0;
    window.fetch = (...options) => {
        window.pendingRequests += 1;
        return original(...options).finally(() => { window.pendingRequests -= 1; });
    };
})()"""
WITHOUT_WEBGL = """(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.startsWith("webgl") ? null : original.call(this, kind, ...rest);
    };
})()"""
# The promise has no value: an event of the map contains the map, and serialising that takes a browser ten seconds.
WAIT_UNTIL_IDLE = f"""(quietMs) => new Promise(done => {{
    const map = {MAP};
    let timer = 0;
    const end = () => window.pendingRequests ? begin() : done();
    const begin = () => {{ clearTimeout(timer); timer = setTimeout(end, quietMs); }};
    map.on('idle', begin);
    map.on('render', () => clearTimeout(timer));
    map.triggerRepaint();
}})"""
QUIET_MS = 400  # longer than the page itself waits before it writes the map's position into the address


def wait_for_map(page: Page) -> None:
    """Wait until the map has drawn all data, and no request has been pending for a while."""
    page.wait_for_function(f"() => {{ const m = {MAP}; return m && m.getLayer('selected-name'); }}")
    page.evaluate(WAIT_UNTIL_IDLE, QUIET_MS)


def resources(page: Page) -> list[str]:
    """The addresses of the files that the page has loaded."""
    addresses: list[str] = page.evaluate("() => performance.getEntriesByType('resource').map(entry => entry.name)")
    return addresses


def rendered(page: Page, *layers: str) -> set[str]:
    """The ids of the features that these layers draw now."""
    script = f"names => {MAP}.queryRenderedFeatures({{layers: names}}).map(f => f.properties.fid)"
    return set(page.evaluate(script, list(layers)))


FOLLOW_LINK = """path => {
    const link = Object.assign(document.createElement('a'), { href: path, className: 'nav' });
    document.body.append(link);
    link.click();
    link.remove();
}"""


def follow(page: Page | Frame, path: str) -> None:
    """Follow a link to ``path``, which the page opens without loading anew, and wait for its panel."""
    before = page.query_selector("#panel-title")
    page.evaluate(FOLLOW_LINK, path)
    page.wait_for_function(
        "before => { const t = document.querySelector('#panel-title'); return t && t !== before; }", arg=before
    )


def wait_for_index(page: Page) -> None:
    """Wait until the index has come, which the filters need."""
    page.wait_for_function("() => performance.getEntriesByType('resource').some(e => e.name.includes('/index/'))")


def assert_routes_of_georgia(page: Page) -> set[str]:
    """Compare the list beside the map with the routes that the server finds; return the ids of their segments."""
    features = page.evaluate("() => fetch('/data/routes.geojson?country=GE').then(r => r.json())")["features"]
    listed_routes = page.evaluate(
        "() => [...document.querySelectorAll('#feature-list-routes > li:not([hidden])')].map(li => li.dataset.entity)"
    )
    assert set(listed_routes) == {feature["properties"]["route"] for feature in features} != set()
    return {feature["properties"]["id"] for feature in features}


def read_index(page: Page) -> dict[str, Any]:
    """The index for filtering, as the page fetches it."""
    script = "() => fetch(JSON.parse(document.getElementById('atlas-index').textContent).address).then(r => r.json())"
    return dict(page.evaluate(script))


def click_map(page: Page, lon: float, lat: float) -> None:
    """Click on a position of the map, in degrees."""
    x, y = page.evaluate(
        f"([lon, lat]) => {{ const m = {MAP}, c = m.getCanvas().getBoundingClientRect(), p = m.project([lon, lat]);"
        " return [c.left + p.x, c.top + p.y]; }",
        [lon, lat],
    )
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def hold_requests(page: Page, pattern: re.Pattern[str]) -> list[Route]:
    """Leave such requests without an answer from now on; each is added to the returned list."""
    held_requests: list[Route] = []
    page.route(pattern, lambda route: held_requests.append(route))
    return held_requests


def wait_for_request(page: Page, held_requests: list[Route]) -> None:
    """Wait for the first of the held requests, for 30 s at most."""
    for _ in range(1500):
        if held_requests:
            return
        page.wait_for_timeout(20)
    pytest.fail("no request came that is held: is the bundle as old as the scripts? (make build)")


def note_requests(page: Page, part: str = "") -> list[str]:
    """The addresses with this part that the page requests from now on."""
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url) if part in request.url else None)
    return addresses
