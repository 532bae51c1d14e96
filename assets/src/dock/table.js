// Keeps the grid of the dock and the page alike: the order, the columns and the selection are those of the address.
/** @import { GridApi, RowNode } from "./libraries" */
import { arrowDirection, closestElement, getElements, make, onClick } from "../dom.js";
import { fillText } from "../number_text.js";
import { panelArrived } from "../page/panel.js";
import { navigate } from "../page/router.js";
import { saveFile } from "../page/save_file.js";
import { currentSelection } from "../page/selection.js";
import { currentState, stateChanged } from "../page/state.js";
import { setProps } from "./dash.js";

/** @type {Record<string, string | undefined>} */
const KINDS = { routes: "route", places: "place", facts: "fact", documents: "document" };
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/; // exports/csv_files.py has the same
const wired = new WeakSet(); // grids with listeners

const room = () => getElements("#dock-body .grid-room").at(0);
/** The kind of the rows: "routes", "places", "facts" or "documents". */
const rowsNow = () => room()?.dataset.grid ?? "";
export function gridApi() {
  if (!room()) return null;
  try {
    return window.dash_ag_grid?.getApi("table-grid") || null;
  } catch {
    return null; // the grid does not exist yet
  }
}

const open = (/** @type {string} */ id) => navigate(`/${KINDS[rowsNow()]}/${id}`);
const hidden = () => new Set((currentState().parameters.hide || "").split(",").filter(Boolean));

function wire(/** @type {GridApi} */ api) {
  wired.add(api);
  if (innerWidth < 640) api.setColumnWidths(["project", "about"].map((key) => ({ key, newWidth: 300 }))); // else rows would be empty and high
  api.addEventListener("rowClicked", ({ node, event }) => {
    if (!closestElement(event, "a")) open(node.id);
  });
  api.addEventListener("cellKeyDown", ({ node, event }) => pressed(node, event));
  api.addEventListener("sortChanged", () => writeSort(api));
  for (const change of /** @type {const} */ (["filterChanged", "modelUpdated"])) api.addEventListener(change, () => count(api));
  api.addEventListener("rowDataUpdated", () => follow());
  for (const event of /** @type {const} */ (["modelUpdated", "bodyScrollEnd"])) api.addEventListener(event, () => seek(api));
  for (const event of [stateChanged, panelArrived]) event.listen(() => !api.isDestroyed() && follow());
}

function pressed(/** @type {RowNode} */ node, /** @type {KeyboardEvent} */ event) {
  const cell = closestElement(event, ".ag-cell");
  const links = cell ? getElements("a", HTMLElement, cell) : [];
  const link = closestElement(event, "a");
  const at = link ? links.indexOf(link) : -1;
  const step = arrowDirection(event);
  if (at < 0 && event.key === "Enter") {
    if (links.length > 1) links[0].focus();
    else if (links.length) links[0].click();
    else open(node.id);
  } else if (at >= 0 && event.key === "Escape") {
    event.stopPropagation();
    cell?.focus();
  } else if (at >= 0 && step) links[(at + step + links.length) % links.length].focus();
}

function sorted(/** @type {GridApi} */ api) {
  const column = api.getColumnState().find((state) => state.sort);
  return column ? (column.sort === "desc" ? "-" : "") + column.colId : undefined;
}

function writeSort(/** @type {GridApi} */ api) {
  const sort = sorted(api);
  if (sort !== currentState().parameters.sort) navigate(currentState().path, "control", { sort });
}

// Changes everything in the grid that differs from the address.
function follow() {
  const api = gridApi();
  if (!api) return;
  const { sort, hide } = { sort: currentState().parameters.sort, hide: hidden() };
  if (sorted(api) !== sort) {
    const colId = (sort || "").replace(/^-/, "");
    const direction = sort?.startsWith("-") ? "desc" : "asc";
    api.applyColumnState({ state: api.getColumn(colId) ? [{ colId, sort: direction }] : [], defaultState: { sort: null } });
  }
  api.getColumns().forEach((column, index) => {
    const wanted = !index || !hide.has(column.getColId());
    if (column.isVisible() !== wanted) api.setColumnsVisible([column], wanted);
  });
  for (const button of getElements("#dock-body [data-table-column]")) {
    button.setAttribute("aria-pressed", String(!hide.has(button.dataset.tableColumn ?? "")));
  }
  mark(api);
}

