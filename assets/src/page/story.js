// A story beside the map: the step that is read is the step that the map shows, and the address names. Scrolling, the arrow
// keys and the buttons go from step to step (dashboard/views/story/story_panel.py).
import { listen, MAP_FAILED } from "../events.js";
import { panelArrived } from "./panel.js";
import { goToStep } from "./router.js";
import { currentState, stateChanged } from "./state.js";

const READ_AT = 0.35; // of the panel's height: a step is read when its heading has come so far up
const SETTLED_MS = 900; // what the page itself scrolls is not read on the way
const STORY = /^\/story\/([^/]+)(?:\/(\d+))?$/;
const area = () => document.getElementById("panel-area");
const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
let frame = 0;
let scrollingUntil = 0;

const stepOf = ({ path }) => Number(STORY.exec(path)?.[2] || 1);
const steps = () => (STORY.test(currentState().path) ? [...document.querySelectorAll("#panel .story-step")] : []);

// The step of the address is the marked one: selection.js reads from it what is selected.
function mark() {
  const all = steps();
  const now = stepOf(currentState());
  for (const step of all) {
    if (Number(step.dataset.step) === now) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }
  const place = document.querySelector("#panel .story-place");
  if (place) place.textContent = place.dataset.template.replace("{n}", now).replace("{of}", all.length);
  for (const button of document.querySelectorAll("#panel [data-walk]")) {
    const to = now + Number(button.dataset.walk);
    button.disabled = to < 1 || to > all.length;
  }
}

function scrollTo(step) {
  scrollingUntil = performance.now() + SETTLED_MS;
  const head = document.querySelector("#panel .story-walk")?.offsetHeight || 0;
  const top = Number(step.dataset.step) === 1 ? 0 : step.offsetTop - head - 12;
  area().scrollTo({ top, behavior: still() ? "auto" : "smooth" });
}

function open(step) {
  const [, story] = STORY.exec(currentState().path);
  goToStep(`/story/${story}/${step.dataset.step}`);
}

function walk(by) {
  const step = steps().find(({ dataset }) => Number(dataset.step) === stepOf(currentState()) + by);
  if (!step) return;
  open(step);
  scrollTo(step);
}

// Of the steps whose headings have come up far enough, the last; at the end of the panel, the last of all.
function read() {
  const all = steps();
  if (!all.length || performance.now() < scrollingUntil) return;
  const { top, height } = area().getBoundingClientRect();
  const passed = all.filter((step) => step.getBoundingClientRect().top < top + READ_AT * height);
  const step = passed.at(-1) || all[0];
  if (Number(step.dataset.step) !== stepOf(currentState())) open(step);
}

function pressed(event) {
  const away = event.target.closest?.("input, textarea, select, [contenteditable], #map, #dock, #search");
  if (away || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const forth = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = forth === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  if (![forth, back].includes(event.key) || !steps().length) return;
  event.preventDefault();
  walk(event.key === forth ? 1 : -1);
}

function clicked(event) {
  const button = event.target.closest?.("#panel [data-walk]");
  if (button) walk(Number(button.dataset.walk));
  const mark = event.target.closest?.("#panel a.rests");
  if (!mark) return;
  event.preventDefault(); // the address is the step's
  const record = document.querySelector(mark.getAttribute("href"));
  record.tabIndex = -1;
  record.focus({ preventScroll: true });
  record.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
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
document.addEventListener("click", clicked);
