"""The views below the map: how they open, and how the map, the panel and the address follow them."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.catalogue.due.promises import promises
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.state.dock_address import COLUMNS
from tests.browser.conftest import MAP, Visit, follow, hold_requests, wait_for_request

expect.set_options(timeout=30_000)


def wait_for_view(page: Page, name: str) -> None:
    """Wait until the view of a tab is open."""
    expect(page.locator(f"#dock[data-tab='{name}'] #dock-body:not([aria-busy]) h2")).to_be_visible()


def rows(page: Page) -> Locator:
    """The rows of the grid; each has the id of its record."""
    return page.locator("#dock .ag-center-cols-container [role=row]")


def record_ids(page: Page) -> list[str]:
    """The ids of all rows of the grid in their order, also of the rows outside the visible area."""
    expect(rows(page).first).to_be_visible()
    in_order = "api => { const all = []; api.forEachNodeAfterFilterAndSort(node => all.push(node.id)); return all; }"
    ids: list[str] = page.evaluate(f"() => ({in_order})(dash_ag_grid.getApi('table-grid'))")
    return ids


def download_text(page: Page, press: Callable[[], None]) -> str:
    """The text of the file that ``press`` downloads."""
    with page.expect_download() as waiting:
        press()
    return Path(waiting.value.path()).read_bytes().decode("utf-8")


def chart_layout(page: Page, name: str) -> Any:  # noqa: ANN401 (Plotly's own)
    """The layout of a chart, after it is drawn in the colours of the page."""
    script = (
        "name => { const all = [...document.querySelectorAll('#dock .js-plotly-plot')];"
        " const saves = gd => gd.closest('.chart').querySelector('[data-chart-save]').dataset.chartSave;"
        " const chart = all.find(gd => saves(gd) === name);"
        " return chart && chart._fullLayout && chart.data.length ? chart.layout : null; }"
    )
    page.wait_for_function(script, arg=name)
    return page.evaluate(script, name)


def number_of_promises(real: Catalogue, day: date) -> int:
    """The number of dated promises in the list of ``day``."""
    return sum(promise.days_left is not None for promise in promises(real, real.facts, day))


def test_a_view_opens_when_asked_and_the_map_stays(visit: Visit, real: Catalogue) -> None:
    page = visit("/")
    expect(page.locator("#dock-body")).to_be_empty()
    height = page.locator(".map-area").bounding_box()["height"]  # type: ignore[index]
    page.evaluate("window.firstCanvas = document.querySelector('canvas.maplibregl-canvas')")

    page.get_by_role("button", name="Timeline").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    wait_for_view(page, "promises")
    assert page.url.endswith("/?tab=promises")
    expect(page.locator("#dock .promise")).to_have_count(number_of_promises(real, date.today()))
    assert page.locator(".map-area").bounding_box()["height"] < height  # type: ignore[index]
    assert page.evaluate("window.firstCanvas === document.querySelector('canvas.maplibregl-canvas')")

    page.locator("#dock input[type=date]").fill("2024-09-01")
    page.locator("#dock input[type=date]").blur()
    expect(page.locator("#dock .promise")).to_have_count(number_of_promises(real, date(2024, 9, 1)))
    assert "on=2024-09-01" in page.url

    page.get_by_role("button", name="Coverage").click()
    wait_for_view(page, "coverage")
    cells = page.locator("#dock .matrix tbody td a")
    before = cells.count()
    page.locator("#dock a[href='/project/middle-corridor?document=aliyev-astana-speech']").click()
    expect(page.locator("#panel-title")).to_contain_text("Middle Corridor")
    assert "document=aliyev-astana-speech" in page.url
    expect(page.locator("#dock .matrix th.document")).to_have_count(1)
    assert cells.count() < before
    expect(page.locator("#dock tr[data-selected]")).to_have_count(1)

    page.locator("#dock-body").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#dock[data-tab]")).to_have_count(0)
    expect(page.get_by_role("button", name="Coverage")).to_be_focused()
    assert "tab=" not in page.url


TEXT_OF_SERVER = """address => fetch(address).then(answer => answer.text()).then(text =>
    new DOMParser().parseFromString(text, "text/html").querySelector("#dock-body").textContent)"""
MARK_AND_COUNT_MARKED = """() => {
    const all = [...document.querySelectorAll("#dock-body *")], old = all.filter(element => element.marked).length;
    for (const element of all) element.marked = true;
    return old;
}"""


def test_a_view_in_the_place_of_another_reads_as_the_server_writes_it(visit: Visit) -> None:
    """Dash makes few elements of a view; the content of the others is HTML. None of it may stay for the next view."""
    page = visit("/?lang=en&tab=table", width=1440, height=900, webgl=False)
    wait_for_view(page, "table")
    page.evaluate(MARK_AND_COUNT_MARKED)
    for tab in ("coverage", "timeline", "statements", "targets", "disagreements", "promises", "compare", "statements"):
        page.locator(f"#dock [data-dock={tab}]").click()
        wait_for_view(page, tab)
        assert page.evaluate(MARK_AND_COUNT_MARKED) == 0, tab
        if tab in ("statements", "coverage", "disagreements", "compare"):  # views without a chart or grid
            server_text = page.evaluate(TEXT_OF_SERVER, f"/?lang=en&tab={tab}")
            assert page.locator("#dock-body").text_content() == server_text, tab


def test_the_timeline_opens_facts_follows_the_theme_and_is_taken_away(visit: Visit) -> None:
    page = visit("/?tab=timeline", width=1440, height=900, color_scheme="light", webgl=False)
    wait_for_view(page, "timeline")
    light_colour = chart_layout(page, "timeline")["font"]["color"]
    page.evaluate(
        "() => { const gd = document.querySelector('#dock .js-plotly-plot');"
        " document.getElementById('dock-body').scrollTop = 330;"
        " window.seek = (kind, path) => { const trace = gd._fullData.findIndex(t => (t.customdata || []).includes(path)"
        " && t.name === kind); const { x, y, customdata } = gd._fullData[trace]; const at = customdata.indexOf(path);"
        " const box = gd.getBoundingClientRect(), { xaxis, yaxis } = gd._fullLayout;"
        " return [box.left + xaxis._offset + xaxis.d2p(x[at]), box.top + yaxis._offset + yaxis.d2p(y[at])]; }; }"
    )
    # Near the start of the bar: the whole bar opens the statement, not only its middle.
    x, y = page.evaluate("() => window.seek('happened, or was so', '/fact/tasim-secretariat-since-2011')")
    page.mouse.move(x, y)
    expect(page.locator("#dock .hoverlayer text").first).to_contain_text("2011")
    page.mouse.click(x, y)
    expect(page.locator("#panel mark.highlighted")).to_be_visible()
    assert "/fact/tasim-secretariat-since-2011" in page.url and "tab=timeline" in page.url

    page.locator("#theme").click()
    page.wait_for_function(
        "light => document.querySelector('#dock .js-plotly-plot').layout.font.color !== light", arg=light_colour
    )

    page.locator("#dock .time-list a").first.click()
    expect(page.locator("#panel mark.highlighted")).to_be_visible()

    drawing = ET.fromstring(download_text(page, page.locator("#dock [data-chart-save=timeline]").click))
    drawn_text = " ".join("".join(element.itertext()) for element in drawing.iter("{http://www.w3.org/2000/svg}text"))
    for words in (
        f"by project, 1992–{max(2026, date.today().year)}",
        "Sources: ",
        "29 December 2025",
        "Picture made on ",
        "Due: 31 December 2026",
        "CICA",
    ):
        assert words in drawn_text
    assert "var(--" not in ET.tostring(drawing, encoding="unicode")


def test_the_years_stay_in_sight_and_every_mark_says_what_it_is(visit: Visit) -> None:
    page = visit("/?tab=timeline&lang=en", width=1440, height=900, webgl=False)
    wait_for_view(page, "timeline")
    chart_layout(page, "timeline")
    expect(page.locator("#dock .chart-years span").first).to_be_visible()
    page.locator("#dock-body").evaluate("element => element.scrollTo(0, 600)")
    years, body = page.locator("#dock .chart-years").bounding_box(), page.locator("#dock-body").bounding_box()
    assert years and body and body["y"] - 1 <= years["y"] and years["y"] + years["height"] <= body["y"] + 40
    # The bar of years and the chart have the same axis.
    offsets = page.evaluate(
        "() => { const gd = document.querySelector('#dock .js-plotly-plot'), { xaxis } = gd._fullLayout;"
        " const left = gd.getBoundingClientRect().left + xaxis._offset;"
        " const ticks = gd.layout.xaxis.tickvals.map(year => left + xaxis.d2p(year));"
        " const years = document.querySelectorAll('#dock .chart-years span');"
        " const boxes = [...years].map(element => element.getBoundingClientRect());"
        " return ticks.map((x, at) => Math.abs(x - boxes[at].left - boxes[at].width / 2)); }"
    )
    assert offsets and max(offsets) < 2
    words = page.locator("#dock .js-plotly-plot .textpoint text").all_text_contents()
    assert len(words) > 10 and all(
        any(sign.isalpha() for sign in word) or word.strip("\u2003 ").isdigit() for word in words
    )
    assert not any(len(word.strip("\u2003 ")) < 4 for word in words)  # no number without a word
    expect(page.locator("#dock .time-mark")).to_have_count(0)


BROKEN_HEADINGS = """() => [...document.querySelectorAll("#dock .ag-header-cell-text")].filter(heading => {
    const lines = (start, end) => {
        const range = document.createRange();
        range.setStart(heading.firstChild, start);
        range.setEnd(heading.firstChild, end);
        return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
    };
    const words = [...heading.textContent.matchAll(/[^ ]+/g)];
    return lines(0, heading.textContent.length) > 2
        || words.some(({ 0: word, index }) => lines(index, index + word.length) > 1);
}).map(heading => heading.textContent)"""


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_the_headings_of_the_table_are_short_and_no_word_of_theirs_is_broken(visit: Visit, language: str) -> None:
    page = visit(f"/?tab=table&lang={language}", width=1440, height=900, webgl=False)
    for table_rows in COLUMNS:
        grid = page.locator(f"#dock .grid-room[data-grid={table_rows}]")
        if table_rows != "routes":
            page.locator(f"#dock [data-table-rows={table_rows}]").click()
        grid.locator(".ag-header-cell-text").first.wait_for()
        assert page.evaluate(BROKEN_HEADINGS) == [], table_rows


def test_a_view_fills_the_window_and_the_way_back_fills_it_again(visit: Visit) -> None:
    page = visit("/?tab=table&rows=facts", width=1440, height=900, webgl=False)
    wait_for_view(page, "table")
    dock = page.locator("#dock")
    normal_box = dock.bounding_box()
    assert normal_box and normal_box["width"] > 1000  # below the filters and the map
    headings = page.locator("#dock .ag-header-cell")
    expect(headings).to_have_count(9)
    grid = page.locator("#dock .grid-room").bounding_box()
    boxes = [head.bounding_box() for head in headings.all()]
    assert grid and all(box and box["x"] + box["width"] <= grid["x"] + grid["width"] + 1 for box in boxes)

    # Map, legend and view are below each other, and the panel is as high as the page.
    places = [page.locator(selector).bounding_box() for selector in (".map-area", ".map-foot", "#dock")]
    tops = [(box["y"], box["y"] + box["height"]) for box in places if box]
    assert [end for _, end in tops] == pytest.approx([*(top for top, _ in tops[1:]), 900], abs=1)
    panel = page.locator("#panel-area").bounding_box()
    assert panel and panel["y"] + panel["height"] == pytest.approx(900, abs=1)

    page.get_by_role("button", name="Fill the window").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("full=yes"))
    full_box = dock.bounding_box()
    assert full_box and full_box["width"] == 1440 and full_box["height"] > 800
    for hidden_part in ("#filters", ".map-area", "#panel-area"):  # the keyboard cannot reach it either
        expect(page.locator(hidden_part)).to_be_hidden()
    map_area = page.locator(".map-area").bounding_box()
    assert map_area and map_area["height"] > 300  # so it has its full height when the reader comes back

    # A statement opens beside the map. The way back shows the full view again.
    page.locator("#dock .ag-row a").first.click()
    expect(page.locator("mark.highlighted")).to_be_visible()
    expect(page.locator("#dock[data-full]")).to_have_count(0)
    page.go_back()
    expect(page.locator("#dock[data-full]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#dock[data-full]")).to_have_count(0)
    expect(page.locator("#dock[data-tab=table]")).to_have_count(1)
    page.locator("#dock-body").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#dock[data-tab]")).to_have_count(0)


def test_a_link_inside_the_page_opens_a_view_that_fills_the_window(visit: Visit) -> None:
    page = visit("/country/GE?lang=en", width=1440, height=900, webgl=False)
    for path, tab in (("/?tab=table&full=yes", "table"), ("/project/tasim?tab=timeline&full=yes", "timeline")):
        follow(page, path)
        expect(page.locator("#dock[data-full]")).to_have_count(1)
        expect(page.locator("#dock[data-tab]")).to_have_attribute("data-tab", tab)
        follow(page, "/project/cica")
        expect(page.locator("#dock[data-full]")).to_have_count(0)


def test_a_link_inside_the_page_means_all_that_its_address_says(visit: Visit) -> None:
    page = visit("/?lang=en", width=1240, height=720)
    follow(page, "/country/GE?view=7.5/41.9/44.1&retired=shown&rows=places&tab=table")
    page.wait_for_timeout(600)
    assert page.evaluate(f"() => {MAP}.getZoom()") == pytest.approx(7.5, abs=0.01)
    for part in ("view=7.5/41.9/44.1", "retired=shown", "rows=places"):
        assert part in page.url


def test_a_full_view_is_full_before_the_scripts(visit: Visit) -> None:
    page = visit("/?tab=coverage&full=yes", java_script_enabled=False, webgl=False, ready=False)
    dock, main = page.locator("#dock").bounding_box(), page.locator("main").bounding_box()
    assert dock == main


def test_targets_are_charts_with_their_words_below_and_are_taken_away_in_arabic(visit: Visit) -> None:
    page = visit("/?tab=targets&lang=ar", webgl=False)
    wait_for_view(page, "targets")
    layout = chart_layout(page, "alat-capacity-target")
    assert layout["xaxis"]["range"] == [100, 0] and layout["yaxis"]["side"] == "right"
    card = page.locator("#dock .target").filter(has=page.locator("[data-chart-save=alat-capacity-target]"))
    chart, words = card.locator(".chart").bounding_box(), card.locator(".quotation").bounding_box()
    assert chart and words and words["y"] >= chart["y"] + chart["height"]
    drawing = ET.fromstring(download_text(page, card.locator("[data-chart-save]").click))
    drawn_text = " ".join("".join(element.itertext()) for element in drawing.iter("{http://www.w3.org/2000/svg}text"))
    assert "المصادر" in drawn_text and "25" in drawn_text


def test_table_and_page_follow_each_other(visit: Visit) -> None:
    page = visit("/?tab=table&rows=routes", webgl=False)
    wait_for_view(page, "table")
    unsorted = record_ids(page)
    page.locator("#dock .ag-header-cell[col-id=length]").click()
    expect(page.locator("#dock .ag-header-cell[aria-sort=ascending]")).to_have_count(1)
    page.locator("#dock .ag-header-cell[col-id=length]").click()
    expect(page.locator("#dock .ag-header-cell[aria-sort=descending]")).to_have_count(1)
    page.wait_for_url("**sort=-length**")
    by_length = record_ids(page)
    assert by_length[0] == "tasim-main" and by_length != unsorted

    page.locator("#dock .table-columns summary").click()
    page.locator("#dock [data-table-column=precision]").click()
    expect(page.locator("#dock .ag-header-cell[col-id=precision]")).to_have_count(0)
    page.wait_for_url("**hide=precision**")
    page.locator("#dock .table-columns summary").click()

    # By keyboard: Enter opens a row.
    page.locator("#dock .ag-row[row-index='1'] [col-id=name]").click(position={"x": 3, "y": 3})
    page.wait_for_url(f"**/route/{by_length[1]}?**")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/route/tasim-main?**")
    expect(page.locator("#dock .ag-center-cols-container .ag-row-selected")).to_have_attribute("row-id", "tasim-main")

    # The table marks the selected record and scrolls to it. A filter changes map and table.
    follow(page, f"/route/{by_length[-1]}")
    expect(
        page.locator(f"#dock .ag-center-cols-container .ag-row-selected[row-id='{by_length[-1]}']")
    ).to_be_in_viewport()

    page.goto(page.url.split("/route")[0] + "/?country=GE&tab=table&rows=routes&sort=-length&hide=precision")
    wait_for_view(page, "table")
    filtered_ids = record_ids(page)
    assert 0 < len(filtered_ids) < len(unsorted) and filtered_ids == [
        record for record in by_length if record in filtered_ids
    ]
    expect(page.locator("#dock .ag-header-cell[col-id=precision]")).to_have_count(0)


def test_in_arabic_the_grid_runs_from_the_right_and_its_csv_is_what_is_shown(visit: Visit) -> None:
    page = visit("/?tab=table&rows=facts&lang=ar&hide=about,as_of&sort=published", webgl=False)
    wait_for_view(page, "table")
    first_heading, second_heading = (
        page.locator(f"#dock .ag-header-cell[col-id={name}]").bounding_box() for name in ("statement", "fact-kind")
    )
    assert first_heading and second_heading and first_heading["x"] > second_heading["x"]
    page.locator("#dock [data-search-field] input").fill("قزوين")
    expect(page.locator("#table-count")).to_contain_text("من أصل")

    text = download_text(page, page.locator("#dock [data-table-save]").click)
    assert text.startswith("\ufeff")
    headings, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    visible_headings = page.locator("#dock .ag-header-cell").evaluate_all(
        "all => { const x = element => element.getBoundingClientRect().x;"
        " return all.sort((a, b) => x(b) - x(a)).map(element => element.innerText.trim()); }"
    )
    assert headings == visible_headings  # from the right, as in the grid
    table = page.evaluate(
        "() => { const api = dash_ag_grid.getApi('table-grid'), columns = api.getAllDisplayedColumns(); const all = [];"
        " api.forEachNodeAfterFilterAndSort(n => all.push(columns.map(c => n.data[c.getColId()].t))); return all; }"
    )
    assert lines == table
    assert (
        0 < len(lines) < int(page.evaluate("() => dash_ag_grid.getApi('table-grid').getGridOption('rowData').length"))
    )
    assert all(any("قزوين" in cell for cell in line) for line in lines)


def test_on_a_phone_in_arabic_a_view_is_a_sheet_that_runs_from_the_right(visit: Visit) -> None:
    page = visit("/?lang=ar&tab=timeline", width=390, height=844, webgl=False)
    wait_for_view(page, "timeline")
    assert chart_layout(page, "timeline")["xaxis"]["range"] == [100, 0]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    first_year, last_year = (
        page.locator("#dock .chart-years span").get_by_text(year).bounding_box() for year in ("1992", "2026")
    )
    assert (
        first_year
        and last_year
        and first_year["x"] > last_year["x"] >= 0
        and first_year["x"] + first_year["width"] <= 390
    )
    # One unit of the axis is one pixel, so that the names have room above the rows.
    length = page.evaluate("() => document.querySelector('#dock .js-plotly-plot')._fullLayout.yaxis._length")
    assert length == pytest.approx(chart_layout(page, "timeline")["yaxis"]["range"][0], abs=1)

    page.locator("#dock [data-dock=table]").click()
    wait_for_view(page, "table")
    page.locator("#dock .ag-row[row-index='0'] a").first.click()
    expect(page.locator("#panel-area")).to_be_visible()
    page.go_back()
    wait_for_view(page, "table")

    page.goto(page.url.split("?")[0] + "?lang=ar&tab=compare")
    wait_for_view(page, "compare")
    for side, project in enumerate(("tasim", "rogun")):
        page.locator(f"#dock [data-compare-side='{side}']").select_option(project)
        expect(page.locator(f"#dock a[href='/project/{project}']").first).to_be_visible()
    assert "compare=tasim,rogun" in page.url
    expect(page.locator("#dock [data-compare-side='1']")).to_have_value("rogun")


def test_what_is_chosen_before_the_scripts_run_is_compared(visit: Visit) -> None:
    """On a slow line the view comes with the HTML, and the scripts come later."""
    page = visit("/?tab=compare&compare=tasim", webgl=False, locale="en-US")
    expect(page.locator("#dock a[href='/project/tasim']").first).to_be_visible()
    held_requests = hold_requests(page, re.compile(r"/bundle/page\.js"))
    page.reload(wait_until="commit")
    wait_for_request(page, held_requests)
    page.locator("#dock [data-compare-side='1']").select_option("rogun")
    for route in held_requests:
        route.continue_()
    expect(page).to_have_url(re.compile("compare=tasim,rogun"))
    expect(page.locator("#dock a[href='/project/rogun']").first).to_be_visible()
    expect(page.locator("#dock [data-compare-side='0']")).to_have_value("tasim")
