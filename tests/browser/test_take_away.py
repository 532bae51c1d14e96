"""Sharing and saving: the link, the embedded map, the picture, the printed page, the citation, the filtered data."""

import csv
import io
import json
import re
import struct
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.catalogue.load.catalogue import Catalogue
from tests.browser.conftest import FOLLOW_LINK, MAP, PHONE, Contexts, Visit, WatchedPage, follow

FACT = "cable-laid-by-end-of-2026"
QUOTE = "2026-cı ilin sonuna qədər Xəzər dənizinin dibi ilə fiber-optik rabitə xəttinin çəkilişi başa çatdırılacaq."
COLOURS = """(which) => {
  const canvas = which === "saved" ? window.saved : document.querySelector(which);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4 * 97) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return seen.size;
}"""
RED_PIXELS = """() => {
  const { data } = window.saved.getContext("2d").getImageData(0, 0, window.saved.width, window.saved.height);
  let red = 0;
  const isRed = (r, g, b) => r > 100 && g < r / 2 && b < r / 2;
  for (let i = 0; i < data.length; i += 4) red += isRed(data[i], data[i + 1], data[i + 2]);
  return red;
}"""
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def clipboard(page: Page) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def test_the_link_of_exactly_what_is_seen_is_copied(visit: Visit) -> None:
    page = visit("/project/tasim?country=GE", permissions=CLIPBOARD, webgl=False)
    page.locator("#share summary").click()
    button = page.locator("#share [data-share=link]")
    button.click()
    expect(button).to_have_text("Link copied")
    assert clipboard(page) == page.url
    page.keyboard.press("Escape")
    expect(button).to_be_hidden()


def test_the_embed_code_shows_the_map_in_another_page(
    visit: Visit, contexts: Contexts, origin: str, other_origin: Callable[[str], str]
) -> None:
    page = visit("/project/rogun?mode=power&lang=az", permissions=CLIPBOARD, webgl=False)
    page.locator("#share summary").click()
    page.locator("#share [data-share=embed]").click()
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text.includes('iframe'))")
    code = clipboard(page)
    assert f'src="{origin}/embed/project/rogun?mode=power' in code
    assert "lang=az" in code
    host = other_origin(code)
    other = contexts(locale="en-GB", reduced_motion="reduce").new_page()
    watched = WatchedPage(other, origin, host)
    other.goto(host)
    frame = other.frame_locator("iframe")
    expect(frame.locator("#embed-title")).to_have_text(re.compile("Roqun"))
    expect(frame.locator(".maplibregl-canvas")).to_be_visible(timeout=30_000)
    expect(frame.locator("header.top")).to_be_hidden()
    expect(frame.locator(".attribution").first).to_be_visible()
    link = frame.locator("#embed-link")
    expect(link).to_have_attribute("target", "_blank")
    assert (link.get_attribute("href") or "").startswith("/project/rogun?mode=power")
    watched.close()


