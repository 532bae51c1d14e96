"""One visit of one contender, in a real browser: times in milliseconds, counted in the page itself."""

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.contenders import Contender

SIZE = {"width": 1440, "height": 900}
LIMIT_MS = 90_000
SOMEWHERE = (63.9, 33.0)
"""On the line from Herat to Kandahar, where there is no other."""
Times = dict[str, float]

# Runs before the page's own scripts. What is seen is what the next frame but one shows.
_WATCH = """
window.bench = {};
(() => {
  const twice = (run) => requestAnimationFrame(() => requestAnimationFrame(run));
  const seen = (name) => twice(() => { window.bench[name] ??= performance.now(); });
  let hooked = null;
  const look = () => {
    if (!window.bench.picture && (%(picture)s)) seen("picture");
    const m = %(live)s;
    if (m && m !== hooked && m.on && m.getStyle) {
      hooked = m;
      const check = () => {
        const layers = %(layers)s;
        const there = layers.filter(id => m.getLayer(id));
        if (there.length && m.areTilesLoaded() && m.queryRenderedFeatures({layers: there}).length) {
          m.off("idle", check);
          seen("live");
        }
      };
      m.on("idle", check);
      m.triggerRepaint();
    }
    if (!window.bench.live) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const beyond = (one) => { window.bench.long = (window.bench.long || 0) + one.duration - 50; };
  new PerformanceObserver(list => list.getEntries().forEach(beyond))
    .observe({type: "longtask", buffered: true});
})();
"""

_FILTER = """() => new Promise((done, fail) => {
  const m = %(live)s, count = () => m.queryRenderedFeatures({layers: (%(layers)s).filter(id => m.getLayer(id))}).length;
  const before = count(), from = performance.now();
  const check = () => { if (count() !== before) { m.off("idle", check); done(performance.now() - from); } };
  m.on("idle", check);
  %(filter)s.click();
  setTimeout(() => fail(new Error("the filter changed nothing")), 60000);
})"""

_CLICK = """heading => {
  const text = () => document.querySelector(heading)?.textContent;
  const before = text();
  window.benchClick = new Promise((done, fail) => {
    addEventListener("pointerup", () => {
      const from = performance.now();
      const look = () => (text() && text() !== before ? done(performance.now() - from) : requestAnimationFrame(look));
      look();
    }, {capture: true, once: true});
    setTimeout(() => fail(new Error("no facts came")), 30000);
  });
}"""


def visit(browser: Browser, contender: Contender, address: str) -> Times:
    """A first visit with an empty cache, a filter, a click, then a second visit with what the browser has kept."""
    context = browser.new_context(viewport=SIZE, locale="en-GB")  # type: ignore[arg-type]
    context.add_init_script(_WATCH % vars(contender))
    page = context.new_page()
    page.set_default_timeout(LIMIT_MS)
    try:
        first = _load(page, address)
        page.wait_for_timeout(800)
        times = {f"cold_{name}": value for name, value in first.items()}
        times["filter"] = page.evaluate(_FILTER % vars(contender))
        times["click"] = _click(page, contender)
        times |= {f"warm_{name}": value for name, value in _second(context, address).items()}
    finally:
        context.close()
    return times


def _load(page: Page, address: str) -> Times:
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.bench?.live")
    found: Times = page.evaluate("() => window.bench")
    return {"picture": found.get("picture", found["live"]), "live": found["live"], "long": found.get("long", 0.0)}


def _second(context: BrowserContext, address: str) -> Times:
    page = context.new_page()
    page.set_default_timeout(LIMIT_MS)
    return _load(page, address)


def _click(page: Page, contender: Contender) -> float:
    page.evaluate(_CLICK, contender.heading)
    x, y = page.evaluate(
        f"([lon, lat]) => {{ const m = {contender.live}, c = m.getCanvas().getBoundingClientRect();"
        " const p = m.project([lon, lat]); return [c.left + p.x, c.top + p.y]; }",
        list(SOMEWHERE),
    )
    page.mouse.move(x - 3, y)
    page.mouse.move(x, y)
    page.wait_for_timeout(300)  # Plotly knows what is clicked from what was hovered
    page.mouse.click(x, y)
    return float(page.evaluate("() => window.benchClick"))
