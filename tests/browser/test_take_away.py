"""What a visitor leaves with: a link, an embedded map, a picture, a page on paper, a citation, the data as filtered."""

import json
import re
import struct
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from tests.browser.conftest import MAP, Watched

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
FACT = "cable-laid-by-end-of-2026"
QUOTE = "2026-cı ilin sonuna qədər Xəzər dənizinin dibi ilə fiber-optik rabitə xəttinin çəkilişi başa çatdırılacaq."
COLOURS = """async (which) => {
  const canvas = which === "atlas.picture()" ? await atlas.picture() : document.querySelector(which);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4 * 97) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return seen.size;
}"""
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def clipboard(page: Page) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """``elsewhere(body)`` is the address of a page of another origin with that body."""
    bodies: list[str] = []
    server = make_server("127.0.0.1", 0, lambda *call: Response(bodies[-1], mimetype="text/html")(*call))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def page_with(body: str) -> str:
        bodies.append(f"<!DOCTYPE html><link rel=icon href=data:,><body>{body}")
        return f"http://127.0.0.1:{server.server_port}/"

    yield page_with
    server.shutdown()
    thread.join()


def test_the_link_of_exactly_what_is_seen_is_copied(visit: Visit) -> None:
    page = visit("/project/tasim?country=GE", permissions=CLIPBOARD, drawn=False)
    page.locator("#share summary").click()
    button = page.locator("#share [data-share=link]")
    button.click()
    expect(button).to_have_text("Link copied")
    assert clipboard(page) == page.url
    page.keyboard.press("Escape")
    expect(button).to_be_hidden()


def test_the_embed_code_shows_the_map_in_another_page(
    visit: Visit, browser: Browser, origin: str, elsewhere: Callable[[str], str]
) -> None:
    page = visit("/project/rogun?mode=power&lang=az", permissions=CLIPBOARD, drawn=False)
    page.locator("#share summary").click()
    page.locator("#share [data-share=embed]").click()
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text.includes('iframe'))")
    code = clipboard(page)
    assert f'src="{origin}/embed/project/rogun?mode=power' in code
    assert "lang=az" in code
    context = browser.new_context(viewport={"width": 900, "height": 600})
    watched = Watched(context, origin)
    other = context.new_page()
    other.goto(elsewhere(code))
    frame = other.frame_locator("iframe")
    expect(frame.locator("#embed-title")).to_have_text(re.compile("Roqun"))
    expect(frame.locator(".maplibregl-canvas")).to_be_visible(timeout=30_000)
    expect(frame.locator("header.top")).to_be_hidden()
    expect(frame.locator(".attribution").first).to_be_visible()
    link = frame.locator("#embed-link")
    expect(link).to_have_attribute("target", "_blank")
    assert (link.get_attribute("href") or "").startswith("/project/rogun?mode=power")
    assert watched.errors == []
    context.close()


