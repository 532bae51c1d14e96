"""Visits of one contender, in a real browser: times in milliseconds, counted in the page itself."""

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
"""Plotly knows what is clicked from what was hovered."""
SETTLE_MS = 800
SCRIPT = Path(__file__).parent / "page.js"
Times = dict[str, Any]


@contextmanager
def fresh(browser: Browser, contender: Contender) -> Iterator[BrowserContext]:
    """A browser with an empty cache, whose pages are watched."""
    # Without flights: the time of one would stand for what the map takes.
    context = browser.new_context(viewport=SIZE, locale="en-GB", reduced_motion="reduce")  # type: ignore[arg-type]
    start = f"if (window === top) {{ {contender.script} }}"
    context.add_init_script(SCRIPT.read_text(encoding="utf-8") + start)
    context.set_default_timeout(LIMIT_MS)
    try:
        yield context
    finally:
        context.close()


def visit(browser: Browser, contender: Contender, address: str, spot: Spot) -> Times:
    """A first visit, a filter, a click, what only the atlas has, then a second visit with what the browser has kept.

    A step that fails is told under ``problems``; the others are measured all the same.
    """
    times: Times = {"problems": {}}
    with fresh(browser, contender) as context:
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
        page.close()  # or it would go on working beside the second
        second = context.new_page()
        attempt(times, "warm", lambda: times.update(prefixed("warm", load(second, address))))
    return times


def attempt(times: Times, name: str, step: Callable[[], object]) -> bool:
    """Take a step; whether it went well. What went wrong is kept in ``times``."""
    try:
        step()
    except Exception as error:  # a step that fails is told, the others go on
        times["problems"][name] = (str(error).splitlines() or [repr(error)])[0][:200]
        return False
    return True


def prefixed(name: str, times: Times) -> Times:
    """The times with ``name`` before each."""
    return {f"{name}_{key}": value for key, value in times.items()}


def load(page: Page, address: str) -> Times:
    """Navigation to the first picture and to the live map, with its lines drawn and at rest."""
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.bench?.live")
    times: Times = page.evaluate(
        "() => { const { picture, live, long, longCount } = bench; return {picture, live, long, longCount}; }"
    )
    picture = times["picture"] or times["live"]
    long = {"long": times["long"], "long_tasks": times["longCount"]}
    return {"picture": min(picture, times["live"]), "live": times["live"], **long}


def apply_filter(page: Page, contender: Contender, *, on: bool) -> float:
    """From the click on the box of a mode to the map at rest with other lines than before."""
    assert on != page.evaluate(f"() => ({contender.filter}).checked"), "the box is already as it should become"
    return float(page.evaluate(f"() => bench.filter(() => {contender.filter})"))


def click(page: Page, spot: Spot) -> float:
    """From the pointer's release on a line to its heading and a fact of it in the page."""
    x, y = page.evaluate("(spot) => bench.map.at(spot)", list(spot))
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.wait_for_timeout(HOVER_MS)
    page.evaluate("() => { bench.clicked(); }")
    page.mouse.click(x, y)
    return float(page.evaluate("() => bench.click"))


def _only_atlas(page: Page, times: Times) -> None:
    """A fact's sentence lit in its document, the other theme, another language."""
    lit = f"() => bench.act(() => {atlas_page.A_FACT}, () => {atlas_page.LIT})"
    attempt(times, "lit", lambda: times.update(lit=page.evaluate(lit)))
    theme = f"() => bench.theme(() => {atlas_page.THEME})"
    attempt(times, "theme", lambda: times.update(theme=page.evaluate(theme)))
    attempt(times, "language", lambda: times.update(language=_change_language(page)))


def _change_language(page: Page) -> float:
    """From the click to the page seen in the other language, whether that is another page or the same."""
    now = "performance.timeOrigin + performance.now()"
    before = page.evaluate(f"() => {{ const at = {now}; ({atlas_page.OTHER_LANGUAGE}).click(); return at; }}")
    shown = f"() => ({atlas_page.OTHER_LANGUAGE_SHOWN}) && window.bench?.picture"
    page.wait_for_function(shown)
    picture = float(page.evaluate("() => performance.timeOrigin + bench.picture"))
    return (picture if picture > before else float(page.evaluate(f"() => {now}"))) - float(before)
