"""The main use of the page: find a line, read a statement, see it highlighted in its source, filter, share, go back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    MAP,
    Visit,
    assert_routes_of_georgia,
    click_map,
    note_requests,
    read_index,
    rendered,
    wait_for_index,
    wait_for_map,
)

CABLE_FACT = "cable-laid-by-end-of-2026"


def in_view(page: Page, selector: str) -> bool:
    """Whether the first line of an element is on the screen."""
    return bool(
        page.evaluate(
            "s => { const r = document.querySelector(s).getClientRects()[0];"
            " return r.top >= 0 && r.bottom <= innerHeight && r.height > 0; }",
            selector,
        )
    )


def test_a_newcomer_clicks_the_cable_and_reads_when_it_will_be_finished(visit: Visit) -> None:
    page = visit("/", height=768)
    west, south, east, north = read_index(page)["routes"]["sumgayit-aktau-cable"]["bounds"]
    lon, lat = west + 0.3 * (east - west), south + 0.3 * (north - south)  # a position without a name
    click_map(page, lon, lat)
    pick = page.locator("#map-pick")
    if pick.is_visible():  # other lines are under the pointer too
        pick.get_by_role("button", name="Sumgayit").first.click()
    expect(page).to_have_url(re.compile(r"/route/sumgayit-aktau-cable"))
    expect(page.locator("#panel-title")).to_contain_text("Aktau")
    page.locator(f"a.open-source[data-fact='{CABLE_FACT}']").click()
    sentence = page.locator("mark.highlighted")
    expect(sentence).to_contain_text("2026-cı ilin sonuna qədər Xəzər dənizinin dibi ilə fiber-optik rabitə xəttinin")
    assert page.locator("article.source-text").get_attribute("lang") == "az-Latn"
    assert in_view(page, "mark.highlighted")


def test_filtering_by_georgia_leaves_what_crosses_it(visit: Visit) -> None:
    page = visit("/")
    before = page.locator("#status-line").inner_text()
    page.locator("#filter-country > summary").click()
    page.get_by_role("checkbox", name="Georgia").check()
    expect(page).to_have_url(re.compile(r"country=GE"))
    expect(page.locator("#status-line")).not_to_have_text(before)
    wait_for_map(page)
    expected = assert_routes_of_georgia(page)
    assert rendered(page, "segments-line") <= expected
    assert page.locator("#feature-list-routes > li:visible").count() < page.locator("#feature-list-routes > li").count()


def test_an_empty_result_says_so_and_reset_leads_out(visit: Visit) -> None:
    page = visit("/?country=GE&mode=power&project=rogun", webgl=False)
    expect(page.locator("#hint")).to_be_hidden()
    expect(page.locator("#empty-result")).to_be_visible()
    page.locator("#reset").click()
    expect(page.locator("#empty-result")).to_be_hidden()
    expect(page).not_to_have_url(re.compile(r"country"))


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/project/tasim", "Trans-Eurasian"),
        ("/route/tbilisi-kars", "Kars"),
        ("/place/alat-port", "Alat"),
        ("/country/GE", "Georgia"),
        ("/document/atamoglanov-interview", "Səfir"),
    ],
)
def test_a_deep_link_opens_cold_and_without_a_hint(visit: Visit, path: str, heading: str) -> None:
    page = visit(path, webgl=False)
    expect(page.locator("#hint")).to_be_hidden()
    expect(page.locator("#panel-title")).to_contain_text(heading)
    assert heading in page.title() or path.startswith("/document")


def test_a_link_shows_its_filters_and_its_view(visit: Visit) -> None:
    page = visit("/project/baku-tbilisi-kars?country=GE&mode=rail&view=7/41.7/44.8")
    expect(page.get_by_role("checkbox", name="railway")).to_be_checked()
    zoom, lon = page.evaluate(f"() => [{MAP}.getZoom(), {MAP}.getCenter().lng]")
    assert (zoom, lon) == (pytest.approx(7, abs=0.05), pytest.approx(44.8, abs=0.05))
    expect(page.get_by_role("checkbox", name="railway")).to_be_checked()


def test_back_and_forward_return_to_where_one_was(visit: Visit) -> None:
    page = visit("/project/rogun", webgl=False)
    page.locator("#panel a.open-source").first.click()
    expect(page.locator("mark.highlighted")).to_be_visible()
    fact_url = page.url
    page.go_back()
    expect(page.locator("#panel-title")).to_contain_text("Rogun")
    page.go_forward()
    expect(page.locator("mark.highlighted")).to_be_visible()
    assert page.url == fact_url
    page.locator("#back").click()
    expect(page.locator("#panel-title")).to_contain_text("Rogun")


def test_an_arabic_document_reads_right_to_left_with_the_quotation_in_view(visit: Visit) -> None:
    page = visit("/fact/alat-capacity-target", height=768, webgl=False)
    article = page.locator("article.source-text")
    assert article.get_attribute("dir") == "rtl"
    assert article.get_attribute("lang") == "ar"
    expect(page.locator("mark.highlighted")).to_contain_text("لميناء آلات التجاري الدولي")
    assert in_view(page, "mark.highlighted")


def test_every_marked_sentence_leads_to_what_it_is_about(visit: Visit) -> None:
    page = visit("/document/aliyev-astana-speech")
    page.locator("#mark-btk-capacity-target").click()
    expect(page).to_have_url(re.compile(r"/fact/btk-capacity-target$"))
    expect(page.locator("#panel .pairs:not(.attribution) a").first).to_contain_text("Baku")
    wait_for_map(page)
    assert any(segment.startswith("tbilisi-kars") for segment in rendered(page, "selected-line"))


def test_a_click_on_water_deselects(visit: Visit) -> None:
    page = visit("/project/rogun?view=5/41.5/51")
    click_map(page, 49.5, 43.8)
    expect(page).not_to_have_url(re.compile(r"/project"))
    expect(page.locator("#panel-title")).to_contain_text("in the exact words")


def test_the_keyboard_alone_reaches_the_lit_sentence(visit: Visit) -> None:
    page = visit("/", height=768, webgl=False)
    link = page.locator(".projects a", has_text="Rogun")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.classList.contains('open-source')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('mark.highlighted')")
    expect(page.locator("#panel-title")).to_be_focused()
    assert in_view(page, "mark.highlighted")


def test_an_unknown_address_says_so(visit: Visit, origin: str) -> None:
    page = visit("/", webgl=False, ready=False)
    assert page.request.get(f"{origin}/project/nothing-like-this").status == 404
    assert page.request.get(f"{origin}/project/tasim").status == 200


def test_an_unknown_parameter_is_left_aside_with_a_notice(visit: Visit) -> None:
    page = visit("/?colour=red&country=GE,XX", webgl=False)
    expect(page.locator("#notices")).to_contain_text("colour")
    expect(page.locator("#notices")).to_contain_text("XX")
    expect(page.locator("#filter-country .chosen")).to_have_text("Georgia")


def test_a_phone_shows_the_map_and_opens_sheets_over_it(visit: Visit) -> None:
    page = visit("/", width=390, height=844, has_touch=True, is_mobile=True, webgl=False)
    page_size = "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    assert page.evaluate(page_size) == [390, 844]
    page.get_by_role("button", name="Sources").tap()
    expect(page.locator("#panel-title")).to_be_visible()
    page.locator(".projects a", has_text="Rogun").tap()
    page.locator("a.open-source").first.tap()
    page.wait_for_function("() => document.querySelector('mark.highlighted')")
    page.get_by_role("button", name="Map", exact=True).tap()
    expect(page.locator("mark.highlighted")).to_be_hidden()


def test_the_first_visit_follows_the_browsers_language(visit: Visit) -> None:
    page = visit("/", locale="az-AZ", webgl=False, ready=False)
    assert page.locator("html").get_attribute("lang") == "az"


def test_the_theme_changes_without_the_server(visit: Visit) -> None:
    page = visit("/")
    wait_for_index(page)
    requests = note_requests(page)
    before = page.evaluate(f"() => {MAP}.getPaintProperty('water', 'background-color')")
    page.locator("#theme").click()
    page.wait_for_function(f"was => {MAP}.getPaintProperty('water', 'background-color') !== was", arg=before)
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert requests == []
    page.locator("#theme").click()
    assert page.locator("html").get_attribute("data-theme") == "light"
    assert page.evaluate("() => localStorage.getItem('atlas-theme')") == "light"
    page.locator("#theme").click()  # back to the theme of the system
    expect(page.locator("#theme")).to_have_attribute("aria-label", "Light or dark: as the system")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.emulate_media(color_scheme="light")


def test_the_first_press_leaves_the_theme_of_the_address(visit: Visit) -> None:
    page = visit("/?theme=dark", webgl=False, ready=False)
    page.wait_for_function("() => document.querySelector('#theme').title")
    page.locator("#theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_a_filter_asks_the_server_for_words_only(visit: Visit) -> None:
    page = visit("/")
    wait_for_index(page)
    requests = note_requests(page)
    page.get_by_role("checkbox", name="ferry").check()
    expect(page).to_have_url(re.compile(r"mode=sea"))
    page.wait_for_timeout(300)
    without_tiles = [address for address in requests if "/tiles/" not in address]  # the map moves and may load tiles
    assert [re.sub(r".*(/panel/)\?.*(&mode=sea).*", r"\1\2", address) for address in without_tiles] == [
        "/panel/&mode=sea"
    ]


def test_what_the_page_says_before_the_rest_of_its_index_has_come_stays_true(visit: Visit) -> None:
    page_texts = (
        "() => JSON.stringify([document.getElementById('status-line').textContent,"
        " ...[...document.querySelectorAll('[data-count]')].map(count => count.textContent),"
        " ...[...document.querySelectorAll('[data-legend], #feature-list-routes > li')].map(entry => entry.hidden)])"
    )
    page = visit("/", ready=False)
    page.wait_for_function("() => document.getElementById('status-line').textContent")
    before = page.evaluate(page_texts)
    wait_for_index(page)
    assert page.evaluate(page_texts) == before
    box = page.get_by_role("checkbox", name="ferry")
    box.check()
    page.wait_for_function(f"was => ({page_texts})() !== was", arg=before)
    box.uncheck()
    page.wait_for_function(f"was => ({page_texts})() === was", arg=before)


@pytest.mark.parametrize(
    ("language", "direction", "close"), [("en", "ltr", "Close"), ("az", "ltr", "Bağla"), ("ar", "rtl", "إغلاق")]
)
def test_the_page_speaks_the_language_of_its_address_and_its_hint_stays_closed(
    visit: Visit, language: str, direction: str, close: str
) -> None:
    page = visit(f"/?lang={language}", webgl=False)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == direction
    hint = page.locator("#hint")
    expect(hint).to_be_visible()
    hint.get_by_role("button", name=close).click()
    expect(hint).to_be_hidden()
    page.reload()
    expect(page.locator("#panel-title")).to_be_visible()
    expect(hint).to_be_hidden()
