"""The list of statements below the map: it follows the filters. By keyboard, on a phone, on paper."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.atlas import Atlas
from dashboard.catalogue.filters import matches
from dashboard.i18n import words_in
from tests.browser.conftest import Visit, follow, resources
from tests.browser.test_accessibility import found_on

expect.set_options(timeout=30_000)
VIEW = "#dock[data-tab='statements'] #dock-body:not([aria-busy])"


def rows(page: Page) -> Locator:
    return page.locator(f"{VIEW} .statements li[data-entity]")


def listed_ids(page: Page) -> list[str]:
    """The ids of the statements in the list."""
    return [str(row.get_attribute("data-entity")) for row in rows(page).all()]


def passing_ids(atlas: Atlas, **chosen: list[str]) -> set[str]:
    return {fact for fact in atlas.catalogue.facts if matches(atlas.facets[fact], chosen)}


def press(page: Page, place: Locator) -> None:
    """Press a link or button by keyboard."""
    place.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_georgia_by_rail_is_answered_in_words_that_are_narrowed_sorted_and_taken_away(
    visit: Visit, atlas: Atlas, language: str
) -> None:
    words = words_in(language)
    page = visit(f"/?country=GE&mode=rail&lang={language}", width=1440, height=900, webgl=False)
    by_filters = passing_ids(atlas, country=["GE"], mode=["rail"])
    expect(page.locator("#panel-title")).to_have_text(words.count("facts.count", len(by_filters)))
    press(page, page.get_by_role("link", name=words("passing.list")))
    expect(rows(page)).to_have_count(len(by_filters))

    # The speaker is chosen by keyboard. The focus stays where it is.
    summary = page.locator(f"{VIEW} summary").first
    press(page, summary)
    speaker = atlas.catalogue.speakers["aliyev"].names.in_language(language)
    choice = page.locator(f"{VIEW} .control", has_text=speaker)
    press(page, choice)
    by_speaker = passing_ids(atlas, country=["GE"], mode=["rail"], speaker=["aliyev"])
    expect(rows(page)).to_have_count(len(by_speaker))
    assert set(listed_ids(page)) == by_speaker
    expect(page).to_have_url(re.compile(r"country=GE&mode=rail&speaker=aliyev.*&tab=statements"))
    expect(page.locator(f"{VIEW} [role=status]")).to_contain_text(speaker)
    expect(choice).to_be_visible()
    expect(choice).to_be_focused()
    assert choice.get_attribute("aria-current") == "true"

    with page.expect_download() as waiting:
        page.locator(f"{VIEW} a.download").click()
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    assert {row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))} == by_speaker

    # The filters of the page and Back work with it.
    page.locator("#filter-mode input[value=rail]").uncheck()
    by_country = passing_ids(atlas, country=["GE"], speaker=["aliyev"])
    expect(rows(page)).to_have_count(len(by_country))
    page.go_back()
    expect(rows(page)).to_have_count(len(by_speaker))
    page.locator("#reset").click()
    expect(rows(page)).to_have_count(len(atlas.catalogue.facts))
    assert "speaker" not in page.url


def test_groups_orders_and_a_statement_that_opens_beside_the_list(visit: Visit, atlas: Atlas) -> None:
    page = visit("/?tab=statements&group=document&sort=modality&full=yes&lang=en", width=1440, height=900, webgl=False)
    expect(page.locator(f"{VIEW} h3")).to_have_count(len(atlas.catalogue.documents))
    page.locator(f"{VIEW} summary").last.click()
    page.locator(f"{VIEW} .control", has_text="by speaker").click()
    expect(page).to_have_url(re.compile("sort=modality&group=speaker"))
    speakers = {fact.speaker for fact in atlas.catalogue.facts.values()}
    expect(page.locator(f"{VIEW} h3")).to_have_count(len(speakers))
    first = rows(page).first
    chosen = first.get_attribute("data-entity")
    first.locator("a").first.click()
    expect(page.locator("#panel mark.highlighted")).to_be_visible()
    assert f"/fact/{chosen}?" in page.url and "full" not in page.url
    expect(page.locator(f"{VIEW} li[data-selected]")).to_have_attribute("data-entity", str(chosen))


def test_nothing_of_it_is_asked_for_before_it_is_opened(visit: Visit) -> None:
    page = visit("/?country=GE", webgl=False)
    follow(page, "/project/middle-corridor")
    assert [address for address in resources(page) if "_dash-" in address] == []


@pytest.mark.parametrize("language", ["az", "ar"])
def test_on_a_phone_it_fills_the_screen_and_without_scripts_it_is_the_same(
    visit: Visit, atlas: Atlas, language: str
) -> None:
    phone = {"width": 390, "height": 844, "has_touch": True, "webgl": False}
    page = visit(f"/?tab=statements&project=tasim&lang={language}", **phone, java_script_enabled=False, ready=False)
    of_tasim = passing_ids(atlas, project=["tasim"])
    list_items = "#dock .statements li[data-entity]"
    expect(page.locator(list_items)).to_have_count(len(of_tasim))
    page.locator("#dock summary").nth(1).click()
    page.locator("#dock .narrow .control[href*='modality=intended']").click()
    intended = passing_ids(atlas, project=["tasim"], modality=["intended"])
    expect(page.locator(list_items)).to_have_count(len(intended))
    assert f"lang={language}" in page.url

    page = visit(f"/?tab=statements&project=tasim&lang={language}", **phone)
    expect(rows(page)).to_have_count(len(of_tasim))
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    box, quote = (page.locator(f"{VIEW} {part}").first.bounding_box() for part in ("li .meta", "li .quotation"))
    assert box and quote and quote["y"] >= box["y"] + box["height"]  # the quotation is below, not beside
    assert found_on(page) == []


def test_on_paper_the_statements_and_what_they_are_narrowed_to_stand_without_controls(visit: Visit) -> None:
    page = visit("/?tab=statements&year=undated&full=yes&lang=en", width=1440, webgl=False)
    expect(rows(page).first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".narrowing")).to_be_hidden()
    expect(page.locator(f"{VIEW} [role=status]")).to_contain_text("13 statements · undated")
    expect(page.locator(f"{VIEW} [role=status] .control")).to_be_hidden()
    expect(rows(page).last).to_be_visible()


def test_what_is_chosen_is_seen_in_high_contrast(visit: Visit) -> None:
    page = visit("/?tab=statements&speaker=aliyev", webgl=False, forced_colors="active")
    expect(rows(page).first).to_be_visible()
    page.locator(f"{VIEW} summary").first.click()
    chosen = page.locator(f"{VIEW} .control[aria-current]").first
    assert chosen.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
