// Runs before a page's own scripts, in each of its frames. A change is visible in the next frame but one.
// There is an object for each kind of map: rest(listener) calls the listener whenever the map has come to rest, count()
// gives the number of lines that it shows, at([lon, lat]) the position of a place in the window.
window.benchMaps = (() => {
  const maplibre = (find, layers) => {
    const existing = (m) => layers(m).filter((id) => m.getLayer(id));
    return {
      find,
      rest(listener) {
        const listen = () => {
          const m = find();
          if (!m?.on || !m.getStyle) { requestAnimationFrame(listen); return; }
          m.on("idle", () => { if (m.areTilesLoaded()) listener(); });
          m.triggerRepaint();
        };
        requestAnimationFrame(listen);
      },
      count() { const m = find(), ids = existing(m); return ids.length ? m.queryRenderedFeatures({ layers: ids }).length : 0; },
      at(place) { const m = find(), box = m.getCanvas().getBoundingClientRect(), { x, y } = m.project(place); return [box.left + x, box.top + y]; },
    };
  };
  return { maplibre };
})();

addEventListener("pointerup", () => { top.bench.up ??= top.performance.now(); }, true);

// Measures in milliseconds of the page's own clock. `map`, `picture` and `facts` are the contender's.
window.startBench = ({ map, picture, facts }) => {
  const bench = (window.bench = { long: 0, longCount: 0, map, facts });
  const twice = (run) => requestAnimationFrame(() => requestAnimationFrame(run));
  const until = (condition, limit, message) => new Promise((resolve, reject) => {
    const check = () => (condition() ? resolve(performance.now()) : requestAnimationFrame(check));
    check();
    setTimeout(() => reject(new Error(message)), limit);
  });
  const note = (name) => twice(() => { bench[name] ??= performance.now(); });
  let waiting = [];
  const checkPicture = () => { if (picture()) note("picture"); else if (!bench.live) requestAnimationFrame(checkPicture); };
  checkPicture();
  map.rest(() => {
    if (!bench.live && map.count()) { note("live"); }
    waiting = waiting.filter((isDone) => !isDone());
  });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) { bench.long += duration - 50; bench.longCount += 1; }
  }).observe({ type: "longtask", buffered: true });

  // The time from an action to the map at rest with another state than before.
  bench.rested = (state, act, message) => new Promise((resolve, reject) => {
    const before = state(), from = performance.now();
    waiting.push(() => { const changed = state() !== before; if (changed) resolve(performance.now() - from); return changed; });
    setTimeout(() => reject(new Error(message)), 60000);
    act();
  });
  bench.filter = (box) => bench.rested(() => map.count(), () => box().click(), "the filter changed nothing");
  bench.theme = (button) => bench.rested(
    () => JSON.stringify(map.find().getStyle().layers.map(({ paint }) => paint)), () => button().click(), "the map kept its colours");
  bench.clicked = () => {
    const before = facts();
    bench.up = null;
    bench.click = until(() => bench.up && facts() && facts() !== before, 30000, "no facts came").then((at) => at - bench.up);
  };
  bench.act = (button, condition) => {
    const from = performance.now();
    button().click();
    return until(condition, 30000, "nothing came of it").then((at) => at - from);
  };
};
