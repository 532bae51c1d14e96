"""The panel for reading: a statement opens in view, its words can be selected, and Back returns to the same place."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Visit

FACT = "/fact/btk-capacity-target"  # in the second half of a document in Arabic
IS_VISIBLE = """element => {
    const own = element.getClientRects()[0], area = element.closest('#panel-area').getBoundingClientRect();
    return own.height > 0 && own.top >= area.top && own.bottom <= area.bottom;
}"""
SELECTED = "() => getSelection().toString()"


def visibility(page: Page, *selectors: str) -> dict[str, bool]:
    """Whether the first element of each selector, or its first line, is completely visible in the panel."""
    return {selector: page.locator(selector).first.evaluate(IS_VISIBLE) for selector in selectors}


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("screen", [{"width": 1440, "height": 900}, {"width": 1024, "height": 768}, PHONE])
def test_a_statements_address_opens_with_the_statement(visit: Visit, screen: dict[str, object], scripts: bool) -> None:
    page = visit(f"{FACT}?lang=en", **screen, webgl=False, java_script_enabled=scripts, ready=scripts)
    page.wait_for_timeout(400)  # time for a scroll that must not happen
    expect(page.locator("#panel-title")).to_contain_text(
        "Work has been carried out toward raising the throughput capacity"
    )
    selectors = ["#panel-title", "#panel .attribution", "#panel .modality", ".cite > summary", "mark.highlighted"]
    selectors += ["#back"] if scripts else []
    assert all(visibility(page, *selectors).values()), visibility(page, *selectors)
    assert page.locator("#panel-area").evaluate("element => element.scrollTop") == 0
    expect(page.locator("mark.highlighted")).to_be_visible()


def first_line(words: Locator) -> tuple[float, float, float]:
    """The left end, the right end and the vertical middle of the first line of ``words`` on the screen, in pixels."""
    words.evaluate("element => element.scrollIntoView({ block: 'center' })")
    left_end, width, middle = words.evaluate(
        "element => { const r = element.getClientRects()[0]; return [r.left, r.width, r.top + r.height / 2]; }"
    )
    return left_end, left_end + width, middle


def first_word(words: Locator) -> tuple[float, float]:
    """The middle of the first word of ``words`` on the screen, in pixels."""
    first_line(words)
    x, y = words.evaluate(
        """element => {
            const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode(), range = new Range();
            range.setStart(text, 0);
            range.setEnd(text, text.data.search(/\\s/));
            const r = range.getClientRects()[0];
            return [r.left + r.width / 2, r.top + r.height / 2];
        }"""
    )
    return x, y


def drag(page: Page, words: Locator) -> None:
    """Drag the mouse along the first line of ``words``."""
    left_end, right_end, y = first_line(words)
    page.mouse.move(left_end + 4, y)
    page.mouse.down()
    page.mouse.move(right_end - 4, y, steps=5)
    page.mouse.up()


@pytest.mark.parametrize(
    ("path", "words", "address"),
    [
        ("/document/aliyev-astana-speech", "#mark-alat-capacity-target", "/fact/alat-capacity-target"),
        ("/document/atamoglanov-interview", "mark.quote >> nth=1", "/fact/"),
        ("/project/rogun", ".quotation >> nth=0", "/fact/"),
    ],
)
def test_quoted_words_are_selected_by_drag_and_double_click_and_opened_by_a_click(
    visit: Visit, path: str, words: str, address: str
) -> None:
    page = visit(path, width=1440, height=900, webgl=False)
    quotation = page.locator("#panel").locator(words)
    drag(page, quotation)
    page.wait_for_timeout(400)
    assert len(page.evaluate(SELECTED)) > 5
    assert page.url.endswith(path)

    page.locator("#panel-title").click()
    x, y = first_word(quotation)
    page.mouse.dblclick(x, y)
    page.wait_for_timeout(400)
    assert page.evaluate(SELECTED).strip()
    assert page.url.endswith(path)
    page.mouse.click(x, y)  # only clears the selection
    page.wait_for_timeout(400)
    assert page.url.endswith(path)

    page.mouse.click(x, y)
    expect(page).to_have_url(re.compile(address))
    expect(page.locator("mark.highlighted")).to_be_visible()


def test_a_finger_finds_text_and_no_link_under_quoted_words(visit: Visit) -> None:
    """A long press selects text. On a link it would open the browser's menu for links."""
    page = visit("/document/aliyev-astana-speech", **PHONE, webgl=False)
    mark = page.locator("#mark-alat-capacity-target")
    mark.scroll_into_view_if_needed()
    linked = (
        "element => { const { left, top, width, height } = element.getClientRects()[0];"
        " return Boolean(document.elementFromPoint(left + width / 2, top + height / 2).closest('a')); }"
    )
    assert mark.evaluate(linked) is False
    mark.tap()
    expect(page).to_have_url(re.compile("/fact/alat-capacity-target"))


def test_keys_reach_every_marked_sentence(visit: Visit) -> None:
    page = visit("/document/aliyev-astana-speech?lang=en", webgl=False)
    link = page.locator("#mark-alat-capacity-target").get_by_role("link", name=re.compile("Alat"))
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/fact/alat-capacity-target"))


def test_the_way_back_and_forward_finds_the_place(visit: Visit) -> None:
    page = visit("/document/sixth-consultative-meeting", webgl=False)
    area = page.locator("#panel-area")
    area.evaluate("element => element.scrollTo(0, 700)")
    page.wait_for_timeout(250)
    page.locator("mark.quote >> nth=9").evaluate("element => element.querySelector('a').click()")
    expect(page.locator("mark.highlighted")).to_be_visible()
    assert area.evaluate("element => element.scrollTop") == 0
    page.locator(".cite > summary").click()
    page.locator(".rest-of-text > summary").first.click()
    area.evaluate("element => element.scrollTo(0, 400)")
    page.wait_for_timeout(250)
    page.go_back()
    expect(page.locator("mark.highlighted")).to_have_count(0)
    page.wait_for_function("() => Math.abs(document.getElementById('panel-area').scrollTop - 700) < 2")
    page.go_forward()
    expect(page.locator("mark.highlighted")).to_be_visible()
    expect(page.locator(".cite[open]")).to_have_count(1)
    page.wait_for_function("() => Math.abs(document.getElementById('panel-area').scrollTop - 400) < 2")
    page.reload()
    page.wait_for_function("() => Math.abs(document.getElementById('panel-area').scrollTop - 400) < 2")
    expect(page.locator(".cite[open]")).to_have_count(1)
