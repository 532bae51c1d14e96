"""The record of another day, chosen by slider, text field or playing. In the address, without scripts, on paper."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from dashboard.atlas import Atlas
from dashboard.i18n import words_in
from tests.browser.conftest import MAP, Visit, follow, note_requests, resources
from tests.browser.test_accessibility import found_on

expect.set_options(timeout=30_000)
STATUS = (
    f"""fid => {MAP}.querySourceFeatures('segments', {{filter: ['==', ['get', 'fid'], fid]}})[0]?.properties.status"""
)
OLD_CABLE = "siyazan-aktau-cable-01"
COUNT = "[data-count='status:{status}']"


def wait_for_status(page: Page, segment: str, status: str | None) -> None:
    page.wait_for_function(f"([fid, status]) => (({STATUS})(fid) ?? null) === status", arg=[segment, status])


@pytest.mark.parametrize(("language", "back_key"), [("en", "ArrowLeft"), ("az", "ArrowLeft"), ("ar", "ArrowRight")])
def test_by_keys_the_slider_goes_back_month_by_month_and_map_and_counts_follow(
    visit: Visit, atlas: Atlas, language: str, back_key: str
) -> None:
    words = words_in(language)
    last = date.fromisoformat(str(atlas.catalogue.changed_on))
    has_map = language == "en"  # the map is the same in each language
    page = visit(f"/?lang={language}", webgl=has_map)
    opener = page.get_by_role("button", name=words("time.open"))
    opener.focus()
    with page.expect_response("**/timeline/*.json"):
        page.keyboard.press("Enter")
    page.wait_for_function("() => window.pendingRequests === 0")
    slider = page.get_by_role("slider", name=words("time.label"))
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", words("time.today_is"))
    requests = note_requests(page)
    for _ in range((last.year - 2025) * 12 + last.month - 7):
        page.keyboard.press(back_key)
    expect(page.locator("#time-told")).to_contain_text(words("time.stood", date=words.date("2025-07-31")))
    if has_map:
        wait_for_status(page, OLD_CABLE, "proposed")
    expect(page.locator(COUNT.format(status="construction"))).to_have_text(
        words("filters.only_projects", n=words.number(1))
    )
    page.wait_for_url("**on=2025-07*")
    other_requests = [url for url in requests if "/map/" not in url]
    assert other_requests == [], "a step asks the server for nothing"

    page.get_by_role("link", name=words("time.today")).click()
    if has_map:
        wait_for_status(page, OLD_CABLE, "retired")
    expect(page.locator("#time-told")).to_be_hidden()
    assert "on=" not in page.url
    follow(page, "/project/trans-caspian-cable")


def test_a_day_is_typed_kept_in_the_address_and_put_right_in_words(visit: Visit) -> None:
    page = visit("/?on=2021")
    wait_for_status(page, OLD_CABLE, "construction")
    expect(page.locator(".status-line")).to_contain_text("27 of 27 routes")
    expect(page.locator("#feature-list-routes > li[data-entity='siyazan-aktau-cable']")).to_be_visible()
    field = page.get_by_label("Day, month or year")
    expect(field).to_have_value("2021")
    field.fill("2021-02-30")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="2021-05-14")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("2023-01-10")
    page.keyboard.press("Enter")
    wait_for_status(page, OLD_CABLE, "proposed")
    assert page.url.endswith("on=2023-01-10")
    expect(page.locator("#time-wrong")).to_be_hidden()
    # The view of due dates has the chosen day, not the day on which the page was opened.
    page.get_by_role("link", name="What was due then").click()
    expect(page.locator("#dock-body:not([aria-busy]) .reference-date")).to_contain_text("10 January 2023")
    assert "on=2023-01-10" in page.url
    # The list of statements has the chosen day.
    field.fill("2024-07-20")
    page.keyboard.press("Enter")
    page.locator("[data-dock=statements]").click()
    expect(page.locator("#dock-body:not([aria-busy]) .statements li[data-entity^='cica-']").first).to_be_visible()
    expect(page.locator("#dock-body .statements li[data-entity='cable-laid-by-end-of-2026']")).to_have_count(0)


def test_filters_see_the_statuses_of_the_day(visit: Visit) -> None:
    page = visit("/?on=2012&status=announced", webgl=False, width=1440, height=900)
    expect(page.locator(".status-line")).to_contain_text("1 of 27 routes")
    expect(page.locator("#feature-list-routes > li:visible")).to_have_count(1)
    expect(page.locator("#feature-list-routes > li[data-entity='tasim-main']")).to_be_visible()
    page.locator("#legend summary").click()
    expect(page.locator("[data-legend='status:announced']")).to_be_visible()
    expect(page.locator("[data-legend='status:operating']")).to_be_hidden()


def test_playing_goes_from_change_to_change_and_stops_by_escape(visit: Visit) -> None:
    page = visit("/?on=2019", width=1240, height=800, webgl=False, reduced_motion="no-preference")
    play = page.get_by_role("button", name="Play")
    play.click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.locator("#time-day")).not_to_have_value("2019")
    page.keyboard.press("Escape")
    expect(play).to_be_visible()
    page.wait_for_url(lambda url: "on=20" in url and "on=2019" not in url)
    stopped = page.locator("#time-day").input_value()
    page.wait_for_timeout(1500)
    assert page.locator("#time-day").input_value() == stopped
    play.click()
    page.get_by_role("button", name="Stop").click()
    expect(play).to_be_visible()


def test_where_motion_is_reduced_each_press_is_one_change(visit: Visit) -> None:
    page = visit("/?on=2020", width=1240, height=800, webgl=False)
    page.get_by_role("button", name="Next change").click()
    expect(page.locator("#time-told")).to_contain_text("As the record stood on 31 May 2022.")
    page.wait_for_timeout(1500)
    expect(page.locator("#time-told")).to_contain_text("31 May 2022")


def test_without_scripts_the_page_is_of_that_day_and_says_so(visit: Visit) -> None:
    page = visit("/?on=2021&tab=statements", java_script_enabled=False, webgl=False, ready=False)
    expect(page.locator("#time-told")).to_contain_text("As the record stood on 31 December 2021.")
    expect(page.locator("#dock .statements li")).to_have_count(0)
    expect(page.locator(".time-controls")).to_be_hidden()
    page.get_by_role("link", name="2025", exact=True).click()
    expect(page.locator("#time-told")).to_contain_text("31 December 2025")
    page.get_by_role("link", name="Back to today").click()
    expect(page.locator("#time-bar")).to_be_hidden()


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1240), ("ar", "dark", 390)])
def test_axe_finds_nothing_on_the_open_bar(visit: Visit, language: str, theme: str, width: int) -> None:
    page = visit(f"/?on=2024-12&lang={language}", width=width, height=844, color_scheme=theme, webgl=False)
    expect(page.locator("#time-slider")).to_be_visible()
    assert found_on(page, ".map-foot") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_paper_and_frames_show_the_day(visit: Visit) -> None:
    page = visit("/embed/?on=2021", webgl=False)
    expect(page.locator("#time-told")).to_contain_text("31 December 2021")
    page = visit("/?on=2021", webgl=False)
    page.emulate_media(media="print")
    expect(page.locator("#time-told")).to_be_visible()
    expect(page.locator(".time-controls")).to_be_hidden()


def test_nothing_of_it_is_loaded_before_it_is_opened(visit: Visit) -> None:
    page = visit("/", width=1240, height=800, webgl=False)
    assert [address for address in resources(page) if "/timeline/" in address] == []
    page.get_by_role("button", name="Through time").click()
    number = "() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/timeline/')).length"
    page.wait_for_function(f"() => ({number})() === 1")


def test_on_a_phone_the_panel_says_that_only_the_map_is_of_another_day(visit: Visit) -> None:
    words = words_in("en")
    page = visit("/project/baku-tbilisi-kars?on=2016", width=390, height=844, webgl=False)
    note = page.locator("#time-panel")
    expect(note).to_have_text(words("time.panel", date=words.date("2016-12-31")))
    expect(note).to_be_in_viewport()
    follow(page, "/")
    expect(note).to_have_text(words("time.panel", date=words.date("2016-12-31")))


@pytest.mark.parametrize(("query", "hidden"), [("on=2016", False), ("on=2016&mode=rail", True)])
def test_a_filtered_list_of_the_first_page_follows_the_day(visit: Visit, query: str, hidden: bool) -> None:
    page = visit(f"/?{query}", width=1240, height=800, webgl=False)
    note = page.locator("#time-panel")
    expect(note).to_be_hidden() if hidden else expect(note).to_be_visible()
    page.get_by_label(words_in("en")("time.day")).fill("2017")
    page.keyboard.press("Enter")
    page.wait_for_url("**on=2017**")
    expect(note).to_be_hidden() if hidden else expect(note).to_contain_text("2017")


def test_without_webgl_the_picture_follows_the_day(visit: Visit) -> None:
    words = words_in("az")
    page = visit("/project/baku-tbilisi-kars?lang=az", width=1240, height=800, webgl=False)
    before = page.locator(".first-picture > svg").first.inner_html()
    page.get_by_role("button", name=words("time.open")).press("Enter")
    page.get_by_label(words("time.day")).fill("2016")
    page.keyboard.press("Enter")
    page.wait_for_function("before => document.querySelector('.first-picture > svg').innerHTML !== before", arg=before)
    expect(page.locator("#time-told")).to_contain_text(words("time.stood", date=words.date("2016-12-31")))


def test_the_comparison_says_that_it_is_of_today(visit: Visit) -> None:
    words = words_in("ar")
    path = "/corridor/aktau-port/alat-port?on=2016&tab=compare&lang=ar"
    page = visit(path, width=1240, height=800, webgl=False)
    text = words("time.panel", date=words.date("2016-12-31"))
    expect(page.locator("#dock-body").get_by_text(text)).to_be_visible()
