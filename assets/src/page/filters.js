// The boxes of the filters and the switches: they change the state, and show it when a link or the way back has changed it.
import { FILTERS, pageData } from "./page_data.js";
import { setFilters } from "./router.js";
import { stateChanged } from "./state.js";

const SWITCHES = { others: "others-shown", retired: "retired-shown", railways: "railways-shown" };

const boxes = (name) => [...document.querySelectorAll(`#filter-${name} input`)];

function changed(event) {
  if (!event.target.closest("#filters .filter, #filters .switches")) return;
  const filters = {};
  for (const name of FILTERS)
    filters[name] = boxes(name)
      .filter((box) => box.checked)
      .map((box) => box.value)
      .sort();
  const switches = {};
  for (const [name, id] of Object.entries(SWITCHES)) switches[name] = document.getElementById(id).checked;
  setFilters(filters, switches);
}

function show({ filters, switches }) {
  for (const name of FILTERS) {
    const chosen = new Set(filters[name]);
    for (const box of boxes(name)) box.checked = chosen.has(box.value);
    say(name, chosen);
  }
  for (const [name, id] of Object.entries(SWITCHES)) document.getElementById(id).checked = switches[name];
}

const labelOf = (box) => box.closest("label").querySelector(".check-label").firstChild.textContent;

// A folded filter says in its heading what of it is chosen.
function say(name, chosen) {
  const place = document.querySelector(`#filter-${name} > summary .chosen`);
  if (!place) return;
  const labels = boxes(name)
    .filter(({ value }) => chosen.has(value))
    .map(labelOf);
  place.textContent = labels.join(", ") || pageData.words["filters.any"];
  place.closest("details").toggleAttribute("data-chosen", labels.length > 0);
}

document.addEventListener("change", changed);
stateChanged.listen(({ state }) => show(state));
