// Highlights the selection on the map, and moves the map to it.
/** @import { AnyCamera, Cause, Change, Selection, State } from "../types" */
import { getElement, getElements, onClick } from "../dom.js";
import { emit, listen, MAP_HOVER, MAP_WANTED } from "../events.js";
import { setGaps } from "../map/gaps.js";
import { setSelection } from "../map/live.js";
import { currentView, isInView, lookAround, lookAt, reportView } from "../map/view.js";
import { asksForWithdrawn, boundsOf, matching } from "./filter_matching.js";
import { withBase } from "./location.js";
import { isFiltered, loadedIndex, pageData, WITHDRAWN } from "./page_data.js";
import { afterPanel, isPanelCurrent, panelArrived, prefetchPanel, selectionAt, selectionIn } from "./panel.js";
import { indexOn } from "./past.js";
import { currentState, stateChanged } from "./state.js";

const HOVER_MS = 60;

/** @type {Selection} */
const NOTHING = { routes: {}, places: {}, cameras: [] };
let pending = /** @type {Change | null} */ (null); // the last change of the state that the map has not followed yet
let viewBefore = /** @type {AnyCamera | null} */ (null); // the view before the filters moved the map

/** The selection of the address and its cameras, from its panel; null until the panel has loaded. */
export const currentSelection = () => {
  if (!isPanelCurrent(currentState())) return null;
  const [element] = [...getElements("#panel .story-step[aria-current]"), ...getElements("#panel-selection")];
  return element ? selectionIn(element) : NOTHING;
};

// A way between two places names its segments. Other selections have all segments of their routes that are not withdrawn.
function highlight(/** @type {Selection} */ { routes, places, segments, gaps, point }) {
  const { path, switches } = currentState();
  const country = /^\/country\/([A-Z]{2})$/.exec(path);
  const retired = switches.retired || path.startsWith("/route/");
  const current = () =>
    Object.values(routes).flatMap((route) =>
      Object.entries(route.segments).flatMap(([segment, [, status]]) => (retired || !WITHDRAWN.includes(status) ? segment : [])),
    );
  const any = Object.keys({ ...routes, ...places }).length > 0;
  const data = pageData.large && any ? withBase(`/selected.geojson?path=${encodeURIComponent(path)}&v=${pageData.version}`) : undefined;
  setSelection({ segments: segments || current(), places: Object.keys(places), point, country: country?.[1], data });
  setGaps(gaps);
}

const cameraOf = (/** @type {Selection} */ { cameras }) => cameras[Number(currentState().switches.retired)] || cameras[0];

function changed(/** @type {Change} */ { state, cause }) {
  if (cause === "start") return;
  emit(MAP_WANTED); // the picture cannot follow
  if (!["control", "filter"].includes(cause)) offerBack(null);
  pending = { state, cause: cause === "filter" && goToFiltered(state) ? "control" : cause };
  followPending();
}

// The panel comes first, then the map. The selection is unknown until the panel arrives, which calls this function again.
function followPending() {
  if (!currentSelection()) return;
  afterPanel(() => {
    const selection = currentSelection();
    if (!pending || !selection) return;
    const { state, cause } = pending;
    pending = null;
    highlight(selection);
    follow(state, cause, cameraOf(selection));
  });
}

/** Moves the map after a change of the address. @type {(state: State, cause: Cause, camera?: AnyCamera) => unknown} */
const follow = (state, cause, camera) => {
  if (cause === "control" || !camera) return undefined;
  if (cause === "filter" && isFiltered(state)) return goToPassing(state);
  if (["pop", "link"].includes(cause) && state.view) return lookAt(cameraFrom(state.view), { noted: true });
  if (cause !== "map") {
    offerBack(null);
    return lookAt(camera);
  }
  if (state.path === "/") return reportView(true); // closing a selection leaves the view as it is
  return isInView(camera) ? undefined : lookAt(camera);
};

/** @type {(view: string) => AnyCamera} */
const cameraFrom = (view) => {
  const [zoom, lat, lon] = view.split("/").map(Number);
  return { center: [lon, lat], zoom };
};

// Moves the map at once to the records that pass the filters; false if the index has not loaded.
function goToFiltered(/** @type {State} */ { filters, parameters }) {
  const index = parameters.on ? indexOn(parameters.on) : loadedIndex();
  if (!index || !isFiltered(currentState())) return false;
  const bounds = boundsOf(index, matching(index, filters, asksForWithdrawn(index, filters)), filters.country);
  if (!bounds) return true;
  offerBack(viewBefore || currentView());
  return lookAround(bounds);
}

// Moves the map to the records that pass the filters, by the panel that lists them. If nothing passes, the map stays as it is.
async function goToPassing(/** @type {State} */ state) {
  const passing = state.path === "/" ? currentSelection() : await selectionAt({ ...state, path: "/" }).catch(() => null);
  if (!passing?.bounds || currentState() !== state) return;
  offerBack(viewBefore || currentView());
  lookAt(cameraOf(passing));
}

function offerBack(/** @type {AnyCamera | null} */ view) {
  viewBefore = view;
  getElement("#view-back").hidden = !view;
}

function panelCame() {
  if (pending) return followPending();
  const selection = currentSelection();
  return selection ? highlight(selection) : undefined;
}

stateChanged.listen(changed);
panelArrived.listen(panelCame);
onClick("#view-back", () => {
  if (viewBefore) lookAt(viewBefore, { noted: true });
  offerBack(null);
});
// A reader often clicks the feature under the mouse, so its panel is loaded ahead.
let timer = 0;
listen(MAP_HOVER, ({ route, place }) => {
  clearTimeout(timer);
  const path = place ? `/place/${place}` : route && `/route/${route}`;
  if (path) timer = setTimeout(() => prefetchPanel(path), HOVER_MS);
});
