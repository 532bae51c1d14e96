// The sheets of a phone over the map: the open sheet, and its height (low, half, whole).
import { getElement, getElements, onClick } from "../dom.js";
import { isFiltered } from "./page_data.js";
import { stateChanged } from "./state.js";

const HEIGHTS = ["low", "half", "whole"];
/** @type {Record<string, number>} */
const SHARES = { low: 0.24, half: 0.62, whole: 1 };
const DRAGGED_PX = 6; // a shorter movement is a click

const height = () => document.body.dataset.height || "half";
const openName = () => document.body.dataset.sheet || "map";

function setHeight(/** @type {string} */ name) {
  document.body.dataset.height = name;
  const handle = getElement("#sheet-handle");
  handle.setAttribute("aria-label", `${handle.dataset.name}: ${handle.dataset[name]}`);
}

const openSheet = (/** @type {string} */ name) => {
  document.body.dataset.sheet = "embedded" in document.documentElement.dataset ? "map" : name; // an embedded map has no sheets
  if (name !== "map" && height() === "low") setHeight("half");
  for (const button of getElements("button[data-sheet]")) button.setAttribute("aria-pressed", String(button.dataset.sheet === name));
};

// One step higher or lower; below the lowest the sheet closes.
function step(/** @type {number} */ by) {
  const next = HEIGHTS.indexOf(height()) + by;
  if (next < 0) openSheet("map");
  else setHeight(HEIGHTS[Math.min(next, HEIGHTS.length - 1)]);
}

function watch(/** @type {HTMLElement} */ handle) {
  const main = getElement("main");
  let startY = /** @type {number | null} */ (null);
  let dragged = false;
  const shareAt = (/** @type {PointerEvent} */ { clientY }) => {
    const { bottom, height } = main.getBoundingClientRect();
    return (bottom - clientY) / height;
  };
  handle.dataset.name = handle.getAttribute("aria-label") ?? "";
  setHeight(height());
  handle.addEventListener("pointerdown", (event) => {
    startY = event.clientY;
    dragged = false;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => {
    if (startY === null || (!dragged && Math.abs(event.clientY - startY) < DRAGGED_PX)) return;
    dragged = true;
    main.style.setProperty("--sheet", `${100 * Math.max(0.05, Math.min(1, shareAt(event)))}%`);
  });
  const end = (/** @type {PointerEvent} */ event) => {
    if (startY === null) return;
    startY = null;
    main.style.removeProperty("--sheet");
    if (!dragged) return;
    const share = shareAt(event);
    if (share < SHARES.low / 2) openSheet("map");
    else setHeight(HEIGHTS.reduce((best, name) => (Math.abs(SHARES[name] - share) < Math.abs(SHARES[best] - share) ? name : best)));
  };
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
  // A click goes to the next height, so that no reader has to drag.
  handle.addEventListener("click", () => {
    if (!dragged) setHeight(HEIGHTS[(HEIGHTS.indexOf(height()) + 1) % HEIGHTS.length]);
  });
  handle.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Escape") openSheet("map");
    else step(event.key === "ArrowUp" ? 1 : -1);
  });
}

onClick("button[data-sheet]", ({ dataset: { sheet = "map" } }) => openSheet(openName() === sheet ? "map" : sheet));
let openTab = /** @type {string | undefined} */ (undefined); // the view below the map, until the next change
// On a phone the panel opens with a selection, and makes way for a view that a link opens. Back shows what the address shows.
stateChanged.listen(({ state, cause }) => {
  const { tab } = state.parameters;
  const isAddress = cause === "start" || cause === "pop";
  const opensView = tab && (isAddress ? tab === "compare" : tab !== openTab);
  openTab = tab;
  const hasList = isAddress && isFiltered(state) && !tab; // the panel lists the records that pass
  if (isAddress || cause === "link" || cause === "map") openSheet(opensView || (state.path === "/" && !hasList) ? "map" : "panel");
});
watch(getElement("#sheet-handle"));
