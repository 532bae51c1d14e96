// Where one was in the panel, what was scrolled to and what was unfolded: kept with the entry of the history, for the way back.
import { all, one } from "../dom.js";
import { panelArrived, panelIsThere } from "./panel.js";
import { currentState } from "./state.js";

const REST_MS = 120;
let waiting = 0;

const area = () => one("#panel-area");
const folds = () => all("#panel-area details", HTMLDetailsElement);

export function notePlace() {
  clearTimeout(waiting);
  if (!panelIsThere(currentState())) return; // what is on the screen belongs to another address
  const place = { scroll: area().scrollTop, open: folds().map(({ open }) => open) };
  history.replaceState({ ...history.state, place }, "");
}

function noteSoon(/** @type {Event} */ { target }) {
  clearTimeout(waiting);
  if (target instanceof Node && area().contains(target)) waiting = setTimeout(notePlace, REST_MS);
}

/* The panel as it was left; at its top where it has not been before. */
function goBack() {
  const { scroll = 0, open = [] } = history.state?.place || {};
  folds().forEach((fold, at) => {
    if (at in open) fold.open = open[at];
  });
  area().scrollTop = scroll;
}

panelArrived.listen(goBack);
for (const kind of ["scroll", "toggle"]) document.addEventListener(kind, noteSoon, { capture: true, passive: true });
window.addEventListener("popstate", () => clearTimeout(waiting));