def test_a_page_that_is_a_file_shows_the_embedded_map(browser: Browser, origin: str, tmp_path: Path) -> None:
    """So do pages in a sandbox: neither has an origin that ``frame-ancestors *`` would allow."""
    (tmp_path / "page.html").write_text(f'<iframe src="{origin}/embed/project/rogun?lang=en"></iframe>', "utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    expect(page.frame_locator("iframe").locator("#embed-title")).to_have_text(re.compile("Rogun"))
    context.close()


def test_the_whole_page_refuses_a_frame(browser: Browser, origin: str, other_origin: Callable[[str], str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(other_origin(f'<iframe src="{origin}/project/rogun"></iframe>'))
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in text for text in refused), refused
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_of_the_address_goes_before_the_readers(visit: Visit, theme: str) -> None:
    page = visit(f"/embed/?theme={theme}", webgl=False, color_scheme="dark" if theme == "light" else "light")
    assert page.locator("html").get_attribute("data-theme") == theme


def test_the_embedded_map_answers_a_click_and_its_link_follows(visit: Visit) -> None:
    page = visit("/embed/")
    area = page.locator(".map-area").bounding_box()
    assert area and area["width"] == page.evaluate("innerWidth") and area["height"] > 500
    follow(page, "/route/alat-tbilisi")
    expect(page).to_have_url(re.compile(r"/embed/route/alat-tbilisi"))
    expect(page.locator("#embed-title")).to_have_text(re.compile("Tbilisi"))
    expect(page.locator("#embed-link")).to_have_attribute("href", re.compile(r"^/route/alat-tbilisi"))
    assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")


WATCH_DRAWING = """() => {
  window.written = [];
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    window.written.push(text);
    return fillText.call(this, text, ...rest);
  };
  const { toBlob } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.toBlob = function (...given) {
    window.saved = this;
    return toBlob.apply(this, given);
  };
}"""


@pytest.mark.parametrize(
    ("path", "screen", "words"),
    [
        ("/?lang=en&mode=rail", (1200, 800), ["railway", "operating", "traced: within 1,000 m"]),
        ("/project/middle-corridor?lang=ar&theme=dark", (390, 844), ["سكة حديد", "قيد التشغيل"]),
    ],
)
def test_the_picture_is_the_map_with_what_it_takes_to_read_it(
    visit: Visit, path: str, screen: tuple[int, int], words: list[str]
) -> None:
    page = visit(path, width=screen[0], height=screen[1])
    page.evaluate(WATCH_DRAWING)
    page.locator("#share summary").click()
    with page.expect_download() as download:
        page.locator("#share [data-share=picture]").click()
    saved = download.value
    assert re.fullmatch(r"trans-caspian-atlas(-[a-z-]+)?-\d{4}-\d\d-\d\d\.png", saved.suggested_filename)
    data = saved.path().read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width >= 1600
    on_screen = page.evaluate(f"() => [{MAP}.getContainer().clientWidth, {MAP}.getContainer().clientHeight]")
    assert height > on_screen[1] * width / on_screen[0] + 40  # the texts above and below the map
    assert page.evaluate(COLOURS, "saved") > 50  # an empty canvas has one or two
    drawn_texts = page.evaluate("() => window.written")
    drawn_text = " ".join(drawn_texts)
    for text in [
        *words,
        "OpenStreetMap",
        page.title().split(" – ")[0],
        str(datetime.now().year),
        page.url.split("//")[1],
    ]:
        assert text.replace(" ", "") in drawn_text.replace(" ", "").replace("\u2066", ""), text
    assert ("ferry" in drawn_text) is False  # the legend has no mode that the filters hide
    canvas = page.evaluate(f"() => [{MAP}.getCanvas().width, {MAP}.getContainer().clientWidth * devicePixelRatio]")
    assert canvas[0] == pytest.approx(canvas[1], abs=1)  # the map on the screen has its old size


@pytest.mark.parametrize(
    ("context_lost", "path", "screen"),
    [
        (False, "/?lang=az", (1200, 800)),
        (False, "/project/digital-silk-road?lang=ar&theme=dark", (390, 844)),
        (True, "/?lang=en", (1200, 800)),
    ],
)
def test_without_a_map_the_picture_that_stays_is_saved_and_follows_the_address(
    visit: Visit, context_lost: bool, path: str, screen: tuple[int, int]
) -> None:
    page = visit(path, width=screen[0], height=screen[1], webgl=context_lost)
    if context_lost:
        page.evaluate(f"() => {MAP}.getCanvas().getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()")
    page.wait_for_selector("#map-failed:not([hidden])")
    before = page.locator(".first-picture").inner_html()
    follow(page, "/route/dostyk-aktau")
    page.wait_for_function("before => document.querySelector('.first-picture').innerHTML !== before", arg=before)
    page.evaluate(WATCH_DRAWING)
    page.locator("#share summary").click()
    with page.expect_download() as waiting:
        page.locator("#share [data-share=picture]").click()
    data = waiting.value.path().read_bytes()
    assert struct.unpack(">I", data[16:20])[0] >= 1600
    red = page.evaluate(RED_PIXELS)
    assert red > 400, "the selected railway is drawn"
    drawn_text = " ".join(page.evaluate("() => window.written"))
    assert page.title().split(" – ")[0].split()[0] in drawn_text
    assert page.locator("#legend .legend-entry").first.inner_text().strip() in drawn_text
    assert page.locator("#map-scale .scale-text").inner_text() in drawn_text
    assert re.search(r"\bM\d", drawn_text) is None, "a month without a name"


def test_the_picture_of_a_way_is_named_by_both_ends(visit: Visit) -> None:
    page = visit("/corridor/aktau-port/poti-port?lang=en", webgl=False)
    page.locator("#share summary").click()
    with page.expect_download() as waiting:
        page.locator("#share [data-share=picture]").click()
    assert waiting.value.suggested_filename.startswith("trans-caspian-atlas-aktau-port-poti-port-2")


A4 = {"width": 680, "height": 1017}  # in CSS pixels, without margins of 14 and 15 mm
SLICES = "#dock .chart :is(.chart-drawing, .printed-slice)"
ROWS_OF_SLICES = """which => {
  const [whole, cut] = [[], []];
  for (const slice of document.querySelectorAll(which)) {
    const frame = slice.getBoundingClientRect();
    for (const text of slice.querySelectorAll(".annotation-text")) {
      const { top, bottom } = text.getBoundingClientRect();
      if (bottom <= frame.top || top >= frame.bottom) continue;
      (top >= frame.top - 1 && bottom <= frame.bottom + 1 ? whole : cut).push(text.textContent);
    }
  }
  return [whole, cut];
}"""


def print_on_a4(page: Page) -> None:
    """Give the page the event, the styles and the width of printing."""
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size(A4)


@pytest.mark.parametrize(
    ("path", "screen", "theme"),
    [
        ("/project/rogun?lang=en", {"width": 1200, "height": 800}, "dark"),
        (
            "/fact/btk-capacity-target?lang=ar",
            {"width": 390, "height": 844, "has_touch": True, "is_mobile": True},
            "light",
        ),
    ],
)
def test_paper_gets_address_map_legend_and_panel(visit: Visit, path: str, screen: dict[str, int], theme: str) -> None:
    page = visit(f"{path}&theme={theme}", **screen)
    page.wait_for_function(f"() => {MAP}.loaded() && !{MAP}.isMoving()")
    print_on_a4(page)
    assert page.evaluate(COLOURS, ".printed-map") > 50
    for visible_part in (
        "#on-paper",
        "canvas.printed-map",
        "#legend .legend-group h3",
        "#panel-title",
        "#map .attribution, .attribution",
    ):
        expect(page.locator(visible_part).first).to_be_visible()
    for hidden_part in (
        "header.top",
        "#filters",
        "#sheet-handle",
        ".sheets",
        "#back",
        "#dock",
        ".first-picture",
        "#hint",
    ):
        expect(page.locator(hidden_part).first).to_be_hidden()
    expect(page.locator(".printed-address")).to_have_text(page.url)
    expect(page.locator("#on-paper b")).to_have_text(page.title().split(" – ")[-1])
    assert page.locator("html").get_attribute("data-theme") == "light"
    # Map and legend take at most half of the first sheet, and the panel begins below them.
    shape = "e => { const b = e.getBoundingClientRect(); return [e.width / e.height, b.width / b.height]; }"
    canvas_ratio, box_ratio = page.locator("canvas.printed-map").evaluate(shape)
    assert box_ratio == pytest.approx(canvas_ratio, rel=0.02)
    picture, foot = (page.locator(part).bounding_box() for part in (".printed-map", ".map-foot"))
    assert picture and foot
    is_beside = foot["x"] >= picture["x"] + picture["width"] or foot["x"] + foot["width"] <= picture["x"]
    assert is_beside or foot["y"] >= picture["y"] + picture["height"]
    area, title = page.locator(".map-area").bounding_box(), page.locator("#panel-title").bounding_box()
    assert area and title and area["height"] <= A4["height"] / 2
    assert area["y"] + area["height"] <= title["y"] <= A4["height"] * 0.6
    assert page.evaluate("() => document.documentElement.scrollWidth") <= A4["width"]
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("canvas.printed-map")).to_have_count(0)
    assert page.locator("html").get_attribute("data-theme") == theme


def test_a_view_is_printed_with_all_its_rows_within_the_sheet(visit: Visit, real: Catalogue) -> None:
    page = visit("/?tab=table&rows=facts&hide=due&sort=-published&lang=en", webgl=False)
    expect(page.locator("#dock .ag-row").first).to_be_visible()
    first = page.locator("#dock .ag-row[row-index='0'] a").first.text_content()
    print_on_a4(page)
    rows = page.locator("#dock-body .printed-rows tbody tr")
    expect(rows).to_have_count(len(real.facts))
    expect(rows.first.locator("td").first).to_have_text(first or "")
    expect(page.locator("#dock-body .printed-rows th")).to_have_count(8)
    for hidden in ("#panel", ".dock-bar", ".table-bar", "#dock .grid-room"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= A4["width"]
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    expect(rows).to_have_count(0)


def test_a_view_that_fills_the_window_is_printed_alone_as_wide_as_the_sheet(visit: Visit) -> None:
    page = visit("/project/tasim?tab=timeline&full=yes&lang=ar", width=1440, webgl=False)
    expect(page.locator("#dock .js-plotly-plot .main-svg").first).to_be_visible()
    print_on_a4(page)
    expect(page.locator("#on-paper")).to_be_visible()
    for hidden in ("#panel", ".map-area"):
        expect(page.locator(hidden).first).to_be_hidden()
    drawing = page.locator("#dock .js-plotly-plot .main-svg").first.bounding_box()
    assert drawing and drawing["x"] >= 0 and 0.9 * A4["width"] <= drawing["width"] <= A4["width"]


@pytest.mark.parametrize(("language", "width"), [("en", 390), ("ar", 1440)])
def test_a_sheet_ends_between_two_rows_of_the_timeline(visit: Visit, language: str, width: int) -> None:
    page = visit(f"/?tab=timeline&full=yes&lang={language}", width=width, webgl=False)
    texts = page.locator("#dock .chart .annotation-text")
    texts.first.wait_for()
    rows = texts.all_text_contents()
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    # A sheet can end only between two slices. Each row is complete in exactly one slice.
    expect(page.locator(SLICES).nth(3)).to_be_attached()
    assert {slice.evaluate("e => getComputedStyle(e).breakInside") for slice in page.locator(SLICES).all()} == {"avoid"}
    heights = [box["height"] for slice in page.locator(SLICES).all() if (box := slice.bounding_box())]
    assert max(heights) < A4["height"] / 2
    complete_rows, cut_rows = page.evaluate(ROWS_OF_SLICES, SLICES)
    assert sorted(complete_rows) == sorted(rows)
    assert cut_rows == []
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".printed-slice")).to_have_count(0)
    assert not page.locator("#dock .chart-drawing").first.get_attribute("style")


