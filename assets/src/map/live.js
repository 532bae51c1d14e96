/* The live map: finds MapLibre inside Plotly's figure, keeps what is asked of it, and says it again whenever
 Plotly makes a new map. The path gd._fullLayout.map._subplot.map is Plotly's own business: plotly is pinned, and
 tests/browser/test_map.py breaks when the path does.
 The layers say in their metadata what may be done with them (dashboard/map/style/line_layers.py). */
import { MAP_FAILED, tell } from "../events.js";
import { hold } from "./quicken.js";
import { keepStyle, mapStyle, paintOfTheme, sourceHere } from "./style.js";

const LOOK_EVERY_MS = 200;
const LONGEST_HELD_MS = 600;
const AS_WRITTEN = { validate: false }; // every layer was checked when it was written, and a check reads the whole style
const LAST_LAYER = "selected-name";
const hooks = []; // called with (map, gd) for each new map, in the order of the files
const waiting = []; // called once, with the first
const asked = { matches: { segments: null, places: null, filteredOut: true, withdrawn: false }, selection: {} };
let live = null;

function find() {
  for (const gd of document.querySelectorAll(".js-plotly-plot")) {
    const map = gd._fullLayout?.map?._subplot?.map;
    if (map?.style && map.getLayer(LAST_LAYER)) return { gd, map };
  }
  return null;
}

/** Look for the map from now on. */
export function look() {
  const found = find();
  if (found && found.map !== live?.map) {
    live = found;
    for (const hook of hooks) hook(live.map, live.gd);
    apply();
    live.map.on("style.load", apply);
    for (const fn of waiting.splice(0)) fn(live.map, live.gd);
  }
  if (!live && cannot()) return tell(MAP_FAILED, { reason: "webgl2" });
  return setTimeout(look, live ? LOOK_EVERY_MS : LOOK_EVERY_MS / 8);
}

export const liveMap = () => live;
/** Every layer there is now: those of the style, and the lazy ones that have come. */
export const presentLayers = () => {
  const written = mapStyle();
  const lazy = Object.values(written.metadata.atlas.lazy).flatMap((one) => one.layers.map(({ layer }) => layer));
  return [...written.layers, ...lazy].filter(({ id }) => live.map.getLayer(id));
};

/* The style as it is to begin with: what is asked for by then is in it, and nothing has to be drawn twice. */
export const prepared = (style) => {
  keepStyle(style);
  for (const [name, source] of Object.entries(style.sources)) style.sources[name] = sourceHere(source);
  if (asked.selection.point) style.sources.point.data = pointed(asked.selection);
  for (const layer of style.layers) {
    const { filter, visibility, paint } = wanted(layer);
    if (filter) layer.filter = filter;
    if (visibility) layer.layout = { ...layer.layout, visibility };
    Object.assign(layer.paint, paint, paintOfTheme()[layer.id]);
  }
  return style;
};

export const onMap = (hook) => {
  hooks.push(hook);
  if (live) hook(live.map, live.gd);
};
export const whenReady = (fn) => {
  if (live) fn(live.map, live.gd);
  else waiting.push(fn);
};

/* What the filters let through: ids, or null for all. The rest is faint (filteredOut) or hidden. */
export const setMatches = (matches) => {
  Object.assign(asked.matches, matches);
  if (live) apply();
};

/* What is selected: it stands out, the rest steps back. `country` is a code, its land is tinted. */
export const setSelection = (selection) => {
  asked.selection = selection || {};
  if (live) apply();
};

// Found by a table, not one after the other. Never an empty list: Plotly would prune it from the style, and load the map anew.
const among = (ids) => (ids.length ? ["match", ["get", "fid"], [...new Set(ids)], true, false] : ["==", ["get", "fid"], "-"]);

// What shows nothing is not made ready for drawing, and its filter may be any.
const seen = (any, filter) => (any ? { filter, visibility: "visible" } : { visibility: "none" });

/* What a layer has to be now, as its metadata say: its filter, its visibility, and its paint where it is dimmed. */
function wanted(layer) {
  const { role, of, filter, dim } = layer.metadata || {};
  const { segments = [], places = [], country = null } = asked.selection;
  const chosen = { segments: segments || [], places: places || [] };
  const dimmed = chosen.segments.length + chosen.places.length > 0;
  const paint = dim && (dimmed ? dim : Object.fromEntries(Object.keys(dim).map((property) => [property, layer.paint[property]])));
  if (role === "selected") return { ...seen(chosen[of].length, ["all", filter, among(chosen[of])]), paint };
  if (role === "point") return { visibility: asked.selection.point ? "visible" : "none" };
  if (role === "country") return { ...seen(country, ["all", filter, ["==", ["get", "code"], country]]), paint };
  return role === "matched" || role === "filtered_out" ? { ...matched(layer, chosen), paint } : { paint };
}

function matched({ type, metadata: { role, of, filter } }, chosen) {
  const { filteredOut, withdrawn } = asked.matches;
  const ids = asked.matches[of] ?? null;
  const all = ["all", filter];
  if (of === "segments" && !withdrawn) all.push(["!", ["in", ["get", "status"], ["literal", mapStyle().metadata.atlas.withdrawn]]]);
  if (ids) all.push(role === "matched" ? among(ids) : ["!", among(ids)]);
  // A selected place has its name from the layer that highlights it.
  if (of === "places" && type === "symbol") all.push(["!", among(chosen.places)]);
  return role === "filtered_out" ? seen(ids && filteredOut, all) : { filter: all };
}

const pointed = ({ point }) => ({ type: "Point", coordinates: point });

export function apply() {
  if (asked.selection.point) live.map.getSource("point")?.setData(pointed(asked.selection));
  hold(LONGEST_HELD_MS);
  for (const layer of presentLayers()) {
    const { filter, visibility, paint } = wanted(layer);
    if (filter) live.map.setFilter(layer.id, filter, AS_WRITTEN);
    if (visibility) live.map.setLayoutProperty(layer.id, "visibility", visibility, AS_WRITTEN);
    for (const [property, value] of Object.entries(paint || {})) live.map.setPaintProperty(layer.id, property, value, AS_WRITTEN);
  }
}

// Where Plotly has begun and no map came of it there is no WebGL 2. Asking the browser beforehand would cost
// every reader what making the map's own context costs.
function cannot() {
  if (!window.WebGL2RenderingContext) return true;
  const begun = (gd) => gd._fullLayout?.map?._subplot && !gd._fullLayout.map._subplot.map;
  return [...document.querySelectorAll(".js-plotly-plot")].some(begun) && !document.createElement("canvas").getContext("webgl2");
}
