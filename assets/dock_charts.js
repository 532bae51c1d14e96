// The charts of the dock: they take the page's colours, a point of theirs opens what it stands for, and they can be
// taken away as SVG.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
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

  // Called by Dash with what a chart is drawn from (interaction/callbacks.py).
  function paintChart(data) {
    kept.set(data.name, data);
    seen = look();
    const { figure, style } = draw(data.name);
    return [figure, style];
  }

  function draw(name) {
    const figure = painted(kept.get(name)[isNarrow() ? "narrow" : "wide"]);
    for (const one of figure.layout.annotations || []) {
      if (one.name === atlas.state().path) one.font.weight = 700; // the row of what is selected
    }
    return { figure, style: { height: `${figure.layout.height}px` } };
  }

  const button = (name) => document.querySelector(`#dock-body [data-chart-save="${CSS.escape(name)}"]`);

  function paintAgain() {
    for (const name of kept.keys()) {
      if (button(name)) window.dash_clientside.set_props({ of: name, type: "chart" }, draw(name));
      else kept.delete(name);
    }
  }

  // A point's path is its customdata, a row's the name of its annotation.
  function chartPressed() {
    const [{ value }] = window.dash_clientside.callback_context.triggered;
    const path = value?.points ? value.points[0]?.customdata : value?.annotation?.name;
    if (path) atlas.navigate(path, "link");
  }

  /** The figure as a picture of its own: what it is above, where it comes from and when it was made below. */
  function picture({ wide, title, source }) {
    const rtl = root.dir === "rtl";
    const day = new Intl.DateTimeFormat(`${root.lang}-u-nu-latn`, { dateStyle: "long" }).format(new Date());
    const made = atlas.index.words["picture.made"].replace("{date}", day);
    const below = `${source}<br>${rtl ? `\u2067${made}\u2069` : made} · \u2066${location.host}\u2069`;
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
        { ...text, text: title, y: 1, yanchor: "bottom", yshift: t + legend + 8, font: { size: 18, weight: 600, color: "var(--ink)", family: "var(--serif)" } },
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
    const day = new Date().toISOString().slice(0, 10);
    atlas.saveFile(new Blob([text], { type: "image/svg+xml" }), `${data.file}-${day}.svg`);
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.atlas = Object.assign(window.dash_clientside.atlas || {}, { paintChart, chartPressed });
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("#dock-body [data-chart-save]");
    if (pressed) save(pressed.dataset.chartSave);
  });

  // The theme is an attribute of the page, whoever sets it; a phone that is turned is no narrow page any more; what is
  // selected is marked here too.
  const look = () => `${getComputedStyle(root).getPropertyValue("--ink")} ${isNarrow()} ${atlas.state().path}`;
  let seen = null;
  function lookAgain() {
    if (!kept.size || !document.getElementById("dock-body")) return;
    const now = look();
    if (seen !== now) paintAgain();
    seen = now;
  }
  new MutationObserver(lookAgain).observe(root, { attributes: true });
  window.addEventListener("resize", lookAgain);
  window.addEventListener("atlas:state", lookAgain);
})();
