/* The live map: finds MapLibre inside Plotly's figure, keeps what is asked of it, and says it again whenever
   Plotly makes a new map. The path gd._fullLayout.map._subplot.map is Plotly's own business: plotly is pinned, and
   tests/browser/test_map.py breaks when the path does.

   Asked: whenReady(fn), setMatches({...}), setSelection({...}). Told, on window: atlas:map-ready, atlas:map-failed.
   The layers say in their metadata what may be done with them (dashboard/cartography/line_layers.py). */
(() => {
  "use strict";
  const LOOK_EVERY_MS = 200;
  const LAST_LAYER = "lit-name";
  const atlas = (window.atlasMap = window.atlasMap || {});
  const hooks = []; // called with (map, gd) for each new map, in the order of the files
  const waiting = []; // called once, with the first
  const asked = { matches: { segments: null, places: null, ghost: true, withdrawn: false }, selection: {} };
  let live = null;

  function find() {
    for (const gd of document.querySelectorAll(".js-plotly-plot")) {
      const map = gd._fullLayout?.map?._subplot?.map;
      if (map?.style && map.getLayer(LAST_LAYER)) return { gd, map };
    }
    return null;
  }

  function look() {
    const found = find();
    if (found && found.map !== live?.map) {
      live = found;
      for (const hook of hooks) hook(live.map, live.gd);
      applyAll();
      live.map.on("style.load", applyAll);
      for (const fn of waiting.splice(0)) fn(live.map, live.gd);
      window.dispatchEvent(new CustomEvent("atlas:map-ready"));
    }
    if (!live && cannot()) return fail();
    return setTimeout(look, live ? LOOK_EVERY_MS : LOOK_EVERY_MS / 8);
  }

  /** The style as Python wrote it, with every layer's metadata. */
  atlas.style = () => live.gd._fullLayout.map.style;
  atlas.live = () => live;
  /** Every layer there is now: those of the style, and the late ones that have come. */
  atlas.layers = () => {
    const late = Object.values(atlas.style().metadata.atlas.late).flatMap((one) => one.layers.map(({ layer }) => layer));
    return [...atlas.style().layers, ...late].filter(({ id }) => live.map.getLayer(id));
  };
  atlas.onMap = (hook) => {
    hooks.push(hook);
    if (live) hook(live.map, live.gd);
  };
  atlas.whenReady = (fn) => {
    if (live) fn(live.map, live.gd);
    else waiting.push(fn);
  };

  /* What the filters let through: ids, or null for all. The rest is faint (ghost) or hidden. */
  atlas.setMatches = (matches) => {
    Object.assign(asked.matches, matches);
    if (live) applyMatches();
  };

  /* What is selected: it stands out, the rest steps back. `country` is a code, its land is tinted. */
  atlas.setSelection = (selection) => {
    asked.selection = selection || {};
    if (live) applyAll();
  };

  function applyAll() {
    applyMatches();
    applySelection();
  }
  atlas.sayAgain = applyAll;

  const among = (ids) => ["in", ["get", "fid"], ["literal", ids]];

  function applyMatches() {
    const { ghost, withdrawn } = asked.matches;
    const hidden = ["in", ["get", "status"], ["literal", atlas.style().metadata.atlas.withdrawn]];
    for (const layer of atlas.style().layers) {
      const { role, of, filter } = layer.metadata || {};
      if (role !== "bright" && role !== "ghost") continue;
      const ids = asked.matches[of] ?? null;
      const all = ["all", filter];
      if (of === "segments" && !withdrawn) all.push(["!", hidden]);
      if (ids) all.push(role === "bright" ? among(ids) : ["!", among(ids)]);
      // A selected place has its name from the layer that lights it.
      if (of === "places" && layer.type === "symbol") all.push(["!", among(asked.selection.places || [])]);
      live.map.setFilter(layer.id, all);
      if (role === "ghost") live.map.setLayoutProperty(layer.id, "visibility", ids && ghost ? "visible" : "none");
    }
  }

  function applySelection() {
    const { segments = [], places = [], country = null } = asked.selection;
    const chosen = { segments: segments || [], places: places || [] };
    const dimmed = chosen.segments.length + chosen.places.length > 0;
    for (const layer of atlas.layers()) {
      const { role, of, filter, dim } = layer.metadata || {};
      if (role === "lit") live.map.setFilter(layer.id, ["all", filter, among(chosen[of])]);
      if (role === "country") {
        live.map.setFilter(layer.id, ["all", filter, ["==", ["get", "code"], country || "-"]]);
      }
      for (const [property, value] of Object.entries(dim || {})) {
        live.map.setPaintProperty(layer.id, property, dimmed ? value : layer.paint[property]);
      }
    }
  }

  function fail() {
    atlas.failed = true;
    window.dispatchEvent(new CustomEvent("atlas:map-failed", { detail: { reason: "webgl2" } }));
  }

  // Where Plotly has begun and no map came of it there is no WebGL 2. Asking the browser beforehand would cost
  // every reader what making the map's own context costs.
  function cannot() {
    if (!window.WebGL2RenderingContext) return true;
    const begun = (gd) => gd._fullLayout?.map?._subplot && !gd._fullLayout.map._subplot.map;
    return [...document.querySelectorAll(".js-plotly-plot")].some(begun) && !document.createElement("canvas").getContext("webgl2");
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", look);
  else look();
})();
