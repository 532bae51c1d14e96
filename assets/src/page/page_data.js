// The data of the page. The page itself has what the scripts start with. The index for filtering is one file, which is loaded once:
// after the map, or when a reader filters, looks for a place or presses a line (dashboard/web/pages/page_index.py).
/** @import { Index, IndexedPageData, PageData, Signal, State } from "../types" */
import { getElement } from "../dom.js";
import { fetchJson, loadOnce, wait } from "../requests.js";
import { signal } from "../signal.js";

const RETRY_AFTER_MS = 1000;

/** @type {PageData | IndexedPageData} */
export const pageData = JSON.parse(getElement("#atlas-index").textContent);
export const FILTERS = pageData.grammar.filters;
/** The statuses of withdrawn lines. */
export const WITHDRAWN = pageData.grammar.withdrawn;
/** The parameters of the address that only the page of a way uses. */
export const OF_WAY = pageData.grammar.ofWay;
export const isFiltered = (/** @type {Pick<State, "filters">} */ { filters }) => FILTERS.some((name) => filters[name].length);
/** Emitted once, when the index has loaded. @type {Signal<IndexedPageData>} */
export const indexArrived = signal();
/** The data of the page with its index; null until the index has loaded. */
export const loadedIndex = () => ("facets" in pageData ? pageData : null);

/** Loads the index, with a second try after a failure. */
export const loadIndex = loadOnce(async () => {
  const request = () => fetchJson(pageData.address);
  /** @type {Index} */
  const { facets, statements, routes, places, bounds } = await request().catch(() => wait(RETRY_AFTER_MS).then(request));
  const segmentRoutes = Object.entries(routes).flatMap(([route, { segments }]) => Object.keys(segments).map((segment) => [segment, route]));
  const routeOf = Object.fromEntries(segmentRoutes);
  const indexed = Object.assign(pageData, { facets, statements, routes, places, bounds, routeOf });
  indexArrived.emit(indexed);
  return indexed;
});

export const loadIndexWhenIdle = () => {
  if (pageData.large) return;
  const whenIdle = window.requestIdleCallback || ((/** @type {() => void} */ run) => setTimeout(run, 200)); // Safari has none
  whenIdle(() => loadIndex().catch(() => undefined));
};
