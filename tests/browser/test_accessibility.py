"""axe-core finds nothing on any kind of view, in both themes, in both directions of writing."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


@pytest.mark.parametrize(
    ("path", "theme", "width"),
    [
        ("/", "light", 1440),
        ("/project/baku-tbilisi-kars?lang=az", "dark", 1440),
        ("/fact/alat-capacity-target?lang=ar", "light", 1440),
        ("/corridor/baku-station/kars-station", "dark", 390),
        ("/?tab=timeline&lang=ar", "dark", 390),
        ("/?tab=table&rows=facts", "light", 1440),
    ],
)
def test_axe_finds_nothing(visit: Visit, path: str, theme: str, width: int) -> None:
    page = visit(path, width=width, color_scheme=theme)
    found = Axe().run(page).response["violations"]
    assert [(one["impact"], one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
