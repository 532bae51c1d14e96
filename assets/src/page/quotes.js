// Quotations are text: a click on one opens its statement, a drag or a double click selects words.
import { closestElement } from "../dom.js";
import { navigate } from "./router.js";

const DOUBLE_CLICK_MS = 300;
const DRAGGED_PX = 6; // a shorter movement is a click
let timer = 0;
let hadSelection = false;
let start = [0, 0];

const hasSelection = () => !(getSelection()?.isCollapsed ?? true);

function clicked(/** @type {MouseEvent} */ event) {
  clearTimeout(timer);
  const path = closestElement(event, "[data-opens]")?.dataset.opens;
  const dragged = Math.hypot(event.clientX - start[0], event.clientY - start[1]) > DRAGGED_PX; // even if it selected nothing
  if (!path || dragged || event.detail !== 1 || hadSelection || hasSelection() || closestElement(event, "a, button", Element)) return;
  timer = setTimeout(() => {
    if (!hasSelection()) navigate(path);
  }, DOUBLE_CLICK_MS);
}

// A click that removes a selection opens nothing.
document.addEventListener(
  "pointerdown",
  (event) => {
    hadSelection = hasSelection();
    start = [event.clientX, event.clientY];
  },
  { capture: true, passive: true },
);
document.addEventListener("click", clicked);
