"""Visits one contender in a real browser; the page itself measures the times, in milliseconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks import atlas_page
from benchmarks.contenders import Contender
from benchmarks.data import Spot

SIZE = {"width": 1440, "height": 900}
LIMIT_MS = 90_000
HOVER_MS = 300
"""The time from hovering to clicking, because Plotly takes the clicked point from the hovered one."""
SETTLE_MS = 800
SCRIPT = Path(__file__).parent / "page.js"
Times = dict[str, Any]


@contextmanager
def fresh_context(browser: Browser, contender: Contender) -> Iterator[BrowserContext]:
    """A browser with an empty cache, whose pages run ``page.js``."""
    # Reduced motion, because the time of a flight would be measured with that of the map.
    context = browser.new_context(viewport=SIZE, locale="en-GB", reduced_motion="reduce")  # type: ignore[arg-type]
    start = f"if (window === top) {{ {contender.script} }}"
    context.add_init_script(SCRIPT.read_text(encoding="utf-8") + start)
    context.set_default_timeout(LIMIT_MS)
    try:
        yield context
    finally:
        context.close()


def visit(browser: Browser, contender: Contender, address: str, spot: Spot) -> Times:
    """A first visit, a filter, a click, the steps that only the atlas has, then a second visit with a warm cache.

    A step that fails is noted under ``problems``, and the next steps are measured all the same.
    """
    times: Times = {"problems": {}}
    with fresh_context(browser, contender) as context:
        page = context.new_page()
        if not attempt(times, "cold", lambda: times.update(prefixed("cold", load(page, address)))):
            return times
        page.wait_for_timeout(SETTLE_MS)
        attempt(times, "filter", lambda: times.update(filter=apply_filter(page, contender, on=True)))
        attempt(times, "unfilter", lambda: apply_filter(page, contender, on=False))
        page.wait_for_timeout(SETTLE_MS)
        attempt(times, "click", lambda: times.update(click=click(page, spot)))
        if contender.name == "atlas":
            _only_atlas(page, times)
        page.close()  # or it would go on working during the second visit
        second = context.new_page()
        attempt(times, "warm", lambda: times.update(prefixed("warm", load(second, address))))
    return times


def attempt(times: Times, name: str, step: Callable[[], object]) -> bool:
    """Take a step, and give whether it succeeded; its error is noted in ``times``."""
    try:
        step()
    except Exception as error:  # whatever fails in one step, the next ones go on
        times["problems"][name] = (str(error).splitlines() or [repr(error)])[0][:200]
        return False
    return True


def prefixed(name: str, times: Times) -> Times:
    """The times with ``name`` before each."""
    return {f"{name}_{key}": value for key, value in times.items()}


def load(page: Page, address: str) -> Times:
    """The times from navigation to the first picture, and to the live map with its lines drawn and at rest."""
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.bench?.live")
    times: Times = page.evaluate(
        "() => { const { picture, live, long, longCount } = bench; return {picture, live, long, longCount}; }"
    )
    picture = times["picture"] or times["live"]
    long = {"long": times["long"], "long_tasks": times["longCount"]}
    return {"picture": min(picture, times["live"]), "live": times["live"], **long}


def apply_filter(page: Page, contender: Contender, *, on: bool) -> float:
    """The time from the click on the box of a mode to the map at rest with other lines than before."""
    assert on != page.evaluate(f"() => ({contender.filter}).checked"), "the box is already as it should become"
    return float(page.evaluate(f"() => bench.filter(() => {contender.filter})"))


def click(page: Page, spot: Spot) -> float:
    """The time from the release of the pointer on a line to its heading and its first fact in the page."""
    x, y = page.evaluate("(spot) => bench.map.at(spot)", list(spot))
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.wait_for_timeout(HOVER_MS)
    page.evaluate("() => { bench.clicked(); }")
    page.mouse.click(x, y)
    return float(page.evaluate("() => bench.click"))


def _only_atlas(page: Page, times: Times) -> None:
    """The times to a highlighted sentence in its document, to the other theme, and to another language."""
    highlight = f"() => bench.act(() => {atlas_page.FIRST_FACT}, () => {atlas_page.HIGHLIGHT})"
    attempt(times, "lit", lambda: times.update(lit=page.evaluate(highlight)))
    theme = f"() => bench.theme(() => {atlas_page.THEME})"
    attempt(times, "theme", lambda: times.update(theme=page.evaluate(theme)))
    attempt(times, "language", lambda: times.update(language=_change_language(page)))


def _change_language(page: Page) -> float:
    """The time from the click to the page in the other language, whether that is another page or the same."""
    now = "performance.timeOrigin + performance.now()"
    before = page.evaluate(f"() => {{ const at = {now}; ({atlas_page.OTHER_LANGUAGE}).click(); return at; }}")
    page.wait_for_function(f"() => ({atlas_page.IS_IN_OTHER_LANGUAGE}) && window.bench?.picture")
    picture = float(page.evaluate("() => performance.timeOrigin + bench.picture"))
    return (picture if picture > before else float(page.evaluate(f"() => {now}"))) - float(before)
