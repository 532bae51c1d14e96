// On paper: a WebGL canvas prints empty, and a printing browser waits for nothing. So the map is drawn once more, at the
// moment of printing, and the picture of it stands in its place (print.css). Paper is white: what is dark is printed light.
// A view below the map is as wide as the sheet; the grid, which holds only the rows in sight, becomes a table of all.
/** @import { DrawnChart } from "../dock/libraries" */
import { gridApi } from "../dock/table.js";
import { all, make, onClick, one } from "../dom.js";
import { picture } from "./picture.js";
import { showTheme } from "./theme.js";

const root = document.documentElement;
const UNFOLDED = "#legend details, #panel details.more";
const [WIDE, WHOLE_MM, BESIDE_MM, HIGHEST_MM] = [1.8, 178, 120, 110];
let before = /** @type {{ theme: string, folded: HTMLDetailsElement[] } | null} */ (null); // what the page was like

function turn(/** @type {string} */ theme) {
  if (root.dataset.theme !== theme) showTheme(theme);
}

// Beside it stands the legend; a very wide map has it below. Both sizes are said: else Chromium prints the map smaller
// than its frame.
function onSheet(/** @type {HTMLCanvasElement} */ { width, height }) {
  const aspect = width / height;
  const wide = aspect > WIDE ? WHOLE_MM : Math.min(BESIDE_MM, HIGHEST_MM * aspect);
  return { width: `${wide}mm`, height: `${wide / aspect}mm` };
}

const [SHEET_PX, SLICE_PX] = [680, 160];

function chartsOnSheet() {
  for (const chart of all("#dock-body .chart")) {
    const width = chart.offsetWidth;
    Object.assign(chart.style, { width: `${width}px`, zoom: Math.min(1, SHEET_PX / width) });
    for (const drawing of all(".chart-drawing", HTMLElement, chart)) sliced(drawing);
  }
}

// A browser cuts a drawing wherever a sheet ends. So one with rows is laid out in slices, each of some whole rows.
function sliced(/** @type {HTMLElement} */ drawing) {
  const plot = /** @type {DrawnChart | null} */ (drawing.querySelector(".js-plotly-plot"));
  const { meta, height = 0 } = plot?._fullLayout ?? {};
  const edges = [0];
  for (const at of meta?.breaks ?? []) if (at >= edges[edges.length - 1] + SLICE_PX) edges.push(at);
  const slices = edges.slice(1).map((from, place) => {
    const whole = document.importNode(one(".plot-container", HTMLElement, drawing), true);
    whole.style.marginBlockStart = `${-from}px`;
    const slice = make("div", { class: "printed-slice js-plotly-plot" }, whole);
    slice.style.height = `${(edges[place + 2] ?? height) - from}px`;
    return slice;
  });
  if (!slices.length) return;
  drawing.style.height = `${edges[1]}px`;
  drawing.after(...slices);
}

function rowsOnSheet() {
  const grid = gridApi();
  if (!grid) return;
  const table = make("table", { class: "records printed-rows" });
  const columns = grid.getAllDisplayedColumns();
  table
    .createTHead()
    .insertRow()
    .append(...columns.map((column) => make("th", {}, column.getColDef().headerName)));
  const body = table.createTBody();
  grid.forEachNodeAfterFilterAndSort(({ data }) => {
    body.insertRow().append(...columns.map((column) => make("td", {}, data[column.getColId()].t)));
  });
  one("#dock-body .grid-room").before(table);
}

function prepare() {
  tidy();
  const folded = all(UNFOLDED, HTMLDetailsElement).filter(({ open }) => !open);
  before = { theme: root.dataset.theme ?? "light", folded };
  turn("light");
  for (const details of folded) details.open = true;
  one("#on-paper .printed-address").textContent = decodeURI(location.href);
  chartsOnSheet();
  rowsOnSheet();
  const map = picture({ framed: false });
  if (!map) return; // the first picture is there still
  map.className = "printed-map";
  Object.assign(map.style, onSheet(map));
  one(".map-area").prepend(map);
}

function tidy() {
  for (const made of all(".printed-map, .printed-rows, .printed-slice")) made.remove();
  for (const { style } of all("#dock-body :is(.chart, .chart-drawing)")) Object.assign(style, { width: "", height: "", zoom: "" });
  if (!before) return;
  turn(before.theme);
  for (const details of before.folded) details.open = false;
  before = null;
}

onClick("button[data-share=print]", (button) => {
  button.closest("details")?.removeAttribute("open");
  window.print();
});
window.addEventListener("beforeprint", prepare);
window.addEventListener("afterprint", tidy);
