// Draws the lines with the statuses of another day: the same features in the same layers.
/** @import { MapLibre } from "./maplibre" */
import { fetchJson, loadOnce } from "../requests.js";
import { onMap, whenReady } from "./live.js";
import { mapStyle } from "./style.js";

const SOURCE = "segments";
/** @typedef {{ features: { properties: Record<string, string> }[] }} Lines */
let statuses = /** @type {Record<string, string> | null} */ (null); // by segment; null for today's
let drawnKey = "";
const keyOf = () => (statuses ? JSON.stringify(statuses) : "");
const address = () => String(mapStyle().sources[SOURCE].data);
const loadLines = loadOnce(() => /** @type {Promise<Lines>} */ (fetchJson(address())));

async function draw(/** @type {MapLibre} */ map) {
  if (keyOf() === drawnKey) return;
  const lines = statuses && (await loadLines());
  if (keyOf() === drawnKey) return;
  if (!map.loaded()) return void map.once("idle", () => showStatuses(statuses)); // data that comes while tiles are read can be lost
  drawnKey = keyOf();
  const current = statuses;
  const features =
    current && lines?.features.map(({ properties: own, ...line }) => ({ ...line, properties: { ...own, status: current[own.fid] } }));
  map.getSource(SOURCE)?.setData(features ? { ...lines, features } : address());
}

/** Draw the lines with these statuses by segment, or with today's statuses. */
export function showStatuses(/** @type {Record<string, string> | null} */ wanted) {
  statuses = wanted;
  whenReady((map) => draw(map).catch(() => undefined));
}

onMap((map) => {
  drawnKey = "";
  draw(map).catch(() => undefined);
});
