// The dock below the map: opens and closes it, asks the server for its view, and works what stands inside.
import { pathWithQuery } from "../page/location.js";
import { pageData } from "../page/page_data.js";
import { navigate } from "../page/router.js";
import { currentState, stateChanged } from "../page/state.js";
import { dashStarted, withDash } from "./dash.js";
import { tableArrived } from "./table.js";

const OF_TAB = { table: ["rows"], compare: ["compare"], promises: ["on"], timeline: ["on"] };
let shown = null; // the address whose view is there or on its way

// Only what the view depends on: where the map looks and what lies below its lines are no reason to ask again, nor
// are the order and the columns of the table, which the grid changes by itself.
function address(state) {
  const { tab } = state.kept;
  const kept = { tab };
  for (const name of OF_TAB[tab] || []) kept[name] = state.kept[name];
  return pathWithQuery({ ...state, path: "/", view: null, switches: { retired: state.switches.retired }, kept });
}

function follow({ state }) {
  const dock = document.getElementById("dock");
  if (!dock || "embedded" in document.documentElement.dataset) return;
  const tab = tabs()
    .map((button) => button.dataset.dock)
    .find((name) => name === state.kept.tab);
  for (const button of dock.querySelectorAll("[data-dock]")) {
    button.setAttribute("aria-expanded", String(button.dataset.dock === tab));
    if (button.dataset.dock === tab) button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  if (tab) dock.dataset.tab = tab;
  else delete dock.dataset.tab;
  const full = Boolean(tab && state.kept.full);
  dock.toggleAttribute("data-full", full);
  dock.querySelector("[data-dock-action=full]").setAttribute("aria-pressed", String(full));
  if (!tab) delete dock.querySelector("#dock-body").dataset.of;
  markSelected(state.path);
  const wanted = tab ? address(state) : null;
  if (!wanted || wanted === shown) return;
  shown = wanted;
  const extra = ["sort", "hide"].map((name) => (state.kept[name] ? `&${name}=${encodeURIComponent(state.kept[name])}` : "")).join("");
  ask(wanted, wanted + extra);
}

function ask(wanted, address) {
  const data = { address, language: pageData.language };
  document.getElementById("dock-body").setAttribute("aria-busy", "true");
  withDash(() => {
    if (shown === wanted) window.dash_clientside.set_props("dock-request", { data });
  }).catch(failed);
}

function failed() {
  shown = null;
  const body = document.getElementById("dock-body");
  body.removeAttribute("aria-busy");
  const words = Object.assign(document.createElement("p"), { textContent: pageData.words["panel.failed"], className: "failed" });
  words.setAttribute("role", "alert");
  body.replaceChildren(words);
}

const change = (kept) => navigate(currentState().path, "control", kept);
const tabs = () => [...document.querySelectorAll("#dock [data-dock]")];

function close() {
  const open = tabs().find((button) => button.getAttribute("aria-expanded") === "true");
  change({ tab: undefined, full: undefined });
  if (open) open.focus();
}

const isFull = () => document.getElementById("dock").hasAttribute("data-full");

// What is selected is marked in the view too, so that map, panel and view speak of one thing.
function markSelected(path) {
  const [, kind, id] = decodeURIComponent(path).split("/");
  for (const element of document.querySelectorAll("#dock-body [data-entity]")) {
    element.toggleAttribute("data-selected", kind !== "country" && element.dataset.entity === id);
  }
}

// Dash calls it with each answer, also with one that looks like what is there.
function dockArrived() {
  requestAnimationFrame(() => document.getElementById("dock-body").removeAttribute("aria-busy"));
}

// After each change inside: the controls that Dash has no component for, and what is selected.
function dress() {
  const body = document.getElementById("dock-body");
  for (const place of body.querySelectorAll("[data-date-field]")) dateField(place).value = place.dataset.dateField;
  for (const select of sidesCompared()) select.value = select.dataset.value;
  const { tab } = currentState().kept;
  markSelected(currentState().path);
  tableArrived();
  if (tab !== body.dataset.of && body.childElementCount) {
    body.scrollTop = 0;
    const selected = body.querySelector("[data-selected]");
    if (selected) selected.scrollIntoView({ block: selected.tagName === "SECTION" ? "start" : "center", inline: "nearest" });
    body.dataset.of = tab || "";
  }
}

function dateField(place) {
  if (!place.firstChild) {
    const field = Object.assign(document.createElement("input"), { type: "date" });
    const label = Object.assign(document.createElement("label"), { textContent: `${place.dataset.dateLabel} ` });
    field.addEventListener("change", () => {
      if (field.value) change({ on: field.value });
    });
    label.append(field);
    place.append(label);
  }
  return place.querySelector("input");
}

const sidesCompared = () => [...document.querySelectorAll("#dock-body [data-compare-side]")];

// Two different projects at most; the same twice is one.
function compared() {
  const sides = sidesCompared().map((select) => select.value);
  change({ compare: [...new Set(sides.filter(Boolean))].join(",") || undefined });
}

// The page came with its view as HTML: what was chosen there before this script ran counts too.
function takeUp() {
  const early = sidesCompared().some((select) => select.value);
  for (const select of sidesCompared()) select.value ||= select.dataset.value;
  if (early) compared();
}

function toggleColumn(column) {
  const hidden = new Set((currentState().kept.hide || "").split(",").filter(Boolean));
  if (!hidden.delete(column)) hidden.add(column);
  change({ hide: [...hidden].sort().join(",") || undefined });
}

function clicked(event) {
  const button = event.target.closest("#dock button");
  if (!button) return;
  const { tableRows, tableColumn } = button.dataset;
  if (tableRows) change({ rows: tableRows, sort: undefined });
  else if (tableColumn) toggleColumn(tableColumn);
  if (button.dataset.dock) change({ tab: button.getAttribute("aria-expanded") === "true" ? undefined : button.dataset.dock });
  else if (button.dataset.dockAction === "close") close();
  else if (button.dataset.dockAction === "full") change({ full: isFull() ? undefined : "yes" });
}

function pressed(event) {
  // A view that fills the window has nothing beside it that Escape could mean.
  const inside = event.target.closest("#dock") || (isFull() && event.target === document.body);
  if (!inside || event.defaultPrevented) return;
  if (event.key === "Escape") return void (isFull() ? change({ full: undefined }) : close());
  if (!event.target.dataset.dock || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const forward = (event.key === "ArrowRight") === (document.documentElement.dir !== "rtl");
  const all = tabs();
  const next = all[(all.indexOf(event.target) + (forward ? 1 : -1) + all.length) % all.length];
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.atlas = Object.assign(window.dash_clientside.atlas || {}, { dockArrived });
stateChanged.listen(follow);
stateChanged.once(() => queueMicrotask(takeUp));
dashStarted.listen(() => {
  new MutationObserver(dress).observe(document.getElementById("dock-body"), { childList: true, subtree: true });
  document.getElementById("dock-body").setAttribute("aria-busy", "true");
});
document.addEventListener("change", (event) => {
  if (event.target.dataset.compareSide) compared();
});
document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
