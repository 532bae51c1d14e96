// The panel of the page: requests it from the server for each address, shows it, and moves the focus to it.
/** @import { Cause, Selection, Signal, State } from "../types" */
import { closestElement, getElement, getElements, make } from "../dom.js";
import { wait } from "../requests.js";
import { signal } from "../signal.js";
import { hrefOf, pathOf, withBase } from "./location.js";
import { FILTERS, OF_WAY, pageData } from "./page_data.js";
import { currentState, historyDepth } from "./state.js";

const MOST_CACHED = 80; // panels, some 20 KB each
const BUSY_AFTER_MS = 150; // a quick answer needs no sign of waiting
const MAP_WAITS_MS = 200; // the longest time that the map waits for the panel
const RETRY_AFTER_MS = 1000;

/** Emitted when the panel of the current address is on the screen, or a message that it could not be loaded. @type {Signal<void>} */
export const panelArrived = signal();
const panels = /** @type {Map<string, Promise<string>>} */ (new Map()); // HTML by address, the oldest first
let lastRequest = 0;
let currentAddress = /** @type {string | null} */ (null); // the address of the panel on the screen
let loading = Promise.resolve();

// Without a selection, the panel depends on the filters and the day; for a way, on the parameters of the way.
function addressOf(/** @type {State} */ { path, filters, parameters }) {
  const panelPath = path.replace(/^(\/story\/[^/]+)\/\d+$/, "$1"); // all steps of a story have one panel
  const query = new URLSearchParams({ lang: pageData.language, v: pageData.version });
  if (path.startsWith("/corridor/")) for (const name of OF_WAY) if (parameters[name]) query.set(name, String(parameters[name]));
  if (path === "/") {
    const chosen = FILTERS.filter((name) => filters[name].length);
    if (chosen.length && parameters.on) query.set("on", parameters.on);
    for (const name of chosen) query.set(name, filters[name].join(","));
  }
  return withBase(`/panel${panelPath}?${query}`);
}

async function fetchPanel(/** @type {string} */ address) {
  const response = await fetch(address).catch(() => wait(RETRY_AFTER_MS).then(() => fetch(address)));
  if (!response.ok && response.status !== 404) throw new Error(String(response.status)); // the panel of 404 says so
  return response.text();
}

function loadPanel(/** @type {string} */ address) {
  const cached = panels.get(address);
  if (cached) return cached;
  const panel = fetchPanel(address);
  panel.catch(() => panels.delete(address));
  panels.set(address, panel);
  const [oldest] = panels.keys();
  if (panels.size > MOST_CACHED) panels.delete(oldest);
  return panel;
}

async function show(/** @type {State} */ state, /** @type {Cause} */ cause) {
  const request = ++lastRequest;
  const panel = getElement("#panel");
  const busy = setTimeout(() => panel.setAttribute("aria-busy", "true"), BUSY_AFTER_MS);
  const address = addressOf(state);
  const content = await loadPanel(address).catch(() => null);
  clearTimeout(busy);
  if (request !== lastRequest) return;
  panel.removeAttribute("aria-busy");
  currentAddress = content === null ? null : address;
  if (content === null) panel.replaceChildren(failureMessage());
  else panel.innerHTML = content; // HTML from the server, in which every text is escaped (dashboard/web/pages/render_html.py)
  showTitles();
  // A reader who works in the filters or in the rows of the table keeps the focus there.
  const inGrid = document.activeElement?.closest("#dock [role=grid], #dock [role=treegrid]");
  if (!inGrid && !["control", "filter", "reset"].includes(cause)) document.getElementById("panel-title")?.focus({ preventScroll: true });
  panelArrived.emit();
}

function failureMessage() {
  const button = make("button", { type: "button", class: "quiet" }, pageData.words["panel.again"]);
  button.addEventListener("click", () => showPanel(currentState(), "link"));
  return make("div", { class: "failed", role: "alert" }, make("p", {}, pageData.words["panel.failed"]), button);
}

function showTitles() {
  const title = document.getElementById("panel-title");
  const home = currentState().path === "/";
  document.title = home || !title ? pageData.words.title : `${title.textContent} – ${pageData.words.title}`;
  getElement("#back").hidden = home && !historyDepth();
  const [counted] = getElements("#panel [data-statements]");
  getElement(".sheets [data-sheet=panel]").dataset.passing = counted?.dataset.statements ?? "";
}

export function startPanel() {
  currentAddress = addressOf(currentState());
  showTitles();
  panelArrived.emit();
}

// A reader often opens the link that has the pointer or the focus, so its panel is loaded ahead.
function prefetch(/** @type {Event} */ event) {
  const link = closestElement(event, "a.nav, [data-opens]", Element);
  if (link) prefetchPanel(link.getAttribute("data-opens") || pathOf(hrefOf(link)));
}

export const showPanel = (/** @type {State} */ state, /** @type {Cause} */ cause) => {
  loading = show(state, cause);
};
export const panelChanges = (/** @type {State} */ before, /** @type {State} */ state) => addressOf(before) !== addressOf(state);
export const isPanelCurrent = (/** @type {State} */ state) => addressOf(state) === currentAddress;
export const prefetchPanel = (/** @type {string} */ path) => loadPanel(addressOf({ ...currentState(), path })).catch(() => undefined);
/** The selection of a part of a panel. @returns {Selection} */
export const selectionIn = (/** @type {HTMLElement} */ part) => JSON.parse(part.dataset.selection ?? "null");
/** The selection of the panel of another address. */
export const selectionAt = async (/** @type {State} */ state) => {
  const page = new DOMParser().parseFromString(await loadPanel(addressOf(state)), "text/html");
  return selectionIn(getElement("#panel-selection", HTMLElement, page));
};
/** Runs `run` when the requested panel is on the screen, or after the longest wait. */
export const afterPanel = (/** @type {() => void} */ run) =>
  Promise.race([loading, wait(MAP_WAITS_MS)]).then(() => requestAnimationFrame(() => setTimeout(run)));
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, prefetch, { passive: true });
