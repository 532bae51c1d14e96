// The address has the state of the page. Links, controls and the map change it here; all other modules follow.
/** @import { Cause, Filters, MapEvents, State } from "../types" */
import { onClick } from "../dom.js";
import { listen, MAP_VIEW } from "../events.js";
import { hasForeignParameter, hrefOf, readAddress, stateOf, writeAddress } from "./location.js";
import { FILTERS } from "./page_data.js";
import { isPanelCurrent, panelChanges, showPanel } from "./panel.js";
import { notePlace } from "./panel_place.js";
import { currentState, historyDepth, setDepth, setState, stateChanged } from "./state.js";

/** Emits the state of the first address, and removes tracking parameters from it. */
export function startRouter() {
  if (hasForeignParameter(location.search)) history.replaceState(history.state, "", writeAddress(currentState()) + location.hash);
  emit("start");
}

const emit = (/** @type {Cause} */ cause) => stateChanged.emit({ state: currentState(), cause });

// Another record is read beside the map, so a view no longer fills the window. Compared ways belong to their own path.
const parametersOn = (/** @type {string} */ path, /** @type {State["parameters"]} */ changes) => {
  const { path: before, parameters } = currentState();
  return { ...parameters, ...(path !== before && { full: undefined, via: undefined, with: undefined }), ...changes };
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
  emit(cause);
}

// A view that the reader has chosen goes into the address, without a new entry in the history. A view that the page has chosen does
// not: the address without it leads to the same view.
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

/** Goes to another step of the open story: without a new entry in the history, and with the same panel. */
export function goToStep(/** @type {string} */ path) {
  replace({ ...currentState(), path, view: null });
  emit("step");
}

/** Shows the record on another day. Map and counts follow at once; address, panel and views only when the day is `settled`. */
export function goToDay(/** @type {string | undefined} */ on, settled = false) {
  const state = currentState();
  const next = { ...state, parameters: { ...state.parameters, on } };
  if (!settled) setState(next);
  else {
    replace(next);
    if (!isPanelCurrent(next)) showPanel(next, "control");
  }
  emit(settled ? "control" : "day");
}

/** @type {(link: Element, event: MouseEvent) => void} */
const clicked = (link, event) => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const target = stateOf(hrefOf(link));
  if (link.matches(".nav")) push(withAllOf(target), "link");
  else if (link.matches(".comparison-link")) push(withWaysOf(target), "control");
  else push(withListOf(target), "control");
};

// The filters, the order and the groups of the list of statements.
const withListOf = (/** @type {State} */ { filters, parameters: { sort, group } }, state = currentState()) => ({
  ...state,
  filters,
  parameters: { ...state.parameters, sort, group },
});

// The ways that are compared.
const withWaysOf = (/** @type {State} */ { path, parameters: { via, with: ways } }, state = currentState()) => ({
  ...state,
  path,
  view: null,
  parameters: { ...state.parameters, via, with: ways },
});

// Everything that the address of a link names.
const withAllOf = (/** @type {State} */ target, state = currentState()) => ({
  ...target,
  filters: { ...state.filters, ...Object.fromEntries(Object.entries(target.filters).filter(([, values]) => values.length)) },
  switches: { ...state.switches, ...Object.fromEntries(Object.entries(target.switches).filter(([, value]) => value)) },
  parameters: parametersOn(target.path, target.parameters),
});

// A link moves the map to the selection; a click on the map can leave the view as it is (selection.js).
const viewAfter = (/** @type {Cause} */ cause) => (cause === "link" ? null : currentState().view);

/** @type {(path: string, cause?: Cause, parameters?: State["parameters"]) => void} */
export const navigate = (path, cause = "link", parameters = {}) => {
  const state = currentState();
  push({ ...state, path, parameters: parametersOn(path, parameters), view: viewAfter(cause) }, cause);
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
onClick("a:is(.nav, .control, .comparison-link)", clicked, Element); // links in an SVG too
