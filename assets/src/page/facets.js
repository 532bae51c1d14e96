// What passes the filters: the list, the counts, the status line and the map, all in the browser.
import { setMatches } from "../map/live.js";
import { asksForWithdrawn, matching, routeCounts } from "./filter_matching.js";
import { indexArrived, isFiltered, isIndexed, pageData, whenIndexed } from "./page_data.js";
import { panelArrived } from "./panel.js";
import { currentState, stateChanged } from "./state.js";

const numbers = new Intl.NumberFormat(document.documentElement.lang);

function fill(key, values) {
  return pageData.words[key].replace(/\{(\w+)\}/g, (_, name) => numbers.format(values[name]));
}

// Before the index has come nothing is filtered.
const countOf = (filters, retired) =>
  isIndexed() ? routeCounts(pageData, filters, retired) : (name, value) => pageData.counts[name][value] || 0;

function showCounts(filters, retired) {
  const count = countOf(filters, retired);
  for (const element of document.querySelectorAll("[data-count]")) {
    const [name, value] = element.dataset.count.split(":");
    const found = count(name, value);
    element.textContent = numbers.format(found);
    element.closest("label").classList.toggle("none", !found);
  }
}

// `match` is null where nothing is filtered: then all passes, and the index is not needed.
function showList(match, retired) {
  const any = !match || match.routes.size + match.places.length + match.projects.length > 0;
  const places = new Set(match?.places);
  const projects = new Set(match?.projects);
  for (const item of document.querySelectorAll("#twin-routes > li")) {
    item.hidden = ("withdrawn" in item.dataset && !retired) || Boolean(match && !match.routes.has(item.dataset.entity));
  }
  for (const item of document.querySelectorAll("#twin-places > li")) item.hidden = Boolean(match && !places.has(item.dataset.entity));
  for (const item of document.querySelectorAll(".projects > li")) item.hidden = Boolean(match && !projects.has(item.dataset.entity));
  const empty = document.getElementById("empty-result");
  if (empty) empty.hidden = any;
}

function say(match, retired) {
  const line = document.getElementById("status-line");
  if (!line) return;
  const { totals } = pageData;
  const current = retired ? totals.routes : totals.current;
  const routes = match ? match.routes.size : current;
  const shown = [
    fill("filters.routes_shown", { n: routes, total: current }),
    fill("filters.places_shown", { n: match ? match.places.length : totals.places, total: totals.places }),
    fill("filters.projects_shown", { n: match ? match.projects.length : totals.projects, total: totals.projects }),
  ];
  line.textContent = shown.join(" · ");
}

// What was shown last stays until the index has come: then it is said again.
function apply(state) {
  const filtered = isFiltered(state);
  const retired = state.switches.retired || asksForWithdrawn(pageData, state.filters);
  if ((filtered || retired) && !isIndexed()) return void whenIndexed().catch(failed);
  const match = filtered ? matching(pageData, state.filters, retired) : null;
  const filteredOut = !state.switches.others;
  setMatches({ segments: match?.segments, places: match?.places, filteredOut, withdrawn: retired });
  showLegend(match, retired);
  showCounts(state.filters, retired);
  showList(match, retired);
  return say(match, retired);
}

function failed() {
  const line = document.getElementById("status-line");
  if (line) line.textContent = pageData.words["filters.failed"];
}

// The legend names only what the filters let through.
function showLegend(match, retired) {
  const drawn = new Set(match ? [] : pageData.drawn);
  for (const id of match ? match.segments : []) {
    const [mode, status, precision] = pageData.routes[pageData.routeOf[id]].segments[id];
    drawn.add(`mode:${mode}`).add(`status:${status}`).add(`precision:${precision}`);
  }
  const all = !match && retired;
  for (const item of document.querySelectorAll("[data-legend]")) item.hidden = !all && !drawn.has(item.dataset.legend);
}

let last = "";
function changed(state) {
  const key = JSON.stringify([state.filters, state.switches]);
  if (key === last) return;
  last = key;
  apply(state);
}

const again = () => {
  if (last) apply(currentState());
};
stateChanged.listen(({ state }) => changed(state));
indexArrived.listen(again);
// The home panel lists projects: what the filters hide is hidden there too.
panelArrived.listen(() => {
  if (currentState().path === "/") again();
});
