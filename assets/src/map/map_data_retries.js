// What the map reads may fail to come. It is asked for again, twice, and whenever the browser is back on the network; until it is
// there the picture stays (picture_to_live_map.js).
/** @import { MapLibre } from "./maplibre" */
import { MAP_FAILED, MAP_MENDED, tell } from "../events.js";

const AGAIN_AFTER_MS = [1500, 5000];
const tries = /** @type {Map<string, number>} */ (new Map()); // how often each source that is not there has been asked for again

/** Whether something that the map reads as a whole file has not come. */
export const isLacking = () => tries.size > 0;

/** Called for each map as soon as it is made, before anything can have failed. */
export const retryMapData = (/** @type {MapLibre} */ map) => {
  const address = (/** @type {string} */ name) => map.getSource(name)?.serialize().data;
  const again = (/** @type {string} */ name) => map.getSource(name)?.setData(address(name));
  map.on("error", ({ sourceId: name, tile }) => {
    if (tile || !name || typeof address(name) !== "string") return; // one tile of many: its neighbours are there
    const failed = tries.get(name) ?? 0;
    tries.set(name, failed + 1);
    if (failed < AGAIN_AFTER_MS.length) setTimeout(again, AGAIN_AFTER_MS[failed], name);
    else tell(MAP_FAILED, { reason: "data" });
  });
  map.on("data", ({ sourceId: name, sourceDataType }) => {
    if (sourceDataType !== "content" || !tries.delete(name) || tries.size) return;
    tell(MAP_MENDED);
  });
  window.addEventListener("online", () => [...tries.keys()].forEach(again));
};