def test_the_whole_page_refuses_a_frame(browser: Browser, origin: str, elsewhere: Callable[[str], str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(elsewhere(f'<iframe src="{origin}/project/rogun"></iframe>'))
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in text for text in refused), refused
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_of_the_address_goes_before_the_readers(visit: Visit, theme: str) -> None:
    page = visit(f"/embed/?theme={theme}", drawn=False, color_scheme="dark" if theme == "light" else "light")
    assert page.locator("html").get_attribute("data-theme") == theme


def test_the_embedded_map_answers_a_click_and_its_link_follows(visit: Visit) -> None:
    page = visit("/embed/")
    page.evaluate("() => atlas.navigate('/route/alat-tbilisi', 'map')")
    expect(page).to_have_url(re.compile(r"/embed/route/alat-tbilisi"))
    expect(page.locator("#embed-title")).to_have_text(re.compile("Tbilisi"))
    expect(page.locator("#embed-link")).to_have_attribute("href", re.compile(r"^/route/alat-tbilisi"))
    assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")


@pytest.mark.parametrize("path", ["/?lang=en", "/project/middle-corridor?lang=ar&theme=dark"])
def test_the_picture_is_the_map_with_its_words(visit: Visit, path: str) -> None:
    page = visit(path, width=1200, height=800)
    page.locator("#share summary").click()
    with page.expect_download() as waiting:
        page.locator("#share [data-share=picture]").click()
    file = waiting.value
    assert re.fullmatch(r"trans-caspian-atlas(-[a-z-]+)?-\d{4}-\d\d-\d\d\.png", file.suggested_filename)
    data = file.path().read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    drawn = page.evaluate(f"() => [{MAP}.getCanvas().width, {MAP}.getCanvas().height]")
    assert width == drawn[0]
    assert height > drawn[1] + 40  # the words above and below
    colours = page.evaluate(COLOURS, "atlas.picture()")
    assert colours > 50  # a blank canvas would have one or two


def test_paper_gets_the_panel_and_its_map(visit: Visit) -> None:
    page = visit("/project/rogun", width=1200, height=800)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("canvas.printed-map")).to_be_visible()
    expect(page.locator("#panel-title")).to_be_visible()
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator(".printed-address")).to_have_text(page.url)
    colours = page.evaluate(COLOURS, ".printed-map")
    assert colours > 50
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("canvas.printed-map")).to_have_count(0)


@pytest.mark.parametrize(("language", "button", "said"), [("en", "Copy", "Copied"), ("ar", "نسخ", "نُسخ")])
def test_a_fact_is_copied_as_it_is_cited(visit: Visit, origin: str, language: str, button: str, said: str) -> None:
    page = visit(f"/fact/{FACT}?lang={language}", permissions=CLIPBOARD, drawn=False)
    page.locator(".cite > summary").click()
    for name in ("BibTeX", "Markdown", "JSON-LD"):
        page.get_by_role("button", name=f"{button}: {name}").click()
        expect(page.locator(".cite-said")).to_have_text(said)
        text = clipboard(page)
        assert QUOTE in text, name
        assert f"{origin}/fact/{FACT}" in text, name


def test_without_a_clipboard_the_text_is_marked(visit: Visit) -> None:
    page = visit(f"/fact/{FACT}", drawn=False)
    page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        " document.execCommand = () => false; }"
    )
    page.locator(".cite > summary").click()
    page.get_by_role("button", name="Copy: BibTeX").click()
    expect(page.locator(".cite-said")).to_contain_text("Not copied")
    assert str(page.evaluate("() => getSelection().toString()")).startswith("@misc{")


def test_the_data_menu_keeps_the_filters(visit: Visit) -> None:
    page = visit("/", drawn=False)
    page.locator("#take summary").click()
    expect(page.locator("#take-shown")).to_be_hidden()
    page.keyboard.press("Escape")
    page.locator("#filters input[value=sea]").check()
    page.locator("#take summary").click()
    link = page.locator("#take-shown a", has_text="CSV").first
    expect(link).to_have_attribute("href", re.compile(r"facts\.csv\?mode=sea$"))
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename == "trans-caspian-atlas-facts.csv"
    assert waiting.value.path().read_bytes().startswith(b'\xef\xbb\xbf"id","document",')
    page.locator("#reset").click()
    expect(page.locator("#take-shown")).to_be_hidden()


def test_on_a_phone_the_data_menu_shares_too(visit: Visit) -> None:
    page = visit("/", width=390, height=844, has_touch=True, is_mobile=True, permissions=CLIPBOARD, drawn=False)
    page.locator("#take summary").tap()
    button = page.locator("#take [data-share=link]")
    button.tap()
    expect(button).to_have_text("Link copied")
    box = page.locator("#take .sheet").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("path", ["/", f"/fact/{FACT}", "/place/alat-port"])
def test_a_page_says_to_machines_what_it_is(visit: Visit, path: str) -> None:
    page = visit(path, drawn=False)
    schema = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert schema["@type"] == {"/": "Dataset", "/place/alat-port": "Place"}.get(path, "Quotation")
    assert page.locator("link[rel=canonical]").get_attribute("href") == page.url
