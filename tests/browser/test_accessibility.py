"""axe-core finds no violation on any kind of view, in both themes and both directions of writing."""

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from dashboard.state.dock_address import TABS
from tests.browser.conftest import FOLLOW_LINK, Visit, follow

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # listing the passed rules as well would double the time
}
VIEWS = (
    "/",
    "/about",
    "/project/baku-tbilisi-kars",
    "/project/trans-caspian-cable",
    "/route/tbilisi-kars",
    "/place/alat-port",
    "/country/GE",
    "/document/aliyev-astana-speech",
    "/fact/alat-capacity-target",
    "/corridor/baku-station/kars-station",
)


def violations(page: Page, part: str, rules: dict[str, Any]) -> list[dict[str, Any]]:
    """The rules that a part of a page violates. A page gets axe-core once: compiling it is as slow as running it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    broken = "([part, rules]) => axe.run(part, rules).then(({ violations }) => violations)"
    return list(page.evaluate(broken, [part, rules]))


def found_on(page: Page, part: str = "html") -> list[object]:
    broken = violations(page, part, RULES)
    return [
        (violation["impact"], violation["id"], nodes)
        for violation in broken
        if (nodes := _without_equivalent(violation))
    ]


def _without_equivalent(violation: dict[str, Any]) -> list[list[str]]:
    """The elements of a violation, without the small links of places on the first picture.

    WCAG 2.5.8 allows a small target that has a larger equivalent on the page: here the list of the map's features.
    """
    targets: list[list[str]] = [node["target"] for node in violation["nodes"]]
    return [target for target in targets if violation["id"] != "target-size" or not target[0].startswith(".spot")]


@pytest.mark.parametrize(
    ("language", "theme", "width", "webgl"),
    [("en", "light", 1240, True), ("ar", "dark", 1240, False), ("ar", "light", 390, False)],
)
def test_axe_finds_nothing_on_any_view(
    visit: Visit, origin: str, language: str, theme: str, width: int, webgl: bool
) -> None:
    """In one theme and size each view is tested with all of the page; in the others the rest is tested once."""
    page = visit(f"/?lang={language}", width=width, height=800, color_scheme=theme, webgl=webgl)
    panel, dock = ("html", "html") if webgl else ("#panel-area", "#dock")
    problems_of: dict[str, list[object]] = {}
    for path in VIEWS:
        if path != "/":
            follow(page, path)
        problems_of[path] = found_on(page, panel if path != "/" else "html")
    follow(page, "/")
    for tab in TABS:
        page.evaluate(FOLLOW_LINK, f"/?tab={tab}")
        page.wait_for_selector(f"#dock[data-tab='{tab}'] #dock-body:not([aria-busy]) h2")
        if tab == "table":  # the grid writes its rows a moment after its frame
            page.wait_for_selector("#dock .ag-center-cols-container .ag-row a")
        problems_of[tab] = found_on(page, dock)
    page.goto(f"{origin}/embed/project/tasim?lang={language}")
    page.wait_for_selector("#embed-title", state="visible")
    problems_of["/embed"] = found_on(page)
    assert {view: problems for view, problems in problems_of.items() if problems} == {}
