// What the map reads may fail to come. It is asked for again, twice, and whenever the browser is back on the network; until it is
// there the picture stays (picture_to_live_map.js).
/** @import { MapLibre, Tile } from "./maplibre" */
import { MAP_FAILED, MAP_MENDED, tell } from "../events.js";
import { FEATURES } from "./style.js";

const AGAIN_AFTER_MS = [1500, 5000];
/** How often has been asked again for what is not there: a source, or a tile of it behind its name. @type {Map<string, number>} */
const tries = new Map();

/** Whether something of what the atlas itself knows has not come. */
export const isLacking = () => tries.size > 0;

const keyOf = (/** @type {string} */ name, /** @type {Tile} */ { tileID: { canonical } }) =>
  [name, canonical.z, canonical.x, canonical.y].join("/");

/** Called for each map as soon as it is made, before anything can have failed. */
export const retryMapData = (/** @type {MapLibre} */ map) => {
  const written = (/** @type {string} */ name) => map.getSource(name)?.serialize();
  const again = (/** @type {string} */ key) => {
    const [name, ...index] = key.split("/");
    const [z, x, y] = index.map(Number);
    return index.length ? map.refreshTiles(name, [{ z, x, y }]) : map.getSource(name)?.setData(written(name)?.data);
  };
  map.on("error", ({ sourceId: name, tile }) => {
    // Of the tiles of a basemap some may be missing: what lies below them is there.
    const asked = name && (tile ? FEATURES.includes(name) && written(name)?.tiles : typeof written(name)?.data === "string");
    if (!name || !asked) return;
    const key = tile ? keyOf(name, tile) : name;
    const failed = tries.get(key) ?? 0;
    tries.set(key, failed + 1);
    if (failed < AGAIN_AFTER_MS.length) setTimeout(again, AGAIN_AFTER_MS[failed], key);
    else tell(MAP_FAILED, { reason: "data" });
  });
  map.on("data", ({ sourceId: name, sourceDataType, tile }) => {
    if (!tile && sourceDataType !== "content") return;
    if (!tries.delete(tile ? keyOf(name, tile) : name) || tries.size) return;
    tell(MAP_MENDED);
  });
  window.addEventListener("online", () => [...tries.keys()].forEach(again));
};
