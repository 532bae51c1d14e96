// A story beside the map: the step that is read is the step that the map shows, and the address names. Scrolling, the arrow
// keys and the buttons go from step to step (dashboard/views/story/story_panel.py).
/** @import { State } from "../types" */
import { about, all, arrowOf, onClick, one } from "../dom.js";
import { listen, MAP_FAILED } from "../events.js";
import { still } from "../map/view.js";
import { panelArrived } from "./panel.js";
import { goToStep } from "./router.js";
import { currentState, stateChanged } from "./state.js";

const READ_AT = 0.35; // of the panel's height: a step is read when its heading has come so far up
const SETTLED_MS = 900; // what the page itself scrolls is not read on the way
const STORY = /^\/story\/([^/]+)(?:\/(\d+))?$/;
const area = () => one("#panel-area");
let frame = 0;
let scrollingUntil = 0;

const stepOf = (/** @type {State} */ { path }) => Number(STORY.exec(path)?.[2] || 1);
const steps = () => (STORY.test(currentState().path) ? all("#panel .story-step") : []);

// The step of the address is the marked one: selection.js reads from it what is selected.
function mark() {
  const every = steps();
  const now = stepOf(currentState());
  for (const step of every) {
    if (Number(step.dataset.step) === now) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }
  const [place] = all("#panel .story-place");
  if (place) place.textContent = (place.dataset.template ?? "").replace("{n}", String(now)).replace("{of}", String(every.length));
  for (const button of all("#panel [data-walk]", HTMLButtonElement)) {
    const to = now + Number(button.dataset.walk);
    button.disabled = to < 1 || to > every.length;
  }
}

// Where the bar above the steps ends once it sticks, from the top of the panel: on a phone below the sheet's handle.
function walkBottom(/** @type {HTMLElement | undefined} */ walk) {
  if (!walk) return 0;
  const [above, inside] = [getComputedStyle(walk).top, getComputedStyle(area()).paddingTop].map(Number.parseFloat);
  return above + inside + walk.offsetHeight || 0;
}

function scrollTo(/** @type {HTMLElement} */ step) {
  scrollingUntil = performance.now() + SETTLED_MS;
  const head = walkBottom(all("#panel .story-walk")[0]);
  const top = Number(step.dataset.step) === 1 ? 0 : step.offsetTop - head - 12;
  area().scrollTo({ top, behavior: still() ? "auto" : "smooth" });
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

// Of the steps whose headings have come up far enough, the last; at the end of the panel, the last of all.
function read() {
  const every = steps();
  if (!every.length || performance.now() < scrollingUntil) return;
  const { top, height } = area().getBoundingClientRect();
  const passed = every.filter((step) => step.getBoundingClientRect().top < top + READ_AT * height);
  const step = passed.at(-1) || every[0];
  if (Number(step.dataset.step) !== stepOf(currentState())) open(step);
}

function pressed(/** @type {KeyboardEvent} */ event) {
  const away = about(event, "input, textarea, select, [contenteditable], #map, #dock, #search", Element);
  if (away || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!arrowOf(event) || !steps().length) return;
  event.preventDefault();
  walk(arrowOf(event));
}

function keepInSight() {
  const step = steps()[stepOf(currentState()) - 1];
  if (step) scrollTo(step);
}

// Where one comes to a step by its address its heading is in sight; the way back has its own place (panel_place.js).
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
    frame = requestAnimationFrame(read);
  },
  { capture: true, passive: true },
);
// Without a map the steps have pictures, which move them.
listen(MAP_FAILED, () => stepOf(currentState()) > 1 && requestAnimationFrame(keepInSight));
document.addEventListener("keydown", pressed);
onClick("#panel [data-walk]", ({ dataset }) => walk(Number(dataset.walk)));
onClick("#panel a.rests", (mark, event) => {
  event.preventDefault(); // the address is the step's
  const record = one(mark.getAttribute("href") ?? "");
  record.tabIndex = -1;
  record.focus({ preventScroll: true });
  record.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
});
