// Applies the filters in the browser: the list, the counts, the status line, the legend and the map.
/** @import { Count, Filters, Index, Passing, PassingAnswer, State } from "../types" */
import { getElements } from "../dom.js";
import { setMatches } from "../map/live.js";
import { showStatuses } from "../map/past_lines.js";
import { fillText, numberText } from "../number_text.js";
import { fetchJson } from "../requests.js";
import { asksForWithdrawn, matching, passingExpression, valueCounts } from "./filter_matching.js";
import { withBase } from "./location.js";
import { FILTERS, indexArrived, isFiltered, loadedIndex, loadIndex, pageData } from "./page_data.js";
import { panelArrived } from "./panel.js";
import { indexOn, loadTimeline, timelineArrived } from "./past.js";
import { currentState, stateChanged } from "./state.js";

const NO_FILTERS = Object.fromEntries(FILTERS.map((name) => [name, []]));

// A number without a word counts lines. The statements on another day are not known: then no filter looks empty.
function showCounts(/** @type {(name: string, value: string) => Count} */ count, complete = true) {
  for (const element of getElements("[data-count]")) {
    const [name, value] = element.dataset.count?.split(":") ?? [];
    const [kind, number] = count(name, value);
    const text = numberText(number);
    element.textContent = kind === "routes" ? text : fillText(pageData.words[`filters.only_${kind}`], { n: text });
    element.closest("label")?.classList.toggle("none", !number && complete);
  }
}

/** The counts that the server has made. */
const serverCounts = (/** @type {Pick<PassingAnswer, "counts" | "beside">} */ { counts, beside }) => {
  return (/** @type {string} */ name, /** @type {string} */ value) =>
    beside[name][value] ?? /** @type {Count} */ (["routes", counts[name]?.[value] ?? 0]);
};

// Without filters `match` is null: everything passes, and the index is not needed.
function showList(/** @type {Passing | null} */ match, /** @type {boolean} */ retired) {
  const lists = { "#feature-list-routes": match?.routes, "#feature-list-places": match?.places, ".projects": match?.projects };
  for (const [list, ids] of Object.entries(lists)) {
    const passing = ids && new Set(ids);
    for (const item of getElements(`${list} > li`))
      item.hidden = passing ? !passing.has(item.dataset.entity ?? "") : "withdrawn" in item.dataset && !retired;
  }
  const isEmpty = match && !match.routes.size && !match.places.length && !match.projects.length;
  for (const message of getElements("#empty-result")) message.hidden = !isEmpty;
}

function showStatus(/** @type {Record<"routes" | "places" | "projects", number>} */ passing, /** @type {number} */ routes) {
  const totals = { ...pageData.totals, routes };
  const texts = /** @type {const} */ (["routes", "places", "projects"]).map((kind) =>
    fillText(pageData.words[`filters.${kind}_shown`], { n: numberText(passing[kind]), total: numberText(totals[kind]) }),
  );
  setStatusLine(texts.join(" · "));
}

function setStatusLine(/** @type {string} */ text) {
  const line = document.getElementById("status-line");
  if (line) line.textContent = text;
}

const showFailure = () => setStatusLine(pageData.words["filters.failed"]);

// The page stays as it is until the index has loaded; then this function runs again.
function apply(/** @type {State} */ state) {
  const { on } = state.parameters;
  const index = on ? indexOn(on) : loadedIndex();
  const retired = state.switches.retired || asksForWithdrawn(pageData, state.filters);
  const narrowed = Boolean(on) || isFiltered(state);
  if ((narrowed || retired) && !index) return void (on ? loadTimeline() : loadIndex()).catch(showFailure);
  const match = narrowed && index ? matching(index, state.filters, retired) : null;
  showStatuses(on && index && "statuses" in index ? index.statuses : null);
  setMatches({ segments: match?.segments, places: match?.places, filteredOut: !state.switches.others, withdrawn: retired });
  showLegend(match && drawnOf(match, index), retired);
  showCounts(index ? valueCounts(index, state.filters, retired) : serverCounts(pageData), !on);
  showList(match, retired);
  const { totals } = pageData;
  const current = retired ? totals.routes : totals.current;
  const passing = match
    ? { routes: match.routes.size, places: match.places.length, projects: match.projects.length }
    : { ...totals, routes: current };
  return showStatus(passing, on && index ? matching(index, NO_FILTERS, retired).routes.size : current);
}

// The server counts for a catalogue that is too large for an index; the map itself filters its tiles.
let request = 0;
async function applyLarge(/** @type {State} */ { filters, switches }) {
  const current = ++request;
  const retired = switches.retired || asksForWithdrawn(pageData, filters);
  const { totals, counts, beside, drawn } = pageData;
  const passing = passingExpression(FILTERS, filters);
  const query = new URLSearchParams(FILTERS.filter((name) => filters[name].length).map((name) => [name, filters[name].join(",")]));
  setMatches({ passing, query: passing ? `&${query}` : "", filteredOut: !switches.others, withdrawn: retired });
  const routes = retired ? totals.routes : totals.current;
  if (retired) query.set("retired", "shown");
  /** @type {PassingAnswer | null} */
  const answer =
    passing || retired
      ? await fetchJson(withBase(`/passing.json?${query}`)).catch(() => null)
      : { totals: { ...totals, routes }, counts, beside, drawn };
  if (current !== request) return;
  if (!answer) return showFailure();
  showLegend(passing ? new Set(answer.drawn) : null, retired);
  showCounts(serverCounts(answer));
  showStatus(answer.totals, routes);
}

function drawnOf(/** @type {Passing} */ match, /** @type {Index | null} */ index) {
  const drawn = new Set();
  const today = loadedIndex();
  if (index && today)
    for (const id of match.segments) {
      const [mode, status, precision] = index.routes[today.routeOf[id]].segments[id];
      drawn.add(`mode:${mode}`).add(`status:${status}`).add(`precision:${precision}`);
    }
  return drawn;
}

// The legend has only the looks that pass the filters; without filters `passing` is null.
function showLegend(/** @type {Set<string> | null} */ passing, /** @type {boolean} */ retired) {
  const drawn = passing ?? new Set(pageData.drawn);
  for (const item of getElements("[data-legend]")) item.hidden = !(retired && !passing) && !drawn.has(item.dataset.legend ?? "");
}

const show = (/** @type {State} */ state) => (pageData.large ? applyLarge(state) : apply(state));
let lastKey = "";
function changed(/** @type {State} */ state) {
  const key = JSON.stringify([state.filters, state.switches, state.parameters.on]);
  if (key === lastKey) return;
  lastKey = key;
  show(state);
}

const showAgain = () => {
  if (lastKey) show(currentState());
};
stateChanged.listen(({ state }) => changed(state));
indexArrived.listen(showAgain);
timelineArrived.listen(showAgain);
// The panel of the first page lists projects, which a day or a switch hides too. With a filter the page has another panel.
panelArrived.listen(() => {
  if (!pageData.large && currentState().path === "/" && !isFiltered(currentState())) showAgain();
});
