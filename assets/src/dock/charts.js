// The charts of the dock: they take the page's colours, a point of theirs opens what it stands for, and they can be
// taken away as SVG.
import { withBase } from "../page/location.js";
import { pageData } from "../page/page_data.js";
import { navigate } from "../page/router.js";
import { saveFile, today, todayInWords } from "../page/save_file.js";
import { currentState, stateChanged } from "../page/state.js";

const root = document.documentElement;
const NARROW_PX = 640;
const PICTURE_PX = 1080;
const kept = new Map(); // by chart: what it is drawn from, and where its answer goes

/** The colours of the style sheet as they are now, in place of their names; all else as it is. */
function painted(value, style = getComputedStyle(root)) {
  if (typeof value === "string") {
    return value.replace(/var\((--[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
  }
  if (Array.isArray(value)) return value.map((one) => painted(one, style));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, painted(one, style)]));
}

const isNarrow = () => document.getElementById("dock-body").clientWidth < NARROW_PX;

// Called by Dash with what a chart is drawn from (web/pages/callbacks.py).
function paintChart(data) {
  kept.set(data.name, data);
  seen = look();
  const { figure, style } = draw(data.name);
  return [figure, style];
}

function draw(name) {
  const figure = painted(kept.get(name)[isNarrow() ? "narrow" : "wide"]);
  for (const one of figure.layout.annotations || []) {
    if (one.name === currentState().path) one.font.weight = 700; // the row of what is selected
  }
  const years = button(name)?.closest(".chart").querySelector(".chart-years");
  if (years) setApart(years, figure.layout);
  return { figure, style: { height: `${figure.layout.height}px` } };
}

// The years stand in a bar of their own above the drawing, which stays in sight while that scrolls (dock.css).
function setApart(bar, layout) {
  const { xaxis, margin, height } = layout;
  const [from, to] = xaxis.range;
  bar.replaceChildren(
    ...xaxis.tickvals.map((value, at) => {
      const year = Object.assign(document.createElement("span"), { textContent: xaxis.ticktext[at] });
      const share = (value - from) / (to - from);
      year.style.left = `calc(${margin.l}px + (100% - ${margin.l + margin.r}px) * ${share})`;
      return year;
    }),
  );
  xaxis.showticklabels = false;
  Object.assign(layout, { height: height - margin.t, margin: { ...margin, t: 0 } });
}

const button = (name) => document.querySelector(`#dock-body [data-chart-save="${CSS.escape(name)}"]`);

function paintAgain() {
  for (const name of kept.keys()) {
    if (button(name)) window.dash_clientside.set_props({ of: name, type: "chart" }, draw(name));
    else kept.delete(name);
  }
}

// A point's path is its customdata, a row's the name of its annotation; an outside figure's source is another's page.
function chartPressed() {
  const [{ value }] = window.dash_clientside.callback_context.triggered;
  const path = value?.points ? value.points[0]?.customdata : value?.annotation?.name;
  if (path?.startsWith("http")) window.open(path, "_blank", "noopener,noreferrer");
  else if (path) navigate(path, "link");
}

/** The figure as a picture of its own: what it is above, where it comes from and when it was made below. */
function picture({ wide, title, source }) {
  const rtl = root.dir === "rtl";
  const made = pageData.words["picture.made"].replace("{date}", todayInWords());
  const below = `${source}<br>${rtl ? `\u2067${made}\u2069` : made} · \u2066${location.host + withBase("/").slice(0, -1)}\u2069`;
  const lines = (text) => text.split("<br>").length;
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

async function save(name) {
  const data = kept.get(name);
  const { layout, ...figure } = picture(data);
  const { width, height } = layout;
  const address = await window.Plotly.toImage({ ...figure, layout }, { format: "svg", width, height });
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  saveFile(new Blob([text], { type: "image/svg+xml" }), `${data.file}-${today()}.svg`);
}

window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.atlas = Object.assign(window.dash_clientside.atlas || {}, { paintChart, chartPressed });
document.addEventListener("click", (event) => {
  const pressed = event.target.closest?.("#dock-body [data-chart-save]");
  if (pressed) save(pressed.dataset.chartSave);
});

// The theme is an attribute of the page, whoever sets it; a phone that is turned is no narrow page any more; what is
// selected is marked here too.
const look = () => `${getComputedStyle(root).getPropertyValue("--ink")} ${isNarrow()} ${currentState().path}`;
let seen = null;
function lookAgain() {
  if (!kept.size || !document.getElementById("dock-body")) return;
  const now = look();
  if (seen !== now) paintAgain();
  seen = now;
}
new MutationObserver(lookAgain).observe(root, { attributes: true });
window.addEventListener("resize", lookAgain);
stateChanged.listen(lookAgain);
