"""The pages about addresses, files and the OGC API in a real browser: accessible, and without other origins."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.test_accessibility import found_on

OGC = "/ogc/collections/statements"


@pytest.mark.parametrize("path", ["/api", "/data", "/ogc", "/ogc/collections", OGC, f"{OGC}/items", f"{OGC}/schema"])
@pytest.mark.parametrize(
    ("language", "theme", "width"), [("en", "light", 1240), ("ar", "dark", 1240), ("az", "light", 390)]
)
def test_axe_finds_nothing_and_nothing_is_cut_off(
    visit: Callable[..., Page], path: str, language: str, theme: str, width: int
) -> None:
    page = visit(f"{path}?lang={language}", width=width, height=800, color_scheme=theme, webgl=False, ready=False)
    assert found_on(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_a_phone_shows_the_licence_beside_each_file(visit: Callable[..., Page], language: str) -> None:
    page = visit(f"/data?lang={language}", width=390, height=844, webgl=False, ready=False)
    assert page.evaluate("[...document.querySelectorAll('.scrolls')].every(box => box.scrollWidth <= box.clientWidth)")
