"""axe-core finds nothing on any kind of view, in both themes, in both directions of writing."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # else it spends as long again on writing out what is right
}
VIEWS = (
    "/",
    "/about",
    "/project/baku-tbilisi-kars",
    "/route/tbilisi-kars",
    "/place/alat-port",
    "/country/GE",
    "/document/aliyev-astana-speech",
    "/fact/alat-capacity-target",
    "/corridor/baku-station/kars-station",
)
TABS = ("timeline", "promises", "targets", "coverage", "compare", "disagreements", "table")
SETTLED = """path => decodeURIComponent(atlas.state().path) === path && atlas.panelIsThere(atlas.state())
    && document.querySelector('#panel-title')"""


def found_on(page: Page) -> list[object]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["impact"], one["id"], [node["target"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize(
    ("language", "theme", "width", "drawn"),
    [("en", "light", 1240, True), ("ar", "dark", 1240, False), ("ar", "light", 390, False)],
)
def test_axe_finds_nothing_on_any_view(
    visit: Visit, origin: str, language: str, theme: str, width: int, drawn: bool
) -> None:
    page = visit(f"/?lang={language}", width=width, height=800, color_scheme=theme, drawn=drawn)
    found: dict[str, list[object]] = {}
    for path in VIEWS:
        page.evaluate("path => atlas.navigate(path, 'link')", path)
        page.wait_for_function(SETTLED, arg=path)
        found[path] = found_on(page)
    page.evaluate("() => atlas.navigate('/', 'link')")
    for tab in TABS:
        page.evaluate("tab => atlas.navigate('/', 'control', { tab })", tab)
        page.wait_for_selector(f"#dock[data-tab='{tab}'] #dock-body:not([aria-busy]) h2")
        found[tab] = found_on(page)
    page.goto(f"{origin}/embed/project/tasim?lang={language}")
    page.wait_for_selector("#embed-title", state="visible")
    found["/embed"] = found_on(page)
    assert {view: problems for view, problems in found.items() if problems} == {}
