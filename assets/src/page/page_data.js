// The data that the scripts work with. What they start with is in the page; what filtering takes is one file, fetched once the
// map is there, or earlier when somebody filters, looks for a place or presses a line (dashboard/web/pages/page_index.py).
import { signal } from "../signal.js";

const AGAIN_AFTER_MS = 1000;
let coming = null;

export const pageData = JSON.parse(document.getElementById("atlas-index").textContent);
export const FILTERS = pageData.grammar.filters;
/** The statuses of what is gone or was given up. */
export const WITHDRAWN = pageData.grammar.withdrawn;
export const isFiltered = ({ filters }) => FILTERS.some((name) => filters[name].length);
/** Told once, when the index is whole. */
export const indexArrived = signal();
export const isIndexed = () => "facets" in pageData;

async function ask() {
  const response = await fetch(pageData.address);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function merge({ facets, routes, places }) {
  const routeOf = {};
  for (const [route, { segments }] of Object.entries(routes)) for (const segment of Object.keys(segments)) routeOf[segment] = route;
  Object.assign(pageData, { facets, routes, places, routeOf });
  indexArrived.tell();
  return pageData;
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

const whenIdle = window.requestIdleCallback || ((run) => setTimeout(run, 200));
export const fetchIndexWhenIdle = () => whenIdle(() => whenIndexed().catch(() => undefined));
