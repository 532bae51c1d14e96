// The charts of the dock: they have the colours of the page, a click on a point opens its record, and a button saves a chart as SVG.
/** @import { ChartData, ChartLayout } from "./libraries" */
import { getElement, make, onClick } from "../dom.js";
import { fillText } from "../number_text.js";
import { withBase } from "../page/location.js";
import { pageData } from "../page/page_data.js";
import { navigate } from "../page/router.js";
import { saveFile, today, todayInWords } from "../page/save_file.js";
import { currentState, stateChanged } from "../page/state.js";
import { offerToDash, setProps } from "./dash.js";

const root = document.documentElement;
const NARROW_PX = 640;
const PICTURE_PX = 1080;
const charts = /** @type {Map<string, ChartData>} */ (new Map()); // data by name

/** Data with the current colours of the style sheet instead of their names. @type {<Data>(data: Data) => Data} */
const withColours = (data) => {
  const style = getComputedStyle(root);
  const value = (/** @type {string} */ _, /** @type {string} */ name) => JSON.stringify(style.getPropertyValue(name).trim()).slice(1, -1);
  return JSON.parse(JSON.stringify(data).replace(/var\((--[\w-]+)\)/g, value));
};

const isNarrow = () => getElement("#dock-body").clientWidth < NARROW_PX;

// Dash calls this function with the data of a chart (web/pages/callbacks.py).
function paintChart(/** @type {ChartData} */ data) {
  charts.set(data.name, data);
  drawnLook = look();
  const { figure, style } = draw(data);
  return [figure, style];
}

function draw(/** @type {ChartData} */ { name, narrow, wide }) {
  const figure = withColours(isNarrow() ? narrow : wide);
  for (const text of figure.layout.annotations || []) {
    if (text.name === currentState().path) text.font.weight = 700; // the row of the selection
  }
  const years = saveButton(name)?.closest(".chart")?.querySelector(".chart-years");
  if (years) moveYears(years, figure.layout);
  return { figure, style: { height: `${figure.layout.height}px` } };
}

// Moves the years into a bar above the drawing, which stays in sight while the drawing scrolls (dock.css).
function moveYears(/** @type {Element} */ bar, /** @type {ChartLayout} */ layout) {
  const { xaxis, margin, height } = layout;
  const [from, to] = xaxis.range;
  bar.replaceChildren(
    ...xaxis.tickvals.map((value, at) => {
      const year = make("span", {}, xaxis.ticktext[at]);
      const share = (value - from) / (to - from);
      year.style.left = `calc(${margin.l}px + (100% - ${margin.l + margin.r}px) * ${share})`;
      return year;
    }),
  );
  xaxis.showticklabels = false;
  Object.assign(layout, { height: height - margin.t, margin: { ...margin, t: 0 } });
}

const saveButton = (/** @type {string} */ name) => document.querySelector(`#dock-body [data-chart-save="${CSS.escape(name)}"]`);

function drawAll() {
  for (const [name, data] of charts) {
    if (saveButton(name)) setProps({ of: name, type: "chart" }, draw(data));
    else charts.delete(name);
  }
}

// The path of a point is its customdata, that of a row is the name of its annotation. A figure has the address of its source.
function chartPressed() {
  const value = window.dash_clientside?.callback_context?.triggered[0].value;
  const path = value?.points ? value.points[0]?.customdata : value?.annotation?.name;
  if (path?.startsWith("http")) window.open(path, "_blank", "noopener,noreferrer");
  else if (path) navigate(path, "link");
}

/** The figure for a file: with its title above, and its source and the date below. */
function picture(/** @type {ChartData} */ { wide, title, source }) {
  const rtl = root.dir === "rtl";
  const date = fillText(pageData.words["picture.made"], { date: todayInWords() });
  const below = `${source}<br>${rtl ? `\u2067${date}\u2069` : date} · \u2066${location.host + withBase("/").slice(0, -1)}\u2069`;
  const lines = (/** @type {string} */ text) => text.split("<br>").length;
  const legend = wide.data.some((trace) => trace.showlegend) ? 40 : 0;
  const { t, b, l, r } = wide.layout.margin;
  const [above, under] = [36 + 24 * lines(title) + legend, 24 + 16 * lines(below)];
  const [x, xanchor, align] = rtl ? [1, "right", "right"] : [0, "left", "left"];
  const [edge, sign] = rtl ? [r - 16, 1] : [l - 16, -1];
  const text = { xref: "paper", yref: "paper", x, xanchor, align, xshift: sign * edge, showarrow: false };
  const inside = wide.layout.height - t - b;
  const layout = {
    ...wide.layout,
    width: PICTURE_PX,
    height: wide.layout.height + above + under,
    margin: { ...wide.layout.margin, t: t + above, b: b + under },
    paper_bgcolor: "var(--panel)",
    showlegend: legend > 0,
    legend: { ...wide.layout.legend, y: 1 + (t + 4) / inside, xanchor, x },
    annotations: [
      ...(wide.layout.annotations || []),
      {
        ...text,
        text: title,
        y: 1,
        yanchor: "bottom",
        yshift: t + legend + 8,
        font: { size: 18, weight: 600, color: "var(--ink)", family: "var(--serif)" },
      },
      { ...text, text: below, y: 0, yanchor: "top", yshift: -b - 8, font: { size: 11, color: "var(--muted)" } },
    ],
  };
  return withColours({ data: wide.data, layout });
}

async function save(/** @type {ChartData | undefined} */ data) {
  if (!data || !window.Plotly) return;
  const figure = picture(data);
  const { width, height } = figure.layout;
  const address = await window.Plotly.toImage(figure, { format: "svg", width, height });
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  saveFile(new Blob([text], { type: "image/svg+xml" }), `${data.file}-${today()}.svg`);
}

offerToDash({ paintChart, chartPressed });
onClick("#dock-body [data-chart-save]", ({ dataset }) => save(charts.get(dataset.chartSave ?? "")));

// The charts change with the theme, the width of the page, and the selection.
const look = () => `${getComputedStyle(root).getPropertyValue("--ink")} ${isNarrow()} ${currentState().path}`;
let drawnLook = "";
function update() {
  if (!charts.size || !document.getElementById("dock-body")) return;
  if (drawnLook !== look()) drawAll();
  drawnLook = look();
}
new MutationObserver(update).observe(root, { attributes: true });
window.addEventListener("resize", update);
stateChanged.listen(update);
