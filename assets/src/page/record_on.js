// The record as it stood at the end of a day, as dashboard/catalogue/past/record_on.py has it: the timeline says from which day on
// what was so. tests/cases/days.json holds both.
/** @import { Index, Runs, Timeline } from "../types" */

const FIRST_OF_ALL = "0001-01-01";

/** The last day that a partial date can mean: a year or a month counts from its end. */
export function lastDay(/** @type {string} */ date) {
  const [year, month = "12", day] = date.split("-");
  return day ? date : new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** Whether it is in the calendar; its form is right. */
export function inCalendar(/** @type {string} */ date) {
  const [year, month, day] = date.split("-").map(Number);
  return !day || new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

/** The place of the record of a day in the timeline. @type {(timeline: Pick<Timeline, "days">, on: string) => number} */
export const placeOf = ({ days }, on) => days.findLastIndex((day) => day <= lastDay(on || FIRST_OF_ALL));

/** What was so from the last change that is no later. @type {<V>(runs: Runs<V>, place: number) => V} */
const valueAt = (runs, place) => runs[runs.findLastIndex(([from]) => from <= place)][1];

/** The index with the statuses and the documents of a day: what passes is asked of it as of today's. */
export function recordOn(/** @type {Index} */ index, /** @type {Timeline} */ timeline, /** @type {string} */ on) {
  const place = placeOf(timeline, on);
  const statuses = Object.fromEntries(Object.entries(timeline.statuses).map(([segment, runs]) => [segment, valueAt(runs, place)]));
  const facets = Object.entries(index.facets).map(([entity, own]) => {
    const then = Object.entries(timeline.facets[entity]).map(([name, runs]) => [name, valueAt(runs, place)]);
    return [entity, { ...own, ...Object.fromEntries(then) }];
  });
  const routes = Object.entries(index.routes).map(([route, own]) => {
    const segments = Object.entries(own.segments).map(([segment, [mode, , precision]]) => [segment, [mode, statuses[segment], precision]]);
    return [route, { ...own, segments: Object.fromEntries(segments) }];
  });
  return {
    ...index,
    facets: Object.fromEntries(facets),
    routes: Object.fromEntries(routes),
    statements: [],
    statuses,
    said: timeline.said[place],
  };
}
