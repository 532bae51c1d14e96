"""Nothing that the page does violates its own content policy: views, menus, print, picture and embedded page.

A violation is also an error in the console. So ``WatchedPage`` tests the policy in every other test of the browser too:
in all languages, on phones and without WebGL. The views of the dock are opened in ``test_accessibility.py``.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import FOLLOW_LINK, MAP, Contexts, wait_for_map

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
OPEN_DETAILS = "() => document.querySelectorAll('#panel details').forEach(details => { details.open = true; })"
LISTEN = """document.addEventListener("securitypolicyviolation", (event) =>
  reportViolation([event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber].join(" ")))"""


class PolicyPage:
    """A page, with the violations that it reports on all addresses that it visits."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.page = context.new_page()
        self.origin = origin
        self.violations: list[str] = []
        self.errors: list[str] = []
        self.page.expose_function("reportViolation", lambda violation: self.violations.append(violation))
        self.page.add_init_script(LISTEN)
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.set_viewport_size({"width": 1000, "height": 640})

    def load(self, path: str) -> None:
        self.page.goto(self.origin + path)
        wait_for_map(self.page)
        self.check(path)

    def show(self, path: str) -> None:
        """Open another view in the same page, as a link does."""
        before = self.page.locator("#panel-title").inner_text()
        self.page.evaluate(FOLLOW_LINK, path)
        expect(self.page.locator("#panel-title")).not_to_have_text(before)
        self.page.evaluate(OPEN_DETAILS)
        self.check(path)

    def check(self, location: str) -> None:
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        assert self.violations == [], location
        assert not [error for error in self.errors if "404" not in error], location


@pytest.fixture
def watched(contexts: Contexts, origin: str) -> Iterator[PolicyPage]:
    watched = PolicyPage(contexts(locale="en-GB", reduced_motion="reduce"), origin)
    yield watched
    watched.page.evaluate("() => localStorage.clear()")
    watched.page.context.clear_cookies()
    watched.page.close()


def test_every_view_menu_and_hover_keeps_to_the_policy(watched: PolicyPage) -> None:
    page = watched.page
    watched.load("/?lang=en")
    for path in VIEWS:
        watched.show(path)
    watched.show("/")
    open_the_menus(watched)
    point_at_the_map(watched)
    page.locator("#theme").click()
    page.locator("#search-input").fill("baku")
    expect(page.locator("#search-results [role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    watched.check("theme and search")


def open_the_menus(watched: PolicyPage) -> None:
    for menu in ("share", "take"):
        watched.page.locator(f"#{menu} > summary").click()
        expect(watched.page.locator(f"#{menu}[open]")).to_have_count(1)
        watched.check(menu)
        watched.page.keyboard.press("Escape")


def point_at_the_map(watched: PolicyPage) -> None:
    """Move over lines until the map shows a name, then click."""
    page = watched.page
    positions = page.evaluate(
        f"() => {MAP}.queryRenderedFeatures({{layers: ['segments-line']}}).slice(0, 40).flatMap(({{ geometry }}) => {{"
        f" const line = geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates[0];"
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
    watched.check("the map's name and its click")


def test_print_picture_and_embedded_page_keep_to_the_policy(watched: PolicyPage) -> None:
    page = watched.page
    watched.load("/embed/project/tasim")
    watched.load("/project/rogun")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("canvas.printed-map")).to_be_visible()
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.locator("#share > summary").click()
    with page.expect_download() as waiting:
        page.locator("#share [data-share=picture]").click()
    assert waiting.value.suggested_filename.endswith(".png")
    watched.check("print and picture")


VIOLATING_SCRIPTS = {
    "document.body.setAttribute('style', 'color: red')": "style-src-attr",
    "document.head.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }))": "script-src",
    "new Image().src = 'http://127.0.0.1:9/x.png'": "img-src",
    "fetch('http://127.0.0.1:9/').catch(() => {})": "connect-src",
}
"""Scripts that violate the policy, with the violated directive."""


def test_what_breaks_the_policy_is_seen_and_is_an_error_in_the_console(watched: PolicyPage) -> None:
    watched.page.goto(f"{watched.origin}/about")
    for script, directive in VIOLATING_SCRIPTS.items():
        watched.violations.clear()
        watched.errors.clear()
        watched.page.evaluate(f"() => {{ {script}; }}")
        watched.page.wait_for_function("() => new Promise(done => setTimeout(() => done(true), 50))")
        assert [violation for violation in watched.violations if re.match(directive, violation)], script
        assert [error for error in watched.errors if "Content Security Policy" in error], script
    assert watched.page.evaluate("() => window.ran") is None