def test_file_names_have_the_readers_day(visit: Visit) -> None:
    page = visit("/?tab=timeline&lang=en", webgl=False)
    devtools = page.context.new_cdp_session(page)
    for zone, now, day in (
        ("Asia/Baku", "2026-11-28T21:30:00Z", "2026-11-29"),
        ("Pacific/Auckland", "2026-12-31T12:00:00Z", "2027-01-01"),
        ("America/New_York", "2026-03-01T02:00:00Z", "2026-02-28"),
    ):
        devtools.send("Emulation.setTimezoneOverride", {"timezoneId": zone})
        page.clock.set_fixed_time(now)
        with page.expect_download() as waiting:
            page.locator("#dock [data-chart-save=timeline]").click()
        assert waiting.value.suggested_filename.endswith(f"-{day}.svg"), zone


@pytest.mark.parametrize("path", ["/project/tasim", "/embed/project/tasim", "/country/GE", "/"])
def test_what_others_added_to_an_address_is_not_handed_on(visit: Visit, origin: str, path: str) -> None:
    page = visit(f"{path}?fbclid=1&mode=rail&utm_source=x&lang=az&Foo=2#panel", webgl=False)
    assert page.url == f"{origin}{path}?mode=rail&lang=az#panel"


def test_an_address_that_is_all_the_atlas_s_own_stays_as_it_is(visit: Visit, origin: str) -> None:
    path = "/?lang=en&tab=table&rows=facts&view=4/41/50&retired=shown&mode=rail"  # not in the usual order
    assert visit(path, webgl=False).url == origin + path


