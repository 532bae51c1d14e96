// The controls for the record on another day (dashboard/views/time_bar.py): a slider by months, a field for a date, and a button that
// goes from change to change. Map and counts follow each step in the browser; address, panel and views follow the last step.
/** @import { State } from "../types" */
import { getElement, make } from "../dom.js";
import { prefersReducedMotion } from "../map/view.js";
import { fillText, numberText } from "../number_text.js";
import { isFiltered, pageData } from "./page_data.js";
import { indexOn, loadTimeline, nextChange, timelineArrived } from "./past.js";
import { inCalendar, lastDay } from "./record_on.js";
import { goToDay } from "./router.js";
import { currentState, stateChanged } from "./state.js";

const [SETTLED_MS, PLAY_MS] = [400, 900];

/** Starts the controls. The page of a catalogue that is too large does not have them. */
export function startTime() {
  const bar = getElement("#time-bar");
  const opener = getElement("#time-open", HTMLButtonElement);
  const field = getElement("#time-day", HTMLInputElement);
  const description = getElement("#time-told");
  const panelNote = getElement("#time-panel");
  const { first = "", last = "" } = bar.dataset;
  const { words } = pageData;
  const pattern = new RegExp(`^(?:${pageData.grammar.names.on})$`);
  const dates = /** @type {string[]} */ (JSON.parse(bar.dataset.dates ?? "[]")); // by month

  // Months are counted from the year 0. The last month of the slider, that of the last change, stands for the current record.
  const numberOf = (/** @type {string} */ date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || 12) - 1;
  const monthOf = (/** @type {number} */ number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;

  const slider = make("input", {
    type: "range",
    id: "time-slider",
    min: String(numberOf(first)),
    max: String(numberOf(last)),
    "aria-label": words["time.label"],
  });
  const player = make("button", { type: "button", id: "time-play" });
  let settling = 0;
  let playing = 0;

  const isOpen = () => !bar.hidden;
  const on = () => currentState().parameters.on;

  function go(/** @type {string | undefined} */ day, settled = false) {
    clearTimeout(settling);
    goToDay(day, settled);
    if (!settled) settling = setTimeout(goToDay, SETTLED_MS, day, true);
  }

  function sliderMoved() {
    stop();
    const number = slider.valueAsNumber;
    go(number < numberOf(last) ? monthOf(number) : undefined);
  }

  function dateTyped() {
    stop();
    const text = field.value.trim();
    const valid = !text || (pattern.test(text) && inCalendar(text));
    getElement("#time-wrong").hidden = valid;
    field.setAttribute("aria-invalid", String(!valid));
    if (valid) go(text || undefined, true);
  }

  // With reduced motion each press goes to the next change.
  function play() {
    if (playing) return stop();
    if (on() && nextChange(lastDay(on() ?? ""))) step();
    else go(monthOf(numberOf(first)));
    if (!prefersReducedMotion()) playing = setInterval(step, PLAY_MS);
    return labelPlayer();
  }

  function step() {
    const day = nextChange(lastDay(on() ?? first));
    if (!day || day.slice(0, 7) >= last) {
      stop();
      return go(undefined);
    }
    return go(monthOf(numberOf(day)));
  }

  function stop() {
    clearInterval(playing);
    playing = 0;
    labelPlayer();
  }

  function labelPlayer() {
    const name = playing ? "time.stop" : prefersReducedMotion() ? "time.next" : "time.play";
    player.toggleAttribute("data-playing", playing > 0);
    player.textContent = playing ? "■" : "▶";
    player.setAttribute("aria-label", words[name]);
    player.title = words[name];
  }

  function show(/** @type {State} */ { parameters, path, filters }) {
    const day = lastDay(parameters.on ?? last);
    const [y, month, d] = day.split("-");
    const date = fillText(dates[Number(month) - 1], { y, d: Number(d) });
    slider.value = String(parameters.on ? numberOf(day) : numberOf(last));
    slider.setAttribute("aria-valuetext", parameters.on ? date : words["time.today_is"]);
    if (document.activeElement !== field) field.value = parameters.on ?? "";
    const record = parameters.on && indexOn(parameters.on);
    const [dayText, countText] = description.children;
    dayText.textContent = parameters.on ? fillText(description.dataset.stood, { date }) : "";
    if (record)
      countText.textContent = fillText(description.dataset.said, { n: numberText(record.said[0]), d: numberText(record.said[1]) });
    description.hidden = !parameters.on;
    panelNote.hidden = !parameters.on || (path === "/" && isFiltered({ filters })); // a filtered list follows the day
    panelNote.textContent = fillText(panelNote.dataset.text, { date });
  }

  function setOpen(/** @type {boolean} */ open) {
    bar.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) loadTimeline().catch(showFailure);
    else stop();
  }

  function showFailure() {
    description.hidden = false;
    description.children[0].textContent = words["filters.failed"];
  }

  opener.addEventListener("click", () => {
    setOpen(!isOpen());
    if (isOpen()) slider.focus();
    else go(undefined, true);
  });
  field.addEventListener("change", dateTyped);
  slider.addEventListener("input", sliderMoved);
  player.addEventListener("click", play);
  getElement("#time-today").addEventListener("click", (event) => {
    event.preventDefault();
    stop();
    go(undefined, true);
    slider.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !playing) return;
    stop();
    event.preventDefault();
  });
  getElement("#time-form").before(player, slider);
  getElement("a.nav", HTMLAnchorElement, description).href = "?tab=promises"; // the promises on the chosen day
  labelPlayer();
  stateChanged.listen(({ state }) => {
    if (state.parameters.on && !isOpen()) setOpen(true);
    show(state);
  });
  timelineArrived.listen(() => show(currentState()));
  if (on()) loadTimeline().catch(showFailure);
}
