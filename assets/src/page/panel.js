// The panel of sources: asks the server for what an address shows, puts it there, and says where the focus goes.
import { signal } from "../signal.js";
import { hrefOf, pathOf, withBase } from "./location.js";
import { FILTERS, pageData } from "./page_data.js";
import { currentState, historyDepth } from "./state.js";

const MOST_KEPT = 80; // panels, some 20 KB each
const BUSY_AFTER_MS = 150; // a quick answer needs no sign of waiting
const PATIENCE_MS = 200; // that the map waits for the words
const AGAIN_AFTER_MS = 1000;

/** Told when the panel of the present address is on the screen, or the words that it could not be had. */
export const panelArrived = signal();
const answers = new Map(); // address → promise of HTML, the oldest first
let asked = 0;
let shown = null; // the address of the panel that is on the screen
let coming = Promise.resolve();

// What a panel depends on beside the path: the filters where nothing is selected, and for a way whether plans count.
function addressOf({ path, filters, kept }) {
  const own = path.replace(/^(\/story\/[^/]+)\/\d+$/, "$1"); // the steps of a story have one panel
  const query = new URLSearchParams({ lang: pageData.language, v: pageData.version });
  if (path.startsWith("/corridor/") && kept.planned) query.set("planned", kept.planned);
  if (path === "/") for (const name of FILTERS) if (filters[name].length) query.set(name, filters[name].join(","));
  return withBase(`/panel${own}?${query}`);
}

const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function fetched(address) {
  const response = await fetch(address).catch(() => rest(AGAIN_AFTER_MS).then(() => fetch(address)));
  if (!response.ok && response.status !== 404) throw new Error(String(response.status)); // 404 has a panel that says so
  return response.text();
}

function ask(address) {
  if (!answers.has(address)) {
    const answer = fetched(address);
    answer.catch(() => answers.delete(address));
    answers.set(address, answer);
    if (answers.size > MOST_KEPT) answers.delete(answers.keys().next().value);
  }
  return answers.get(address);
}

async function show(state, cause) {
  const turn = ++asked;
  const panel = document.getElementById("panel");
  const busy = setTimeout(() => panel.setAttribute("aria-busy", "true"), BUSY_AFTER_MS);
  const address = addressOf(state);
  let content;
  try {
    content = await ask(address);
  } catch {
    content = null;
  }
  clearTimeout(busy);
  if (turn !== asked) return;
  panel.removeAttribute("aria-busy");
  shown = content === null ? null : address;
  if (content === null) panel.replaceChildren(failed());
  else panel.innerHTML = content; // the server's own views, in which every text is escaped (dashboard/web/pages/render_html.py)
  arrived(cause);
}

function failed() {
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "quiet",
    textContent: pageData.words["panel.again"],
  });
  button.addEventListener("click", () => showPanel(currentState()));
  const words = Object.assign(document.createElement("p"), { textContent: pageData.words["panel.failed"] });
  const message = Object.assign(document.createElement("div"), { className: "failed" });
  message.setAttribute("role", "alert");
  message.append(words, button);
  return message;
}

// Who sets filters goes on setting them.
function arrived(cause) {
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
  document.getElementById("back").hidden = home && !historyDepth();
  const counted = document.querySelector("#panel [data-statements]");
  document.querySelector(".sheets [data-sheet=panel]").dataset.passing = counted ? counted.dataset.statements : "";
}

export function startPanel() {
  shown = addressOf(currentState());
  titles();
  panelArrived.tell();
}

// What is pointed at or reached by keyboard is likely to be opened next.
function near(event) {
  const link = event.target.closest?.("a.nav, [data-opens]");
  if (link) prefetchPanel(link.dataset.opens || pathOf(hrefOf(link)));
}

export const showPanel = (state, cause) => {
  coming = show(state, cause);
};
export const panelChanges = (before, state) => addressOf(before) !== addressOf(state);
export const panelIsThere = (state) => addressOf(state) === shown;
export const prefetchPanel = (path) => ask(addressOf({ ...currentState(), path })).catch(() => undefined);
/* What the panel of another address selects. */
export const selectionAt = async (state) => {
  const page = new DOMParser().parseFromString(await ask(addressOf(state)), "text/html");
  return JSON.parse(page.getElementById("panel-selection").dataset.selection);
};
/* Words first: `run` comes when the panel that was asked for is on the screen, or has kept us waiting. */
export const afterPanel = (run) => Promise.race([coming, rest(PATIENCE_MS)]).then(() => requestAnimationFrame(() => setTimeout(run)));
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, near, { passive: true });
