// The charts of the dock: they take the page's colours, a point of theirs opens what it stands for, and they can be
// taken away as SVG.
/** @import { ChartData, ChartLayout } from "./libraries" */
import { make, onClick, one } from "../dom.js";
import { withBase } from "../page/location.js";
import { pageData } from "../page/page_data.js";
import { navigate } from "../page/router.js";
import { saveFile, today, todayInWords } from "../page/save_file.js";
import { currentState, stateChanged } from "../page/state.js";
import { offerToDash, setProps } from "./dash.js";

const root = document.documentElement;
const NARROW_PX = 640;
const PICTURE_PX = 1080;
const kept = /** @type {Map<string, ChartData>} */ (new Map()); // by chart: what it is drawn from

/** The colours of the style sheet as they are now, in place of their names; all else as it is. @type {<Data>(data: Data) => Data} */
const painted = (data) => {
  const style = getComputedStyle(root);
  const now = (/** @type {string} */ _, /** @type {string} */ name) => JSON.stringify(style.getPropertyValue(name).trim()).slice(1, -1);
  return JSON.parse(JSON.stringify(data).replace(/var\((--[\w-]+)\)/g, now));
};

const isNarrow = () => one("#dock-body").clientWidth < NARROW_PX;

// Called by Dash with what a chart is drawn from (web/pages/callbacks.py).
function paintChart(/** @type {ChartData} */ data) {
  kept.set(data.name, data);
  seen = look();
  const { figure, style } = draw(data);
  return [figure, style];
}

function draw(/** @type {ChartData} */ { name, narrow, wide }) {
  const figure = painted(isNarrow() ? narrow : wide);
  for (const text of figure.layout.annotations || []) {
    if (text.name === currentState().path) text.font.weight = 700; // the row of what is selected
  }
  const years = button(name)?.closest(".chart")?.querySelector(".chart-years");
  if (years) setApart(years, figure.layout);
  return { figure, style: { height: `${figure.layout.height}px` } };
}

// The years stand in a bar of their own above the drawing, which stays in sight while that scrolls (dock.css).
function setApart(/** @type {Element} */ bar, /** @type {ChartLayout} */ layout) {
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

const button = (/** @type {string} */ name) => document.querySelector(`#dock-body [data-chart-save="${CSS.escape(name)}"]`);

function paintAgain() {
  for (const [name, data] of kept) {
    if (button(name)) setProps({ of: name, type: "chart" }, draw(data));
    else kept.delete(name);
  }
}

// A point's path is its customdata, a row's the name of its annotation; an outside figure's source is another's page.
function chartPressed() {
  const value = window.dash_clientside?.callback_context?.triggered[0].value;
  const path = value?.points ? value.points[0]?.customdata : value?.annotation?.name;
  if (path?.startsWith("http")) window.open(path, "_blank", "noopener,noreferrer");
  else if (path) navigate(path, "link");
}

/** The figure as a picture of its own: what it is above, where it comes from and when it was made below. */
function picture(/** @type {ChartData} */ { wide, title, source }) {
  const rtl = root.dir === "rtl";
  const made = pageData.words["picture.made"].replace("{date}", todayInWords());
  const below = `${source}<br>${rtl ? `\u2067${made}\u2069` : made} · \u2066${location.host + withBase("/").slice(0, -1)}\u2069`;
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
  return painted({ data: wide.data, layout });
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
onClick("#dock-body [data-chart-save]", ({ dataset }) => save(kept.get(dataset.chartSave ?? "")));

// The theme is an attribute of the page, whoever sets it; a phone that is turned is no narrow page any more; what is
// selected is marked here too.
const look = () => `${getComputedStyle(root).getPropertyValue("--ink")} ${isNarrow()} ${currentState().path}`;
let seen = "";
function lookAgain() {
  if (!kept.size || !document.getElementById("dock-body")) return;
  const now = look();
  if (seen !== now) paintAgain();
  seen = now;
}
new MutationObserver(lookAgain).observe(root, { attributes: true });
window.addEventListener("resize", lookAgain);
stateChanged.listen(lookAgain);
