"""A story beside the map: its steps by scrolling, keys, buttons and addresses. On paper, without scripts or WebGL."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PAGE_READY, PHONE, Visit, resources
from tests.browser.test_accessibility import violations

STORY = "/story/the-cable-that-keeps-moving"
SELECTED = """() => {
    const map = document.getElementById('map')._fullLayout.map._subplot.map;
    return JSON.stringify(map.getStyle().layers.find(layer => layer.id === 'selected-line')?.filter || '');
}"""
CAMERA = "() => { const m = document.getElementById('map')._fullLayout.map._subplot.map; return m.getCenter().lng; }"


def wait_for_step(page: Page, number: int) -> None:
    """Wait until the address, the marked step and the text above the steps have this number."""
    expect(page).to_have_url(re.compile(rf"{STORY}/{number}(\?|$)"))
    expect(page.locator(".story-step[aria-current]")).to_have_attribute("data-step", str(number))
    expect(page.locator(".story-place")).to_contain_text(str(number))


def scroll_to(page: Page, number: int) -> None:
    """Scroll until the heading of a step is near the top."""
    page.evaluate(
        "n => { const area = document.getElementById('panel-area');"
        " const top = element => element.getBoundingClientRect().top;"
        " area.scrollTop += top(document.getElementById(`step-${n}`)) - top(area) - 60; }",
        number,
    )


def test_scrolling_moves_the_map_from_step_to_step(visit: Visit) -> None:
    page = visit(STORY)
    before, longitude = page.evaluate(SELECTED), page.evaluate(CAMERA)
    scroll_to(page, 3)
    wait_for_step(page, 3)
    page.wait_for_function(f"before => ({SELECTED})() !== before", arg=before)
    page.wait_for_function(f"before => ({CAMERA})() !== before", arg=longitude)
    assert "siyazan" in page.evaluate(SELECTED)
    scroll_to(page, 1)
    expect(page.locator(".story-step[aria-current]")).to_have_attribute("data-step", "1")


@pytest.mark.parametrize(("language", "forward_key"), [("en", "ArrowRight"), ("ar", "ArrowLeft")])
def test_arrow_keys_walk_in_the_direction_of_reading(visit: Visit, language: str, forward_key: str) -> None:
    page = visit(f"{STORY}?lang={language}", webgl=False)
    page.keyboard.press(forward_key)
    wait_for_step(page, 2)
    page.keyboard.press(forward_key)
    wait_for_step(page, 3)
    page.keyboard.press("ArrowLeft" if forward_key == "ArrowRight" else "ArrowRight")
    wait_for_step(page, 2)
    page.keyboard.press("/")
    expect(page.locator("#search input")).to_be_focused()
    page.keyboard.press(forward_key)  # in a text field the arrow keys move the cursor
    wait_for_step(page, 2)


def test_buttons_by_keyboard_and_the_last_step_is_the_end(visit: Visit) -> None:
    page = visit(f"{STORY}/6?lang=az", webgl=False)
    wait_for_step(page, 6)
    forward_key = page.locator("[data-walk='1']")
    forward_key.focus()
    page.keyboard.press("Enter")
    wait_for_step(page, 7)
    expect(forward_key).to_be_disabled()
    expect(page.locator("#step-7 h3")).to_be_in_viewport()


def test_the_way_back_leaves_the_story(visit: Visit) -> None:
    page = visit("/", webgl=False)
    page.locator("#panel .story-card[href$='keeps-moving']").click()
    expect(page.locator("#panel-title")).to_have_text("The cable that keeps moving")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    wait_for_step(page, 4)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/$"))
    expect(page.locator("#panel .story-cards")).to_be_visible()


def test_a_step_s_address_opens_at_the_step(visit: Visit) -> None:
    page = visit(f"{STORY}/5", webgl=False)
    wait_for_step(page, 5)
    expect(page.locator("#step-5 h3")).to_be_in_viewport()
    page.wait_for_timeout(1200)
    wait_for_step(page, 5)


def test_a_number_leads_to_the_words_under_the_sentence(visit: Visit) -> None:
    page = visit(f"{STORY}/5", webgl=False)
    page.locator("#step-5 .rests").nth(2).click()
    record = page.locator("#rests-5-3")
    expect(record).to_be_focused()
    expect(record.locator("blockquote")).to_contain_text("2026-cı ilin sonuna qədər")
    wait_for_step(page, 5)
    record.get_by_role("link", name="Open in source").click()
    expect(page).to_have_url(re.compile("/fact/cable-laid-by-end-of-2026"))
    page.go_back()
    wait_for_step(page, 5)


def test_on_a_phone_the_map_stays_above_the_words(visit: Visit) -> None:
    page = visit(f"{STORY}?lang=ar", **PHONE, ready=False)
    page.wait_for_selector(PAGE_READY)
    expect(page.locator("body")).to_have_attribute("data-sheet", "panel")
    scroll_to(page, 4)
    wait_for_step(page, 4)
    area, sheet = page.locator(".map-area").bounding_box(), page.locator("#panel-area").bounding_box()
    assert area and sheet and area["y"] + 150 < sheet["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("screen", [PHONE, {"width": 1440, "height": 900}], ids=["phone", "desk"])
def test_the_bar_above_the_steps_is_whole_and_covers_none(visit: Visit, screen: dict[str, bool | int]) -> None:
    page = visit(f"{STORY}/3", **screen, webgl=False)
    wait_for_step(page, 3)
    heading, bar = page.locator("#step-3 h3"), page.locator(".story-walk")
    expect(heading).to_be_in_viewport()
    page.wait_for_timeout(1000)  # until the scrolling has ended
    count_covered = """bar => [...bar.querySelectorAll('button')].filter(button => {
        const { left, top, right, bottom } = button.getBoundingClientRect();
        const seen = y => button.contains(document.elementFromPoint((left + right) / 2, y));
        return !seen(top + 2) || !seen(bottom - 2);
    }).length"""
    assert bar.evaluate(count_covered) == 0
    bar_box, heading_box = bar.bounding_box(), heading.bounding_box()
    assert bar_box and heading_box and bar_box["y"] + bar_box["height"] <= heading_box["y"]


def test_without_webgl_each_step_has_its_picture(visit: Visit) -> None:
    page = visit(STORY, webgl=False)
    expect(page.locator("#map-failed")).to_be_visible()
    picture = page.locator("#step-1 img")
    expect(picture).to_be_visible()
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('#step-1 img').naturalWidth > 0")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_scripts_it_is_a_page_of_text_and_pictures(visit: Visit, language: str) -> None:
    page = visit(f"{STORY}/3?lang={language}", height=800, java_script_enabled=False, webgl=False, ready=False)
    assert page.locator(".story-step").count() == 7
    page.locator("#panel noscript a, #panel a[href='#step-3']").first.click()
    expect(page.locator("#step-3 h3")).to_be_in_viewport()
    expect(page.locator("#step-3 .story-picture img")).to_be_visible()
    expect(page.locator(".story-walk")).to_be_hidden()


def test_on_paper_all_steps_stand_with_their_pictures(visit: Visit) -> None:
    page = visit(STORY, webgl=False)
    page.emulate_media(media="print")
    for number in range(1, 8):
        expect(page.locator(f"#step-{number} .story-text")).to_be_visible()
        expect(page.locator(f"#step-{number} .story-picture")).to_be_visible()
    expect(page.locator(".story-walk")).to_be_hidden()
    page.pdf()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.story-picture img')].every(img => img.complete && img.naturalWidth)"
    )


def test_an_address_of_no_story_leads_to_all(visit: Visit, origin: str) -> None:
    page = visit("/", webgl=False)
    for path in ("/story/nothing-here", f"{STORY}/99", f"{STORY}/0", "/story"):
        answer = page.request.get(f"{origin}{path}?lang=az")
        assert answer.status == 404
        assert answer.text().count('class="nav story-card"') >= 3
        assert "Belə hekayə yoxdur" in answer.text()


@pytest.mark.parametrize("address", [f"{STORY}/5?lang=en", "/story/one-corridor-counted/3?lang=ar", "/stories?lang=az"])
def test_axe_finds_nothing_in_light_and_dark(visit: Visit, address: str) -> None:
    page = visit(address, color_scheme="light", webgl=False)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        broken = violations(page, "#panel-area", {"resultTypes": ["violations"]})
        found = [(violation["id"], [node["target"] for node in violation["nodes"]]) for violation in broken]
        assert found == [], theme


def test_nothing_of_stories_comes_before_one_is_asked_for(visit: Visit) -> None:
    page = visit("/", webgl=False)
    assert not [address for address in resources(page) if re.search("/picture/|/story/|/stories", address)]
