// What passes the filters: the list, the counts, the status line and the map, all in the browser.
/** @import { Count, Filters, Index, Passing, PassingAnswer, State } from "../types" */
import { all } from "../dom.js";
import { setMatches } from "../map/live.js";
import { showStatuses } from "../map/past_lines.js";
import { numberText } from "../number_text.js";
import { asksForWithdrawn, matching, passingExpression, valueCounts } from "./filter_matching.js";
import { withBase } from "./location.js";
import { FILTERS, indexArrived, isFiltered, pageData, whenIndexed, wholeIndex } from "./page_data.js";
import { panelArrived } from "./panel.js";
import { indexOn, timelineArrived, whenTimeline } from "./past.js";
import { currentState, stateChanged } from "./state.js";

const NO_FILTERS = Object.fromEntries(FILTERS.map((name) => [name, []]));

/** @type {(key: string, values: Record<string, number>) => string} */
const fill = (key, values) => pageData.words[key].replace(/\{(\w+)\}/g, (_, name) => numberText(values[name]));

// A bare number counts lines. Of a day it is not known what statements pass: nothing looks empty then.
function showCounts(/** @type {(name: string, value: string) => Count} */ count, known = true) {
  for (const element of all("[data-count]")) {
    const [name, value] = element.dataset.count?.split(":") ?? [];
    const [kind, number] = count(name, value);
    element.textContent = kind === "routes" ? numberText(number) : fill(`filters.only_${kind}`, { n: number });
    element.closest("label")?.classList.toggle("none", !number && known);
  }
}
// Before the index has come nothing is filtered.
const counted = (/** @type {Pick<PassingAnswer, "counts" | "beside">} */ { counts, beside }) => {
  return (/** @type {string} */ name, /** @type {string} */ value) =>
    beside[name][value] ?? /** @type {Count} */ (["routes", counts[name]?.[value] ?? 0]);
};

// `match` is null where nothing is filtered: then all passes, and the index is not needed.
function showList(/** @type {Passing | null} */ match, /** @type {boolean} */ retired) {
  const any = !match || match.routes.size + match.places.length + match.projects.length > 0;
  const routes = new Set(match?.routes);
  const places = new Set(match?.places);
  const projects = new Set(match?.projects);
  const shows = (/** @type {Set<string>} */ ids, /** @type {HTMLElement} */ { dataset }) => !match || ids.has(dataset.entity ?? "");
  for (const item of all("#feature-list-routes > li"))
    item.hidden = (!match && "withdrawn" in item.dataset && !retired) || !shows(routes, item);
  for (const item of all("#feature-list-places > li")) item.hidden = !shows(places, item);
  for (const item of all(".projects > li")) item.hidden = !shows(projects, item);
  for (const empty of all("#empty-result")) empty.hidden = any;
}

function say(/** @type {Record<"routes" | "places" | "projects", number>} */ shown, /** @type {number} */ current) {
  const line = document.getElementById("status-line");
  if (!line) return;
  const { totals } = pageData;
  const words = [
    fill("filters.routes_shown", { n: shown.routes, total: current }),
    fill("filters.places_shown", { n: shown.places, total: totals.places }),
    fill("filters.projects_shown", { n: shown.projects, total: totals.projects }),
  ];
  line.textContent = words.join(" · ");
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
  showLegend(match && drawnOf(match, index), retired);
  showCounts(index ? valueCounts(index, state.filters, retired) : counted(pageData), !on);
  showList(match, retired);
  const { totals } = pageData;
  const current = retired ? totals.routes : totals.current;
  const shown = match
    ? { routes: match.routes.size, places: match.places.length, projects: match.projects.length }
    : { ...totals, routes: current };
  return say(shown, on && index ? matching(index, NO_FILTERS, retired).routes.size : current);
}

// Of a catalogue that is too large for an index the server counts; the map tells by itself what passes.
let asked = 0;
async function applyLarge(/** @type {State} */ { filters, switches }) {
  const turn = ++asked;
  const retired = switches.retired || asksForWithdrawn(pageData, filters);
  const { totals, counts, beside, drawn } = pageData;
  const passing = passingExpression(FILTERS, filters);
  setMatches({ passing, query: passing ? `&${queryOf(filters)}` : "", filteredOut: !switches.others, withdrawn: retired });
  const current = retired ? totals.routes : totals.current;
  /** @type {PassingAnswer | null} */
  const answer =
    passing || retired ? await ask(filters, retired).catch(() => null) : { totals: { ...totals, routes: current }, counts, beside, drawn };
  if (turn !== asked) return;
  if (!answer) return failed();
  showLegend(passing ? new Set(answer.drawn) : null, retired);
  showCounts(counted(answer));
  say(answer.totals, current);
}

const queryOf = (/** @type {Filters} */ filters) =>
  new URLSearchParams(FILTERS.filter((name) => filters[name].length).map((name) => [name, filters[name].join(",")]));

async function ask(/** @type {Filters} */ filters, /** @type {boolean} */ retired) {
  const query = queryOf(filters);
  if (retired) query.set("retired", "shown");
  const response = await fetch(withBase(`/passing.json?${query}`));
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

function failed() {
  const line = document.getElementById("status-line");
  if (line) line.textContent = pageData.words["filters.failed"];
}

function drawnOf(/** @type {Passing} */ match, /** @type {Index | null} */ index) {
  const drawn = new Set();
  const whole = wholeIndex();
  if (index && whole)
    for (const id of match.segments) {
      const [mode, status, precision] = index.routes[whole.routeOf[id]].segments[id];
      drawn.add(`mode:${mode}`).add(`status:${status}`).add(`precision:${precision}`);
    }
  return drawn;
}

// The legend names only what the filters let through; `passing` is null where nothing is filtered.
function showLegend(/** @type {Set<string> | null} */ passing, /** @type {boolean} */ retired) {
  const drawn = passing ?? new Set(pageData.drawn);
  for (const item of all("[data-legend]")) item.hidden = !(retired && !passing) && !drawn.has(item.dataset.legend ?? "");
}

const show = (/** @type {State} */ state) => (pageData.large ? applyLarge(state) : apply(state));
let last = "";
function changed(/** @type {State} */ state) {
  const key = JSON.stringify([state.filters, state.switches, state.kept.on]);
  if (key === last) return;
  last = key;
  show(state);
}

const again = () => {
  if (last) show(currentState());
};
stateChanged.listen(({ state }) => changed(state));
indexArrived.listen(again);
timelineArrived.listen(again);
// The home panel lists projects: what a day or a switch hides is hidden there too. Under a filter another panel comes.
panelArrived.listen(() => {
  if (!pageData.large && currentState().path === "/" && !isFiltered(currentState())) again();
});
