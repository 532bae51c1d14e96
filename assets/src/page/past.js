// The records of other days: what they are made from is fetched once, when a day is first asked for.
/** @import { PastRecord, Signal, Timeline } from "../types" */
import { signal } from "../signal.js";
import { withBase } from "./location.js";
import { pageData, whenIndexed, wholeIndex } from "./page_data.js";
import { placeOf, recordOn } from "./record_on.js";

let timeline = /** @type {Timeline | null} */ (null);
let coming = /** @type {Promise<unknown> | null} */ (null);
let last = { place: -1, record: /** @type {PastRecord | null} */ (null) };

/** Told once, when the record of any day can be shown. @type {Signal<void>} */
export const timelineArrived = signal();

async function ask() {
  const response = await fetch(withBase(`/timeline/${pageData.version}.json`));
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** All that the record of any day takes. Fails where it cannot be had; who asks again later begins anew. */
export function whenTimeline() {
  if (!coming) {
    coming = Promise.all([ask(), whenIndexed()]).then(([found]) => {
      timeline = found;
      timelineArrived.tell();
    });
    coming.catch(() => {
      coming = null;
    });
  }
  return coming;
}

/** The record of a day; null before its data have come. */
export function indexOn(/** @type {string} */ on) {
  const index = wholeIndex();
  if (!timeline || !index) return null;
  const place = placeOf(timeline, on);
  if (place !== last.place) last = { place, record: recordOn(index, timeline, on) };
  return last.record;
}

/** The first day after this one on which the record changed. */
export const nextChange = (/** @type {string} */ day) => timeline?.days.find((other) => other > day);
