// A story beside the map: the map and the address have the step that the reader is at. Scrolling, the arrow keys and the buttons
// change the step (dashboard/views/story/story_panel.py).
/** @import { State } from "../types" */
import { arrowDirection, closestElement, getElement, getElements, onClick } from "../dom.js";
import { listen, MAP_FAILED } from "../events.js";
import { prefersReducedMotion } from "../map/view.js";
import { fillText } from "../number_text.js";
import { panelArrived } from "./panel.js";
import { goToStep } from "./router.js";
import { currentState, stateChanged } from "./state.js";

const READING_LINE = 0.35; // of the height of the panel: the reader is at the last step whose heading is above this line
const SCROLLING_MS = 900; // while the page itself scrolls, the steps on the way do not count
const STORY = /^\/story\/([^/]+)(?:\/(\d+))?$/;
const area = () => getElement("#panel-area");
let frame = 0;
let scrollingUntil = 0;

const stepOf = (/** @type {State} */ { path }) => Number(STORY.exec(path)?.[2] || 1);
const steps = () => (STORY.test(currentState().path) ? getElements("#panel .story-step") : []);

// Marks the step of the address; selection.js reads its selection.
function mark() {
  const all = steps();
  const current = stepOf(currentState());
  for (const step of all) {
    if (Number(step.dataset.step) === current) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }
  const [counter] = getElements("#panel .story-place");
  if (counter) counter.textContent = fillText(counter.dataset.template, { n: current, of: all.length });
  for (const button of getElements("#panel [data-walk]", HTMLButtonElement)) {
    const target = current + Number(button.dataset.walk);
    button.disabled = target < 1 || target > all.length;
  }
}

// The lower edge of the sticky bar above the steps, from the top of the panel; on a phone it is below the handle of the sheet.
function barBottom(/** @type {HTMLElement | undefined} */ bar) {
  if (!bar) return 0;
  const [top, padding] = [getComputedStyle(bar).top, getComputedStyle(area()).paddingTop].map(Number.parseFloat);
  return top + padding + bar.offsetHeight || 0;
}

function scrollTo(/** @type {HTMLElement} */ step) {
  scrollingUntil = performance.now() + SCROLLING_MS;
  const bar = barBottom(getElements("#panel .story-walk")[0]);
  const top = Number(step.dataset.step) === 1 ? 0 : step.offsetTop - bar - 12;
  area().scrollTo({ top, behavior: prefersReducedMotion() ? "auto" : "smooth" });
}

function open(/** @type {HTMLElement} */ step) {
  goToStep(currentState().path.replace(STORY, `/story/$1/${step.dataset.step}`));
}

function walk(/** @type {number} */ by) {
  const step = steps().find(({ dataset }) => Number(dataset.step) === stepOf(currentState()) + by);
  if (!step) return;
  open(step);
  scrollTo(step);
}

// Opens the last step whose heading is above the reading line.
function openStepInSight() {
  const all = steps();
  if (!all.length || performance.now() < scrollingUntil) return;
  const { top, height } = area().getBoundingClientRect();
  const step = all.findLast((other) => other.getBoundingClientRect().top < top + READING_LINE * height) || all[0];
  if (Number(step.dataset.step) !== stepOf(currentState())) open(step);
}

function pressed(/** @type {KeyboardEvent} */ event) {
  const other = closestElement(event, "input, textarea, select, [contenteditable], #map, #dock, #search", Element);
  if (other || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!arrowDirection(event) || !steps().length) return;
  event.preventDefault();
  walk(arrowDirection(event));
}

function keepInSight() {
  const step = steps()[stepOf(currentState()) - 1];
  if (step) scrollTo(step);
}

// An address with a step scrolls to this step; "back" restores the scroll position (panel_place.js).
function arrived() {
  mark();
  if (stepOf(currentState()) > 1 && !history.state?.place) keepInSight();
}

panelArrived.listen(arrived);
stateChanged.listen(({ cause }) => {
  mark();
  if (["link", "pop"].includes(cause)) keepInSight();
});
document.addEventListener(
  "scroll",
  ({ target }) => {
    if (target !== area()) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(openStepInSight);
  },
  { capture: true, passive: true },
);
// Without a map the steps get pictures, which move the steps.
listen(MAP_FAILED, () => stepOf(currentState()) > 1 && requestAnimationFrame(keepInSight));
document.addEventListener("keydown", pressed);
onClick("#panel [data-walk]", ({ dataset }) => walk(Number(dataset.walk)));
onClick("#panel a.rests", (mark, event) => {
  event.preventDefault(); // the address keeps the step
  const record = getElement(mark.getAttribute("href") ?? "");
  record.tabIndex = -1;
  record.focus({ preventScroll: true });
  record.scrollIntoView({ block: "nearest", behavior: prefersReducedMotion() ? "auto" : "smooth" });
});
