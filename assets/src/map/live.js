/* The live map: finds MapLibre inside Plotly's figure, keeps what is asked of it, and says it again whenever
 Plotly makes a new map. The path gd._fullLayout.map._subplot.map is Plotly's own business: plotly is pinned, and
 tests/browser/test_map.py breaks when the path does.
 The layers say in their metadata what may be done with them (dashboard/map/style/line_layers.py). */
/** @import { Pair } from "../types" */
/** @import { FigureElement, Layer, LayerNow, MapLibre, Matches, Selected, Style, StyleValue } from "./maplibre" */
import { MAP_FAILED, tell } from "../events.js";
import { hold } from "./quicken.js";
import { FEATURES, keepStyle, mapStyle, paintOfTheme, sourceHere } from "./style.js";

const LOOK_EVERY_MS = 200;
const LONGEST_HELD_MS = 600;
export const AS_WRITTEN = { validate: false }; // every layer was checked when it was written, and a check reads the whole style
const LAST_LAYER = "selected-name";
const hooks = /** @type {((map: MapLibre) => unknown)[]} */ ([]); // called for each new map, in the order of the files
const waiting = /** @type {((map: MapLibre) => unknown)[]} */ ([]); // called once, with the first
/** @type {{ matches: Matches, selection: Selected }} */
const asked = { matches: { filteredOut: true, withdrawn: false }, selection: {} };
let live = /** @type {MapLibre | null} */ (null);

/** The element of the map's figure. */
export const figureElement = () => /** @type {FigureElement | null} */ (document.getElementById("map"));
/** The map in it, from when Plotly has made it. */
export const madeMap = () => figureElement()?._fullLayout?.map?._subplot?.map;

/** Look for the map from now on. */
export function look() {
  const map = madeMap();
  if (map?.style && map.getLayer(LAST_LAYER) && map !== live) {
    live = map;
    for (const hook of hooks) hook(map);
    apply();
    map.on("style.load", apply);
    for (const run of waiting.splice(0)) run(map);
  }
  if (!live && cannot()) return tell(MAP_FAILED, { reason: "webgl2" });
  return setTimeout(look, live ? LOOK_EVERY_MS : LOOK_EVERY_MS / 8);
}

export const liveMap = () => live;
/** Every layer there is now: those of the style, and the lazy ones that have come. */
export const presentLayers = (/** @type {MapLibre} */ map) => {
  const written = mapStyle();
  const lazy = Object.values(written.metadata.atlas.lazy).flatMap((part) => part.layers.map(({ layer }) => layer));
  return [...written.layers, ...lazy].filter(({ id }) => map.getLayer(id));
};

const sourceNow = (/** @type {string} */ name) => sourceHere(mapStyle().sources[name], FEATURES.includes(name) ? asked.matches.query : "");

/* The style as it is to begin with: what is asked for by then is in it, and nothing has to be drawn twice. */
export const prepared = (/** @type {Style} */ style) => {
  keepStyle(style);
  for (const name of Object.keys(style.sources)) style.sources[name] = sourceNow(name);
  if (asked.selection.point) style.sources.point.data = pointed(asked.selection.point);
  if (asked.selection.data) style.sources.selected.data = asked.selection.data;
  for (const layer of style.layers) {
    const { filter, visibility, paint } = wanted(layer);
    if (filter) layer.filter = filter;
    if (visibility) layer.layout = { ...layer.layout, visibility };
    Object.assign(layer.paint, paint, paintOfTheme()[layer.id]);
  }
  return style;
};

export const onMap = (/** @type {(map: MapLibre) => unknown} */ hook) => {
  hooks.push(hook);
  if (live) hook(live);
};
export const whenReady = (/** @type {(map: MapLibre) => unknown} */ run) => {
  if (live) run(live);
  else waiting.push(run);
};

export const setMatches = (/** @type {Partial<Matches>} */ matches) => {
  Object.assign(asked.matches, matches);
  apply();
};

