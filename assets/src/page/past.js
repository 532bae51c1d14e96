// The record on other days: its data are loaded once, when a reader first chooses a day.
/** @import { PastRecord, Signal, Timeline } from "../types" */
import { fetchJson, loadOnce } from "../requests.js";
import { signal } from "../signal.js";
import { withBase } from "./location.js";
import { loadedIndex, loadIndex, pageData } from "./page_data.js";
import { positionOf, recordOn } from "./record_on.js";

let timeline = /** @type {Timeline | null} */ (null);
let last = { position: -1, record: /** @type {PastRecord | null} */ (null) };

/** Emitted once, when the record on any day is available. @type {Signal<void>} */
export const timelineArrived = signal();

/** Loads the timeline and the index. */
export const loadTimeline = loadOnce(async () => {
  [timeline] = await Promise.all([fetchJson(withBase(`/timeline/${pageData.version}.json`)), loadIndex()]);
  timelineArrived.emit();
});

/** The record on a day; null until its data have loaded. */
export function indexOn(/** @type {string} */ on) {
  const index = loadedIndex();
  if (!timeline || !index) return null;
  const position = positionOf(timeline, on);
  if (position !== last.position) last = { position, record: recordOn(index, timeline, on) };
  return last.record;
}

/** The first day after `day` on which the record changed. */
export const nextChange = (/** @type {string} */ day) => timeline?.days.find((other) => other > day);
