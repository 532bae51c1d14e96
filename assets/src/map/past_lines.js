// The lines with the statuses of another day: the same features, drawn by the same layers.
/** @import { MapLibre } from "./maplibre" */
import { onMap, whenReady } from "./live.js";
import { mapStyle } from "./style.js";

const SOURCE = "segments";
/** @typedef {{ features: { properties: Record<string, string> }[] }} Lines */
let coming = /** @type {Promise<Lines> | undefined} */ (undefined);
let asked = /** @type {Record<string, string> | null} */ (null); // by segment; null for those of today
let drawn = "";

const keyOf = () => (asked ? JSON.stringify(asked) : "");

async function draw(/** @type {MapLibre} */ map) {
  if (keyOf() === drawn) return;
  const address = String(mapStyle().sources[SOURCE].data);
  if (asked) coming ??= fetch(address).then((response) => response.json());
  const lines = asked && (await coming);
  if (keyOf() === drawn) return;
  drawn = keyOf();
  const statuses = asked;
  if (!statuses || !lines) return void map.getSource(SOURCE)?.setData(address);
  const features = lines.features.map((line) => ({ ...line, properties: { ...line.properties, status: statuses[line.properties.fid] } }));
  map.getSource(SOURCE)?.setData({ ...lines, features });
}

function failed() {
  coming = undefined; // who asks again later begins anew
}

/** Draw the lines with these statuses, by segment; with those of today where there are none. */
export function showStatuses(/** @type {Record<string, string> | null} */ statuses) {
  asked = statuses;
  whenReady((map) => draw(map).catch(failed));
}

onMap((map) => {
  drawn = "";
  draw(map).catch(failed);
});
