// Long lists: the page holds their beginning, and the button below one fetches the rows that follow.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const ROWS = 50;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const link = ({ path }, text, properties) => element("a", { className: "nav", href: path, ...properties }, text);
  const meta = (...parts) => element("div", { className: "meta" }, ...parts);
  const span = (text, className = "") => element("span", { className }, text);

  function badge(status) {
    return element("span", { className: `badge status status-${status}` }, span("", `dash-sample dash-${status}`), atlas.index.statuses[status]);
  }

  // The same rows as dashboard/views/filters.py and home.py write.
  const ROW = {
    route: (row) => [span("", `mode-sample mode-${row.mode}`), link(row, row.name), element("span", { className: "km-total" }, element("bdi", {}, row.length))],
    place: (row) => [link(row, row.name)],
    project: (row) => [link(row, row.name), meta(span(row.kind), badge(row.status), span(row.facts))],
    document: (row) => [
      link(row, row.title, { lang: row.lang, dir: row.dir }),
      ...(row.name === row.title ? [] : [element("div", {}, row.name)]),
      meta(span(row.facts)),
    ],
  };

  function item(kind, row) {
    const made = element("li", {}, ...ROW[kind](row));
    made.dataset.entity = row.id;
    if (row.withdrawn) made.dataset.withdrawn = row.withdrawn;
    return made;
  }

  async function more(button) {
    const { list: kind, after } = button.dataset;
    button.disabled = true;
    try {
      const response = await fetch(`/list/${atlas.index.language}/${kind}.json?${new URLSearchParams({ after, n: ROWS })}`);
      if (!response.ok) throw new Error(String(response.status));
      add(button, kind, await response.json());
    } catch {
      button.textContent = `${atlas.index.words["panel.failed"]} ${atlas.index.words["panel.again"]}`;
    }
    button.disabled = false;
  }

  function add(button, kind, { rows, total, after }) {
    const list = button.previousElementSibling;
    const added = rows.map((row) => item(kind, row));
    list.append(...added);
    const left = total - list.children.length;
    button.textContent = atlas.index.words["list.more"].replace("{n}", numbers.format(left));
    if (after) button.dataset.after = after;
    const focused = document.activeElement === button;
    if (!after) button.remove();
    if (focused && !after) added[0]?.querySelector("a").focus();
    atlas.facets.refresh(); // what the filters hide is hidden here too
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-list]");
    if (button) more(button);
  });
})();
