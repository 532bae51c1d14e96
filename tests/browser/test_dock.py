"""The views below the map: asked for, they open; the map, the panel and the address follow."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
expect.set_options(timeout=30_000)


def opened(page: Page, name: str) -> None:
    """Wait until the view of a tab is there."""
    expect(page.locator(f"#dock[data-tab='{name}'] #dock-body:not([aria-busy]) h2")).to_be_visible()


def test_a_view_opens_when_asked_and_the_map_stays(visit: Visit) -> None:
    page = visit("/")
    expect(page.locator("#dock-body")).to_be_empty()
    height = page.locator(".map-area").bounding_box()["height"]  # type: ignore[index]
    page.evaluate("window.firstCanvas = document.querySelector('canvas.maplibregl-canvas')")

    page.get_by_role("button", name="Timeline").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    opened(page, "promises")
    assert page.url.endswith("/?tab=promises")
    expect(page.locator("#dock .promise")).to_have_count(4)
    assert page.locator(".map-area").bounding_box()["height"] < height  # type: ignore[index]
    assert page.evaluate("window.firstCanvas === document.querySelector('canvas.maplibregl-canvas')")

    page.locator("#dock input[type=date]").fill("2024-09-01")
    page.locator("#dock input[type=date]").blur()
    expect(page.locator("#dock .promise")).to_have_count(3)
    assert "on=2024-09-01" in page.url

    page.get_by_role("button", name="Timeline").click()
    opened(page, "timeline")
    page.locator("#dock .time-list a").first.click()
    expect(page.locator("#panel mark.lit")).to_be_visible()
    assert "/fact/" in page.url and "tab=timeline" in page.url

    page.get_by_role("button", name="Coverage").click()
    opened(page, "coverage")
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


def test_on_a_phone_in_arabic_a_view_is_a_sheet_that_runs_from_the_right(visit: Visit) -> None:
    page = visit("/?lang=ar&tab=timeline", width=390, height=844)
    opened(page, "timeline")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    first, last = (page.locator(".time-scale").get_by_text(year).bounding_box() for year in ("1992", "2040"))
    assert first and last and first["x"] > last["x"]
    marks = page.locator("#dock .time-item a").evaluate_all(
        "all => all.map(a => a.getBoundingClientRect()).filter(r => r.width < 23.5 || r.height < 23.5).length"
    )
    assert marks == 0

    page.locator("#dock [data-dock=table]").click()
    opened(page, "table")
    page.locator("#dock [data-table-sort=length]").click()
    expect(page.locator("#dock th[aria-sort=ascending]")).to_have_count(1)
    page.locator("#dock [data-table-sort='-length']").click()
    expect(page.locator("#dock th[aria-sort=descending]")).to_have_count(1)
    expect(page.locator("#dock tbody tr").first).to_have_attribute("data-entity", "tasim-main")
    page.locator("#dock tbody th a").first.click()
    expect(page.locator("#panel-area")).to_be_visible()
    page.go_back()
    opened(page, "table")

    page.goto(page.url.split("?")[0] + "?lang=ar&tab=compare")
    opened(page, "compare")
    for side, project in enumerate(("tasim", "rogun")):
        page.locator(f"#dock [data-compare-side='{side}']").select_option(project)
        expect(page.locator(f"#dock a[href='/project/{project}']").first).to_be_visible()
    assert "compare=tasim,rogun" in page.url
    expect(page.locator("#dock [data-compare-side='1']")).to_have_value("rogun")
