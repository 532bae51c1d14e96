// The boxes of the filters and the switches: a change of a box changes the state, and a change of the state changes the boxes.
/** @import { State } from "../types" */
import { closestElement, getElement, getElements } from "../dom.js";
import { FILTERS, pageData } from "./page_data.js";
import { setFilters } from "./router.js";
import { currentState, stateChanged } from "./state.js";

const SWITCHES = Object.keys(pageData.grammar.switches);

const boxes = (/** @type {string} */ name) => getElements(`#filter-${name} input`, HTMLInputElement);
const switchBox = (/** @type {string} */ name) => getElement(`#${name}-shown`, HTMLInputElement);

function changed(/** @type {Event} */ event) {
  if (!closestElement(event, "#filters .filter, #filters .switches")) return;
  const values = (/** @type {string} */ name) => boxes(name).flatMap(({ checked, value }) => (checked ? value : []));
  const filters = FILTERS.map((name) => [name, values(name).sort()]);
  const switches = SWITCHES.map((name) => [name, switchBox(name).checked]);
  setFilters({ ...currentState().filters, ...Object.fromEntries(filters) }, Object.fromEntries(switches));
}

// A large catalogue has boxes only for the records with most statements. A value of the address without a box gets one.
function addBox(/** @type {string} */ name, /** @type {string} */ value) {
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
    if (pageData.large) for (const value of filters[name]) addBox(name, value);
    for (const box of boxes(name)) box.checked = chosen.has(box.value);
    showChosen(name);
  }
  for (const name of SWITCHES) switchBox(name).checked = switches[name];
}

/** The label of a box, without its count. */
export const labelOf = (/** @type {HTMLInputElement} */ box) =>
  box.closest("label")?.querySelector(".check-label")?.firstChild?.textContent ?? "";

// The heading of a folded filter has the labels of its chosen values.
function showChosen(/** @type {string} */ name) {
  const element = document.querySelector(`#filter-${name} > summary .chosen`);
  if (!element) return;
  const labels = boxes(name).flatMap((box) => (box.checked ? labelOf(box) : []));
  element.textContent = labels.join(", ") || pageData.words["filters.any"];
  element.closest("details")?.toggleAttribute("data-chosen", labels.length > 0);
}

document.addEventListener("change", changed);
stateChanged.listen(({ state }) => show(state));
