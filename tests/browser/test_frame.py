"""Header, tabs, notices and names: nothing is cut off, and hints and notices can be closed."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit, follow

CUT_NAMES = """() => [...document.querySelectorAll('.top h1, .top .subtitle, .dock-tab, #panel-title, .sheets button')]
    .filter(name => name.checkVisibility({ visibilityProperty: true }))
    .filter(name => name.scrollWidth > name.clientWidth + 1 || name.scrollHeight > name.clientHeight + 1
                   || getComputedStyle(name).textOverflow === 'ellipsis' && name.scrollWidth > name.clientWidth)
    .map(name => name.textContent)"""
TABS_OUTSIDE = """() => [...document.querySelectorAll('.dock-tab')].filter(tab => {
    const own = tab.getBoundingClientRect(), bar = tab.parentElement.getBoundingClientRect();
    return own.left < bar.left - 1 || own.right > bar.right + 1;
}).map(tab => tab.textContent)"""


JOINED_WORDS = """() => {
    const letter = /[\\u0620-\\u064a\\u0671-\\u06d3]/, joined = [];
    const block = node => {
        let ancestor = node.parentElement;
        while (getComputedStyle(ancestor).display === 'inline') ancestor = ancestor.parentElement;
        return ancestor;
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let before = null, node = texts.nextNode(); node; node = texts.nextNode()) {
        if (!node.data || !node.parentElement.getClientRects().length) continue;
        if (before && before.parentElement !== node.parentElement && block(before) === block(node)
            && letter.test(before.data.at(-1)) && letter.test(node.data[0])) joined.push([before.data, node.data]);
        before = node;
    }
    return joined;
}"""


def test_no_arabic_word_joins_the_one_beside_it(visit: Visit) -> None:
    page = visit("/?tab=statements&lang=ar", webgl=False)
    expect(page.locator("#dock-body .chosen").first).to_be_visible()
    assert page.evaluate(JOINED_WORDS) == []
    for path in ("/corridor/khorgos-china-station/poti-port", "/project/middle-corridor"):
        follow(page, path)
        assert page.evaluate(JOINED_WORDS) == [], path


WIDE_OPTIONS = """() => {
    for (const filter of document.querySelectorAll('details.filter')) filter.open = true;
    return [...document.querySelectorAll('.check-label')]
        .filter(label => label.scrollWidth > label.clientWidth + 1).map(label => label.textContent);
}"""


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_no_name_is_cut_and_no_option_of_a_filter_is_wider_than_its_column(visit: Visit, language: str) -> None:
    page = visit(f"/project/trans-caspian-cable?lang={language}", webgl=False)
    for width in (320, 360, 390, 833, 1024, 1201, 1350, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(250)  # until a sheet has opened
        assert page.evaluate(CUT_NAMES) == [], width
        header = page.locator(".top").bounding_box()
        assert header and header["height"] <= 56, width
        if width > 832:
            assert page.evaluate(TABS_OUTSIDE) == [], width
        else:  # one line that scrolls, with a shadow at the end that has more
            bar = page.locator(".dock-tabs").evaluate("element => getComputedStyle(element).backgroundAttachment")
            assert bar == "local, local, scroll, scroll"
    page.set_viewport_size({"width": 1024, "height": 768})
    assert page.evaluate(WIDE_OPTIONS) == []


@pytest.mark.parametrize("query", ["colour=red", "colour=red&size=1&country=XX,YY&a=1&b=2&c=3&d=4"])
def test_a_notice_is_one_line_and_can_be_closed(visit: Visit, query: str) -> None:
    page = visit(f"/project/rogun?{query}", **PHONE, webgl=False)
    notice = page.locator("#notices")
    expect(notice).to_be_visible()
    box = notice.bounding_box()
    assert box and box["height"] < 844 / 10
    if page.locator("#notices summary").count():
        page.locator("#notices summary").tap()
        expect(notice.get_by_text("colour")).to_be_visible()
    notice.get_by_role("button", name="Close").tap()
    expect(notice).to_be_empty()


def test_who_goes_on_leaves_the_notice_behind(visit: Visit) -> None:
    page = visit("/?colour=red", webgl=False)
    expect(page.locator("#notices")).to_contain_text("colour")
    page.locator(".projects a").first.click()
    expect(page.locator("#notices")).to_be_empty()


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_a_phones_first_page_says_what_this_is_and_then_what_to_do(visit: Visit, language: str) -> None:
    page = visit(f"/?lang={language}", **PHONE, webgl=False)
    title, todo = page.locator("#opening :is(h1, h2)").first, page.locator("#hint p").first
    expect(title).to_be_visible()
    title_box, hint_box = title.bounding_box(), todo.bounding_box()
    assert (
        title_box
        and hint_box
        and title_box["y"] + title_box["height"] <= hint_box["y"]
        and hint_box["y"] + hint_box["height"] < 844
    )
    hint = page.locator("#hint").bounding_box()
    buttons = page.locator(".map-buttons").bounding_box()
    assert hint and buttons and buttons["y"] + buttons["height"] <= hint["y"]


NAMES_OVER_NAMES = """() => {
    const lines = name => {
        const range = document.createRange();
        range.selectNodeContents(name);
        return [...range.getClientRects()];
    };
    const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
    const names = [...document.querySelectorAll(".first-picture b")].map(name => [name.textContent, lines(name)]);
    return names.flatMap(([text, own], at) => names.slice(at + 1)
        .filter(([, others]) => own.some(line => others.some(other => overlap(line, other))))
        .map(([other]) => [text, other]));
}"""


@pytest.mark.parametrize("language", ["en", "az", "ar"])
@pytest.mark.parametrize("path", ["/", "/fact/btk-capacity-target"])
def test_no_name_of_the_first_picture_lies_over_another(visit: Visit, path: str, language: str) -> None:
    page = visit(f"{path}?lang={language}", width=1440, height=900, webgl=False)
    assert page.locator(".first-picture b").count() > 15
    assert page.evaluate(NAMES_OVER_NAMES) == []
