// The record of another day (dashboard/views/time_bar.py): a slider by months, a typed date, and a button that goes from change to
// change. Map and counts follow each step in the browser; address, panel and views follow where one stops.
/** @import { State } from "../types" */
import { make, one } from "../dom.js";
import { still } from "../map/view.js";
import { numberText } from "../number_text.js";
import { pageData } from "./page_data.js";
import { indexOn, nextChange, timelineArrived, whenTimeline } from "./past.js";
import { inCalendar, lastDay } from "./record_on.js";
import { goToDay } from "./router.js";
import { currentState, stateChanged } from "./state.js";

const [SETTLED_MS, PLAY_MS] = [400, 900];

/** The controls work from now on. Not where the catalogue is too large for its other days: the page has none then. */
export function startTime() {
  const bar = one("#time-bar");
  const opener = one("#time-open", HTMLButtonElement);
  const field = one("#time-day", HTMLInputElement);
  const told = one("#time-told");
  const panelNote = one("#time-panel");
  const { first = "", last = "" } = bar.dataset;
  const { words } = pageData;
  const pattern = new RegExp(`^(?:${pageData.grammar.names.on})$`);
  const dates = /** @type {string[]} */ (JSON.parse(bar.dataset.dates ?? "[]")); // by month

  // Months are counted from the year 0; the last on the slider is that of the last change: the record as it stands.
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
  const on = () => currentState().kept.on;

  function go(/** @type {string | undefined} */ day, settled = false) {
    clearTimeout(settling);
    goToDay(day, settled);
    if (!settled) settling = setTimeout(goToDay, SETTLED_MS, day, true);
  }

  function slid() {
    stop();
    const number = slider.valueAsNumber;
    go(number < numberOf(last) ? monthOf(number) : undefined);
  }

  function typed() {
    stop();
    const text = field.value.trim();
    const right = !text || (pattern.test(text) && inCalendar(text));
    one("#time-wrong").hidden = right;
    field.setAttribute("aria-invalid", String(!right));
    if (right) go(text || undefined, true);
  }

  // Where nothing shall move by itself each press goes to the next change.
  function play() {
    if (playing) return stop();
    const begun = on() && nextChange(lastDay(on() ?? ""));
    if (!begun) go(monthOf(numberOf(first)));
    else step();
    if (!still()) playing = setInterval(step, PLAY_MS);
    return sayPlay();
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
    sayPlay();
  }

  function sayPlay() {
    const name = playing ? "time.stop" : still() ? "time.next" : "time.play";
    player.toggleAttribute("data-playing", playing > 0);
    player.textContent = playing ? "■" : "▶";
    player.setAttribute("aria-label", words[name]);
    player.title = words[name];
  }

  const fill = (/** @type {string | undefined} */ template = "", /** @type {Record<string, string>} */ values) =>
    template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function say(/** @type {State} */ { kept, path }) {
    const day = lastDay(kept.on ?? last);
    const [y, month, d] = day.split("-");
    const date = fill(dates[Number(month) - 1], { y, d: String(Number(d)) });
    slider.value = String(kept.on ? numberOf(day) : numberOf(last));
    slider.setAttribute("aria-valuetext", kept.on ? date : words["time.today_is"]);
    if (document.activeElement !== field) field.value = kept.on ?? "";
    const record = kept.on && indexOn(kept.on);
    const [stood, said] = told.children;
    stood.textContent = kept.on ? fill(told.dataset.stood, { date }) : "";
    if (record) said.textContent = fill(told.dataset.said, { n: numberText(record.said[0]), d: numberText(record.said[1]) });
    told.hidden = !kept.on;
    panelNote.hidden = !kept.on || path === "/"; // the list of what passes follows the day
    panelNote.textContent = fill(panelNote.dataset.text, { date });
  }

  function open(/** @type {boolean} */ wanted) {
    bar.hidden = !wanted;
    opener.setAttribute("aria-expanded", String(wanted));
    if (wanted) whenTimeline().catch(failed);
    else stop();
  }

  function failed() {
    told.hidden = false;
    told.children[0].textContent = words["filters.failed"];
  }

  opener.addEventListener("click", () => {
    const wanted = !isOpen();
    open(wanted);
    if (wanted) slider.focus();
    else go(undefined, true);
  });
  field.addEventListener("change", typed);
  slider.addEventListener("input", slid);
  player.addEventListener("click", play);
  one("#time-today").addEventListener("click", (event) => {
    event.preventDefault();
    stop();
    go(undefined, true);
    slider.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && playing) {
      stop();
      event.preventDefault();
    }
  });
  one("#time-form").before(player, slider);
  one("a.nav", HTMLAnchorElement, told).href = "?tab=promises"; // of whatever day is chosen
  sayPlay();
  stateChanged.listen(({ state }) => {
    if (state.kept.on && !isOpen()) open(true);
    say(state);
  });
  timelineArrived.listen(() => say(currentState()));
  if (on()) whenTimeline().catch(failed);
}
