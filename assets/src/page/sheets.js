// The sheets of a phone: which lies over the map, and how high it stands (low, half, whole).
import { all, onClick, one } from "../dom.js";
import { isFiltered } from "./page_data.js";
import { stateChanged } from "./state.js";

const HEIGHTS = ["low", "half", "whole"];
/** @type {Record<string, number>} */
const SHARES = { low: 0.24, half: 0.62, whole: 1 };
const MOVED_PX = 6; // less is a press
const root = document.documentElement;

const height = () => document.body.dataset.height || "half";
const opened = () => document.body.dataset.sheet || "map";

function setHeight(/** @type {string} */ name) {
  document.body.dataset.height = name;
  const handle = one("#sheet-handle");
  handle.setAttribute("aria-label", `${handle.dataset.name}: ${handle.dataset[name]}`);
}

export const openSheet = (/** @type {string} */ name) => {
  document.body.dataset.sheet = "embedded" in root.dataset ? "map" : name; // an embedded map has no sheets
  if (name !== "map" && height() === "low") setHeight("half");
  for (const button of all("button[data-sheet]")) button.setAttribute("aria-pressed", String(button.dataset.sheet === name));
};

// One step higher or lower; below the lowest the map is free.
function step(/** @type {number} */ by) {
  const next = HEIGHTS.indexOf(height()) + by;
  if (next < 0) openSheet("map");
  else setHeight(HEIGHTS[Math.min(next, HEIGHTS.length - 1)]);
}

function watch(/** @type {HTMLElement} */ handle) {
  const main = one("main");
  let from = /** @type {number | null} */ (null);
  let moved = false;
  const shareAt = (/** @type {PointerEvent} */ { clientY }) => {
    const { bottom, height } = main.getBoundingClientRect();
    return (bottom - clientY) / height;
  };
  handle.dataset.name = handle.getAttribute("aria-label") ?? "";
  setHeight(height());
  handle.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    moved = false;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => {
    if (from === null || (!moved && Math.abs(event.clientY - from) < MOVED_PX)) return;
    moved = true;
    main.style.setProperty("--sheet", `${100 * Math.max(0.05, Math.min(1, shareAt(event)))}%`);
  });
  const end = (/** @type {PointerEvent} */ event) => {
    if (from === null) return;
    from = null;
    main.style.removeProperty("--sheet");
    if (!moved) return;
    const share = shareAt(event);
    if (share < SHARES.low / 2) openSheet("map");
    else setHeight(HEIGHTS.reduce((best, name) => (Math.abs(SHARES[name] - share) < Math.abs(SHARES[best] - share) ? name : best)));
  };
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
  // A press goes round: a drag is never needed.
  handle.addEventListener("click", () => {
    if (!moved) setHeight(HEIGHTS[(HEIGHTS.indexOf(height()) + 1) % HEIGHTS.length]);
  });
  handle.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Escape") openSheet("map");
    else step(event.key === "ArrowUp" ? 1 : -1);
  });
}

onClick("button[data-sheet]", ({ dataset: { sheet = "map" } }) => openSheet(opened() === sheet ? "map" : sheet));
// What is selected is read in the sources; on a phone that sheet comes up by itself.
stateChanged.listen(({ state, cause }) => {
  const answers = cause === "start" && isFiltered(state) && !state.kept.tab; // what passes, in words
  if (["link", "map", "start"].includes(cause)) openSheet(state.path === "/" && !answers ? "map" : "panel");
});
watch(one("#sheet-handle"));
