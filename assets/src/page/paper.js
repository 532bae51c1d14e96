// On paper: a WebGL canvas prints empty, and a printing browser waits for nothing. So the map is drawn once more, at the
// moment of printing, and the picture of it stands in its place (print.css). Paper is white: what is dark is printed light.
// A view below the map is as wide as the sheet; the grid, which holds only the rows in sight, becomes a table of all.
import { gridApi } from "../dock/table.js";
import { setTheme } from "../map/look.js";
import { picture } from "./picture.js";

const root = document.documentElement;
const UNFOLDED = "#legend details, #panel details.more";
const [WIDE, WHOLE_MM, BESIDE_MM, HIGHEST_MM] = [1.8, 178, 120, 110];
let before = null; // what the page was like

function turn(theme) {
  if (root.dataset.theme === theme) return;
  root.dataset.theme = theme;
  setTheme(theme);
}

// Beside it stands the legend; a very wide map has it below. Both sizes are said: else Chromium prints the map smaller
// than its frame.
function onSheet({ width, height }) {
  const aspect = width / height;
  const wide = aspect > WIDE ? WHOLE_MM : Math.min(BESIDE_MM, HIGHEST_MM * aspect);
  return { width: `${wide}mm`, height: `${wide / aspect}mm` };
}

const [SHEET_PX, SLICE_PX] = [680, 160];

function chartsOnSheet() {
  for (const chart of document.querySelectorAll("#dock-body .chart")) {
    const width = chart.offsetWidth;
    Object.assign(chart.style, { width: `${width}px`, zoom: Math.min(1, SHEET_PX / width) });
    sliced(chart.querySelector(".chart-drawing"));
  }
}

// A browser cuts a drawing wherever a sheet ends. So one with rows is laid out in slices, each of some whole rows.
function sliced(drawing) {
  const { meta, height } = drawing.querySelector(".js-plotly-plot")._fullLayout;
  const edges = [0];
  for (const at of meta?.breaks ?? []) if (at >= edges.at(-1) + SLICE_PX) edges.push(at);
  const whole = drawing.querySelector(".plot-container");
  const slices = edges.slice(1).map((from, place) => {
    const slice = Object.assign(document.createElement("div"), { className: "printed-slice js-plotly-plot" });
    slice.style.height = `${(edges[place + 2] ?? height) - from}px`;
    slice.append(whole.cloneNode(true));
    slice.firstChild.style.marginBlockStart = `${-from}px`;
    return slice;
  });
  if (!slices.length) return;
  drawing.style.height = `${edges[1]}px`;
  drawing.after(...slices);
}

function rowsOnSheet() {
  const grid = gridApi();
  if (!grid) return;
  const table = Object.assign(document.createElement("table"), { className: "records printed-rows" });
  const columns = grid.getAllDisplayedColumns();
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    head.append(Object.assign(document.createElement("th"), { textContent: column.getColDef().headerName }));
  }
  const body = table.createTBody();
  grid.forEachNodeAfterFilterAndSort(({ data }) => {
    const row = body.insertRow();
    for (const column of columns) row.insertCell().textContent = data[column.getColId()].t;
  });
  document.querySelector("#dock-body .grid-room").before(table);
}

function prepare() {
  tidy();
  const folded = [...document.querySelectorAll(UNFOLDED)].filter(({ open }) => !open);
  before = { theme: root.dataset.theme, folded };
  turn("light");
  for (const one of folded) one.open = true;
  document.querySelector("#on-paper .printed-address").textContent = decodeURI(location.href);
  chartsOnSheet();
  rowsOnSheet();
  const map = picture({ framed: false });
  if (!map) return; // the first picture is there still
  map.className = "printed-map";
  Object.assign(map.style, onSheet(map));
  document.querySelector(".map-area").prepend(map);
}

function tidy() {
  document.querySelectorAll(".printed-map, .printed-rows, .printed-slice").forEach((element) => element.remove());
  for (const { style } of document.querySelectorAll("#dock-body :is(.chart, .chart-drawing)")) {
    Object.assign(style, { width: "", height: "", zoom: "" });
  }
  if (!before) return;
  turn(before.theme);
  for (const one of before.folded) one.open = false;
  before = null;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-share=print]");
  if (!button) return;
  button.closest("details").open = false;
  window.print();
});
window.addEventListener("beforeprint", prepare);
window.addEventListener("afterprint", tidy);
