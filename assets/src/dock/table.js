// The grid of the dock and the page follow each other: order and columns are the address's, and so is what is selected.
/** @import { GridApi, RowNode } from "./libraries" */
import { about, all, arrowOf, make, onClick } from "../dom.js";
import { panelArrived } from "../page/panel.js";
import { navigate } from "../page/router.js";
import { saveFile } from "../page/save_file.js";
import { currentSelection } from "../page/selection.js";
import { currentState, stateChanged } from "../page/state.js";
import { setProps } from "./dash.js";

/** @type {Record<string, string | undefined>} */
const KINDS = { routes: "route", places: "place", facts: "fact", documents: "document" };
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/; // exports/csv_files.py has the same
const known = new WeakSet(); // grids that already tell us what is done in them

const room = () => all("#dock-body .grid-room").at(0);
/** What the rows of the table are: "routes", "places", "facts" or "documents". */
const rowsNow = () => room()?.dataset.grid ?? "";
export function gridApi() {
  if (!room()) return null;
  try {
    return window.dash_ag_grid?.getApi("table-grid") || null;
  } catch {
    return null;
  } // not there yet
}

const open = (/** @type {string} */ id) => navigate(`/${KINDS[rowsNow()]}/${id}`);
const hidden = () => new Set((currentState().kept.hide || "").split(",").filter(Boolean));

function wire(/** @type {GridApi} */ api) {
  known.add(api);
  api.addEventListener("rowClicked", ({ node, event }) => {
    if (!about(event, "a")) open(node.id);
  });
  api.addEventListener("cellKeyDown", ({ node, event }) => pressed(node, event));
  api.addEventListener("sortChanged", () => tellSort(api));
  for (const change of /** @type {const} */ (["filterChanged", "modelUpdated"])) api.addEventListener(change, () => count(api));
  api.addEventListener("rowDataUpdated", () => follow());
  for (const moved of /** @type {const} */ (["modelUpdated", "bodyScrollEnd"])) api.addEventListener(moved, () => seek(api));
  for (const told of [stateChanged, panelArrived])
    told.listen(() => {
      if (!api.isDestroyed()) follow();
    });
}

function pressed(/** @type {RowNode} */ node, /** @type {KeyboardEvent} */ event) {
  const cell = about(event, ".ag-cell");
  const links = cell ? all("a", HTMLElement, cell) : [];
  const link = about(event, "a");
  const at = link ? links.indexOf(link) : -1;
  const step = arrowOf(event);
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

function tellSort(/** @type {GridApi} */ api) {
  const now = sorted(api);
  if (now !== currentState().kept.sort) navigate(currentState().path, "control", { sort: now });
}

// The address is right: whatever differs from it in the grid is put right.
function follow() {
  const api = gridApi();
  if (!api) return;
  const { sort, hide } = { sort: currentState().kept.sort, hide: hidden() };
  if (sorted(api) !== sort) {
    const colId = (sort || "").replace(/^-/, "");
    const direction = sort?.startsWith("-") ? "desc" : "asc";
    api.applyColumnState({ state: api.getColumn(colId) ? [{ colId, sort: direction }] : [], defaultState: { sort: null } });
  }
  api.getColumns().forEach((column, index) => {
    const wanted = !index || !hide.has(column.getColId());
    if (column.isVisible() !== wanted) api.setColumnsVisible([column], wanted);
  });
  for (const button of all("#dock-body [data-table-column]")) {
    button.setAttribute("aria-pressed", String(!hide.has(button.dataset.tableColumn ?? "")));
  }
  mark(api);
}

// The rows of what is selected on the map; the first of them is brought into sight when the selection is a new one.
let marked = "";
function mark(/** @type {GridApi} */ api) {
  const rows = rowsNow();
  const [, kind, id] = decodeURIComponent(currentState().path).split("/");
  const selected = currentSelection();
  if (!selected) return; // its panel is still coming, and says what it selects
  const along = rows === "routes" || rows === "places" ? Object.keys(selected[rows]) : [];
  const wanted = new Set(kind === KINDS[rows] ? [id] : along);
  const ids = [...wanted].filter((row) => api.getRowNode(row));
  const marks = new Set(api.getSelectedNodes().map((node) => node.id));
  // Select through Dash: selecting rows directly, before the grid has reported that it is ready, is an error in Dash.
  if (ids.length !== marks.size || !ids.every((row) => marks.has(row))) {
    setProps("table-grid", { selectedRows: { ids } });
  }
  const now = `${rows} ${kind}/${id}`;
  if (now !== marked) {
    sought = null;
    api.forEachNodeAfterFilterAndSort((node) => {
      if (wanted.has(node.id)) sought ??= node;
    });
  }
  marked = now;
  seek(api);
}

// How high a row is, the grid knows only once it has drawn it, and then all rows move: a far one is looked for until
// it stays in sight, or somebody scrolls elsewhere.
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
  const told = some.replace("{n}", String(api.getDisplayedRowCount())).replace("{all}", every);
  const text = api.isQuickFilterPresent() ? told : every;
  if (line.textContent !== text) line.textContent = text;
}

// The rows and columns as they stand. A text that a spreadsheet would run as a formula gets an apostrophe before it.
function save(/** @type {GridApi} */ api, /** @type {string} */ name) {
  const safe = (/** @type {string} */ text) => (FORMULA.test(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text);
  const written = api.getDataAsCsv({
    processCellCallback: ({ value }) => safe(value?.t || ""),
    processHeaderCallback: ({ column }) => safe(column.getColDef().headerName),
  });
  saveFile(new Blob(["\ufeff", written, "\r\n"], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
}

// What is searched for narrows the rows that are there already. It is no part of the address: it is forgotten with the table.
function searchField(/** @type {HTMLElement} */ place) {
  const label = place.dataset.searchField;
  const field = make("input", { type: "search", placeholder: label, class: "table-search", "aria-label": label });
  field.addEventListener("input", () => gridApi()?.setGridOption("quickFilterText", field.value));
  place.append(field);
}

// Called after each change inside the dock (dock.js); the grid itself comes some moments after its place.
export const tableArrived = () => {
  for (const place of all("#dock-body [data-search-field]:empty")) searchField(place);
  const api = gridApi();
  if (!api || known.has(api)) return;
  wire(api);
  follow();
};

for (const hand of ["pointerdown", "wheel", "keydown"]) {
  document.addEventListener(
    hand,
    (event) => {
      if (about(event, "#dock-body .grid-room")) sought = null;
    },
    { passive: true, capture: true },
  );
}
onClick("#dock [data-table-save]", ({ dataset }) => {
  const api = gridApi();
  if (api) save(api, dataset.tableSave ?? "");
});
