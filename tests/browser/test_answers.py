"""Filters are answered in words: the panel lists the statements that pass."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit

FILTERED_PATH = "/?country=GE&mode=rail&lang=en"


def statement_ids(page: Page) -> set[str]:
    """The ids of the statements in the panel."""
    paths: list[str] = page.locator("#panel .statements a").evaluate_all("all => all.map(element => element.pathname)")
    return {path.removeprefix("/fact/") for path in paths}


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("screen", [{"width": 1240, "height": 720}, PHONE])
def test_georgia_and_railway_are_answered_cold(visit: Visit, screen: dict[str, object], scripts: bool) -> None:
    page = visit(FILTERED_PATH, **screen, webgl=False, java_script_enabled=scripts, ready=scripts)
    expect(page.locator("#panel-title")).to_be_in_viewport()
    data = page.request.get(page.url.split("/?")[0] + "/data/facts.json?country=GE&mode=rail").json()
    expected_ids = {record["id"] for record in data}
    assert statement_ids(page) == expected_ids and expected_ids
    expect(page.locator("#panel-title")).to_have_text(f"{len(expected_ids)} statements")
    expect(page.locator("#panel header")).to_contain_text("Georgia · railway")


def test_the_list_follows_the_boxes_and_the_focus_stays_with_them(visit: Visit) -> None:
    page = visit("/", webgl=False)
    expect(page.locator("#panel-title")).to_contain_text("in the exact words")
    box = page.get_by_role("checkbox", name="ferry")
    box.check()
    expect(page.locator("#panel-title")).to_have_text(re.compile(r"^\d+ statements?$"))
    expect(box).to_be_focused()
    ferry = statement_ids(page)
    page.get_by_role("checkbox", name="railway").check()
    page.wait_for_function("() => document.querySelector('#panel header').textContent.includes('railway')")
    assert ferry < statement_ids(page)
    page.go_back()
    page.wait_for_function("() => !document.querySelector('#panel header').textContent.includes('railway')")
    assert statement_ids(page) == ferry

    page.locator("#panel .statements a").first.click()
    expect(page.locator("mark.highlighted")).to_be_visible()
    page.locator("#back").click()
    expect(page.locator("#panel .statements")).not_to_have_count(0)
    page.locator("#reset").click()
    expect(page.locator("#panel-title")).to_contain_text("in the exact words")


def test_a_long_list_shows_more_when_asked(visit: Visit) -> None:
    page = visit("/?country=KZ", webgl=False)
    rows = page.locator("#panel .statements a:visible")
    before = rows.count()
    page.get_by_text(re.compile(r"^Show more")).click()
    assert rows.count() > before


def test_on_a_phone_the_tab_of_the_sources_counts_what_passes(visit: Visit) -> None:
    page = visit("/?lang=en", **PHONE, webgl=False)
    page.locator("button[data-sheet=filters]").tap()
    page.locator("#filter-mode input[value=rail]").tap()
    tab = page.locator("button[data-sheet=panel]")
    expect(tab).to_have_attribute("data-passing", re.compile(r"^\d+$"))
    tab.tap()
    expect(page.locator("#panel-title")).to_have_text(f"{tab.get_attribute('data-passing')} statements")
