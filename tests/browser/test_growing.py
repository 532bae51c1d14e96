"""A catalogue that is longer than the page's lists and filters: the rest of both comes when it is asked for."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.growth_catalogue import write_grown
from dashboard.atlas import Atlas
from dashboard.catalogue.tally import MOST_CHOICES
from dashboard.loading import load_atlas
from dashboard.views.lists import MOST
from tests.browser.test_speed import served

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
FACTOR = 3


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_grown(ROOT, tmp_path_factory.mktemp("grown") / f"x{FACTOR}", FACTOR)


@pytest.fixture(scope="module")
def atlas(root: Path) -> Atlas:
    return load_atlas(root)


@pytest.fixture
def page(atlas: Atlas, root: Path, browser: Browser) -> Iterator[Page]:
    with served(atlas, root) as origin:
        context = browser.new_context(base_url=origin, locale="en-GB")
        errors: list[str] = []
        context.on("weberror", lambda error: errors.append(str(error.error)))
        yield context.new_page()
        context.close()
        assert errors == []


@pytest.mark.parametrize(("rows", "kind"), [("#twin-routes", "route"), (".projects", "project")])
def test_a_long_list_is_had_whole_each_row_once(page: Page, atlas: Atlas, rows: str, kind: str) -> None:
    page.goto("/")
    items, more = page.locator(f"{rows} > li"), page.locator(f"button[data-list={kind}]")
    expect(items).to_have_count(MOST[kind])
    page.wait_for_function("() => document.getElementById('status-line').textContent")
    more.click()
    expect(more).to_have_count(0)
    ids = items.evaluate_all("all => all.map(one => one.dataset.entity)")
    assert len(ids) == len(set(ids))
    assert set(ids) == set(getattr(atlas.catalogue, f"{kind}s"))


def test_a_long_filter_offers_the_rest_once_it_is_used(page: Page, atlas: Atlas) -> None:
    page.goto("/")
    boxes = page.locator("#filter-project input")
    expect(boxes).to_have_count(MOST_CHOICES)
    page.wait_for_function("() => document.getElementById('status-line').textContent")
    before = page.locator("#status-line").inner_text()
    page.get_by_role("checkbox", name="ferry").check()
    expect(boxes).to_have_count(len(atlas.catalogue.projects))
    expect(page.locator("#status-line")).not_to_have_text(before)
    page.locator("#filter-project > summary").click()
    boxes.last.check()
    expect(page).to_have_url(re.compile("project="))
    expect(page.locator("#filter-project .chosen")).not_to_have_text("Any")
