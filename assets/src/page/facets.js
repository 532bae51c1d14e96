// What passes the filters: the list, the counts, the status line and the map, all in the browser.
/** @import { Filters, Index, Passing, State } from "../types" */
import { all } from "../dom.js";
import { setMatches } from "../map/live.js";
import { showStatuses } from "../map/past_lines.js";
import { asksForWithdrawn, matching, routeCounts } from "./filter_matching.js";
import { FILTERS, indexArrived, isFiltered, pageData, whenIndexed, wholeIndex } from "./page_data.js";
import { panelArrived } from "./panel.js";
import { indexOn, timelineArrived, whenTimeline } from "./past.js";
import { currentState, stateChanged } from "./state.js";

const NO_FILTERS = Object.fromEntries(FILTERS.map((name) => [name, []]));
const numbers = new Intl.NumberFormat(document.documentElement.lang);

/** @type {(key: string, values: Record<string, number>) => string} */
const fill = (key, values) => pageData.words[key].replace(/\{(\w+)\}/g, (_, name) => numbers.format(values[name]));

function showCounts(/** @type {Index | null} */ index, /** @type {Filters} */ filters, /** @type {boolean} */ retired) {
  // Before the index has come nothing is filtered.
  const count = index ? routeCounts(index, filters, retired) : beforeIndex;
  for (const element of all("[data-count]")) {
    const [name, value] = element.dataset.count?.split(":") ?? [];
    const found = count(name, value);
    element.textContent = numbers.format(found);
    element.closest("label")?.classList.toggle("none", !found);
  }
}
const beforeIndex = (/** @type {string} */ name, /** @type {string} */ value) => pageData.counts[name][value] || 0;

// `match` is null where nothing is filtered: then all passes, and the index is not needed.
function showList(/** @type {Passing | null} */ match, /** @type {boolean} */ retired) {
  const any = !match || match.routes.size + match.places.length + match.projects.length > 0;
  const routes = new Set(match?.routes);
  const places = new Set(match?.places);
  const projects = new Set(match?.projects);
  const shows = (/** @type {Set<string>} */ ids, /** @type {HTMLElement} */ { dataset }) => !match || ids.has(dataset.entity ?? "");
  for (const item of all("#twin-routes > li")) item.hidden = (!match && "withdrawn" in item.dataset && !retired) || !shows(routes, item);
  for (const item of all("#twin-places > li")) item.hidden = !shows(places, item);
  for (const item of all(".projects > li")) item.hidden = !shows(projects, item);
  const empty = document.getElementById("empty-result");
  if (empty) empty.hidden = any;
}

function say(/** @type {Passing | null} */ match, /** @type {number} */ current) {
  const line = document.getElementById("status-line");
  if (!line) return;
  const { totals } = pageData;
  const routes = match ? match.routes.size : current;
  const shown = [
    fill("filters.routes_shown", { n: routes, total: current }),
    fill("filters.places_shown", { n: match ? match.places.length : totals.places, total: totals.places }),
    fill("filters.projects_shown", { n: match ? match.projects.length : totals.projects, total: totals.projects }),
  ];
  line.textContent = shown.join(" · ");
}

// What was shown last stays until the index has come: then it is said again.
function apply(/** @type {State} */ state) {
  const { on } = state.kept;
  const index = on ? indexOn(on) : wholeIndex();
  const retired = state.switches.retired || asksForWithdrawn(pageData, state.filters);
  const narrowed = Boolean(on) || isFiltered(state);
  if ((narrowed || retired) && !index) return void (on ? whenTimeline() : whenIndexed()).catch(failed);
  const match = narrowed && index ? matching(index, state.filters, retired) : null;
  showStatuses(on && index && "statuses" in index ? index.statuses : null);
  setMatches({ segments: match?.segments, places: match?.places, filteredOut: !state.switches.others, withdrawn: retired });
  showLegend(match, index, retired);
  showCounts(index, state.filters, retired);
  showList(match, retired);
  const { totals } = pageData;
  const current = retired ? totals.routes : totals.current;
  return say(match, on && index ? matching(index, NO_FILTERS, retired).routes.size : current);
}

function failed() {
  const line = document.getElementById("status-line");
  if (line) line.textContent = pageData.words["filters.failed"];
}

// The legend names only what the filters let through.
function showLegend(/** @type {Passing | null} */ match, /** @type {Index | null} */ index, /** @type {boolean} */ retired) {
  const drawn = new Set(match ? [] : pageData.drawn);
  const whole = wholeIndex();
  if (match && index && whole)
    for (const id of match.segments) {
      const [mode, status, precision] = index.routes[whole.routeOf[id]].segments[id];
      drawn.add(`mode:${mode}`).add(`status:${status}`).add(`precision:${precision}`);
    }
  const every = !match && retired;
  for (const item of all("[data-legend]")) item.hidden = !every && !drawn.has(item.dataset.legend ?? "");
}

let last = "";
function changed(/** @type {State} */ state) {
  const key = JSON.stringify([state.filters, state.switches, state.kept.on]);
  if (key === last) return;
  last = key;
  apply(state);
}

const again = () => {
  if (last) apply(currentState());
};
stateChanged.listen(({ state }) => changed(state));
indexArrived.listen(again);
timelineArrived.listen(again);
// The home panel lists projects: what the filters hide is hidden there too.
panelArrived.listen(() => {
  if (currentState().path === "/") again();
});
