// What passes the filters: the list, the counts, the status line and the map, all in the browser.
// The rule is dashboard/catalogue/facets.py's: "and" between filters, "or" within one.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});

  const WITHDRAWN = ["retired", "cancelled"];
  const passesOne = (facets, name, chosen) => !chosen.length || chosen.some((value) => facets[name].includes(value));
  const passes = (facets, filters, but) =>
    atlas.FILTERS.every((name) => name === but || passesOne(facets, name, filters[name]));

  function matching(filters) {
    const { facets, routes, places } = atlas.index;
    const segments = [];
    const shown = new Set();
    for (const [route, { segments: own }] of Object.entries(routes)) {
      for (const segment of Object.keys(own)) if (passes(facets[segment], filters)) { segments.push(segment); shown.add(route); }
    }
    const points = Object.keys(places).filter((place) => passes(facets[place], filters));
    const projects = atlas.index.options.project.filter((id) => passes(facets[id], filters));
    return { segments, routes: shown, places: points, projects };
  }

  const withdrawn = (route) =>
    Object.values(atlas.index.routes[route].segments).every(([, status]) => WITHDRAWN.includes(status));

  // For each choice: how many routes would pass with it, the other filters as they are. Before the rest of the index
  // has come there are no others.
  function counts(filters) {
    if (!atlas.indexed()) return (name, value) => atlas.index.counts[name][value] || 0;
    const { facets, routes } = atlas.index;
    const found = {};
    for (const [route, { segments }] of Object.entries(routes)) {
      for (const name of atlas.FILTERS) {
        const values = new Set();
        for (const segment of Object.keys(segments)) {
          if (passes(facets[segment], filters, name)) facets[segment][name].forEach((value) => values.add(value));
        }
        values.forEach((value) => (((found[name] ??= {})[value] ??= new Set()).add(route)));
      }
    }
    return (name, value) => (found[name] && found[name][value] ? found[name][value].size : 0);
  }

  const numbers = new Intl.NumberFormat(document.documentElement.lang);

  function fill(key, values) {
    return atlas.index.words[key].replace(/\{(\w+)\}/g, (_, name) => numbers.format(values[name]));
  }

  function showCounts(filters) {
    const count = counts(filters);
    for (const element of document.querySelectorAll("[data-count]")) {
      const [name, value] = element.dataset.count.split(":");
      const found = count(name, value);
      element.textContent = numbers.format(found);
      element.closest("label").classList.toggle("none", !found);
    }
  }

  // `match` is null where nothing is filtered: then all passes, and the rest of the index is not needed.
  function showList(match, retired) {
    const any = !match || match.routes.size + match.places.length + match.projects.length > 0;
    const places = new Set(match?.places);
    const projects = new Set(match?.projects);
    for (const item of document.querySelectorAll("#twin-routes > li")) {
      item.hidden = ("withdrawn" in item.dataset && !retired) || Boolean(match && !match.routes.has(item.dataset.entity));
    }
    for (const item of document.querySelectorAll("#twin-places > li")) item.hidden = Boolean(match && !places.has(item.dataset.entity));
    for (const item of document.querySelectorAll(".projects > li")) item.hidden = Boolean(match && !projects.has(item.dataset.entity));
    const empty = document.getElementById("empty-result");
    if (empty) empty.hidden = any;
  }

  function say(match, retired) {
    const line = document.getElementById("status-line");
    if (!line) return;
    const { totals } = atlas.index;
    const standing = retired ? totals.routes : totals.standing;
    const routes = match ? [...match.routes].filter((route) => retired || !withdrawn(route)).length : standing;
    const shown = [
      fill("filters.routes_shown", { n: routes, total: standing }),
      fill("filters.places_shown", { n: match ? match.places.length : totals.places, total: totals.places }),
      fill("filters.projects_shown", { n: match ? match.projects.length : totals.projects, total: totals.projects }),
    ];
    line.textContent = shown.join(" · ");
  }

  // What was shown last stays until the rest of the index has come: then `atlas:indexed` says this again.
  function apply(state) {
    const filtered = atlas.FILTERS.some((name) => state.filters[name].length);
    if (filtered && !atlas.indexed()) return void atlas.whenIndexed().catch(failed);
    const match = filtered ? matching(state.filters) : null;
    const { retired, others } = state.switches;
    window.atlasMap.setMatches({ segments: match && match.segments, places: match && match.places, ghost: !others, withdrawn: retired });
    showLegend(match, retired);
    showCounts(state.filters);
    showList(match, retired);
    return say(match, retired);
  }

  function failed() {
    const line = document.getElementById("status-line");
    if (line) line.textContent = atlas.index.words["filters.failed"];
  }

  // The legend names only what the filters let through.
  function showLegend(match, retired) {
    const drawn = new Set(match ? [] : atlas.index.drawn);
    for (const id of match ? match.segments : []) {
      const [mode, status, precision] = atlas.index.routes[atlas.index.routeOf[id]].segments[id];
      if (retired || !WITHDRAWN.includes(status)) drawn.add(`mode:${mode}`).add(`status:${status}`).add(`precision:${precision}`);
    }
    const all = !match && retired;
    for (const item of document.querySelectorAll("[data-legend]")) item.hidden = !all && !drawn.has(item.dataset.legend);
  }

  let last = "";
  function changed(state) {
    const key = JSON.stringify([state.filters, state.switches]);
    if (key === last) return;
    last = key;
    apply(state);
  }

  atlas.facets = { matching, refresh: () => apply(atlas.state()) };
  window.addEventListener("atlas:state", (event) => changed(event.detail.state));
  window.addEventListener("atlas:indexed", () => { if (last) atlas.facets.refresh(); });
  // The home panel lists projects: what the filters hide is hidden there too.
  window.addEventListener("atlas:panel", () => { if (last && atlas.state().path === "/") atlas.facets.refresh(); });
})();
