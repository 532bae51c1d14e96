"""The map of a catalogue in a database, with a real browser, server and database."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import filter_result
from dashboard.database.stored_files import newest_size
from dashboard.large.app import create_large_app
from dashboard.large.store import Store
from dashboard.load_atlas import load_basemap
from dashboard.settings import Settings
from tests.browser.conftest import FOLLOW_LINK, MAP, Contexts, WatchedPage, note_requests, rendered, wait_for_map
from tests.commands import ROOT
from tests.serving import serving

MIDDLE_OF = f"""route => {{
    const m = {MAP}, at = m.getCanvas().getBoundingClientRect();
    const line = m.queryRenderedFeatures({{ layers: ["segments-line"] }}).find((f) => f.properties.route === route);
    const {{ type, coordinates }} = line.geometry, own = type === "LineString" ? coordinates : coordinates[0];
    const [a, b] = [0, 1].map((step) => m.project(own[Math.floor(own.length / 2) - step]));
    return [at.left + (a.x + b.x) / 2, at.top + (a.y + b.y) / 2];
}}"""


@pytest.fixture(scope="module")
def large_origin(published: str) -> Iterator[str]:
    version, _ = newest_size(published)
    server = create_large_app(Store(published, version), Settings(searches_a_minute=0), load_basemap(ROOT)).server
    assert isinstance(server, Flask)
    with serving(server) as address:
        yield address


@pytest.fixture
def page(contexts: Contexts, large_origin: str) -> Iterator[Page]:
    """A page that requests nothing from another origin, and no file that such a catalogue does not have."""
    page = contexts(reduced_motion="reduce", locale="en-GB", base_url=large_origin).new_page()
    page.set_viewport_size({"width": 1240, "height": 720})
    watched = WatchedPage(page, large_origin)
    requests = note_requests(page)
    yield page
    watched.close()
    files = ("/index/", "/timeline/", "/segments.geojson", "/places.geojson")
    assert [url for url in requests if any(name in url for name in files)] == []


def open_page(page: Page, path: str) -> None:
    page.goto(path)
    wait_for_map(page)


def test_a_line_of_the_tiles_is_pointed_at_and_opened(page: Page) -> None:
    open_page(page, "/?view=7.2/41.4/46.2")
    x, y = page.evaluate(MIDDLE_OF, "alat-tbilisi")
    page.mouse.move(x, y)
    page.wait_for_function("() => document.querySelector('.map-tip').textContent.includes('Alat–Tbilisi')")
    assert len(page.get_attribute(".map-glow path", "d") or "") > 100
    page.mouse.click(x, y)
    page.wait_for_url("**/route/alat-tbilisi*")
    page.wait_for_function("() => document.querySelector('#panel-title')?.textContent.includes('Alat–Tbilisi')")
    wait_for_map(page)
    assert all(fid.startswith("alat-tbilisi-") for fid in rendered(page, "selected-line"))
    assert rendered(page, "selected-line")


def test_a_filter_shows_what_passes_with_the_servers_numbers(page: Page, atlas: Atlas) -> None:
    open_page(page, "/")
    page.locator("#filter-mode label", has_text="ferry").click()
    page.wait_for_function("() => document.querySelector('#status-line').textContent.startsWith('3 of')")
    wait_for_map(page)
    passes = filter_result(atlas.catalogue, atlas.relations, atlas.facets, {"mode": ["sea"]}, withdrawn=False)
    numbers = (len(passes.routes), len(passes.places), len(passes.projects))
    status_parts = page.inner_text("#status-line").split(" · ")
    assert [int(part.split()[0]) for part in status_parts] == list(numbers)
    assert rendered(page, "segments-line") == set(passes.segments)
    assert rendered(page, "places-ring") <= set(passes.places)
    assert rendered(page, "segments-filtered-out")
    assert page.locator("[data-legend^='mode:']:visible").count() == 1


def test_what_passes_a_narrow_filter_is_drawn_in_a_far_view(page: Page, atlas: Atlas) -> None:
    """Without the filter the tiles of that view have no line of the project."""
    open_page(page, "/?view=1/41/46")
    features = f"{MAP}.querySourceFeatures('segments', {{ sourceLayer: 'segments' }})"
    usual_segments = set(page.evaluate(f"() => {features}.map((feature) => feature.properties.fid)"))
    segments_by_project = {
        project: set(filter_result(atlas.catalogue, atlas.relations, atlas.facets, {"project": [project]}).segments)
        for project in atlas.catalogue.projects
    }
    hidden_projects = [
        project
        for project, segment_ids in segments_by_project.items()
        if segment_ids and not segment_ids & usual_segments
    ]
    assert len(hidden_projects) > 1
    layers = "{ layers: ['segments-line', 'segments-sketch'] }"
    any_is_drawn = (
        f"own => {MAP}.queryRenderedFeatures({layers}).some(({{ properties }}) => own.includes(properties.fid))"
    )
    page.evaluate(FOLLOW_LINK, f"/?project={hidden_projects[0]}&view=1/41/46")
    page.wait_for_function(any_is_drawn, arg=[*segments_by_project[hidden_projects[0]]])
    open_page(page, f"/?project={hidden_projects[-1]}&view=1/41/46")
    page.wait_for_function(any_is_drawn, arg=[*segments_by_project[hidden_projects[-1]]])


def test_a_project_chosen_by_address_stays_chosen(page: Page) -> None:
    """Only the projects with most statements have a box. A project in the address gets a box too."""
    open_page(page, "/")
    box = "#filter-project input[value='tasim']"
    page.evaluate("own => document.querySelector(own).closest('label').remove()", box)
    page.evaluate(FOLLOW_LINK, "/?project=tasim")
    page.locator("#filter-project[data-chosen]", has_text="tasim").wait_for()
    page.locator("#filter-mode label", has_text="fibre").click()
    page.wait_for_url("**project=tasim*")
    assert "mode=fibre" in page.url
    assert page.locator(box).is_checked()
    page.wait_for_function("() => Number(document.querySelector('[data-count=\"project:tasim\"]').textContent) > 0")


def test_tiles_that_fail_are_asked_for_again(browser: Browser, large_origin: str) -> None:
    context = browser.new_context(reduced_motion="reduce", locale="en-GB", base_url=large_origin)
    page = context.new_page()
    context.route("**/tiles/features/**", lambda route: route.abort(), times=2)
    page.goto("/?view=6/41.4/46.2")
    wait_for_map(page)
    page.wait_for_function(f"() => {MAP}.queryRenderedFeatures({{ layers: ['segments-line'] }}).length")
    tiles = f"Object.values({MAP}.style.tileManagers).flatMap((manager) => manager._inViewTiles.getAllTiles())"
    page.wait_for_function(f"() => {tiles}.every(({{ state }}) => state === 'loaded')")
    assert not page.locator("#map-failed").is_visible()
    context.close()


def test_a_filter_that_cannot_be_counted_says_so(page: Page) -> None:
    open_page(page, "/")
    page.route("**/passing.json*", lambda route: route.fulfill(body="no answer"))
    page.locator("#filter-mode label", has_text="ferry").click()
    page.wait_for_function("() => !/[0-9]/.test(document.querySelector('#status-line').textContent)")


def test_what_is_selected_is_drawn_from_wherever_it_is_seen(page: Page, atlas: Atlas) -> None:
    """A tile of a far view does not have every line, so the lines of the selection have a source of their own."""
    open_page(page, "/project/baku-tbilisi-kars?view=3/41/46")
    page.wait_for_function(f"() => {MAP}.queryRenderedFeatures({{ layers: ['selected-line'] }}).length")
    project = atlas.catalogue.projects["baku-tbilisi-kars"]
    project_segments = {segment.id for route in project.routes for segment in atlas.catalogue.routes[route].segments}
    features = f"{MAP}.querySourceFeatures('selected')"
    lines = page.evaluate(f"() => {features}.filter((f) => f.properties.route).map((f) => f.properties.fid)")
    assert set(lines) == project_segments
    assert rendered(page, "selected-line") <= project_segments
    page.click("#back")
    page.wait_for_function(f"() => !{MAP}.queryRenderedFeatures({{ layers: ['selected-line'] }}).length")