def test_paper_without_scripts_has_the_first_picture_and_the_address(visit: Visit, origin: str) -> None:
    page = visit("/project/rogun?lang=az", java_script_enabled=False, webgl=False, ready=False)
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    for visible_part in ("#on-paper", ".first-picture", "#legend", "#panel-title"):
        expect(page.locator(visible_part).first).to_be_visible()
    expect(page.locator(".printed-address")).to_have_text(f"{origin}/project/rogun?lang=az")


@pytest.mark.parametrize(("language", "button", "confirmation"), [("en", "Copy", "Copied"), ("ar", "نسخ", "نُسخ")])
def test_a_fact_is_copied_as_it_is_cited(
    visit: Visit, origin: str, language: str, button: str, confirmation: str
) -> None:
    page = visit(f"/fact/{FACT}?lang={language}", permissions=CLIPBOARD, webgl=False)
    page.locator(".cite > summary").click()
    for name in ("BibTeX", "Markdown", "JSON-LD"):
        page.get_by_role("button", name=f"{button}: {name}").click()
        expect(page.locator(".cite-said")).to_have_text(confirmation)
        text = clipboard(page)
        assert QUOTE in text, name
        assert f"{origin}/fact/{FACT}" in text, name


def test_without_a_clipboard_the_text_is_marked(visit: Visit) -> None:
    page = visit(f"/fact/{FACT}", webgl=False)
    page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        " document.execCommand = () => false; }"
    )
    page.locator(".cite > summary").click()
    page.get_by_role("button", name="Copy: BibTeX").click()
    expect(page.locator(".cite-said")).to_contain_text("Not copied")
    assert str(page.evaluate("() => getSelection().toString()")).startswith("@misc{")


