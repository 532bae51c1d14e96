// The live map: finds MapLibre inside the figure of Plotly, stores the filters and the selection, and applies them to each new map of
// Plotly. The path gd._fullLayout.map._subplot.map is internal to Plotly: plotly is pinned, and tests/browser/test_map.py tests the
// path. The metadata of the layers declare their roles (dashboard/map/style/line_layers.py).
/** @import { Pair } from "../types" */
/** @import { FigureElement, Layer, LayerState, MapLibre, Matches, Selected, Style, StyleValue } from "./maplibre" */
import { emit, MAP_FAILED } from "../events.js";
import { hold } from "./quicken.js";
import { FEATURES, mapStyle, paintOfTheme, setStyle, withAddresses } from "./style.js";

const LOOK_EVERY_MS = 200;
const LONGEST_HOLD_MS = 600;
export const UNCHECKED = { validate: false }; // the layers are valid, and a validation reads the complete style
const LAST_LAYER = "selected-name";
const hooks = /** @type {((map: MapLibre) => unknown)[]} */ ([]); // called for each new map
const waiting = /** @type {((map: MapLibre) => unknown)[]} */ ([]); // called once, with the first map
/** @type {{ matches: Matches, selection: Selected }} */
const requested = { matches: { filteredOut: true, withdrawn: false }, selection: {} };
let live = /** @type {MapLibre | null} */ (null);

/** The element of the map's figure. */
export const figureElement = () => /** @type {FigureElement | null} */ (document.getElementById("map"));
/** The map in the figure, as soon as Plotly has made it. */
export const createdMap = () => figureElement()?._fullLayout?.map?._subplot?.map;

/** Looks for the map from now on. */
export function watchForMap() {
  const map = createdMap();
  if (map?.style && map.getLayer(LAST_LAYER) && map !== live) {
    live = map;
    for (const hook of hooks) hook(map);
    apply();
    map.on("style.load", apply);
    for (const run of waiting.splice(0)) run(map);
  }
  if (!live && isImpossible()) return emit(MAP_FAILED, { reason: "webgl2" });
  return setTimeout(watchForMap, live ? LOOK_EVERY_MS : LOOK_EVERY_MS / 8);
}

export const liveMap = () => live;
/** All layers of the map: those of the style, and the lazy layers that were added. */
export const presentLayers = (/** @type {MapLibre} */ map) => {
  const style = mapStyle();
  const lazy = Object.values(style.metadata.atlas.lazy).flatMap((part) => part.layers.map(({ layer }) => layer));
  return [...style.layers, ...lazy].filter(({ id }) => map.getLayer(id));
};

const currentSource = (/** @type {string} */ name) =>
  withAddresses(mapStyle().sources[name], FEATURES.includes(name) ? requested.matches.query : "");

/** The first style, with the filters and the selection, so that the map does not draw twice. */
export const preparedStyle = (/** @type {Style} */ style) => {
  setStyle(style);
  for (const name of Object.keys(style.sources)) style.sources[name] = currentSource(name);
  if (requested.selection.point) style.sources.point.data = pointGeometry(requested.selection.point);
  if (requested.selection.data) style.sources.selected.data = requested.selection.data;
  for (const layer of style.layers) {
    const { filter, visibility, paint } = layerState(layer);
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
  Object.assign(requested.matches, matches);
  apply();
};

/** Highlights the selection and dims the rest; a selected country is tinted. */
export const setSelection = (/** @type {Selected} */ selection) => {
  requested.selection = selection;
  apply();
};

// "match" looks the id up in a table. The list is never empty: Plotly would remove it from the style, and load the map again.
/** @type {(ids: string[]) => StyleValue} */
const among = (ids) => (ids.length ? ["match", ["get", "fid"], [...new Set(ids)], true, false] : ["==", ["get", "fid"], "-"]);

/** A layer without features is invisible, which saves the map its preparation. @type {(hasFeatures: unknown, filter: StyleValue) => LayerState} */
const visibleIf = (hasFeatures, filter) => (hasFeatures ? { filter, visibility: "visible" } : { visibility: "none" });

/**
 * The current filter, visibility and paint of a layer, by the roles in its metadata.
 * @type {(layer: Layer) => LayerState}
 */
const layerState = ({ type, paint: initialPaint, metadata = {} }) => {
  const { role, of, filter, dim } = metadata;
  const { segments = [], places = [], country, point } = requested.selection;
  const selected = { segments, places };
  const dimmed = segments.length + places.length > 0;
  const paint = dim && (dimmed ? dim : Object.fromEntries(Object.keys(dim).map((property) => [property, initialPaint[property]])));
  if (role === "selected") return { ...visibleIf(selected[of].length, ["all", filter, among(selected[of])]), paint };
  if (role === "point") return { visibility: point ? "visible" : "none" };
  if (role === "country") return { ...visibleIf(country, ["all", filter, ["==", ["get", "code"], country ?? null]]), paint };
  if (role !== "matched" && role !== "filtered_out") return { paint };
  const { filteredOut, withdrawn } = requested.matches;
  const ids = requested.matches[of];
  const passing = requested.matches.passing ?? (ids && among(ids));
  /** @type {StyleValue[]} */
  const conditions = ["all", filter];
  if (of === "segments" && !withdrawn) conditions.push(["!", ["in", ["get", "status"], ["literal", mapStyle().metadata.atlas.withdrawn]]]);
  if (passing) conditions.push(role === "matched" ? passing : ["!", passing]);
  // The layer of the selection has the name of a selected place.
  if (of === "places" && type === "symbol") conditions.push(["!", among(places)]);
  return { ...(role === "filtered_out" ? visibleIf(passing && filteredOut, conditions) : { filter: conditions }), paint };
};

const pointGeometry = (/** @type {Pair} */ coordinates) => ({ type: "Point", coordinates });

export function apply() {
  if (!live) return;
  if (requested.selection.point) live.getSource("point")?.setData(pointGeometry(requested.selection.point));
  const { data } = requested.selection;
  const selected = live.getSource("selected");
  if (data && data !== selected?.serialize().data) selected?.setData(data);
  for (const name of FEATURES) {
    const { tiles } = currentSource(name);
    const source = live.getSource(name);
    if (!tiles || !source || tiles[0] === source.serialize().tiles?.[0]) continue;
    source.setTiles(tiles);
    live.once("render", ({ target }) => target.refreshTiles(name)); // before that, a source with changing layers does not load new tiles
  }
  hold(LONGEST_HOLD_MS);
  for (const layer of presentLayers(live)) {
    const { filter, visibility, paint = {} } = layerState(layer);
    if (filter) live.setFilter(layer.id, filter, UNCHECKED);
    if (visibility) live.setLayoutProperty(layer.id, "visibility", visibility, UNCHECKED);
    for (const [property, value] of Object.entries(paint)) live.setPaintProperty(layer.id, property, value, UNCHECKED);
  }
}

// Without WebGL 2, Plotly begins but makes no map. A test beforehand would cost every reader as much as the context of the map.
function isImpossible() {
  if (!window.WebGL2RenderingContext) return true;
  const subplot = figureElement()?._fullLayout?.map?._subplot;
  return subplot && !subplot.map && !document.createElement("canvas").getContext("webgl2");
}
