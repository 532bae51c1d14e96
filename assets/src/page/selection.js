// Highlights what is selected on the map, and moves the map there.
/** @import { AnyCamera, Cause, Change, Selection, State } from "../types" */
import { all, onClick, one } from "../dom.js";
import { listen, MAP_HOVER, MAP_WANTED, tell } from "../events.js";
import { setGaps } from "../map/gaps.js";
import { setSelection } from "../map/live.js";
import { currentView, isInView, lookAround, lookAt, tellView } from "../map/view.js";
import { asksForWithdrawn, boundsOf, matching } from "./filter_matching.js";
import { withBase } from "./location.js";
import { isFiltered, pageData, WITHDRAWN, wholeIndex } from "./page_data.js";
import { afterPanel, panelArrived, panelIsThere, prefetchPanel, selectionAt, selectionIn } from "./panel.js";
import { indexOn } from "./past.js";
import { currentState, stateChanged } from "./state.js";

const RESTS_MS = 60;

/** @type {Selection} */
const NOTHING = { routes: {}, places: {}, cameras: [] };
let due = /** @type {Change | null} */ (null); // the last change of the address that the map has not followed yet
let before = /** @type {AnyCamera | null} */ (null); // where the map looked before the filters moved it

/** What the address selects and where that is seen, as its panel says; null while that is coming. */
export const currentSelection = () => {
  if (!panelIsThere(currentState())) return null;
  const [named] = [...all("#panel .story-step[aria-current]"), ...all("#panel-selection")];
  return named ? selectionIn(named) : NOTHING;
};

// A way between two places takes some segments of its routes; all else takes them all, but for what is withdrawn.
function highlight(/** @type {Selection} */ { routes, places, segments, gaps, point }) {
  const { path, switches } = currentState();
  const country = /^\/country\/([A-Z]{2})$/.exec(path);
  const retired = switches.retired || path.startsWith("/route/");
  const current = () =>
    Object.values(routes).flatMap(({ segments: own }) =>
      Object.entries(own)
        .filter(([, [, status]]) => retired || !WITHDRAWN.includes(status))
        .map(([segment]) => segment),
    );
  const any = Object.keys({ ...routes, ...places }).length > 0;
  const data = pageData.large && any ? withBase(`/selected.geojson?path=${encodeURIComponent(path)}&v=${pageData.version}`) : undefined;
  setSelection({ segments: segments || current(), places: Object.keys(places), point, country: country?.[1], data });
  setGaps(gaps);
}

const cameraOf = (/** @type {Selection} */ { cameras }) => cameras[Number(currentState().switches.retired)] || cameras[0];

function changed(/** @type {Change} */ { state, cause }) {
  if (cause === "start") return;
  tell(MAP_WANTED); // the picture cannot follow
  if (!["control", "filter"].includes(cause)) offerBack(null);
  due = { state, cause: cause === "filter" && goAtOnce(state) ? "control" : cause };
  settle();
}

// Words first, then the map. While the panel is coming nothing is known: its arrival calls again.
function settle() {
  if (!currentSelection()) return;
  afterPanel(() => {
    const selection = currentSelection();
    if (!due || !selection) return;
    const { state, cause } = due;
    due = null;
    highlight(selection);
    follow(state, cause, cameraOf(selection));
  });
}

/** Where the map goes when the address has changed. @type {(state: State, cause: Cause, camera?: AnyCamera) => unknown} */
const follow = (state, cause, camera) => {
  if (cause === "control" || !camera) return undefined;
  if (cause === "filter" && isFiltered(state)) return goToPassing(state);
  if (["pop", "link"].includes(cause) && state.view) return lookAt(cameraFrom(state.view), { noted: true });
  if (cause !== "map") {
    offerBack(null);
    return lookAt(camera);
  }
  if (state.path === "/") return tellView(true); // who lets a selection go stays there
  return isInView(camera) ? undefined : lookAt(camera);
};

/** @type {(view: string) => AnyCamera} */
const cameraFrom = (view) => {
  const [zoom, lat, lon] = view.split("/").map(Number);
  return { center: [lon, lat], zoom };
};

// Where the index has come the browser knows where what passes lies: filter and move are one change of the map.
function goAtOnce(/** @type {State} */ { filters, kept }) {
  const index = kept.on ? indexOn(kept.on) : wholeIndex();
  if (!index || !isFiltered(currentState())) return false;
  const bounds = boundsOf(index, matching(index, filters, asksForWithdrawn(index, filters)), filters.country);
  if (!bounds) return true;
  offerBack(before || currentView());
  return lookAround(bounds);
}

// What passes the filters, whatever is selected: as the panel that lists it says. Where nothing passes the map stays.
async function goToPassing(/** @type {State} */ state) {
  const passing = state.path === "/" ? currentSelection() : await selectionAt({ ...state, path: "/" }).catch(() => null);
  if (!passing?.bounds || currentState() !== state) return;
  offerBack(before || currentView());
  lookAt(cameraOf(passing));
}

function offerBack(/** @type {AnyCamera | null} */ view) {
  before = view;
  one("#view-back").hidden = !view;
}

function panelCame() {
  if (due) return settle();
  const selection = currentSelection();
  return selection ? highlight(selection) : undefined;
}

stateChanged.listen(changed);
panelArrived.listen(panelCame);
onClick("#view-back", () => {
  if (before) lookAt(before, { noted: true });
  offerBack(null);
});
// What the mouse rests on is likely to be clicked.
let resting = 0;
listen(MAP_HOVER, ({ route, place }) => {
  clearTimeout(resting);
  const path = place ? `/place/${place}` : route && `/route/${route}`;
  if (path) resting = setTimeout(() => prefetchPanel(path), RESTS_MS);
});
