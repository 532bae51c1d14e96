// The boxes of the filters and the switches: they change the state, and show it when a link or the way back has changed it.
/** @import { State } from "../types" */
import { about, all, one } from "../dom.js";
import { FILTERS, pageData } from "./page_data.js";
import { setFilters } from "./router.js";
import { currentState, stateChanged } from "./state.js";

const SWITCHES = { others: "others-shown", retired: "retired-shown", railways: "railways-shown", roads: "roads-shown" };

const boxes = (/** @type {string} */ name) => all(`#filter-${name} input`, HTMLInputElement);
const switchOf = (/** @type {string} */ id) => one(`#${id}`, HTMLInputElement);

function changed(/** @type {Event} */ event) {
  if (!about(event, "#filters .filter, #filters .switches")) return;
  const chosen = (/** @type {string} */ name) => boxes(name).filter(({ checked }) => checked);
  const filters = FILTERS.map((name) => [
    name,
    chosen(name)
      .map(({ value }) => value)
      .sort(),
  ]);
  const switches = Object.entries(SWITCHES).map(([name, id]) => [name, switchOf(id).checked]);
  setFilters({ ...currentState().filters, ...Object.fromEntries(filters) }, Object.fromEntries(switches));
}

// A large catalogue has boxes for its most spoken of records only; one that an address chooses gets its box then.
function offer(/** @type {string} */ name, /** @type {string} */ value) {
  const [first] = boxes(name);
  const label = /** @type {HTMLElement | undefined} */ (first?.closest("label")?.cloneNode(true));
  const box = label?.querySelector("input");
  const count = label?.querySelector(".count");
  if (!label || !box || !(count instanceof HTMLElement) || boxes(name).some((other) => other.value === value)) return;
  box.value = value;
  count.dataset.count = `${name}:${value}`;
  count.parentElement?.replaceChildren(value, count);
  first.closest("label")?.before(label);
}

function show(/** @type {State} */ { filters, switches }) {
  for (const name of FILTERS) {
    const chosen = new Set(filters[name]);
    if (pageData.large) for (const value of filters[name]) offer(name, value);
    for (const box of boxes(name)) box.checked = chosen.has(box.value);
    say(name, chosen);
  }
  for (const [name, id] of Object.entries(SWITCHES)) switchOf(id).checked = switches[name];
}

/** What stands beside a box, without its count. */
export const labelOf = (/** @type {HTMLInputElement} */ box) =>
  box.closest("label")?.querySelector(".check-label")?.firstChild?.textContent ?? "";

// A folded filter says in its heading what of it is chosen.
function say(/** @type {string} */ name, /** @type {Set<string>} */ chosen) {
  const place = document.querySelector(`#filter-${name} > summary .chosen`);
  if (!place) return;
  const labels = boxes(name)
    .filter(({ value }) => chosen.has(value))
    .map(labelOf);
  place.textContent = labels.join(", ") || pageData.words["filters.any"];
  place.closest("details")?.toggleAttribute("data-chosen", labels.length > 0);
}

document.addEventListener("change", changed);
stateChanged.listen(({ state }) => show(state));
