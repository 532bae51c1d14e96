// The look of the map: the theme, the fine basemap from zoom 5, and railways and roads if the reader wants them. The data of the
// lazy layers load once, when a layer first becomes visible.
/** @import { LazySource, MapLibre, MapLibreEvents } from "./maplibre" */
import { apply, liveMap, onMap, UNCHECKED } from "./live.js";
import { mapStyle, paintOfTheme, setStyleTheme, withAddresses } from "./style.js";

/** @type {Record<string, boolean>} Whether each optional source is visible. */
let context = {};

export const setTheme = (/** @type {string} */ theme) => {
  setStyleTheme(theme);
  applyTheme(liveMap());
};

export const showContext = (/** @type {Record<string, boolean>} */ visible) => {
  context = visible;
  const map = liveMap();
  if (map) applyLazy(map);
};

function applyTheme(/** @type {MapLibre | null} */ map) {
  for (const [layer, paint] of Object.entries(paintOfTheme())) {
    if (!map?.getLayer(layer)) continue;
    for (const [property, value] of Object.entries(paint)) map.setPaintProperty(layer, property, value, UNCHECKED);
  }
}

function applyLazy(/** @type {MapLibre} */ map) {
  for (const [name, lazy] of Object.entries(mapStyle().metadata.atlas.lazy)) {
    const wanted = !lazy.asked || context[name];
    if (wanted && !map.getSource(name) && map.getZoom() >= lazy.fromZoom) add(map, name, lazy);
    if (!lazy.asked || !map.getSource(name)) continue;
    for (const { layer } of lazy.layers) map.setLayoutProperty(layer.id, "visibility", wanted ? "visible" : "none");
  }
}

function add(/** @type {MapLibre} */ map, /** @type {string} */ name, /** @type {LazySource} */ lazy) {
  map.addSource(name, withAddresses(lazy.source));
  for (const { layer, before } of lazy.layers) {
    const above = before.find((id) => map.getLayer(id));
    map.addLayer(layer, above);
  }
  applyTheme(map);
  apply();
  if (lazy.proof) replaceWhenLoaded(map, name, lazy);
}

// The coarse layers stay until a tile of the fine basemap has loaded, so that there is a map without a network too.
/** @type {(map: MapLibre, name: string, lazy: LazySource) => void} */
const replaceWhenLoaded = (map, name, { proof, replaces = [], filters = {}, fromZoom }) => {
  const onData = (/** @type {MapLibreEvents["sourcedata"]} */ event) => {
    if (event.sourceId !== name || !event.tile || !map.isSourceLoaded(name)) return;
    if (!map.querySourceFeatures(name, { sourceLayer: proof }).length) return; // empty or missing tiles
    map.off("sourcedata", onData);
    for (const id of replaces) map.setLayerZoomRange(id, 0, fromZoom);
    for (const [id, filter] of Object.entries(filters)) map.setFilter(id, filter);
  };
  map.on("sourcedata", onData);
};

onMap((map) => {
  const refresh = () => {
    applyTheme(map);
    applyLazy(map);
  };
  refresh();
  map.on("style.load", refresh);
  map.on("zoomend", () => applyLazy(map));
});
