// The data that the scripts work with. What they start with is in the page; what filtering takes is one file, fetched once the
// map is there, or earlier when somebody filters, looks for a place or presses a line (dashboard/web/pages/page_index.py).
/** @import { Index, PageStart, PageWhole, Signal, State } from "../types" */
import { one } from "../dom.js";
import { signal } from "../signal.js";

const AGAIN_AFTER_MS = 1000;
let coming = /** @type {Promise<PageWhole> | null} */ (null);

/** @type {PageStart | PageWhole} */
export const pageData = JSON.parse(one("#atlas-index").textContent);
export const FILTERS = pageData.grammar.filters;
/** The statuses of what is gone or was given up. */
export const WITHDRAWN = pageData.grammar.withdrawn;
export const OF_WAY = pageData.grammar.ofWay;
export const isFiltered = (/** @type {State} */ { filters }) => FILTERS.some((name) => filters[name].length);
/** Told once, when the index is whole. @type {Signal<PageWhole>} */
export const indexArrived = signal();
/** The page's data with its index; null before that has come. */
export const wholeIndex = () => ("facets" in pageData ? pageData : null);

/** @returns {Promise<Index>} */
async function ask() {
  const response = await fetch(pageData.address);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function merge(/** @type {Index} */ { facets, statements, routes, places, bounds }) {
  const routeOf = Object.fromEntries(
    Object.entries(routes).flatMap(([route, { segments }]) => Object.keys(segments).map((segment) => [segment, route])),
  );
  const whole = Object.assign(pageData, { facets, statements, routes, places, bounds, routeOf });
  indexArrived.tell(whole);
  return whole;
}

/** The whole index. Fails where the file cannot be had, after a second try; who asks again later begins anew. */
export function whenIndexed() {
  if (!coming) {
    coming = ask()
      .catch(() => new Promise((done) => setTimeout(done, AGAIN_AFTER_MS)).then(ask))
      .then(merge);
    coming.catch(() => {
      coming = null;
    });
  }
  return coming;
}

export const fetchIndexWhenIdle = () => {
  if (pageData.large) return;
  const whenIdle = window.requestIdleCallback || ((/** @type {() => void} */ run) => setTimeout(run, 200));
  whenIdle(() => whenIndexed().catch(() => undefined));
};
