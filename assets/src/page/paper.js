// Prepares the page for printing. A WebGL canvas prints empty, and browsers do not wait for scripts when they print. So a picture of
// the map, drawn at once, replaces the map (print.css). The page prints in the light theme. The view below the map gets the width of
// the sheet. A table with all rows replaces the grid, which has only the visible rows.
/** @import { DrawnChart } from "../dock/libraries" */
import { gridApi } from "../dock/table.js";
import { getElement, getElements, make, onClick } from "../dom.js";
import { picture } from "./picture.js";
import { showTheme } from "./theme.js";

const root = document.documentElement;
const UNFOLDED = "#legend details, #panel details.more";
const [WIDE_ASPECT, SHEET_MM, BESIDE_LEGEND_MM, HIGHEST_MM] = [1.8, 178, 120, 110];
const [SHEET_PX, SLICE_PX] = [680, 160];
let screenState = /** @type {{ theme: string, folded: HTMLDetailsElement[] } | null} */ (null);

function setTheme(/** @type {string} */ theme) {
  if (root.dataset.theme !== theme) showTheme(theme);
}

// The legend is beside the map, or below a very wide map. With only one of the two sizes, Chromium prints the map smaller than its frame.
function sizeOnSheet(/** @type {HTMLCanvasElement} */ { width, height }) {
  const aspect = width / height;
  const widthMm = aspect > WIDE_ASPECT ? SHEET_MM : Math.min(BESIDE_LEGEND_MM, HIGHEST_MM * aspect);
  return { width: `${widthMm}mm`, height: `${widthMm / aspect}mm` };
}

function fitCharts() {
  for (const chart of getElements("#dock-body .chart")) {
    const width = chart.offsetWidth;
    Object.assign(chart.style, { width: `${width}px`, zoom: Math.min(1, SHEET_PX / width) });
    for (const drawing of getElements(".chart-drawing", HTMLElement, chart)) slice(drawing);
  }
}

// A browser cuts a drawing at the end of each sheet. So a drawing with rows becomes slices of complete rows.
function slice(/** @type {HTMLElement} */ drawing) {
  const plot = /** @type {DrawnChart | null} */ (drawing.querySelector(".js-plotly-plot"));
  const { meta, height = 0 } = plot?._fullLayout ?? {};
  const edges = [0];
  for (const at of meta?.breaks ?? []) if (at >= edges[edges.length - 1] + SLICE_PX) edges.push(at);
  const slices = edges.slice(1).map((from, at) => {
    const copy = document.importNode(getElement(".plot-container", HTMLElement, drawing), true);
    copy.style.marginBlockStart = `${-from}px`;
    const element = make("div", { class: "printed-slice js-plotly-plot" }, copy);
    element.style.height = `${(edges[at + 2] ?? height) - from}px`;
    return element;
  });
  if (!slices.length) return;
  drawing.style.height = `${edges[1]}px`;
  drawing.after(...slices);
}

function addTable() {
  const grid = gridApi();
  if (!grid) return;
  const table = make("table", { class: "records printed-rows" });
  const columns = grid.getAllDisplayedColumns();
  const head = table.createTHead().insertRow();
  head.append(...columns.map((column) => make("th", {}, column.getColDef().headerName)));
  const body = table.createTBody();
  grid.forEachNodeAfterFilterAndSort(({ data }) => {
    body.insertRow().append(...columns.map((column) => make("td", {}, data[column.getColId()].t)));
  });
  getElement("#dock-body .grid-room").before(table);
}

function prepare() {
  restore();
  const folded = getElements(UNFOLDED, HTMLDetailsElement).filter(({ open }) => !open);
  screenState = { theme: root.dataset.theme ?? "light", folded };
  setTheme("light");
  for (const details of folded) details.open = true;
  getElement("#on-paper .printed-address").textContent = decodeURI(location.href);
  fitCharts();
  addTable();
  const map = picture({ framed: false });
  if (!map) return; // the page still has the first picture
  map.className = "printed-map";
  Object.assign(map.style, sizeOnSheet(map));
  getElement(".map-area").prepend(map);
}

function restore() {
  for (const element of getElements(".printed-map, .printed-rows, .printed-slice")) element.remove();
  for (const { style } of getElements("#dock-body :is(.chart, .chart-drawing)")) Object.assign(style, { width: "", height: "", zoom: "" });
  if (!screenState) return;
  setTheme(screenState.theme);
  for (const details of screenState.folded) details.open = false;
  screenState = null;
}

onClick("button[data-share=print]", (button) => {
  button.closest("details")?.removeAttribute("open");
  window.print();
});
window.addEventListener("beforeprint", prepare);
window.addEventListener("afterprint", restore);
