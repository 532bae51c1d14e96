// Clicks on the map become addresses; where several things lie under one, a list of them asks which.
/** @import { MapEvents, Point, Signal, Thing } from "../types" */
import { about, all, make, one } from "../dom.js";
import { listen, MAP_CLICK } from "../events.js";
import { liveMap, onMap } from "../map/live.js";
import { signal } from "../signal.js";
import { labelOf } from "./filters.js";
import { pageData } from "./page_data.js";
import { navigate } from "./router.js";
import { currentState, stateChanged } from "./state.js";

/** Told when the list that asks which thing was meant is opened. @type {Signal<void>} */
export const pickOpened = signal();
const EDGE_PX = 8;

/** @type {(code: string) => Thing} */
const landOf = (code) => {
  const name = labelOf(one(`#filter-country input[value="${code}"]`, HTMLInputElement));
  return { kind: "country", id: code, name, look: {} };
};

function mapClicked(/** @type {MapEvents["atlas:map-click"]} */ detail) {
  close();
  const { things, country } = detail;
  const meant = country && pageData.options.country.includes(country) ? [...things, landOf(country)] : things;
  if (things.length > 1) return open(meant, detail);
  return go(meant.length ? `/${meant[0].kind}/${meant[0].id}` : "/");
}

const go = (/** @type {string} */ path) => navigate(path, "map");

// As it is drawn on the map: a line in its colour and dashes, a place's marker.
function sample(/** @type {Thing} */ { look: { mode, status, kind } }) {
  return make("span", { class: mode ? `dash-sample dash-${status} ink-${mode}` : kind ? `place-sample kind-${kind}` : "land-sample" });
}

function described(/** @type {Thing} */ { name, look: { mode, status } }) {
  return mode && status ? `${name} (${pageData.modes[mode]}, ${pageData.statuses[status]})` : name;
}

function entry(/** @type {Thing} */ thing) {
  const button = make("button", { type: "button" }, sample(thing), make("span", {}, described(thing)));
  button.addEventListener("click", () => {
    close();
    go(`/${thing.kind}/${thing.id}`);
  });
  return make("li", {}, button);
}

function open(/** @type {Thing[]} */ things, /** @type {Point} */ { x, y }) {
  const box = one("#map-pick");
  box.replaceChildren(make("p", {}, pageData.words["map.pick"]), make("ul", {}, ...things.map(entry)));
  box.hidden = false;
  const area = one(".map-area").getBoundingClientRect();
  box.style.left = `${Math.max(EDGE_PX, Math.min(x, area.width - box.offsetWidth - EDGE_PX))}px`;
  box.style.top = `${Math.max(EDGE_PX, Math.min(y, area.height - box.offsetHeight - EDGE_PX))}px`;
  one("button", HTMLElement, box).focus({ preventScroll: true });
  pickOpened.tell();
}

/* Whether there was a list to close. */
function close() {
  const box = document.getElementById("map-pick");
  if (!box || box.hidden) return false;
  box.hidden = true;
  return true;
}

// What one may have opened on top of the map closes by the same key, and first.
const isOpen = () => all("details.menu[open], dialog[open], [role=listbox]").some((layer) => layer.checkVisibility());
// Esc closes what lies on top, one thing at a time, and at last the selection.
function escapePressed(/** @type {KeyboardEvent} */ event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (close()) {
    liveMap()?.getCanvas().focus({ preventScroll: true });
    return;
  }
  if (isOpen() || about(event, "input, select, textarea, #dock, #sheet-handle", Element)) return;
  if (currentState().path !== "/") go("/");
}

listen(MAP_CLICK, mapClicked);
stateChanged.listen(close);
window.addEventListener("keydown", escapePressed, true); // before what is open has been closed by the same key
onMap((map) => {
  for (const told of ["movestart", "resize"]) map.on(told, close);
});
