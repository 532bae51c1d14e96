"""The changes since the last visit. Only the browser stores it; the first page and the page of changes display them."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.test_accessibility import RULES, violations

SET_SEEN_CHANGES = "ids => localStorage.setItem('atlas-changes-seen', ids)"
SEEN_CHANGES = "() => localStorage.getItem('atlas-changes-seen')"


@pytest.mark.parametrize(("language", "text"), [("en", "since your last visit"), ("ar", "منذ زيارتك الأخيرة")])
def test_who_comes_back_is_told_what_is_new(visit: Visit, language: str, text: str) -> None:
    page = visit(f"/?lang={language}", webgl=False)
    expect(page.locator("#changes-new")).to_be_hidden()  # a first visit has nothing to compare with
    seen_changes = page.evaluate(SEEN_CHANGES).split(" ")
    page.evaluate(SET_SEEN_CHANGES, " ".join(seen_changes[2:]))
    page.reload()
    expect(page.locator("#changes-new")).to_contain_text(text)
    expect(page.locator("#changes-new .changes-count")).to_have_text("2")

    page.locator("#changes-new a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel .change-new:visible")).to_have_count(2)
    assert page.evaluate(SEEN_CHANGES).split(" ") == seen_changes
    assert violations(page, "html", RULES) == []
    page.reload()
    expect(page.locator("#panel [data-change]").first).to_be_visible()
    expect(page.locator("#panel .change-new:visible")).to_have_count(0)


def test_without_scripts_on_a_phone_and_on_paper_the_changes_are_text(visit: Visit) -> None:
    page = visit("/changes?lang=az", **PHONE, webgl=False, java_script_enabled=False, ready=False)
    page.emulate_media(media="print")
    expect(page.locator("#panel [data-change]").first).to_be_visible()
    expect(page.locator("#panel")).to_contain_text("əvəzlənib")
    assert page.locator("#panel .change-new:visible").count() == 0
