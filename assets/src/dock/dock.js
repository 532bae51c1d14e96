// The dock below the map: opens and closes it, asks the server for its view, and works what stands inside.
/** @import { Change, State } from "../types" */
import { about, all, arrowOf, make, onClick, one } from "../dom.js";
import { pathWithQuery } from "../page/location.js";
import { OF_WAY, pageData } from "../page/page_data.js";
import { navigate } from "../page/router.js";
import { currentState, stateChanged } from "../page/state.js";
import { dashStarted, offerToDash, setProps, withDash } from "./dash.js";
import { tableArrived } from "./table.js";

/** @type {Record<string, string[] | undefined>} */
const OF_TAB = { statements: ["sort", "group"], table: ["rows"], compare: ["compare"] };
let shown = /** @type {string | null} */ (null); // the address whose view is there or on its way
let pressedControl = /** @type {string | undefined} */ (undefined);

// Only what the view depends on: where the map looks and what lies below its lines are no reason to ask again, nor
// are the order and the columns of the table, which the grid changes by itself.
function address(/** @type {State} */ state) {
  const { tab = "", compare } = state.kept;
  const ways = tab === "compare" && !compare && state.path.startsWith("/corridor/");
  const kept = Object.fromEntries(["tab", "on", ...(OF_TAB[tab] ?? []), ...(ways ? OF_WAY : [])].map((name) => [name, state.kept[name]]));
  return pathWithQuery({ ...state, path: ways ? state.path : "/", view: null, switches: { retired: state.switches.retired }, kept });
}

