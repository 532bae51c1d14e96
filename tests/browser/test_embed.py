"""The embedded page in a page of another origin: it scrolls with it, works in a sandbox, and shows quotations."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import MAP, Contexts, Visit, WatchedPage, follow

FACT = "cable-laid-by-end-of-2026"
FRAME = '<iframe width=900 height=480 {} src="{}"></iframe>'
HOST = f'{FRAME}<div style="height:3000px">'


@pytest.fixture
def embedded(
    contexts: Contexts, origin: str, other_origin: Callable[[str], str]
) -> Iterator[Callable[..., tuple[Page, Frame]]]:
    """``embedded(path, attributes, **context options)`` is a page of another origin, and the atlas's frame in it."""
    watched_pages: list[WatchedPage] = []

    def open_host(path: str, attributes: str = "", **options: object) -> tuple[Page, Frame]:
        host = other_origin(HOST.format(attributes, f"{origin}{path}"))
        page = contexts(locale="en-GB", reduced_motion="reduce", **options).new_page()
        page.set_viewport_size({"width": 1000, "height": 700})
        watched_pages.append(WatchedPage(page, origin, host))
        page.goto(host)
        frame = page.frames[1]
        frame.wait_for_function(f"() => {MAP}?.loaded()", timeout=60_000)
        return page, frame

    yield open_host
    for watched_page in watched_pages:
        watched_page.close()


def zoom(frame: Frame) -> float:
    return float(frame.evaluate(f"() => {MAP}.getZoom()"))


def test_the_wheel_scrolls_the_page_around_and_with_ctrl_moves_the_map(
    embedded: Callable[..., tuple[Page, Frame]],
) -> None:
    page, frame = embedded("/embed/project/tasim?lang=en")
    before = zoom(frame)
    page.mouse.move(400, 200)
    page.mouse.wheel(0, 400)
    page.wait_for_function("() => scrollY > 200")
    assert zoom(frame) == before
    page.evaluate("() => scrollTo(0, 0)")
    page.mouse.move(400, 200)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    frame.wait_for_function(f"before => {MAP}.getZoom() > before + 0.1", arg=before)
    page.keyboard.up("Control")
    assert page.evaluate("() => scrollY") == 0


WORDS_FROM_THE_LEFT = """() => {
    const [text] = document.querySelector(".maplibregl-desktop-message").childNodes;
    const left = (start, end) => {
        const range = new Range();
        range.setStart(text, start);
        range.setEnd(text, end);
        return range.getBoundingClientRect().left;
    };
    const words = text.data.split(" ");
    return [left(0, words[0].length), left(text.data.length - words.at(-1).length, text.data.length)];
}"""


def test_the_hint_on_the_wheel_reads_in_its_languages_direction(embedded: Callable[..., tuple[Page, Frame]]) -> None:
    _, frame = embedded("/embed/project/tasim?lang=ar")
    first, last = frame.evaluate(WORDS_FROM_THE_LEFT)
    assert first > last


def test_one_finger_is_left_to_the_page_around(embedded: Callable[..., tuple[Page, Frame]]) -> None:
    _, frame = embedded("/embed/", has_touch=True)
    assert frame.evaluate(f"() => getComputedStyle({MAP}.getCanvasContainer()).touchAction") == "pan-x pan-y"


def test_it_lives_in_a_sandbox_without_an_origin(embedded: Callable[..., tuple[Page, Frame]]) -> None:
    _, frame = embedded(f"/embed/fact/{FACT}?lang=en", 'sandbox="allow-scripts"')
    assert frame.evaluate("() => self.origin") == "null"
    assert frame.evaluate("() => getComputedStyle(document.querySelector('.embed-caption')).display") == "flex"
    assert frame.evaluate(f"() => {MAP}.queryRenderedFeatures().filter(f => f.source === 'segments').length") > 0
    follow(frame, "/project/rogun")
    expect(frame.locator("#embed-title")).to_have_text("Rogun hydropower plant")
    expect(frame.locator("#embed-quote")).to_be_hidden()


def test_in_a_sandbox_it_shows_the_record_of_another_day(embedded: Callable[..., tuple[Page, Frame]]) -> None:
    """The page closes with an error where the timeline is refused to its script."""
    _, frame = embedded("/embed/?on=2021&lang=en", 'sandbox="allow-scripts"')
    frame.wait_for_function("() => performance.getEntriesByType('resource').some(e => e.name.includes('/timeline/'))")


def test_a_statement_brings_its_words(visit: Visit) -> None:
    page = visit(f"/embed/fact/{FACT}?lang=en", webgl=False)
    expect(page.locator("#embed-quote blockquote")).to_contain_text("2026-cı ilin sonuna qədər")
    expect(page.locator("#embed-quote")).to_contain_text("29 December 2025")
