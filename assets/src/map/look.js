// How the map looks: light or dark, the fine basemap from zoom 5, railways and roads when asked. No server is needed
// for the first; the others load once, when they are first seen.
/** @import { LazySource, MapLibre, MapLibreEvents } from "./maplibre" */
import { AS_WRITTEN, apply, liveMap, onMap } from "./live.js";
import { mapStyle, paintOfTheme, setStyleTheme, sourceHere } from "./style.js";

/** @type {Record<string, boolean>} By source that comes when it is asked for, whether it is to be seen. */
let context = {};

export const setTheme = (/** @type {string} */ wanted) => {
  setStyleTheme(wanted);
  const map = liveMap();
  if (map) applyTheme(map);
};

export const showContext = (/** @type {Record<string, boolean>} */ shown) => {
  context = shown;
  const map = liveMap();
  if (map) applyLate(map);
};

function applyTheme(/** @type {MapLibre} */ map) {
  for (const [layer, paint] of Object.entries(paintOfTheme())) {
    if (!map.getLayer(layer)) continue;
    for (const [property, value] of Object.entries(paint)) map.setPaintProperty(layer, property, value, AS_WRITTEN);
  }
}

function applyLate(/** @type {MapLibre} */ map) {
  for (const [name, lazy] of Object.entries(mapStyle().metadata.atlas.lazy)) {
    const wanted = !lazy.asked || context[name];
    if (wanted && !map.getSource(name) && map.getZoom() >= lazy.fromZoom) add(map, name, lazy);
    if (lazy.asked && map.getSource(name)) {
      for (const { layer } of lazy.layers) {
        map.setLayoutProperty(layer.id, "visibility", wanted ? "visible" : "none");
      }
    }
  }
}

function add(/** @type {MapLibre} */ map, /** @type {string} */ name, /** @type {LazySource} */ lazy) {
  map.addSource(name, sourceHere(lazy.source));
  for (const { layer, before } of lazy.layers) {
    const above = before.find((id) => map.getLayer(id));
    map.addLayer(layer, above);
  }
  applyTheme(map);
  apply();
  if (lazy.proof) replaceWhenSeen(map, name, lazy);
}

// What is there stays until a tile has come that takes its place: with the network cut there is still a map.
/** @type {(map: MapLibre, name: string, lazy: LazySource) => void} */
const replaceWhenSeen = (map, name, { proof, replaces = [], filters = {}, fromZoom }) => {
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
    applyLate(map);
  };
  refresh();
  map.on("style.load", refresh);
  map.on("zoomend", () => applyLate(map));
});