function follow(/** @type {Change} */ { state, cause }) {
  if (cause === "day") return; // the server is asked once the day is chosen
  const dock = document.getElementById("dock");
  if (!dock || "embedded" in document.documentElement.dataset) return;
  const tab = tabs()
    .map((button) => button.dataset.dock)
    .find((name) => name === state.kept.tab);
  for (const button of tabs()) {
    button.setAttribute("aria-expanded", String(button.dataset.dock === tab));
    if (button.dataset.dock === tab) button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  if (tab) dock.dataset.tab = tab;
  else delete dock.dataset.tab;
  const full = Boolean(tab && state.kept.full);
  dock.toggleAttribute("data-full", full);
  one("#dock [data-dock-action=full]").setAttribute("aria-pressed", String(full));
  if (!tab) delete body().dataset.of;
  markSelected(state.path);
  const wanted = tab ? address(state) : null;
  if (!wanted || wanted === shown) return;
  shown = wanted;
  const extra = ["sort", "hide"].map((name) => (state.kept[name] ? `&${name}=${encodeURIComponent(state.kept[name])}` : "")).join("");
  ask(wanted, wanted + extra);
}

function ask(/** @type {string} */ wanted, /** @type {string} */ address) {
  const data = { address, language: pageData.language };
  body().setAttribute("aria-busy", "true");
  withDash(() => {
    if (shown === wanted) setProps("dock-request", { data });
  }).catch(failed);
}

function failed() {
  shown = null;
  body().removeAttribute("aria-busy");
  body().replaceChildren(make("p", { class: "failed", role: "alert" }, pageData.words["panel.failed"]));
}

const change = (/** @type {State["kept"]} */ kept) => navigate(currentState().path, "control", kept);
const body = () => one("#dock-body");
const tabs = () => all("#dock [data-dock]");

function close() {
  const open = tabs().find((button) => button.getAttribute("aria-expanded") === "true");
  change({ tab: undefined, full: undefined });
  if (open) open.focus();
}

const isFull = () => one("#dock").hasAttribute("data-full");

// What is selected is marked in the view too, so that map, panel and view speak of one thing.
function markSelected(/** @type {string} */ path) {
  const [, kind, id] = decodeURIComponent(path).split("/");
  for (const element of all("#dock-body [data-entity]", Element)) {
    element.toggleAttribute("data-selected", kind !== "country" && element.getAttribute("data-entity") === id);
  }
}

// Dash calls it with each answer, also with one that looks like what is there. It makes the view anew: the keys go back to the
// control that they pressed, or to the view where that is gone.
function dockArrived() {
  requestAnimationFrame(() => {
    body().removeAttribute("aria-busy");
    if (!pressedControl) return;
    const again = all(`#dock-body [data-control="${CSS.escape(pressedControl)}"]`)[0] || body();
    again.closest("details")?.toggleAttribute("open", true);
    again.focus({ preventScroll: true });
    pressedControl = undefined;
  });
}

// After each change inside: the controls that Dash has no component for, and what is selected.
function dress() {
  const place = body();
  for (const element of all("[data-inside]", HTMLElement, place)) fill(element);
  for (const field of all("[data-date-field]", HTMLElement, place)) dateField(field).value = field.dataset.dateField ?? "";
  for (const select of sidesCompared()) select.value = select.dataset.value ?? "";
  const { tab = "" } = currentState().kept;
  markSelected(currentState().path);
  tableArrived();
  if (tab === (place.dataset.of ?? "") || !place.childElementCount) return;
  place.scrollTop = 0;
  const selected = place.querySelector("[data-selected]");
  selected?.scrollIntoView({ block: selected.tagName === "SECTION" ? "start" : "center", inline: "nearest" });
  place.dataset.of = tab;
}

// The renderer has few elements of a view; the inside of the others comes as HTML (web/pages/render_html.py).
function fill(/** @type {HTMLElement} */ element) {
  element.innerHTML = element.dataset.inside ?? "";
  delete element.dataset.inside;
}

function dateField(/** @type {HTMLElement} */ place) {
  if (!place.firstChild) {
    const field = make("input", { type: "date" });
    field.addEventListener("change", () => field.value && change({ on: field.value }));
    place.append(make("label", {}, `${place.dataset.dateLabel} `, field));
  }
  return one("input", HTMLInputElement, place);
}

const sidesCompared = () => all("#dock-body [data-compare-side]", HTMLSelectElement);

// Two different projects at most; the same twice is one.
function compared() {
  const sides = sidesCompared().map((select) => select.value);
  change({ compare: [...new Set(sides.filter(Boolean))].join(",") || undefined });
}

// The page came with its view as HTML: what was chosen there before this script ran counts too.
function takeUp() {
  const early = sidesCompared().some((select) => select.value);
  for (const select of sidesCompared()) select.value ||= select.dataset.value ?? "";
  if (early) compared();
}

function toggleColumn(/** @type {string} */ column) {
  const hidden = new Set((currentState().kept.hide || "").split(",").filter(Boolean));
  if (!hidden.delete(column)) hidden.add(column);
  change({ hide: [...hidden].sort().join(",") || undefined });
}

onClick("#dock button", (button) => {
  const { dataset } = button;
  if (dataset.tableRows) change({ rows: dataset.tableRows, sort: undefined });
  else if (dataset.tableColumn) toggleColumn(dataset.tableColumn);
  if (dataset.dock) change({ tab: button.getAttribute("aria-expanded") === "true" ? undefined : dataset.dock });
  else if (dataset.dockAction === "close") close();
  else if (dataset.dockAction === "full") change({ full: isFull() ? undefined : "yes" });
});

function pressed(/** @type {KeyboardEvent} */ event) {
  // A view that fills the window has nothing beside it that Escape could mean.
  const inside = about(event, "#dock") || (isFull() && event.target === document.body);
  if (!inside || event.defaultPrevented) return;
  if (event.key === "Escape") return void (isFull() ? change({ full: undefined }) : close());
  const tab = about(event, "#dock [data-dock]");
  if (!tab || !arrowOf(event)) return;
  const next = tabs().at((tabs().indexOf(tab) + arrowOf(event)) % tabs().length);
  next?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

offerToDash({ dockArrived });
stateChanged.listen(follow);
stateChanged.once(() => queueMicrotask(takeUp));
dashStarted.listen(() => {
  new MutationObserver(dress).observe(body(), { childList: true, subtree: true, attributeFilter: ["data-inside"] });
  body().setAttribute("aria-busy", "true");
});
document.addEventListener("change", (event) => {
  if (about(event, "[data-compare-side]")) compared();
});
onClick("#dock [data-control]", (control) => {
  pressedControl = control.dataset.control;
});
document.addEventListener("keydown", pressed);
