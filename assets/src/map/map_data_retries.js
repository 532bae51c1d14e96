// Requests the data of the map again after a failure: twice, and whenever the browser is back on the network. The picture of the
// map stays until all data have loaded (picture_to_live_map.js).
/** @import { MapLibre, Tile } from "./maplibre" */
import { emit, MAP_FAILED, MAP_MENDED } from "../events.js";
import { FEATURES } from "./style.js";

const RETRY_AFTER_MS = [1500, 5000];
/** The number of failures of each missing source, or tile with the name of its source. @type {Map<string, number>} */
const failures = new Map();

/** Whether data of the atlas itself are missing. */
export const isDataMissing = () => failures.size > 0;

const keyOf = (/** @type {string} */ name, /** @type {Tile} */ { tileID: { canonical } }) =>
  [name, canonical.z, canonical.x, canonical.y].join("/");

/** Watches a new map, before anything can have failed. */
export const retryMapData = (/** @type {MapLibre} */ map) => {
  const sourceNamed = (/** @type {string} */ name) => map.getSource(name)?.serialize();
  const retry = (/** @type {string} */ key) => {
    const [name, ...index] = key.split("/");
    const [z, x, y] = index.map(Number);
    return index.length ? map.refreshTiles(name, [{ z, x, y }]) : map.getSource(name)?.setData(sourceNamed(name)?.data);
  };
  map.on("error", ({ sourceId: name, tile }) => {
    // A basemap may lack some tiles: the map then shows the layers below them.
    const retried = name && (tile ? FEATURES.includes(name) && sourceNamed(name)?.tiles : typeof sourceNamed(name)?.data === "string");
    if (!name || !retried) return;
    const key = tile ? keyOf(name, tile) : name;
    const count = failures.get(key) ?? 0;
    failures.set(key, count + 1);
    if (count < RETRY_AFTER_MS.length) setTimeout(retry, RETRY_AFTER_MS[count], key);
    else emit(MAP_FAILED, { reason: "data" });
  });
  map.on("data", ({ sourceId: name, sourceDataType, tile }) => {
    if (!tile && sourceDataType !== "content") return;
    if (failures.delete(tile ? keyOf(name, tile) : name) && !failures.size) emit(MAP_MENDED);
  });
  window.addEventListener("online", () => [...failures.keys()].forEach(retry));
};
