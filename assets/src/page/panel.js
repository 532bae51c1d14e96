// The panel of sources: asks the server for what an address shows, puts it there, and says where the focus goes.
/** @import { Cause, Selection, Signal, State } from "../types" */
import { about, all, make, one } from "../dom.js";
import { signal } from "../signal.js";
import { hrefOf, pathOf, withBase } from "./location.js";
import { FILTERS, OF_WAY, pageData } from "./page_data.js";
import { currentState, historyDepth } from "./state.js";

const MOST_KEPT = 80; // panels, some 20 KB each
const BUSY_AFTER_MS = 150; // a quick answer needs no sign of waiting
const PATIENCE_MS = 200; // that the map waits for the words
const AGAIN_AFTER_MS = 1000;

/** Told when the panel of the present address is on the screen, or the words that it could not be had. @type {Signal<void>} */
export const panelArrived = signal();
const answers = /** @type {Map<string, Promise<string>>} */ (new Map()); // address → HTML, the oldest first
let asked = 0;
let shown = /** @type {string | null} */ (null); // the address of the panel that is on the screen
let coming = Promise.resolve();

// What a panel depends on beside the path: the filters where nothing is selected, and all that is asked of a way.
function addressOf(/** @type {State} */ { path, filters, kept }) {
  const own = path.replace(/^(\/story\/[^/]+)\/\d+$/, "$1"); // the steps of a story have one panel
  const query = new URLSearchParams({ lang: pageData.language, v: pageData.version });
  if (path.startsWith("/corridor/")) for (const name of OF_WAY) if (kept[name]) query.set(name, String(kept[name]));
  if (path === "/" && kept.on && FILTERS.some((name) => filters[name].length)) query.set("on", kept.on);
  if (path === "/") for (const name of FILTERS) if (filters[name].length) query.set(name, filters[name].join(","));
  return withBase(`/panel${own}?${query}`);
}

const rest = (/** @type {number} */ milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function fetched(/** @type {string} */ address) {
  const response = await fetch(address).catch(() => rest(AGAIN_AFTER_MS).then(() => fetch(address)));
  if (!response.ok && response.status !== 404) throw new Error(String(response.status)); // 404 has a panel that says so
  return response.text();
}

function ask(/** @type {string} */ address) {
  const kept = answers.get(address);
  if (kept) return kept;
  const answer = fetched(address);
  answer.catch(() => answers.delete(address));
  answers.set(address, answer);
  const [oldest] = answers.keys();
  if (answers.size > MOST_KEPT) answers.delete(oldest);
  return answer;
}

async function show(/** @type {State} */ state, /** @type {Cause} */ cause) {
  const turn = ++asked;
  const panel = one("#panel");
  const busy = setTimeout(() => panel.setAttribute("aria-busy", "true"), BUSY_AFTER_MS);
  const address = addressOf(state);
  const content = await ask(address).catch(() => null);
  clearTimeout(busy);
  if (turn !== asked) return;
  panel.removeAttribute("aria-busy");
  shown = content === null ? null : address;
  if (content === null) panel.replaceChildren(failed());
  else panel.innerHTML = content; // the server's own views, in which every text is escaped (dashboard/web/pages/render_html.py)
  arrived(cause);
}

function failed() {
  const button = make("button", { type: "button", class: "quiet" }, pageData.words["panel.again"]);
  button.addEventListener("click", () => showPanel(currentState(), "link"));
  return make("div", { class: "failed", role: "alert" }, make("p", {}, pageData.words["panel.failed"]), button);
}

// Who sets filters goes on setting them.
function arrived(/** @type {Cause} */ cause) {
  titles();
  if (!inGrid() && !["control", "filter", "reset"].includes(cause)) document.getElementById("panel-title")?.focus({ preventScroll: true });
  panelArrived.tell();
}

// Who goes through the rows of the table goes on there: each row opens its panel, and the keys stay with the rows.
const inGrid = () => Boolean(document.activeElement?.closest("#dock [role=grid], #dock [role=treegrid]"));

function titles() {
  const title = document.getElementById("panel-title");
  const home = currentState().path === "/";
  document.title = home || !title ? pageData.words.title : `${title.textContent} – ${pageData.words.title}`;
  one("#back").hidden = home && !historyDepth();
  const [counted] = all("#panel [data-statements]");
  one(".sheets [data-sheet=panel]").dataset.passing = counted?.dataset.statements ?? "";
}

export function startPanel() {
  shown = addressOf(currentState());
  titles();
  panelArrived.tell();
}

// What is pointed at or reached by keyboard is likely to be opened next.
function near(/** @type {Event} */ event) {
  const link = about(event, "a.nav, [data-opens]", Element);
  if (link) prefetchPanel(link.getAttribute("data-opens") || pathOf(hrefOf(link)));
}

export const showPanel = (/** @type {State} */ state, /** @type {Cause} */ cause) => {
  coming = show(state, cause);
};
export const panelChanges = (/** @type {State} */ before, /** @type {State} */ state) => addressOf(before) !== addressOf(state);
export const panelIsThere = (/** @type {State} */ state) => addressOf(state) === shown;
export const prefetchPanel = (/** @type {string} */ path) => ask(addressOf({ ...currentState(), path })).catch(() => undefined);
/** What a part of a panel selects. @returns {Selection} */
export const selectionIn = (/** @type {HTMLElement} */ part) => JSON.parse(part.dataset.selection ?? "null");
/** What the panel of another address selects. */
export const selectionAt = async (/** @type {State} */ state) => {
  const page = new DOMParser().parseFromString(await ask(addressOf(state)), "text/html");
  return selectionIn(one("#panel-selection", HTMLElement, page));
};
/** Words first: `run` comes when the panel that was asked for is on the screen, or has kept us waiting. */
export const afterPanel = (/** @type {() => void} */ run) =>
  Promise.race([coming, rest(PATIENCE_MS)]).then(() => requestAnimationFrame(() => setTimeout(run)));
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, near, { passive: true });
