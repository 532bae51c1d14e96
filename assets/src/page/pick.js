// A click on the map opens the record that was clicked; a list offers the records if there are several.
/** @import { MapEvents, Point, Signal, Thing } from "../types" */
import { closestElement, getElement, getElements, make } from "../dom.js";
import { listen, MAP_CLICK } from "../events.js";
import { liveMap, onMap } from "../map/live.js";
import { signal } from "../signal.js";
import { labelOf } from "./filters.js";
import { pageData } from "./page_data.js";
import { navigate } from "./router.js";
import { currentState, stateChanged } from "./state.js";

/** Emitted when the list opens. @type {Signal<void>} */
export const pickOpened = signal();
const EDGE_PX = 8;

/** @type {(code: string) => Thing} */
const countryThing = (code) => {
  const name = labelOf(getElement(`#filter-country input[value="${code}"]`, HTMLInputElement));
  return { kind: "country", id: code, name, look: {} };
};

function mapClicked(/** @type {MapEvents["atlas:map-click"]} */ detail) {
  close();
  const { things, country } = detail;
  const choices = country && pageData.options.country.includes(country) ? [...things, countryThing(country)] : things;
  if (things.length > 1) return open(choices, detail);
  return go(choices.length ? `/${choices[0].kind}/${choices[0].id}` : "/");
}

const go = (/** @type {string} */ path) => navigate(path, "map");

// The look of a record on the map: a line in its colour and dashes, or the marker of a place.
function sample(/** @type {Thing} */ { look: { mode, status, kind } }) {
  return make("span", { class: mode ? `dash-sample dash-${status} ink-${mode}` : kind ? `place-sample kind-${kind}` : "land-sample" });
}

function description(/** @type {Thing} */ { name, look: { mode, status } }) {
  return mode && status ? `${name} (${pageData.modes[mode]}, ${pageData.statuses[status]})` : name;
}

function entry(/** @type {Thing} */ thing) {
  const button = make("button", { type: "button" }, sample(thing), make("span", {}, description(thing)));
  button.addEventListener("click", () => {
    close();
    go(`/${thing.kind}/${thing.id}`);
  });
  return make("li", {}, button);
}

function open(/** @type {Thing[]} */ things, /** @type {Point} */ { x, y }) {
  const box = getElement("#map-pick");
  box.replaceChildren(make("p", {}, pageData.words["map.pick"]), make("ul", {}, ...things.map(entry)));
  box.hidden = false;
  const area = getElement(".map-area").getBoundingClientRect();
  box.style.left = `${Math.max(EDGE_PX, Math.min(x, area.width - box.offsetWidth - EDGE_PX))}px`;
  box.style.top = `${Math.max(EDGE_PX, Math.min(y, area.height - box.offsetHeight - EDGE_PX))}px`;
  getElement("button", HTMLElement, box).focus({ preventScroll: true });
  pickOpened.emit();
}

/* Returns whether the list was open. */
function close() {
  const box = document.getElementById("map-pick");
  if (!box || box.hidden) return false;
  box.hidden = true;
  return true;
}

// Menus, dialogs and lists over the map close first, by the same key.
const isLayerOpen = () => getElements("details.menu[open], dialog[open], [role=listbox]").some((layer) => layer.checkVisibility());
// Each press of Esc closes one layer; the last press closes the selection.
function escapePressed(/** @type {KeyboardEvent} */ event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (close()) return liveMap()?.getCanvas().focus({ preventScroll: true });
  if (isLayerOpen() || closestElement(event, "input, select, textarea, #dock, #sheet-handle", Element)) return;
  if (currentState().path !== "/") go("/");
}

listen(MAP_CLICK, mapClicked);
stateChanged.listen(close);
window.addEventListener("keydown", escapePressed, true); // before the same key closes a layer
onMap((map) => {
  for (const event of ["movestart", "resize"]) map.on(event, close);
});
