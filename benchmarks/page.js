// Runs before a page's own scripts, in each of its frames. What is seen is what the next frame but one shows.
// One object for each kind of map: rest(found) calls found() whenever the map has come to rest, count() is how many lines
// it shows, at([lon, lat]) where a place is in the window.
window.benchMaps = (() => {
  const eachFrame = (rests) => (found) => {
    const look = () => { if (rests()) found(); requestAnimationFrame(look); };
    requestAnimationFrame(look);
  };
  const R = 6378137, rad = (degrees) => degrees * Math.PI / 180;
  const mercator = ([lon, lat]) => [R * rad(lon), R * Math.log(Math.tan(Math.PI / 4 + rad(lat) / 2))];

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

  const leaflet = (frame) => {
    const inside = () => document.querySelector(frame)?.contentWindow;
    const count = () => inside()?.document.querySelectorAll("path.leaflet-interactive").length ?? 0;
    return {
      rest: eachFrame(() => count() > 0), count,
      at([lon, lat]) {
        const box = document.querySelector(frame).getBoundingClientRect(), map = inside().map;
        const own = map.getContainer().getBoundingClientRect(), { x, y } = map.latLngToContainerPoint([lat, lon]);
        return [box.left + own.left + x, box.top + own.top + y];
      },
    };
  };

  const bokeh = (plot, lines) => {
    const model = (name) => window.Bokeh?.documents?.[0]?.get_model_by_name(name);
    return {
      rest: eachFrame(() => model(lines) && window.Bokeh.documents.every((one) => one.is_idle)),
      count: () => model(lines)?.data_source.data.xs.length ?? 0,
      at(place) {
        const view = window.Bokeh.index.find_one(model(plot)), box = view.el.getBoundingClientRect(), [x, y] = mercator(place);
        return [box.left + view.frame.x_scale.compute(x), box.top + view.frame.y_scale.compute(y)];
      },
    };
  };

  // deck.gl tells nobody what it draws: the instances of one frame are counted where WebGL is asked to draw them.
  const deck = (canvas, centre, zoom) => {
    let instances = 0, frame = 0;
    for (const [name, place] of [["drawArraysInstanced", 3], ["drawElementsInstanced", 4]]) {
      const own = WebGL2RenderingContext.prototype[name];
      WebGL2RenderingContext.prototype[name] = function (...given) {
        if (this.canvas?.matches?.(canvas)) {
          const now = document.timeline.currentTime;
          instances = now === frame ? instances + given[place] : given[place];
          frame = now;
        }
        return own.apply(this, given);
      };
    }
    return {
      rest: eachFrame(() => instances > 100), count: () => instances,
      at(place) {
        const box = document.querySelector(canvas).getBoundingClientRect(), scale = 512 * 2 ** zoom / (2 * Math.PI * R);
        const [x, y] = mercator(place), [x0, y0] = mercator(centre);
        return [box.left + box.width / 2 + (x - x0) * scale, box.top + box.height / 2 - (y - y0) * scale];
      },
    };
  };
  return { maplibre, leaflet, bokeh, deck };
})();

// The first element of a selector, in whatever shadow it stands: Bokeh's widgets each have one.
window.benchInside = (selector, root = document) => {
  const here = root.querySelector(selector);
  if (here) return here;
  for (const one of root.querySelectorAll("*")) {
    const found = one.shadowRoot && window.benchInside(selector, one.shadowRoot);
    if (found) return found;
  }
  return null;
};

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
