"""High contrast (forced colours): states that background colours show are visible in the reader's own colours too."""

import base64

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Visit

COLOURS = """async ([png, boxes]) => {
  const bytes = Uint8Array.from(atob(png), letter => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  pen.drawImage(picture, 0, 0);
  return boxes.map(({ x, y, width, height }) => {
    const counted = new Map();
    for (const pixel of new Uint32Array(pen.getImageData(x, y, Math.ceil(width), Math.ceil(height)).data.buffer)) {
      counted.set(pixel, (counted.get(pixel) ?? 0) + 1);
    }
    return [...counted].filter(([, number]) => number > (width * height) / 50).map(([colour]) => colour);
  });
}"""


def colours(page: Page, *parts: Locator) -> list[set[int]]:
    """The colours of each part in one picture of the window, without the colours that only smooth an edge."""
    boxes = [part.bounding_box() for part in parts]
    picture = base64.b64encode(page.screenshot()).decode()
    return [set(colours_of) for colours_of in page.evaluate(COLOURS, [picture, boxes])]


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit("/?country=GE", width=1440, height=900, webgl=False, forced_colors="active")


def test_a_switch_and_a_chosen_filter_look_otherwise_than_the_rest(page: Page) -> None:
    switch = page.locator(".switch input").first
    [unchecked] = colours(page, switch)
    switch.check()
    page.locator("#search-input").focus()
    page.wait_for_timeout(200)
    [checked] = colours(page, switch)
    assert checked != unchecked
    assert len(checked) > 1
    outlines = [
        page.locator(f"#filter-{name}").locator("xpath=self::details|ancestor::details").locator("summary")
        for name in ("country", "project")
    ]
    assert outline_style(outlines[0]) == "solid"
    assert outline_style(outlines[1]) == "none"


def test_the_current_language_tab_and_option_are_marked(page: Page) -> None:
    assert background_colour(page.locator(".language[aria-current]")) != background_colour(
        page.locator(".language:not([aria-current])").first
    )
    page.locator("[data-tab='table'].dock-tab, .dock-tab").last.click()
    page.wait_for_selector(".dock-tab[aria-expanded='true']")
    assert background_colour(page.locator(".dock-tab[aria-expanded='true']")) != background_colour(
        page.locator(".dock-tab[aria-expanded='false']").first
    )
    page.locator("#search-input").fill("baku")
    page.wait_for_selector(".search [role=option]")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".search [role=option][aria-selected='true']")
    assert background_colour(chosen) != background_colour(
        page.locator(".search [role=option][aria-selected='false']").first
    )


def test_samples_and_lit_words_are_seen(visit: Visit) -> None:
    page = visit("/fact/alat-capacity-target", width=1440, height=2400, webgl=False, forced_colors="active")
    samples = page.locator("#filters :is(.mode-sample, .dash-sample):visible").all()
    entries = page.locator("#legend .legend-modes .sample:visible").all()
    part_colours = colours(page, *samples, *entries)
    assert samples and entries
    for sample, sample_colours in zip(samples, part_colours, strict=False):
        assert len(sample_colours) > 1 or background_colour(sample) != background_colour(page.locator("#filters"))
    assert background_colour(page.locator("mark.highlighted").first) != background_colour(page.locator("#panel-area"))
    assert all(len(sample_colours) > 1 for sample_colours in part_colours[len(samples) :])


def outline_style(part: Locator) -> str:
    return str(part.evaluate("element => getComputedStyle(element).outlineStyle"))


def background_colour(part: Locator) -> str:
    return str(part.evaluate("element => getComputedStyle(element).backgroundColor"))


def test_the_menus_of_a_phone_keep_their_signs(visit: Visit) -> None:
    page = visit("/", width=390, height=844, webgl=False, forced_colors="active")
    share, take = colours(page, page.locator("#share .icon"), page.locator("#take .icon"))
    assert len(share) > 1
    assert len(take) > 1
