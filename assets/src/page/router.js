// One state, kept in the address: links, controls and the map change it here, and everything follows from it.
/** @import { Cause, Filters, MapEvents, State } from "../types" */
import { onClick } from "../dom.js";
import { listen, MAP_VIEW } from "../events.js";
import { hrefOf, isAddedTo, readAddress, stateOf, writeAddress } from "./location.js";
import { FILTERS } from "./page_data.js";
import { panelChanges, panelIsThere, showPanel } from "./panel.js";
import { notePlace } from "./panel_place.js";
import { currentState, historyDepth, setDepth, setState, stateChanged } from "./state.js";

/** What the address asks for, told to all for the first time. What others added to it is not handed on with it. */
export function startRouter() {
  if (isAddedTo(location.search)) history.replaceState(history.state, "", writeAddress(currentState()) + location.hash);
  tell("start");
}

const tell = (/** @type {Cause} */ cause) => stateChanged.tell({ state: currentState(), cause });

// What is opened is read beside the map: a view that fills the window makes room. The way back finds it full.
// The ways beside one are those of its own address.
const keptOn = (/** @type {string} */ path, /** @type {State["kept"]} */ named) => {
  const { path: before, kept } = currentState();
  return { ...kept, ...(path !== before && { full: undefined, via: undefined, with: undefined }), ...named };
};

function push(/** @type {State} */ next, /** @type {Cause} */ cause) {
  const address = writeAddress(next);
  if (address === location.pathname + location.search) return;
  setDepth(historyDepth() + 1);
  notePlace();
  history.pushState({ depth: historyDepth() }, "", address);
  show(next, cause);
}

function show(/** @type {State} */ next, /** @type {Cause} */ cause) {
  const before = currentState();
  setState(next);
  if (panelChanges(before, next)) showPanel(next, cause);
  tell(cause);
}

// Where somebody has moved the map is noted in the address, without a step of history. Where the page itself has moved it
// nothing is: the same address looks there again.
function viewChanged(/** @type {MapEvents["atlas:map-view"]} */ { zoom, lat, lon, byUser }) {
  const state = currentState();
  const view = byUser ? `${Number(zoom.toFixed(2))}/${Number(lat.toFixed(3))}/${Number(lon.toFixed(3))}` : null;
  if (view === state.view) return;
  replace({ ...state, view });
}

function replace(/** @type {State} */ next) {
  setState(next);
  history.replaceState({ ...history.state, depth: historyDepth() }, "", writeAddress(next));
}

/** Another step of the story that is open: no step of the history, and the panel stays. */
export function goToStep(/** @type {string} */ path) {
  replace({ ...currentState(), path, view: null });
  tell("step");
}

/** The record of another day: map and counts follow at once; `settled`, the address, the panel and the views do too. */
export function goToDay(/** @type {string | undefined} */ on, settled = false) {
  const state = currentState();
  const next = { ...state, kept: { ...state.kept, on } };
  if (!settled) setState(next);
  else {
    replace(next);
    if (!panelIsThere(next)) showPanel(next, "control");
  }
  tell(settled ? "control" : "day");
}

/** @type {(link: Element, event: MouseEvent) => void} */
const clicked = (link, event) => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.matches(".nav")) push(follow(hrefOf(link)), "link");
  else if (link.matches(".comparison-link")) push(compared(stateOf(hrefOf(link))), "control");
  else push(narrowed(stateOf(hrefOf(link))), "control");
};

// A control of the list of statements: its filters, order and groups; all else stays as it is.
const narrowed = (/** @type {State} */ { filters, kept: { sort, group } }, state = currentState()) => ({
  ...state,
  filters,
  kept: { ...state.kept, sort, group },
});

// Which ways stand side by side; all else stays as it is.
const compared = (/** @type {State} */ { path, kept: { via, with: beside } }, state = currentState()) => ({
  ...state,
  path,
  view: null,
  kept: { ...state.kept, via, with: beside },
});

// What a link names in its query is taken over; all else stays as it is.
function follow(/** @type {string} */ href) {
  const state = currentState();
  const asked = stateOf(href);
  const filters = Object.fromEntries(Object.entries(asked.filters).filter(([, values]) => values.length));
  const on = Object.fromEntries(Object.entries(asked.switches).filter(([, value]) => value));
  return {
    ...asked,
    filters: { ...state.filters, ...filters },
    switches: { ...state.switches, ...on },
    kept: keptOn(asked.path, asked.kept),
  };
}

// A link takes the map to what its address is about; a click on the map may leave it where it is (selection.js).
const viewAfter = (/** @type {Cause} */ cause) => (cause === "link" ? null : currentState().view);

/** @type {(path: string, cause?: Cause, kept?: State["kept"]) => void} */
export const navigate = (path, cause = "link", kept = {}) => {
  const state = currentState();
  push({ ...state, path, kept: keptOn(path, kept), view: viewAfter(cause) }, cause);
};

export function setFilters(/** @type {Filters} */ filters, /** @type {State["switches"]} */ switches) {
  const state = currentState();
  const same = FILTERS.every((name) => String(filters[name]) === String(state.filters[name]));
  push({ ...state, filters, switches, view: same ? state.view : null }, same ? "control" : "filter");
}

export function resetFilters() {
  const state = currentState();
  const filters = Object.fromEntries(Object.keys(state.filters).map((name) => [name, []]));
  const switches = Object.fromEntries(Object.keys(state.switches).map((name) => [name, false]));
  push({ ...state, filters, switches, view: null }, "reset");
}

export const stepBack = () => (historyDepth() > 0 ? history.back() : navigate("/", "link"));

window.addEventListener("popstate", () => {
  setDepth(history.state?.depth || 0);
  show(readAddress(), "pop");
});
listen(MAP_VIEW, viewChanged);
onClick("a:is(.nav, .control, .comparison-link)", clicked, Element); // an SVG's link too
