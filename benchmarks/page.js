// Runs before a page's own scripts, in each of its frames. What is seen is what the next frame but one shows.
// One object for each kind of map: rest(found) calls found() whenever the map has come to rest, count() is how many lines
// it shows, at([lon, lat]) where a place is in the window.
window.benchMaps = (() => {
  const maplibre = (find, layers) => {
    const there = (m) => layers(m).filter((id) => m.getLayer(id));
    return {
      find,
      rest(found) {
        const look = () => {
          const m = find();
          if (!m?.on || !m.getStyle) { requestAnimationFrame(look); return; }
          m.on("idle", () => { if (m.areTilesLoaded()) found(); });
          m.triggerRepaint();
        };
        requestAnimationFrame(look);
      },
      count() { const m = find(), ids = there(m); return ids.length ? m.queryRenderedFeatures({ layers: ids }).length : 0; },
      at(place) { const m = find(), box = m.getCanvas().getBoundingClientRect(), { x, y } = m.project(place); return [box.left + x, box.top + y]; },
    };
  };
  return { maplibre };
})();

addEventListener("pointerup", () => { top.bench.up ??= top.performance.now(); }, true);

// What is measured, in milliseconds of the page's own clock. `map`, `picture` and `facts` are the contender's.
window.startBench = ({ map, picture, facts }) => {
  const bench = (window.bench = { long: 0, longCount: 0, map, facts });
  const twice = (run) => requestAnimationFrame(() => requestAnimationFrame(run));
  const until = (found, most, what) => new Promise((done, fail) => {
    const look = () => (found() ? done(performance.now()) : requestAnimationFrame(look));
    look();
    setTimeout(() => fail(new Error(what)), most);
  });
  const seen = (name) => twice(() => { bench[name] ??= performance.now(); });
  let waiting = [], calls = 0;
  const look = () => { if (picture()) seen("picture"); else if (!bench.live) requestAnimationFrame(look); };
  look();
  map.rest(() => {
    if (!bench.live && map.count()) { seen("live"); }
    calls += 1;
    waiting = waiting.filter((one) => !one(calls));
  });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) { bench.long += one.duration - 50; bench.longCount += 1; }
  }).observe({ type: "longtask", buffered: true });

  // From an action to the map at rest with something about it changed.
  bench.rested = (changing, act, what) => new Promise((done, fail) => {
    const before = changing(), from = performance.now();
    waiting.push(() => { const changed = changing() !== before; if (changed) done(performance.now() - from); return changed; });
    setTimeout(() => fail(new Error(what)), 60000);
    act();
  });
  bench.filter = (box) => bench.rested(() => map.count(), () => box().click(), "the filter changed nothing");
  bench.theme = (button) => bench.rested(
    () => JSON.stringify(map.find().getStyle().layers.map((one) => one.paint)), () => button().click(), "the map kept its colours");
  bench.clicked = () => {
    const before = facts();
    bench.up = null;
    bench.click = until(() => bench.up && facts() && facts() !== before, 30000, "no facts came").then((at) => at - bench.up);
  };
  bench.act = (button, shown) => {
    const from = performance.now();
    button().click();
    return until(shown, 30000, "nothing came of it").then((at) => at - from);
  };
};
