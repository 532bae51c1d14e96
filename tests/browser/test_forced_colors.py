"""High contrast (forced colours): whatever says a state by its background says it in the reader's own colours too."""

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
COLOURS = """async ([png, boxes]) => {
  const bytes = Uint8Array.from(atob(png), one => one.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  pen.drawImage(picture, 0, 0);
  return boxes.map(({ x, y, width, height }) => {
    const counted = new Map();
    for (const one of new Uint32Array(pen.getImageData(x, y, Math.ceil(width), Math.ceil(height)).data.buffer)) {
      counted.set(one, (counted.get(one) ?? 0) + 1);
    }
    return [...counted].filter(([, number]) => number > (width * height) / 50).map(([colour]) => colour);
  });
}"""


def colours(page: Page, *parts: Locator) -> list[set[int]]:
    """The colours that each part shows, without those that only smooth an edge; from one picture of the window."""
    boxes = [part.bounding_box() for part in parts]
    picture = base64.b64encode(page.screenshot()).decode()
    return [set(colours_of) for colours_of in page.evaluate(COLOURS, [picture, boxes])]


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit("/?country=GE", width=1440, height=900, drawn=False, forced_colors="active")


def test_a_switch_and_a_chosen_filter_look_otherwise_than_the_rest(page: Page) -> None:
    switch = page.locator(".switch input").first
    [off] = colours(page, switch)
    switch.check()
    page.locator("#search-input").focus()
    page.wait_for_timeout(200)
    [on] = colours(page, switch)
    assert on != off
    assert len(on) > 1
    outlines = [
        page.locator(f"#filter-{name}").locator("xpath=self::details|ancestor::details").locator("summary")
        for name in ("country", "project")
    ]
    assert outline(outlines[0]) == "solid"
    assert outline(outlines[1]) == "none"


def test_the_current_language_tab_and_option_are_marked(page: Page) -> None:
    assert background(page.locator(".language[aria-current]")) != background(
        page.locator(".language:not([aria-current])").first
    )
    page.locator("[data-tab='table'].dock-tab, .dock-tab").last.click()
    page.wait_for_selector(".dock-tab[aria-expanded='true']")
    assert background(page.locator(".dock-tab[aria-expanded='true']")) != background(
        page.locator(".dock-tab[aria-expanded='false']").first
    )
    page.locator("#search-input").fill("baku")
    page.wait_for_selector(".search [role=option]")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".search [role=option][aria-selected='true']")
    assert background(chosen) != background(page.locator(".search [role=option][aria-selected='false']").first)


def test_samples_and_lit_words_are_seen(visit: Visit) -> None:
    page = visit("/fact/alat-capacity-target", width=1440, height=2400, drawn=False, forced_colors="active")
    samples = page.locator("#filters :is(.mode-sample, .dash-sample):visible").all()
    entries = page.locator("#legend .legend-modes .sample:visible").all()
    painted = colours(page, *samples, *entries)
    assert samples and entries
    for sample, shown in zip(samples, painted, strict=False):
        assert len(shown) > 1 or background(sample) != background(page.locator("#filters"))
    assert background(page.locator("mark.highlighted").first) != background(page.locator("#panel-area"))
    assert all(len(shown) > 1 for shown in painted[len(samples) :])


def outline(part: Locator) -> str:
    return str(part.evaluate("one => getComputedStyle(one).outlineStyle"))


def background(part: Locator) -> str:
    return str(part.evaluate("one => getComputedStyle(one).backgroundColor"))
