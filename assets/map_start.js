/* The map begins: Plotly's figure, as the server wrote it into the page, looking where the picture of the map looks.
   It waits for the library and the page's own scripts, and for nothing else. Told on window: atlas:map-failed, where no map can be. */
(() => {
  "use strict";
  const atlas = (window.atlasMap = window.atlasMap || {});
  const WORLD_PX = 512; // MapLibre's world at zoom 0
  const SMALL_SCREEN = 832;
  const LONGEST_START_MS = 6000;
  // What is flown to clears the map's buttons, its legend and the attribution (cartography/picture_view.py, first_picture.css).
  atlas.ROOM = innerWidth > SMALL_SCREEN ? { top: 48, right: 64, bottom: 130, left: 48 } : 24;
  const ROOMS = { chosen: atlas.ROOM, first: 20 };

  /* The sides of a padding, a number or four, on a map of this size: one made for a large screen would leave a small one no room. */
  atlas.sides = (padding, width, height) => {
    const alike = typeof padding === "number";
    const most = Math.min(width, height) / (alike ? 4 : 2);
    const sides = alike ? { top: padding, right: padding, bottom: padding, left: padding } : padding;
    return Object.fromEntries(Object.entries(sides).map(([side, px]) => [side, Math.min(px, most)]));
  };

  const degrees = (x, y) => ({ lon: (x / WORLD_PX) * 360 - 180, lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD_PX))) * 180) / Math.PI });

  /* The centre and zoom that show a box of the world, in pixels at zoom 0: MapLibre's own rule for bounds. */
  function look({ box: [left, top, right, bottom], maxZoom, room }, width, height) {
    const middle = [(left + right) / 2, (top + bottom) / 2];
    if (!room) return { center: degrees(...middle), zoom: maxZoom };
    const sides = atlas.sides(ROOMS[room], width, height);
    const across = (width - sides.left - sides.right) / (right - left);
    const down = (height - sides.top - sides.bottom) / (bottom - top);
    const scale = Math.min(across, down, 2 ** maxZoom);
    const x = middle[0] + (sides.right - sides.left) / 2 / scale;
    const y = middle[1] + (sides.bottom - sides.top) / 2 / scale;
    return { center: degrees(x, y), zoom: Math.log2(scale) };
  }

  function start() {
    const gd = document.getElementById("map");
    const { figure, config, camera } = JSON.parse(document.getElementById("atlas-map").textContent);
    const { width, height } = gd.getBoundingClientRect();
    Object.assign(figure.layout.map, look(camera, width, height));
    Object.assign(figure.layout, { width, height });
    figure.layout.map.style = atlas.prepared(figure.layout.map.style);
    window.Plotly.newPlot(gd, figure.data, figure.layout, config).catch(() => undefined);
    const map = gd._fullLayout?.map?._subplot?.map;
    if (map) { atlas.watchFaults(map); quicken(map); }
    new ResizeObserver(() => fit(gd)).observe(gd);
  }

  /* What MapLibre has no option for, in the version that is pinned (tests/browser/test_speed.py holds it). */
  function quicken(map) {
    map._fadeDuration = 0; // a name that fades in keeps the map drawing for a third of a second after each change
    const { painter } = map;
    painter.drawFunctions = { ...painter.drawFunctions, sky() {} }; // a flat map has none, and would fill the screen with it
    // What is on the screen stays there until all that was asked for has come and every name has its place: frames in
    // between would show half of it, and keep the worker and the page waiting. Who moves the map sees it move.
    const { render } = painter;
    let until = 0;
    painter.render = (...given) => {
      const half = !map.isStyleLoaded() || map._placementDirty;
      if (half && performance.now() < until && !map.isMoving()) {
        [painter.style] = given; // what the worker sends is thrown away by a painter that knows no style yet
        return;
      }
      until = 0;
      render.apply(painter, given);
    };
    atlas.hold = (most) => {
      until = Math.max(until, performance.now() + most);
      setTimeout(() => until && map.triggerRepaint(), most);
    };
    atlas.hold(LONGEST_START_MS);
  }

  // A sheet or the dock takes a part of the map, or gives it back. The figure must know, or its next change undoes it.
  let frame = 0;
  function fit(gd) {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const { clientWidth: width, clientHeight: height } = gd;
      const layout = gd._fullLayout;
      if (!width || !height || (layout.width === width && layout.height === height)) return;
      window.Plotly.relayout(gd, { width, height }).catch(() => undefined);
    });
  }

  window.addEventListener("atlas:plotly", start);
  window.addEventListener("atlas:page", () => window.Plotly && start()); // where the page's own scripts came only when asked for again
  window.addEventListener("atlas:plotly-failed", () => window.dispatchEvent(new CustomEvent("atlas:map-failed", { detail: { reason: "plotly" } })));
})();
