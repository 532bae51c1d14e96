"""The map highlights the selection and flies to it. A link with filters, and filters that cannot be loaded."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MAP, Visit, assert_routes_of_georgia, rendered, wait_for_map

CENTRE = f"() => {{ const c = {MAP}.getCenter(); return [c.lng, c.lat, {MAP}.getZoom()]; }}"
SELECTED = "JSON.parse(document.getElementById('panel-selection').dataset.selection)"
INSIDE = (
    f"() => Object.values({SELECTED}.routes).every(({{ bounds: [west, south, east, north] }}) => {{"
    f" const b = {MAP}.getBounds(); return b.contains([west, south]) && b.contains([east, north]); }})"
)


def test_a_link_lights_its_routes_and_the_map_flies_to_them(visit: Visit) -> None:
    page = visit("/", reduced_motion="no-preference")
    before = page.evaluate(CENTRE)
    page.locator(".projects a", has_text="Rogun").click()
    expect(page).to_have_url(re.compile("/project/rogun"))
    page.wait_for_function(f"was => JSON.stringify(({CENTRE})()) !== JSON.stringify(was)", arg=before)
    page.locator("#feature-list-routes a[href='/route/tbilisi-kars']").click()
    page.wait_for_function(f"() => {SELECTED}.routes['tbilisi-kars']")
    page.wait_for_function(INSIDE)
    wait_for_map(page)
    assert any(segment.startswith("tbilisi-kars") for segment in rendered(page, "selected-line"))
    page.go_back()
    page.wait_for_function(f"() => !{SELECTED}.routes['tbilisi-kars']")
    wait_for_map(page)
    assert not any(segment.startswith("tbilisi-kars") for segment in rendered(page, "selected-line"))


def test_at_the_start_the_selection_is_lit_where_the_map_looks(visit: Visit) -> None:
    page = visit("/route/tbilisi-kars?view=5/41.7/47")
    assert any(segment.startswith("tbilisi-kars") for segment in rendered(page, "selected-line"))
    assert page.evaluate(CENTRE) == pytest.approx([47, 41.7, 5], abs=0.05)


def test_a_cold_link_with_filters_is_filtered_by_itself(visit: Visit) -> None:
    page = visit("/?country=GE")
    expect(page.locator("#status-line")).not_to_be_empty()
    wait_for_map(page)
    segment_ids = assert_routes_of_georgia(page)
    assert rendered(page, "segments-line") <= segment_ids
    expect(page.locator("#filter-country .chosen")).to_have_text("Georgia")


def test_filters_that_cannot_be_loaded_say_so_and_work_when_tried_again(
    new_page: Callable[..., Page], origin: str
) -> None:
    page = new_page(webgl=False)
    page.route("**/index/**", lambda route: route.abort())
    page.goto(f"{origin}/?country=GE")
    expect(page.locator("#status-line")).to_have_text("The filters could not be loaded. Choose once more to try again.")
    page.unroute("**/index/**")
    page.locator("#filter-country").get_by_role("checkbox", name="Azerbaijan").check()
    expect(page.locator("#status-line")).to_contain_text("routes")


def test_the_switch_of_roads_says_how_rough_they_are(visit: Visit) -> None:
    page = visit("/")
    note = page.locator(".switch-note")
    assert not note.is_visible()
    page.locator("label:has(#roads-shown)").click()
    page.wait_for_url("**roads=shown**")
    assert "only the ends are known" in note.inner_text()