/* What is selected stands out, the rest steps back; the land of a country is tinted. */
export const setSelection = (/** @type {Selected} */ selection) => {
  asked.selection = selection;
  apply();
};

// Found by a table, not one after the other. Never an empty list: Plotly would prune it from the style, and load the map anew.
/** @type {(ids: string[]) => StyleValue} */
const among = (ids) => (ids.length ? ["match", ["get", "fid"], [...new Set(ids)], true, false] : ["==", ["get", "fid"], "-"]);

/** What shows nothing is not made ready for drawing, and its filter may be any. @type {(any: unknown, filter: StyleValue) => LayerNow} */
const seen = (any, filter) => (any ? { filter, visibility: "visible" } : { visibility: "none" });

/**
 * What a layer has to be now, as its metadata say: its filter, its visibility, and its paint where it is dimmed.
 * @type {(layer: Layer) => LayerNow}
 */
const wanted = ({ type, paint: usual, metadata = {} }) => {
  const { role, of, filter, dim } = metadata;
  const { segments = [], places = [], country, point } = asked.selection;
  const chosen = { segments, places };
  const dimmed = segments.length + places.length > 0;
  const paint = dim && (dimmed ? dim : Object.fromEntries(Object.keys(dim).map((property) => [property, usual[property]])));
  if (role === "selected") return { ...seen(chosen[of].length, ["all", filter, among(chosen[of])]), paint };
  if (role === "point") return { visibility: point ? "visible" : "none" };
  if (role === "country") return { ...seen(country, ["all", filter, ["==", ["get", "code"], country ?? null]]), paint };
  if (role !== "matched" && role !== "filtered_out") return { paint };
  const { filteredOut, withdrawn } = asked.matches;
  const ids = asked.matches[of];
  const passing = asked.matches.passing ?? (ids && among(ids));
  /** @type {StyleValue[]} */
  const all = ["all", filter];
  if (of === "segments" && !withdrawn) all.push(["!", ["in", ["get", "status"], ["literal", mapStyle().metadata.atlas.withdrawn]]]);
  if (passing) all.push(role === "matched" ? passing : ["!", passing]);
  // A selected place has its name from the layer that highlights it.
  if (of === "places" && type === "symbol") all.push(["!", among(places)]);
  return { ...(role === "filtered_out" ? seen(passing && filteredOut, all) : { filter: all }), paint };
};

const pointed = (/** @type {Pair} */ coordinates) => ({ type: "Point", coordinates });

export function apply() {
  if (!live) return;
  if (asked.selection.point) live.getSource("point")?.setData(pointed(asked.selection.point));
  const { data } = asked.selection;
  const selected = live.getSource("selected");
  if (data && data !== selected?.serialize().data) selected?.setData(data);
  for (const name of FEATURES) {
    const { tiles } = sourceNow(name);
    const source = live.getSource(name);
    if (!tiles || !source || tiles[0] === source.serialize().tiles?.[0]) continue;
    source.setTiles(tiles);
    live.once("render", ({ target }) => target.refreshTiles(name)); // until then a source whose layers change takes no new tiles
  }
  hold(LONGEST_HELD_MS);
  for (const layer of presentLayers(live)) {
    const { filter, visibility, paint = {} } = wanted(layer);
    if (filter) live.setFilter(layer.id, filter, AS_WRITTEN);
    if (visibility) live.setLayoutProperty(layer.id, "visibility", visibility, AS_WRITTEN);
    for (const [property, value] of Object.entries(paint)) live.setPaintProperty(layer.id, property, value, AS_WRITTEN);
  }
}

// Where Plotly has begun and no map came of it there is no WebGL 2. Asking the browser beforehand would cost
// every reader what making the map's own context costs.
function cannot() {
  if (!window.WebGL2RenderingContext) return true;
  const begun = figureElement()?._fullLayout?.map?._subplot;
  return begun && !begun.map && !document.createElement("canvas").getContext("webgl2");
}
