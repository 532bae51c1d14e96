"""Every view, menu and way out of the page under its own content policy: nothing that it does is a violation.

A violation is an error in the console too, so every page that a test visits keeps to the policy (``Watched``): in every
language, on phones and without WebGL.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from dashboard.state.dock_address import TABS
from tests.browser.conftest import FOLLOW, MAP, wait_for_map

pytestmark = pytest.mark.browser
PATIENCE_MS = 60_000  # on a busy machine; nothing here is about time
expect.set_options(timeout=PATIENCE_MS)
VIEWS = (
    "/project/tasim",
    "/route/tbilisi-kars",
    "/place/alat-port",
    "/fact/cable-laid-by-end-of-2026",
    "/document/atamoglanov-interview",
    "/corridor/khorgos-china-station/poti-port",
    "/country/GE",
    "/about",
    "/project/nothing",
)
LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
  reportViolation([event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber].join(" ")))"""


class Walk:
    """A page with every violation that it has reported, on whatever address it was."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.page = context.new_page()
        self.origin = origin
        self.violations: list[str] = []
        self.errors: list[str] = []
        self.page.expose_function("reportViolation", lambda violation: self.violations.append(violation))
        self.page.add_init_script(LISTEN)
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.set_viewport_size({"width": 1440, "height": 900})

    def load(self, path: str) -> None:
        self.page.goto(self.origin + path)
        wait_for_map(self.page)
        self.nothing_wrong(path)

    def show(self, path: str) -> None:
        """Another view in the page that is open, as a link in it does."""
        before = self.page.locator("#panel-title").inner_text()
        self.page.evaluate(FOLLOW, path)
        expect(self.page.locator("#panel-title")).not_to_have_text(before)
        self.page.evaluate("() => { for (const one of document.querySelectorAll('#panel details')) one.open = true; }")
        self.nothing_wrong(path)

    def nothing_wrong(self, where: str) -> None:
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        assert self.violations == [], where
        assert not [error for error in self.errors if "404" not in error], where


@pytest.fixture
def walk(contexts: Callable[..., BrowserContext], origin: str) -> Iterator[Walk]:
    walk = Walk(contexts(locale="en-GB", reduced_motion="reduce"), origin)
    yield walk
    walk.page.evaluate("() => localStorage.clear()")
    walk.page.context.clear_cookies()
    walk.page.close()


def test_every_view_menu_and_hover_keeps_to_the_policy(walk: Walk) -> None:
    page = walk.page
    walk.load("/?lang=en")
    for path in VIEWS:
        walk.show(path)
    walk.show("/")
    open_the_dock(walk)
    open_the_menus(walk)
    point_at_the_map(walk)
    page.locator("#theme").click()
    page.locator("#search-input").fill("baku")
    expect(page.locator("#search-results [role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    walk.nothing_wrong("theme and search")


def open_the_dock(walk: Walk) -> None:
    for tab in TABS:
        walk.page.locator(f"#dock [data-dock={tab}]").click()
        expect(walk.page.locator(f"#dock[data-tab='{tab}'] #dock-body:not([aria-busy]) h2").first).to_be_visible()
        walk.nothing_wrong(tab)
    walk.page.locator("#dock-body").focus()
    walk.page.keyboard.press("Escape")


def open_the_menus(walk: Walk) -> None:
    for menu in ("share", "take"):
        walk.page.locator(f"#{menu} > summary").click()
        expect(walk.page.locator(f"#{menu}[open]")).to_have_count(1)
        walk.nothing_wrong(menu)
        walk.page.keyboard.press("Escape")


def point_at_the_map(walk: Walk) -> None:
    """Over lines and places until the map says a name, then a click on what is there."""
    page = walk.page
    positions = page.evaluate(
        f"() => {MAP}.queryRenderedFeatures({{layers: ['segments-line']}}).slice(0, 40).flatMap((one) => {{"
        f" const line = one.geometry.type === 'LineString' ? one.geometry.coordinates : one.geometry.coordinates[0];"
        f" const area = {MAP}.getCanvas().getBoundingClientRect(), at = {MAP}.project(line[line.length >> 1]);"
        " return [[area.left + at.x, area.top + at.y]]; })"
    )
    assert positions
    tip = page.locator(".map-tip")
    for x, y in positions:
        page.mouse.move(x + 2, y + 2)
        page.mouse.move(x, y)
        if tip.count() and tip.is_visible():
            break
    expect(tip).to_be_visible()
    page.mouse.click(x, y)
    walk.nothing_wrong("the map's name and its click")


def test_print_picture_and_embedded_page_keep_to_the_policy(walk: Walk) -> None:
    page = walk.page
    walk.load("/embed/project/tasim")
    walk.load("/project/rogun")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("canvas.printed-map")).to_be_visible()
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.locator("#share > summary").click()
    with page.expect_download() as waiting:
        page.locator("#share [data-share=picture]").click()
    assert waiting.value.suggested_filename.endswith(".png")
    walk.nothing_wrong("print and picture")


DEEDS = {
    "document.body.setAttribute('style', 'color: red')": "style-src-attr",
    "document.head.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }))": "script-src",
    "new Image().src = 'http://127.0.0.1:9/x.png'": "img-src",
    "fetch('http://127.0.0.1:9/').catch(() => {})": "connect-src",
}
"""What breaks the policy, and the directive of it."""


def test_what_breaks_the_policy_is_seen_and_is_an_error_in_the_console(walk: Walk) -> None:
    walk.page.goto(f"{walk.origin}/about")
    for deed, directive in DEEDS.items():
        walk.violations.clear()
        walk.errors.clear()
        walk.page.evaluate(f"() => {{ {deed}; }}")
        walk.page.wait_for_function("() => new Promise(done => setTimeout(() => done(true), 50))")
        assert [violation for violation in walk.violations if re.match(directive, violation)], deed
        assert [error for error in walk.errors if "Content Security Policy" in error], deed
    assert walk.page.evaluate("() => window.ran") is None
