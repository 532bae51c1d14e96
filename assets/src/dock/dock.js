// The dock below the map: opens and closes it, requests its view from the server, and runs the controls of the view.
/** @import { Change, State } from "../types" */
import { arrowDirection, closestElement, getElement, getElements, make, onClick } from "../dom.js";
import { pathWithQuery } from "../page/location.js";
import { OF_WAY, pageData } from "../page/page_data.js";
import { navigate } from "../page/router.js";
import { currentState, stateChanged } from "../page/state.js";
import { dashStarted, offerToDash, setProps, withDash } from "./dash.js";
import { tableArrived } from "./table.js";

/** @type {Record<string, string[] | undefined>} */
const TAB_PARAMETERS = { statements: ["sort", "group"], table: ["rows"], compare: ["compare"] };
let viewAddress = /** @type {string | null} */ (null); // of the view in the dock, or of the requested view
let pressedControl = /** @type {string | undefined} */ (undefined);

// The address has only the parameters that the view depends on. It lacks the view of the map, and the order and the columns of the
// table, which the grid changes by itself.
function address(/** @type {State} */ state) {
  const { tab = "", compare } = state.parameters;
  const ways = tab === "compare" && !compare && state.path.startsWith("/corridor/");
  const parameters = Object.fromEntries(
    ["tab", "on", ...(TAB_PARAMETERS[tab] ?? []), ...(ways ? OF_WAY : [])].map((name) => [name, state.parameters[name]]),
  );
  return pathWithQuery({ ...state, path: ways ? state.path : "/", view: null, switches: { retired: state.switches.retired }, parameters });
}

function follow(/** @type {Change} */ { state, cause }) {
  if (cause === "day") return; // the request waits until the day is settled
  const dock = document.getElementById("dock");
  if (!dock || "embedded" in document.documentElement.dataset) return;
  const tab = tabs()
    .map((button) => button.dataset.dock)
    .find((name) => name === state.parameters.tab);
  for (const button of tabs()) {
    button.setAttribute("aria-expanded", String(button.dataset.dock === tab));
    if (button.dataset.dock === tab) button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  if (tab) dock.dataset.tab = tab;
  else delete dock.dataset.tab;
  const full = Boolean(tab && state.parameters.full);
  dock.toggleAttribute("data-full", full);
  getElement("#dock [data-dock-action=full]").setAttribute("aria-pressed", String(full));
  if (!tab) delete body().dataset.of;
  markSelected(state.path);
  const newAddress = tab ? address(state) : null;
  if (!newAddress || newAddress === viewAddress) return;
  viewAddress = newAddress;
  const extra = ["sort", "hide"]
    .map((name) => (state.parameters[name] ? `&${name}=${encodeURIComponent(state.parameters[name])}` : ""))
    .join("");
  request(newAddress, newAddress + extra);
}

function request(/** @type {string} */ newAddress, /** @type {string} */ address) {
  const data = { address, language: pageData.language };
  body().setAttribute("aria-busy", "true");
  withDash(() => {
    if (viewAddress === newAddress) setProps("dock-request", { data });
  }).catch(showFailure);
}

function showFailure() {
  viewAddress = null;
  body().removeAttribute("aria-busy");
  body().replaceChildren(make("p", { class: "failed", role: "alert" }, pageData.words["panel.failed"]));
}

const change = (/** @type {State["parameters"]} */ parameters) => navigate(currentState().path, "control", parameters);
const body = () => getElement("#dock-body");
const tabs = () => getElements("#dock [data-dock]");

function close() {
  const open = tabs().find((button) => button.getAttribute("aria-expanded") === "true");
  change({ tab: undefined, full: undefined });
  if (open) open.focus();
}

const isFull = () => getElement("#dock").hasAttribute("data-full");

// Marks the selection in the view too.
function markSelected(/** @type {string} */ path) {
  const [, kind, id] = decodeURIComponent(path).split("/");
  for (const element of getElements("#dock-body [data-entity]", Element)) {
    element.toggleAttribute("data-selected", kind !== "country" && element.getAttribute("data-entity") === id);
  }
}

// Dash calls this function with each answer and makes the view again. The focus returns to the pressed control, or else to the view.
function dockArrived() {
  requestAnimationFrame(() => {
    body().removeAttribute("aria-busy");
    if (!pressedControl) return;
    const control = getElements(`#dock-body [data-control="${CSS.escape(pressedControl)}"]`)[0] || body();
    control.closest("details")?.toggleAttribute("open", true);
    control.focus({ preventScroll: true });
    pressedControl = undefined;
  });
}

// After each change of the view: adds the controls for which Dash has no component, and marks the selection.
function completeView() {
  const place = body();
  for (const element of getElements("[data-inside]", HTMLElement, place)) fill(element);
  for (const field of getElements("[data-date-field]", HTMLElement, place)) dateField(field).value = field.dataset.dateField ?? "";
  for (const select of compareBoxes()) select.value = select.dataset.value ?? "";
  const { tab = "" } = currentState().parameters;
  markSelected(currentState().path);
  tableArrived();
  if (tab === (place.dataset.of ?? "") || !place.childElementCount) return;
  place.scrollTop = 0;
  const selected = place.querySelector("[data-selected]");
  selected?.scrollIntoView({ block: selected.tagName === "SECTION" ? "start" : "center", inline: "nearest" });
  place.dataset.of = tab;
}

// The view from Dash has few elements; these have their content as HTML (web/pages/render_html.py).
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
  return getElement("input", HTMLInputElement, place);
}

const compareBoxes = () => getElements("#dock-body [data-compare-side]", HTMLSelectElement);

// At most two different projects.
function compareProjects() {
  const sides = compareBoxes().map((select) => select.value);
  change({ compare: [...new Set(sides.filter(Boolean))].join(",") || undefined });
}

// The page has its first view as HTML. A choice before this script ran counts too.
function adoptFirstView() {
  const chosen = compareBoxes().some((select) => select.value);
  for (const select of compareBoxes()) select.value ||= select.dataset.value ?? "";
  if (chosen) compareProjects();
}

function toggleColumn(/** @type {string} */ column) {
  const hidden = new Set((currentState().parameters.hide || "").split(",").filter(Boolean));
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
  // Escape always belongs to a view that fills the window.
  const inside = closestElement(event, "#dock") || (isFull() && event.target === document.body);
  if (!inside || event.defaultPrevented) return;
  if (event.key === "Escape") return void (isFull() ? change({ full: undefined }) : close());
  const tab = closestElement(event, "#dock [data-dock]");
  if (!tab || !arrowDirection(event)) return;
  const next = tabs().at((tabs().indexOf(tab) + arrowDirection(event)) % tabs().length);
  next?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

offerToDash({ dockArrived });
stateChanged.listen(follow);
stateChanged.once(() => queueMicrotask(adoptFirstView));
dashStarted.listen(() => {
  new MutationObserver(completeView).observe(body(), { childList: true, subtree: true, attributeFilter: ["data-inside"] });
  body().setAttribute("aria-busy", "true");
});
document.addEventListener("change", (event) => closestElement(event, "[data-compare-side]") && compareProjects());
onClick("#dock [data-control]", (control) => (pressedControl = control.dataset.control));
document.addEventListener("keydown", pressed);
