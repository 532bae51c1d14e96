"""The comparison of itineraries: added and removed with mouse and keys, on a phone, on paper, without scripts."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import PHONE, Visit, rendered, wait_for_map
from tests.browser.test_accessibility import found_on

POTI = "/corridor/khorgos-china-station/poti-port"
THREE = f"{POTI}?with=khorgos-china-station/batumi-port,khorgos-china-station/istanbul&tab=compare"
PORTS = (
    f"{POTI}?via=aktau-port&tab=compare"
    "&with=khorgos-china-station/kuryk-port/poti-port,khorgos-china-station/turkmenbashi-port/poti-port"
)
SERVER_VIEW = "#dock[data-tab='compare'] #dock-body .itineraries"
VIEW = "#dock[data-tab='compare']:has(.live) #dock-body:not([aria-busy]):has(.comparison-strips) .itineraries"
"""The view of Dash, which replaces the view of the server."""
HEADINGS = "#dock .itineraries thead th"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["about 4,300 km, approximate", "not known", "This atlas holds no line here"]),
        ("ar", ["نحو 4,300 كم، تقريبي", "غير معروف", "لا خط في هذا الأطلس هنا"]),
    ],
)
def test_three_ways_stand_side_by_side_on_one_scale_and_on_the_map(
    visit: Visit, language: str, texts: list[str]
) -> None:
    has_map = language == "en"  # the map is the same in each language
    page = visit(f"{PORTS}&lang={language}", webgl=has_map)
    page.wait_for_selector(VIEW)
    expect(page.locator(HEADINGS)).to_have_count(3)
    for text in texts:
        expect(page.locator(".itineraries")).to_contain_text(text)
    strips = page.locator("#dock .comparison-strips")
    expect(strips.locator(".comparison-name")).to_have_count(3)
    expect(strips.locator(".comparison-gap")).to_have_count(1)
    first_leg, all_strips = strips.locator(".comparison-leg").first.bounding_box(), strips.bounding_box()
    assert first_leg and all_strips
    offset = (
        all_strips["x"] + all_strips["width"] - first_leg["x"] - first_leg["width"]
        if language == "ar"
        else first_leg["x"] - all_strips["x"]
    )
    assert abs(offset) < 2
    if has_map:
        wait_for_map(page)
        selected_routes = {segment.rsplit("-", 1)[0] for segment in rendered(page, "selected-line")}
        assert {"aktau-alat-ferry", "kuryk-alat-ferry", "turkmenbashi-alat-ferry", "tbilisi-poti"} <= selected_routes


def test_nothing_of_it_is_there_before_it_is_asked_for(visit: Visit) -> None:
    page = visit(POTI, webgl=False)
    assert page.locator(".itineraries").count() == 0
    page.locator(".comparison-open a").click()
    expect(page).to_have_url(re.compile("tab=compare"))
    page.wait_for_selector(VIEW)
    expect(page.locator(HEADINGS)).to_have_count(1)


def test_ways_are_added_and_taken_away_with_the_keys_alone(visit: Visit) -> None:
    page = visit(f"{POTI}?tab=compare&lang=az", webgl=False)
    page.wait_for_selector(VIEW)
    page.get_by_role("link", name=re.compile("Kurık limanı üzərindən")).press("Enter")
    expect(page).to_have_url(re.compile("with=khorgos-china-station/kuryk-port/poti-port"))
    expect(page.locator(HEADINGS)).to_have_count(2)
    expect(page.locator("#corridor-via")).to_be_visible()
    page.locator("#corridor-to").fill("istanbul")
    expect(page.locator("#corridor-to-places [role=option]").first).to_have_text("İstanbul")
    page.locator("#corridor-to").press("Enter")
    expect(page.locator("#corridor-to")).to_have_value("İstanbul")
    page.locator("#corridor-compare").press("Enter")
    expect(page.locator(HEADINGS)).to_have_count(3)
    expect(page.locator("#corridor-compare")).to_be_disabled()
    expect(page.locator("#panel-title")).to_contain_text("Xorqos")
    page.locator(".comparison-remove").nth(0).press("Enter")
    expect(page.locator(HEADINGS)).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/corridor/khorgos-china-station/poti-port\?.*via=kuryk-port"))
    expect(page.locator("#panel-title")).to_contain_text("Kurık limanı üzərindən")
    back = page.locator(".comparison-adding").get_by_role("link", name="Xorqos (Çin) – Poti limanı", exact=True)
    expect(back).to_be_focused()  # the removed itinerary is offered again, and has the focus
    page.go_back()
    expect(page.locator(HEADINGS)).to_have_count(3)


def test_a_link_elsewhere_leaves_the_ways_behind(visit: Visit) -> None:
    page = visit(THREE, webgl=False)
    page.wait_for_selector(VIEW)
    page.locator("#panel a[href*='/route/']").first.click()
    page.wait_for_url("**/route/**")
    assert "with=" not in page.url
    expect(page.locator("#dock [data-compare-side='0']")).to_be_visible()  # the comparison of two projects


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_each_cell_has_the_number_of_its_way(visit: Visit, language: str) -> None:
    page = visit(f"{THREE}&lang={language}", **PHONE, webgl=False, ready=False)
    page.wait_for_selector(VIEW, state="attached")
    table = page.locator(".itineraries")
    assert table.evaluate("e => e.scrollWidth <= e.parentElement.clientWidth + 1")
    numbers = (
        page.locator(".itineraries tbody tr")
        .first.locator("td")
        .evaluate_all("cells => cells.map(e => getComputedStyle(e, '::before').content)")
    )
    assert [re.sub(r"\D", "", number) for number in numbers] == ["1", "2", "3"]


@pytest.mark.parametrize("language", ["en", "az", "ar"])
@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_it_is_one_page_across_with_its_sources(visit: Visit, language: str, scripts: bool) -> None:
    page = visit(f"{THREE}&lang={language}", java_script_enabled=scripts, webgl=False, ready=False)
    page.wait_for_selector(VIEW if scripts else SERVER_VIEW)
    assert page.locator(HEADINGS).count() == 3
    [sheet] = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    width, height = sheet.mediabox.width, sheet.mediabox.height
    assert (round(width), round(height)) == (842, 595)
    text = re.sub(r"\s", "", sheet.extract_text())
    assert "en.trend.az/business/3982954" in text
    assert "khorgos-china-station/poti-port" in text


@pytest.mark.parametrize(
    ("language", "theme", "screen"),
    [("en", "light", {"width": 1240}), ("ar", "dark", {"width": 1240}), ("az", "light", PHONE)],
)
def test_axe_finds_nothing(visit: Visit, language: str, theme: str, screen: dict[str, object]) -> None:
    page = visit(f"{PORTS}&full=yes&lang={language}", **screen, color_scheme=theme, webgl=False, ready=False)
    page.wait_for_selector(VIEW, state="attached")
    assert found_on(page, "#dock") == []


def test_a_third_way_that_is_not_known_is_named_and_the_others_stay(visit: Visit) -> None:
    page = visit(f"{POTI}?with=khorgos-china-station/istanbul,baku/nowhere&tab=compare", webgl=False)
    page.wait_for_selector(VIEW)
    expect(page.locator(HEADINGS)).to_have_count(2)
    expect(page.locator("#notices")).to_contain_text("baku/nowhere")
