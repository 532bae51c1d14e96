// One state, kept in the address: links, controls and the map change it here, and everything follows from it.
import { listen, MAP_VIEW } from "../events.js";
import { hrefOf, readAddress, stateOf, writeAddress } from "./location.js";
import { FILTERS } from "./page_data.js";
import { panelChanges, showPanel } from "./panel.js";
import { notePlace } from "./panel_place.js";
import { currentState, historyDepth, setDepth, setState, stateChanged } from "./state.js";

/** What the address asks for, told to all for the first time. */
export const startRouter = () => tell("start");

const tell = (cause) => stateChanged.tell({ state: currentState(), cause });

// What is opened is read beside the map: a view that fills the window makes room. The way back finds it full.
const keptOn = (path, named) => {
  const { path: before, kept } = currentState();
  return { ...kept, ...(path !== before && { full: undefined }), ...named };
};

function push(next, cause) {
  const address = writeAddress(next);
  if (address === location.pathname + location.search) return;
  setDepth(historyDepth() + 1);
  notePlace();
  history.pushState({ depth: historyDepth() }, "", address);
  show(next, cause);
}

function show(next, cause) {
  const before = currentState();
  setState(next);
  if (panelChanges(before, next)) showPanel(next, cause);
  tell(cause);
}

// Where somebody has moved the map is noted in the address, without a step of history. Where the page itself has moved it
// nothing is: the same address looks there again.
function viewChanged({ zoom, lat, lon, byUser }) {
  const state = currentState();
  const view = byUser ? `${Number(zoom.toFixed(2))}/${Number(lat.toFixed(3))}/${Number(lon.toFixed(3))}` : null;
  if (view === state.view) return;
  setState({ ...state, view });
  history.replaceState({ ...history.state, depth: historyDepth() }, "", writeAddress(currentState()));
}

/** Another step of the story that is open: no step of the history, and the panel stays. */
export function goToStep(path) {
  setState({ ...currentState(), path, view: null });
  history.replaceState({ ...history.state, depth: historyDepth() }, "", writeAddress(currentState()));
  tell("step");
}

function clicked(event) {
  const link = event.target.closest ? event.target.closest("a.nav") : null;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain) return;
  event.preventDefault();
  push(follow(hrefOf(link)), "link");
}

// What a link names in its query is taken over; all else stays as it is.
function follow(href) {
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
const viewAfter = (cause) => (cause === "link" ? null : currentState().view);

export function navigate(path, cause = "link", kept = {}) {
  const state = currentState();
  push({ ...state, path, kept: keptOn(path, kept), view: viewAfter(cause) }, cause);
}

export function setFilters(filters, switches) {
  const state = currentState();
  const same = FILTERS.every((name) => String(filters[name]) === String(state.filters[name]));
  push({ ...state, filters, switches, view: same ? state.view : null }, same ? "control" : "filter");
}

export function resetFilters() {
  const state = currentState();
  const none = (record, value) => Object.fromEntries(Object.keys(record).map((name) => [name, value]));
  push({ ...state, filters: none(state.filters, []), switches: none(state.switches, false), view: null }, "reset");
}

export const stepBack = () => (historyDepth() > 0 ? history.back() : navigate("/", "link"));

window.addEventListener("popstate", () => {
  setDepth(history.state?.depth || 0);
  show(readAddress(), "pop");
});
listen(MAP_VIEW, viewChanged);
document.addEventListener("click", clicked);
