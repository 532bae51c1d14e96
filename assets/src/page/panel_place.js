// The entry of the history has the scroll position and the open parts of the panel, which "back" restores.
import { getElement, getElements } from "../dom.js";
import { isPanelCurrent, panelArrived } from "./panel.js";
import { currentState } from "./state.js";

const SETTLED_MS = 120;
let timer = 0;

const area = () => getElement("#panel-area");
const folds = () => getElements("#panel-area details", HTMLDetailsElement);

export function notePlace() {
  clearTimeout(timer);
  if (!isPanelCurrent(currentState())) return; // the panel on the screen belongs to another address
  const place = { scroll: area().scrollTop, open: folds().map(({ open }) => open) };
  history.replaceState({ ...history.state, place }, "");
}

function noteSoon(/** @type {Event} */ { target }) {
  clearTimeout(timer);
  if (target instanceof Node && area().contains(target)) timer = setTimeout(notePlace, SETTLED_MS);
}

// A new panel begins at its top.
function restorePlace() {
  const { scroll = 0, open = [] } = history.state?.place || {};
  folds().forEach((fold, at) => {
    if (at in open) fold.open = open[at];
  });
  area().scrollTop = scroll;
}

panelArrived.listen(restorePlace);
for (const kind of ["scroll", "toggle"]) document.addEventListener(kind, noteSoon, { capture: true, passive: true });
window.addEventListener("popstate", () => clearTimeout(timer));
