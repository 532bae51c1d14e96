"""The itinerary between two places: by address, by names in another script, on the map, and with a gap."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MAP, Visit, rendered, wait_for_map


def test_a_link_opens_the_whole_way_with_its_totals_and_lights_it(visit: Visit) -> None:
    page = visit("/corridor/khorgos-china-station/poti-port")
    expect(page.locator("#panel-title")).to_contain_text("Khorgos")
    expect(page.locator(".strip > .stop").first).to_contain_text("Khorgos")
    expect(page.locator(".strip").first.locator(".stop").last).to_contain_text("Poti")
    assert page.locator(".strip").first.locator(".leg-sea").count() == 1
    expect(page.locator("#panel dt", has_text="Transshipments").locator("+ dd").first).to_contain_text(
        "3 (2 between rail and ship, 1 change of gauge)"
    )
    expect(page.locator("#panel .crossings").first.locator("li")).to_have_count(5)
    expect(page.locator("#panel .crossings").first).to_contain_text("Kazakhstan – Azerbaijan, by sea")
    expect(page.locator(".holds").first).to_contain_text("change of gauge 1435/1520 mm at Altynkol")
    expect(page.locator(".holds").first.locator("a[href*='/fact/alat-capacity-target']")).to_have_count(1)
    wait_for_map(page)
    selected_routes = {segment.rsplit("-", 1)[0] for segment in rendered(page, "selected-line")}
    assert {"khorgos-moiynty", "aktau-alat-ferry", "alat-tbilisi", "tbilisi-poti"} <= selected_routes


def test_places_are_found_in_any_script_and_the_way_is_a_link(visit: Visit) -> None:
    page = visit("/", webgl=False)
    page.locator("#corridor-form > summary").click()
    for box, typed in (("From", "Баку-Пасс"), ("To", "qars")):
        page.get_by_role("combobox", name=box, exact=True).fill(typed)
        page.get_by_role("option").first.click()
    page.locator("#corridor-find").click()
    expect(page).to_have_url(re.compile("/corridor/baku-station/kars-station"))
    expect(page.locator(".strip > .stop").last).to_contain_text("Kars")


def test_two_places_are_chosen_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit("/", webgl=False)
    page.locator("#corridor-form summary").press("Enter")
    start, end = (page.get_by_role("combobox", name=name, exact=True) for name in ("From", "To"))
    start.fill("aktau p")
    expect(start).to_have_attribute("aria-expanded", "true")
    start.press("ArrowDown")
    chosen = page.locator(f"#{start.get_attribute('aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    start.press("ArrowUp")
    expect(chosen).to_have_attribute("aria-selected", "false")  # the arrow keys go through the input too
    start.press("Enter")
    expect(start).to_have_value("Port of Aktau")
    start.fill("nowhere at all")
    start.press("Escape")
    expect(start).to_have_value("Port of Aktau")
    end.fill("alat port")
    end.press("Enter")
    end.press("Enter")
    page.wait_for_url("**/corridor/aktau-port/alat-port")


@pytest.mark.parametrize(
    ("language", "typed", "name"),
    [
        ("en", "port alat", "Port of Baku at Alat"),
        ("az", "elet limani", "Bakı Beynəlxalq Dəniz Ticarət Limanı (Ələt)"),
        ("ar", "ميناء الات", "ميناء باكو الدولي للتجارة البحرية (آلات)"),
    ],
)
def test_words_of_a_place_are_found_in_any_order(visit: Visit, language: str, typed: str, name: str) -> None:
    page = visit(f"/?lang={language}", webgl=False)
    page.locator("#corridor-form summary").press("Enter")
    page.locator("#corridor-from").fill(typed)
    expect(page.locator("#corridor-form [role=option]")).to_have_text([name])


def test_tab_leaves_a_long_list_for_the_next_control(visit: Visit) -> None:
    """Chrome makes an element that scrolls a stop of the Tab key: the list took the focus, and closed with it."""
    page = visit("/", webgl=False)
    page.locator("#corridor-form summary").press("Enter")
    page.locator("#corridor-via").focus()
    expect(page.locator("#corridor-form [role=option]")).to_have_count(40)
    page.keyboard.press("Tab")
    expect(page.locator("#corridor-to")).to_be_focused()


def test_where_no_way_leads_the_gap_is_named_and_what_is_planned(visit: Visit) -> None:
    page = visit("/corridor/termez-station/peshawar-station", webgl=False)
    expect(page.locator(".gap")).to_contain_text("No line that this atlas holds operates here")
    expect(page.locator(".holds")).to_contain_text("Trans-Afghan")
    page.locator("#corridor-planned").set_checked(True, force=True)
    expect(page).to_have_url(re.compile("planned=yes"))
    expect(page.locator(".gap")).to_have_count(0)
    expect(page.locator(".strip > .stop").last).to_contain_text("Peshawar")


def test_the_strip_mirrors_with_the_language(visit: Visit) -> None:
    page = visit("/corridor/baku-station/kars-station?lang=ar", webgl=False)
    stop, title = page.locator(".strip > .stop").first, page.locator("#panel-title")
    expect(stop).to_be_visible()
    expect(title).to_contain_text("قارص")
    marker = stop.evaluate("e => getComputedStyle(e, '::before').right")
    assert float(marker.removesuffix("px")) < 10  # the line of stops is at the right edge


def test_a_gap_is_drawn_named_and_gone_with_the_way(visit: Visit) -> None:
    page = visit("/corridor/baku/kabul?planned=yes")
    expect(page.locator("#panel .gap").first).to_contain_text("This atlas holds no line here: Arys-1 – Galaba")
    wait_for_map(page)
    page.wait_for_function(
        f"() => {MAP}.getSource('gaps') && {MAP}.queryRenderedFeatures({{layers: ['gap-line']}}).length"
    )
    names = page.evaluate(f"{MAP}.queryRenderedFeatures({{layers: ['gap-name']}}).map(f => f.properties.name)")
    assert set(names) == {"This atlas holds no line here"}
    assert {"baku", "kabul", "arys-station", "galaba-station"} <= rendered(page, "selected-ring")
    page.locator("#panel a[href*='/route/baku-alat']").first.click()
    expect(page.locator("#panel-title")).to_contain_text("Baku–Alat")
    page.wait_for_function(f"() => !{MAP}.queryRenderedFeatures({{layers: ['gap-line']}}).length")


def test_the_picture_of_a_way_shows_it_before_the_map(visit: Visit) -> None:
    page = visit("/corridor/baku/kabul?planned=yes&lang=az", webgl=False)
    picture = page.locator(".first-picture")
    expect(picture.locator("b", has_text="Atlasda burada xətt yoxdur")).to_have_count(1)
    expect(picture.locator("b", has_text="Kabil")).to_have_count(1)
