// The record at the end of a day, by the same rules as dashboard/catalogue/past/record_on.py; tests/cases/days.json tests both. The
// timeline has each value with the day from which it holds.
/** @import { Index, Runs, Segment, Timeline } from "../types" */

const FIRST_DAY = "0001-01-01";

/** The last day of a partial date: a year or a month counts from its end. */
export function lastDay(/** @type {string} */ date) {
  const [year, month = "12", day] = date.split("-");
  return day ? date : new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** Whether a date of the right form is in the calendar. */
export function inCalendar(/** @type {string} */ date) {
  const [year, month, day] = date.split("-").map(Number);
  return !day || new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

/** The position in the timeline of the record on a day. @type {(timeline: Pick<Timeline, "days">, on: string) => number} */
export const positionOf = ({ days }, on) => days.findLastIndex((day) => day <= lastDay(on || FIRST_DAY));

/** The value of the last change at a position or before it. @type {<V>(runs: Runs<V>, position: number) => V} */
const valueAt = (runs, position) => runs[runs.findLastIndex(([from]) => from <= position)][1];

/** @type {<Value, Result>(record: Record<string, Value>, run: (value: Value, key: string) => Result) => Record<string, Result>} */
const mapValues = (record, run) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, run(value, key)]));

/** The index with the statuses and the documents of a day; it is filtered like today's index. */
export function recordOn(/** @type {Index} */ index, /** @type {Timeline} */ timeline, /** @type {string} */ on) {
  const position = positionOf(timeline, on);
  const statuses = mapValues(timeline.statuses, (runs) => valueAt(runs, position));
  return {
    ...index,
    facets: mapValues(index.facets, (facets, entity) => ({
      ...facets,
      ...mapValues(timeline.facets[entity], (runs) => valueAt(runs, position)),
    })),
    routes: mapValues(index.routes, (route) => ({
      ...route,
      segments: mapValues(route.segments, ([mode, , precision], segment) => /** @type {Segment} */ ([mode, statuses[segment], precision])),
    })),
    statements: [],
    statuses,
    said: timeline.said[position],
  };
}
