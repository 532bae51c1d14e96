"""The chart of announced dates: in the panel and in the dock, by keyboard, on a phone, on paper."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.test_dock import chart_layout, wait_for_view

CABLE = "/project/trans-caspian-cable"
STATEMENT = "#panel .due-chart a[href='/fact/cable-laid-by-end-of-2026']"
INSIDE = """box => [...document.querySelectorAll(`${box} circle, ${box} text`)].every(element => {
    const outer = element.closest('svg').getBoundingClientRect(), own = element.getBoundingClientRect();
    const within = (low, high) => own[low] >= outer[low] - 1 && own[high] <= outer[high] + 1;
    return within('left', 'right') && within('top', 'bottom');
})"""


@pytest.mark.parametrize(
    ("language", "finding"), [("en", "named 7 times since 2020"), ("az", "7 dəfə tarix deyilib"), ("ar", "7 مرات")]
)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_panel_says_the_finding_and_draws_it(visit: Visit, language: str, finding: str, scripts: bool) -> None:
    page = visit(f"{CABLE}?lang={language}", webgl=False, java_script_enabled=scripts, ready=scripts)
    expect(page.locator("#panel .due-finding")).to_contain_text(finding)
    expect(page.locator("#panel .due-chart a")).to_have_count(7)
    expect(page.locator("#panel .due-table tbody tr")).to_have_count(7)
    assert page.evaluate(INSIDE, "#panel .due-chart")
    assert page.evaluate("() => document.querySelectorAll('.js-plotly-plot .main-svg').length") == 0 or scripts


def test_a_point_opens_its_words_by_mouse_and_keyboard(visit: Visit) -> None:
    page = visit(f"{CABLE}?lang=ar", webgl=False)
    page.locator(f"{STATEMENT} circle").click()
    expect(page.locator("#panel-title")).to_be_focused()
    assert "/fact/cable-laid-by-end-of-2026?lang=ar" in page.url
    page.go_back()
    page.locator(STATEMENT).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fact/cable-laid-by-end-of-2026?lang=ar")


def test_the_large_chart_is_plotly_s_and_opens_what_is_pressed(visit: Visit) -> None:
    page = visit("/?tab=promises&full=yes&lang=az", width=1440, height=900, webgl=False)
    wait_for_view(page, "promises")
    name = "due-trans-caspian-cable"
    assert chart_layout(page, name)["xaxis"]["range"] == pytest.approx([2020, 2027.14])
    place: Any = page.evaluate(
        "() => { const gd = document.querySelector('#dock .due-history .js-plotly-plot');"
        " const box = gd.getBoundingClientRect();"
        " const trace = gd._fullData.find(data => (data.customdata || []).includes('/fact/cable-laid-by-end-of-2026'));"
        " const { xaxis, yaxis } = gd._fullLayout;"
        " return [box.left + xaxis._offset + xaxis.d2p(trace.x[0]), box.top + yaxis._offset + yaxis.d2p(trace.y[0])]; }"
    )
    page.mouse.click(*place)
    page.wait_for_url("**/fact/cable-laid-by-end-of-2026?**")


def test_another_day_tells_what_was_said_by_then(visit: Visit) -> None:
    page = visit("/?tab=promises&on=2024-10-01&lang=en", webgl=False)
    wait_for_view(page, "promises")
    expect(page.locator("#dock .due-finding").first).to_contain_text("named 3 times since 2020")
    expect(page.locator("#dock h3", has_text="came due by 1 October 2024")).to_be_visible()
    calendar = page.locator("#dock .due-subscribe").get_attribute("href")
    assert page.evaluate("href => fetch(href).then(r => r.text())", calendar).startswith("BEGIN:VCALENDAR")


def test_on_a_phone_it_fits_and_on_paper_it_stands(visit: Visit) -> None:
    page = visit(f"{CABLE}?lang=ar", **PHONE, webgl=False)
    page.locator("#panel .due-chart").scroll_into_view_if_needed()
    assert page.evaluate(INSIDE, "#panel .due-chart")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    expect(page.locator("#panel .due-chart")).to_be_visible()
    expect(page.locator("#panel .due-table")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_text_of_a_chart_covers_another_or_a_mark_on_a_phone(visit: Visit, language: str) -> None:
    page = visit(f"/?tab=promises&lang={language}", width=390, height=844, webgl=False)
    page.wait_for_selector("#dock-body .chart .annotation-text")
    meeting = """() => [...document.querySelectorAll('#dock-body .chart')].flatMap(chart => {
        const texts = [...chart.querySelectorAll('text')].filter(text => text.textContent);
        const boxes = [...texts, ...chart.querySelectorAll('path.point')].map(part => part.getBoundingClientRect());
        return boxes.slice(0, texts.length).flatMap((a, at) => boxes.slice(at + 1).filter(b =>
            a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
        ).map(() => texts[at].textContent));
    })"""
    assert page.evaluate(meeting) == []