// Selects the rows of the selection, and scrolls to the first of them if the selection is new.
let markedKey = "";
function mark(/** @type {GridApi} */ api) {
  const rows = rowsNow();
  const [, kind, id] = decodeURIComponent(currentState().path).split("/");
  const selected = currentSelection();
  if (!selected) return; // unknown until the panel arrives
  const parts = rows === "routes" || rows === "places" ? Object.keys(selected[rows]) : [];
  const wanted = new Set(kind === KINDS[rows] ? [id] : parts);
  const ids = [...wanted].filter((row) => api.getRowNode(row));
  const marks = new Set(api.getSelectedNodes().map((node) => node.id));
  // Through Dash: it is an error in Dash to select rows directly before the grid is ready.
  if (ids.length !== marks.size || !ids.every((row) => marks.has(row))) {
    setProps("table-grid", { selectedRows: { ids } });
  }
  const key = `${rows} ${kind}/${id}`;
  if (key !== markedKey) {
    sought = null;
    api.forEachNodeAfterFilterAndSort((node) => {
      if (wanted.has(node.id)) sought ??= node;
    });
  }
  markedKey = key;
  seek(api);
}

// The grid knows the height of a row only after drawing it, and then all rows move. So it scrolls to a far row until the row stays in
// sight, or the reader scrolls.
let sought = /** @type {RowNode | null} */ (null);
function seek(/** @type {GridApi} */ api) {
  if (!sought || api.isDestroyed() || api.getRowNode(sought.id) !== sought) return;
  const { top, bottom } = api.getVerticalPixelRange();
  const [first, last] = [sought.rowTop, sought.rowTop + sought.rowHeight];
  const inside = first >= top && last <= bottom;
  const larger = first <= top && last >= bottom;
  if (!inside && !larger) api.ensureNodeVisible(sought, "middle");
}

function count(/** @type {GridApi} */ api) {
  const line = document.getElementById("table-count");
  if (!line) return;
  const { all: every = "", some = "" } = line.dataset;
  const text = api.isQuickFilterPresent() ? fillText(some, { n: api.getDisplayedRowCount(), all: every }) : every;
  if (line.textContent !== text) line.textContent = text;
}

// Saves the current rows and columns. A text that a spreadsheet would run as a formula gets an apostrophe before it.
function save(/** @type {GridApi} */ api, /** @type {string} */ name) {
  const safe = (/** @type {string} */ text) => (FORMULA.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text);
  const csv = api.getDataAsCsv({
    processCellCallback: ({ value }) => safe(value?.t || ""),
    processHeaderCallback: ({ column }) => safe(column.getColDef().headerName),
  });
  saveFile(new Blob(["\ufeff", csv, "\r\n"], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}

// The search field of the table filters its rows. Its text is no part of the address.
function addSearchField(/** @type {HTMLElement} */ parent) {
  const label = parent.dataset.searchField;
  const field = make("input", { type: "search", placeholder: label, class: "table-search", "aria-label": label });
  field.addEventListener("input", () => gridApi()?.setGridOption("quickFilterText", field.value));
  parent.append(field);
}

// dock.js calls this function after each change of the view; the grid appears some moments after its parent element.
export const tableArrived = () => {
  for (const parent of getElements("#dock-body [data-search-field]:empty")) addSearchField(parent);
  const api = gridApi();
  if (!api || wired.has(api)) return;
  wire(api);
  follow();
};

const stopSeeking = (/** @type {Event} */ event) => {
  if (closestElement(event, "#dock-body .grid-room")) sought = null;
};
for (const kind of ["pointerdown", "wheel", "keydown"]) document.addEventListener(kind, stopSeeking, { passive: true, capture: true });
onClick("#dock [data-table-save]", ({ dataset }) => {
  const api = gridApi();
  if (api) save(api, dataset.tableSave ?? "");
});
