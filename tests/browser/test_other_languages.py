"""Turkish, Russian and Georgian texts from ``draft`` in a real browser: searched, read and cited."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from dashboard.app import create_app
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from tests.browser.conftest import PAGE_READY, Contexts, WatchedPage
from tests.other_languages import ARTICLES, Article, add_articles, copied_root
from tests.serving import serving

expect.set_options(timeout=30_000)  # on a busy machine; nothing here is about time
READ = tuple(article for article in ARTICLES if article.language in ("tr", "ru", "ka"))


@pytest.fixture(scope="module")
def languages_origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = copied_root(tmp_path_factory.mktemp("languages"))
    add_articles(root, READ)
    with serving(create_app(load_atlas(root), Settings(root=root)).server) as address:
        yield address


@pytest.fixture
def page(contexts: Contexts, languages_origin: str) -> Iterator[Page]:
    page = contexts(webgl=False, locale="en-GB", reduced_motion="reduce").new_page()
    watched = WatchedPage(page, languages_origin, webgl=False)
    yield page
    watched.close()


@pytest.mark.parametrize("article", READ, ids=lambda article: article.language)
def test_the_words_are_found_marked_and_cited(page: Page, languages_origin: str, article: Article) -> None:
    page.goto(f"{languages_origin}/?lang=en")
    page.wait_for_selector(PAGE_READY)
    page.locator("#search-input").fill(article.queries[0])
    page.locator(f"#search-results [role=option][data-path='/fact/statement-{article.language}']").first.click()
    expect(page).to_have_url(re.compile(f"/fact/statement-{article.language}"))
    highlight = page.locator("#panel mark.highlighted")
    expect(highlight).to_have_text(article.quote)
    text = page.locator("#panel .source-text")
    assert (text.get_attribute("lang"), text.get_attribute("dir")) == (article.language, article.direction)
    assert page.locator("#panel-title .untranslated").count() == ("en" not in article.gloss)
    page.locator("#panel details.cite summary, #panel summary:has-text('Cite')").first.click()
    expect(page.locator("#panel").get_by_text(article.bibtex, exact=False).first).to_be_attached()
