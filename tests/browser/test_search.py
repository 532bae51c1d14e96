"""The search box as a person uses it: in three languages, by keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import MAP, Visit, hold_requests, wait_for_request

HIGHLIGHTED = (
    "() => { const [range] = CSS.highlights.get('atlas-found'), r = range.getBoundingClientRect();"
    " return [range.toString(), r.top, r.bottom]; }"
)
"""The text that a search has highlighted in the panel, and its top and bottom on the screen."""
POINT_IS_SEEN = (
    """([lon, lat]) => {
  const map = """
    + MAP
    + """;
  if (!map || map.isMoving()) return false;
  const { x, y } = map.project([lon, lat]);
  const { clientWidth, clientHeight } = map.getContainer();
  if (x < 0 || y < 0 || x > clientWidth || y > clientHeight) return false;
  return map.queryRenderedFeatures([x, y], { layers: ["point-0"] }).length > 0;
}"""
)
"""Whether the map has stopped, and draws the point."""


def open_at(visit: Visit, path: str, **options: object) -> Page:
    return visit(path, webgl=False, **options)


def expect_marks(page: Page, path: str, words: str) -> None:
    expect(page.locator(f".search [role=option][data-path='{path}'] mark").first).to_have_text(words)


def test_keys_open_it_arrows_choose_enter_opens_and_the_view_stays(visit: Visit) -> None:
    page = open_at(visit, "/?mode=fibre")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search the atlas")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("ipek yolu")
    expect_marks(page, "/project/digital-silk-road", "İpək Yolu")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".search [role=status]")).to_have_text(re.compile(r"^\d+ results$"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".search [role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    expect(chosen.locator(".search-excerpt bdi")).to_have_attribute("lang", re.compile("^az"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/project/digital-silk-road\?mode=fibre"))
    expect(page.locator("#panel-title")).to_have_text("Digital Silk Way (Digital Silk Road)")
    expect(page.locator(".search-popup")).to_be_hidden()


KEYS = (
    ("k", "KeyK", True, True),
    ("ن", "KeyK", True, True),
    ("л", "KeyK", True, True),
    ("K", "KeyK", True, True),  # with Caps Lock
    ("t", "KeyK", True, False),  # Dvorak, where this opens a new tab
    ("/", "Slash", False, True),
    ("/", "Digit7", False, True),  # German, with Shift
    ("ظ", "Slash", False, True),
    (".", "Slash", False, True),  # Russian, Azerbaijani
    ("-", "Slash", False, False),  # German, where this zooms the map out
)
"""The letter of a key, its code, whether Control is pressed, and whether it opens the search."""
PRESS = """([key, code, ctrlKey]) => {
  document.activeElement.blur();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, ctrlKey, bubbles: true, cancelable: true }));
  return document.activeElement.id;
}"""


def test_the_keys_that_open_it_are_those_of_any_layout(visit: Visit) -> None:
    page = open_at(visit, "/")
    expect(page.get_by_role("combobox", name="Search the atlas")).to_be_visible()
    for key, code, control, opens in KEYS:
        focused = page.evaluate(PRESS, [key, code, control])
        assert (focused == "search-input") is opens, (key, code)


def test_a_position_leads_to_the_map_and_marks_its_point(visit: Visit) -> None:
    page = visit("/?mode=rail")
    page.keyboard.press("/")
    page.keyboard.insert_text("٤١٫٦٤، ٤١٫٦٣")
    option = page.locator(".search [role=option][data-path='/point/41.64/41.63']")
    expect(option.locator(".search-title")).to_have_text("41.64° N, 41.63° E")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/point/41\.64/41\.63\?mode=rail"))
    expect(page.locator("#panel-title")).to_have_text("41.64° N, 41.63° E")
    expect(page.locator("#panel a[href='/place/batumi-port']")).to_be_visible()
    page.wait_for_function(POINT_IS_SEEN, arg=[41.63, 41.64])


def test_the_address_of_a_point_works_cold(visit: Visit) -> None:
    page = visit("/point/41.64/41.63?lang=ar")
    expect(page.locator("#panel-title")).to_have_text("41.64 درجة شمالاً، 41.63 درجة شرقاً")
    page.wait_for_function(POINT_IS_SEEN, arg=[41.63, 41.64])
    page.locator("#panel a[href='/place/batumi-port']").click()
    expect(page).to_have_url(re.compile("/place/batumi-port"))
    page.wait_for_function(f"() => {MAP}.getLayoutProperty('point-0', 'visibility') === 'none'")


def test_escape_closes_then_empties_and_a_slash_typed_elsewhere_is_a_slash(visit: Visit) -> None:
    page = open_at(visit, "/")
    page.keyboard.press("Control+k")
    page.keyboard.type("a/b")
    box = page.get_by_role("combobox", name="Search the atlas")
    expect(box).to_have_value("a/b")
    box.fill("baku")
    expect_marks(page, "/place/baku", "Baku")
    page.keyboard.press("Escape")
    expect(page.locator(".search-popup")).to_be_hidden()
    expect(box).to_have_value("baku")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(box).not_to_be_focused()
    page.locator("#corridor-form > summary").click()
    page.get_by_role("combobox", name="From", exact=True).click()
    page.keyboard.press("/")
    expect(box).not_to_be_focused()


def test_an_answer_that_comes_after_escape_does_not_open_the_list_again(visit: Visit) -> None:
    page = open_at(visit, "/")
    held_requests = hold_requests(page, re.compile(r"/search\.json\?q=baku"))
    box = page.get_by_role("combobox", name="Search the atlas")
    box.fill("alat")
    expect(page.locator(".search-popup")).to_be_visible()
    with page.expect_event("requestfailed"):
        box.fill("baku")
        wait_for_request(page, held_requests)
        page.keyboard.press("Escape")
    expect(page.locator(".search-popup")).to_be_hidden()
    expect(box).to_have_value("baku")
    page.unroute(re.compile(r"/search\.json\?q=baku"))
    page.keyboard.press("ArrowDown")
    expect_marks(page, "/place/baku", "Baku")


@pytest.mark.parametrize(
    ("language", "typed", "title", "words", "summary"),
    [
        ("az", "Алят", "Ələt limanı (Bakı Beynəlxalq Dəniz Ticarət Limanı)", "Алят", r"^\d+ nəticə$"),
        ("ar", "ələt", "ميناء آلات التجاري الدولي (ميناء باكو الدولي للتجارة البحرية)", "Ələt", r"^\d+ (نتيجة|نتائج)$"),
    ],
)
def test_the_port_is_found_by_a_name_in_another_script(
    visit: Visit, language: str, typed: str, title: str, words: str, summary: str
) -> None:
    page = open_at(visit, f"/?lang={language}")
    page.keyboard.press("/")
    page.keyboard.insert_text(typed)
    option = page.locator(".search [role=option][data-path='/project/port-of-alat']")
    expect(option.locator(".search-title")).to_have_text(title)
    expect(option.locator(".search-excerpt mark")).to_have_text(words)
    expect(page.locator(".search [role=status]")).to_have_text(re.compile(summary))
    option.click()
    expect(page.locator("#panel-title")).to_have_text(title)


def test_a_quoted_passage_opens_the_fact_with_the_sentence_lit(visit: Visit) -> None:
    page = open_at(visit, "/?lang=ar")
    page.keyboard.press("/")
    page.keyboard.insert_text("ميناء آلات")
    option = page.locator("[aria-labelledby=search-kind-document] [role=option]")
    expect(option.locator(".search-excerpt")).to_have_attribute("dir", "rtl")
    expect(option.locator("mark")).to_have_text("لميناء آلات")
    option.click()
    expect(page).to_have_url(re.compile(r"/fact/alat-capacity-target"))
    expect(page.locator("mark.highlighted")).to_contain_text("لميناء آلات")


def test_a_passage_that_no_fact_quotes_is_lit_in_its_document(visit: Visit) -> None:
    page = open_at(visit, "/")
    page.keyboard.press("/")
    page.keyboard.type("agentliyine")
    page.locator("[aria-labelledby=search-kind-document] [role=option]").click()
    expect(page).to_have_url(re.compile(r"/document/cica-new-york-meetings"))
    page.wait_for_function("() => CSS.highlights.has('atlas-found')")
    highlighted, top, bottom = page.evaluate(
        "() => { const [range] = CSS.highlights.get('atlas-found'), r = range.getBoundingClientRect();"
        " return [range.toString(), r.top, r.bottom]; }"
    )
    assert highlighted == "agentliyinə"
    assert 0 <= top < bottom <= 900


def test_a_figure_from_elsewhere_is_lit_in_the_panel_of_what_it_is_about(visit: Visit) -> None:
    page = open_at(visit, "/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search the atlas")).to_be_focused()
    page.keyboard.type("3600 MW")
    option = page.locator("[aria-labelledby=search-kind-figure] [role=option]")
    expect(option.locator(".search-title")).to_have_text("Rogun hydropower plant")
    expect(option.locator(".search-detail")).to_contain_text("Source: ")
    option.click()
    expect(page).to_have_url(re.compile("/project/rogun"))
    page.wait_for_function("() => CSS.highlights.has('atlas-found')")
    highlighted, top, bottom = page.evaluate(HIGHLIGHTED)
    assert "3,600 MW" in highlighted
    assert 0 <= top < bottom <= 900


def test_nothing_found_is_said(visit: Visit) -> None:
    page = open_at(visit, "/")
    page.keyboard.press("/")
    page.keyboard.type("zzzqqq")
    expect(page.locator(".search-message")).to_contain_text("Nothing found")
    expect(page.locator(".search [role=status]")).to_contain_text("Nothing found")
    expect(page.get_by_role("combobox", name="Search the atlas")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    assert page.url.endswith("/")


def test_enter_does_not_have_to_wait_for_the_results(visit: Visit) -> None:
    page = open_at(visit, "/")
    page.keyboard.press("/")
    page.keyboard.insert_text("TASİM")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/project/tasim"))


def test_on_a_phone_a_button_opens_it_over_the_page(visit: Visit) -> None:
    page = open_at(visit, "/?lang=az", width=390, height=844, has_touch=True, is_mobile=True)
    opener = page.get_by_role("button", name="Axtarışı aç")
    opener.tap()
    box = page.get_by_role("combobox", name="Atlasda axtarış")
    expect(box).to_be_focused()
    page.keyboard.insert_text("rogun")
    option = page.locator(".search [role=option][data-path='/project/rogun']")
    expect(option).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert page.locator(".search-line").bounding_box()["width"] > 350
    page.get_by_role("button", name="Bağla", exact=True).first.tap()
    expect(option).to_be_hidden()
    expect(opener).to_be_focused()
    opener.tap()
    option.tap()
    expect(page.locator("#panel-title")).to_contain_text("Roqun")
    expect(page.locator(".search-line")).to_be_hidden()
