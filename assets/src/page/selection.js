// Highlights what is selected on the map, and moves the map there.
import { listen, MAP_HOVER, MAP_WANTED, tell } from "../events.js";
import { setGaps } from "../map/gaps.js";
import { liveMap, setSelection } from "../map/live.js";
import { currentView, isInView, lookAt, tellView } from "../map/view.js";
import { isFiltered, WITHDRAWN } from "./page_data.js";
import { afterPanel, panelArrived, panelIsThere, prefetchPanel, selectionAt } from "./panel.js";
import { currentState, stateChanged } from "./state.js";

const RESTS_MS = 60;

const NOTHING = { routes: {}, places: {}, cameras: [] };
let due = null; // the last change of the address that the map has not followed yet
let before = null; // where the map looked before the filters moved it

/* What the address selects and where that is seen: {routes, places, cameras, segments?, gaps?, point?, bounds?}, as its panel
   says; null while that is coming. */
export const currentSelection = () => {
  if (!panelIsThere(currentState())) return null;
  const named = document.querySelector("#panel .story-step[aria-current]") || document.getElementById("panel-selection");
  return named ? JSON.parse(named.dataset.selection) : NOTHING;
};

// A way between two places takes some segments of its routes; all else takes them all, but for what is withdrawn.
function highlight({ routes, places, segments, gaps, point }) {
  const { path, switches } = currentState();
  const country = /^\/country\/([A-Z]{2})$/.exec(path);
  const retired = switches.retired || path.startsWith("/route/");
  const current = () =>
    Object.values(routes).flatMap(({ segments: own }) =>
      Object.entries(own)
        .filter(([, [, status]]) => retired || !WITHDRAWN.includes(status))
        .map(([segment]) => segment),
    );
  setSelection({ segments: segments || current(), places: Object.keys(places), point, country: country ? country[1] : null });
  setGaps(gaps);
}

const cameraOf = ({ cameras }) => cameras[Number(currentState().switches.retired)] || cameras[0];

function changed({ state, cause }) {
  if (cause === "start") return;
  tell(MAP_WANTED); // the picture cannot follow
  if (!["control", "filter"].includes(cause)) offerBack(null);
  due = { state, cause };
  settle();
}

// Words first, then the map. While the panel is coming nothing is known: its arrival calls again.
function settle() {
  if (!currentSelection()) return;
  afterPanel(() => {
    if (!due || !currentSelection()) return;
    const { state, cause } = due;
    due = null;
    highlight(currentSelection());
    follow(state, cause);
  });
}

/* Where the map goes when the address has changed. */
function follow(state, cause) {
  const camera = cameraOf(currentSelection());
  if (cause === "control" || !camera) return undefined;
  if (cause === "filter" && isFiltered(state)) return goToPassing(state);
  if (["pop", "link"].includes(cause) && state.view) return lookAt(cameraFrom(state.view), { noted: true });
  if (cause !== "map") {
    offerBack(null);
    return lookAt(camera);
  }
  if (state.path === "/") return tellView(true); // who lets a selection go stays there
  return isInView(camera) ? undefined : lookAt(camera);
}

function cameraFrom(view) {
  const [zoom, lat, lon] = view.split("/").map(Number);
  return { center: [lon, lat], zoom };
}

// What passes the filters, whatever is selected: as the panel that lists it says. Where nothing passes the map stays.
async function goToPassing(state) {
  const passing = state.path === "/" ? currentSelection() : await selectionAt({ ...state, path: "/" }).catch(() => null);
  if (!passing?.bounds || currentState() !== state) return;
  offerBack(before || (liveMap() ? currentView() : null));
  lookAt(cameraOf(passing));
}

function offerBack(view) {
  before = view;
  document.getElementById("view-back").hidden = !view;
}

function goBack() {
  lookAt(before, { noted: true });
  offerBack(null);
}

function panelCame() {
  if (due) return settle();
  return currentSelection() ? highlight(currentSelection()) : undefined;
}

stateChanged.listen(changed);
panelArrived.listen(panelCame);
document.addEventListener("click", ({ target }) => {
  if (target.closest?.("#view-back")) goBack();
});
// What the mouse rests on is likely to be clicked.
let resting = 0;
listen(MAP_HOVER, ({ route, place }) => {
  clearTimeout(resting);
  const path = place ? `/place/${place}` : route && `/route/${route}`;
  if (path) resting = setTimeout(() => prefetchPanel(path), RESTS_MS);
});