def test_the_data_menu_keeps_the_filters(visit: Visit) -> None:
    page = visit("/", webgl=False)
    page.locator("#take summary").click()
    everything = page.locator("#take .files").last.locator("a", has_text="CSV").first
    expect(everything).to_have_attribute("href", re.compile(r"facts\.csv\?retired=shown$"))
    expect(page.locator("#take-shown")).to_be_visible()
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
    expect(link).to_have_attribute("href", re.compile(r"facts\.csv$"))


FILTERS = (
    "",
    "?country=AF",
    "?retired=shown",
    "?project=trans-caspian-cable",
    "?project=trans-caspian-cable&retired=shown",
    "?status=retired",
    "?status=operating,retired",
    "?country=GE&mode=rail",
    "?mode=subsea-cable&status=proposed",
)


def test_a_download_holds_what_the_page_counts(visit: Visit, origin: str) -> None:
    page = visit("/", webgl=False)
    links = page.locator("#take .files:not([hidden])").first
    results = set()
    for query in FILTERS:
        if query:
            page.evaluate(FOLLOW_LINK, f"/{query}")
        expect(page).to_have_url(f"{origin}/{query}")
        page.wait_for_function("() => /\\d/.test(document.getElementById('status-line').textContent)")
        counted = [int(part) for part in re.findall(r"(\d+) of", page.locator("#status-line").inner_text())]
        tables = {}
        for name in ("segments", "places"):
            address = links.locator(f"a[href*='{name}.csv']").get_attribute("href")
            body = page.evaluate("async (url) => (await fetch(url)).text()", address)
            tables[name] = list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"), newline="")))
        assert len({row["route"] for row in tables["segments"]}) == counted[0], query
        assert len(tables["places"]) == counted[1], query
        results.add(tuple(counted[:2]))
        if query:
            page.locator("#reset").click()
    assert len(results) > 5, "each link changed the page"


def test_on_a_phone_sharing_has_its_own_sign(visit: Visit) -> None:
    page = visit("/", **PHONE, permissions=CLIPBOARD, webgl=False)
    page.get_by_title("Share").tap()
    button = page.locator("#share [data-share=link]")
    button.tap()
    expect(button).to_have_text("Link copied")
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        box = page.locator("#share > ul").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width


@pytest.mark.parametrize("path", ["/", f"/fact/{FACT}", "/place/alat-port"])
def test_a_page_says_to_machines_what_it_is(visit: Visit, path: str) -> None:
    page = visit(path, java_script_enabled=False, webgl=False, ready=False)
    schema = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert schema["@type"] == {"/": "Dataset", "/place/alat-port": "Place"}.get(path, "Quotation")
    assert page.locator("link[rel=canonical]").get_attribute("href") == page.url
