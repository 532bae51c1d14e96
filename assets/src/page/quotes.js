// Quoted words are text first: a press on them opens their statement, a drag or a double click selects them.
import { about } from "../dom.js";
import { navigate } from "./router.js";

const DOUBLE_CLICK_MS = 300; // a second press within it is a double click
const DRAGGED_PX = 6; // less is a press
let due = 0;
let hadSelection = false;
let from = [0, 0];

const selects = () => !(getSelection()?.isCollapsed ?? true);

function pressed(/** @type {MouseEvent} */ event) {
  clearTimeout(due);
  const path = about(event, "[data-opens]")?.dataset.opens;
  const dragged = Math.hypot(event.clientX - from[0], event.clientY - from[1]) > DRAGGED_PX; // also where it selected nothing
  if (!path || dragged || event.detail !== 1 || hadSelection || selects() || about(event, "a, button", Element)) return;
  due = setTimeout(() => {
    if (!selects()) navigate(path);
  }, DOUBLE_CLICK_MS);
}

// A press that takes a selection away opens nothing either.
document.addEventListener(
  "pointerdown",
  (event) => {
    hadSelection = selects();
    from = [event.clientX, event.clientY];
  },
  { capture: true, passive: true },
);
document.addEventListener("click", pressed);
