"""A document, names and facts with scripts and markup in a real browser: nothing runs or leads away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dashboard.app import create_app
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from tests.browser.conftest import Contexts, WatchedPage, wait_for_map
from tests.hostile_catalogue import OVERRIDE, TEXT, write_hostile
from tests.serving import serving

LANGUAGES = ("en", "ar")
PATIENCE_MS = 60_000  # on a busy machine; nothing here is about time
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def hostile_origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = write_hostile(tmp_path_factory.mktemp("hostile"))
    with serving(create_app(load_atlas(root), Settings(root=root)).server) as address:
        yield address


@pytest.fixture
def page(contexts: Contexts, hostile_origin: str) -> Iterator[Page]:
    page = contexts(locale="en-GB", reduced_motion="reduce").new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.set_viewport_size({"width": 1440, "height": 900})
    watched = WatchedPage(page, hostile_origin)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    pwned = page.evaluate("() => window.pwned")
    watched.close()
    assert pwned is None
    assert dialogs == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_it_runs(page: Page, hostile_origin: str, language: str) -> None:
    page.goto(f"{hostile_origin}/project/cable?tab=table&lang={language}")
    wait_for_map(page)
    expect(page.locator("#dock-body [role=grid] [role=row] a").first).to_be_visible()
    page.locator("#search-input").fill("script")
    expect(page.locator("#search-results [role=option]").first).to_be_visible()
    page.locator("#search-results [role=option]").first.hover()
    page.keyboard.press("Escape")
    page.locator("#panel a.open-source").first.click()
    expect(page.locator("mark.highlighted")).to_be_visible()
    page.evaluate("() => { for (const element of document.querySelectorAll('#panel details')) element.open = true; }")
    page.locator("#panel mark").last.hover()
    assert page.evaluate("() => window.pwned") is None


def test_the_reader_names_what_nobody_sees_and_its_offsets_hold(page: Page, hostile_origin: str) -> None:
    page.goto(f"{hostile_origin}/fact/signs")
    wait_for_map(page)
    article = page.locator("#panel article.source-text")
    expect(article.locator(".sign")).to_have_count(5)
    characters = article.evaluate("element => Array.from(element.textContent)")
    assert len(characters) == len(TEXT)
    assert characters.index(OVERRIDE) == TEXT.index(OVERRIDE)
    label = article.locator(".sign").first.evaluate("element => getComputedStyle(element, '::before').content")
    assert label == '"U+202E"'
    # Text after an override still runs from left to right: each letter of "drawkcab" is right of the previous one.
    letter_positions = article.evaluate(
        """element => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("drawkcab");
            if (at >= 0) return Array.from("drawkcab", (_, index) => {
              const range = document.createRange();
              range.setStart(node, at + index);
              range.setEnd(node, at + index + 1);
              return range.getBoundingClientRect().left;
            });
          }
        }"""
    )
    assert letter_positions == sorted(letter_positions)
    assert len(letter_positions) == len("drawkcab")
