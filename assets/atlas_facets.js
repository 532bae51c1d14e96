// What passes the filters: the list, the counts, the status line and the map, all in the browser.
// The rule is dashboard/catalogue/facets.py's: "and" between filters, "or" within one.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});

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
    const projects = Object.keys(facets).filter((id) => isProject(id) && passes(facets[id], filters));
    return { segments, routes: shown, places: points, projects };
  }

  const statusOf = (segment) => atlas.index.facets[segment].status[0];
  const isProject = (id) => atlas.index.options.project.includes(id);
  const withdrawn = (route) =>
    Object.values(atlas.index.routes[route].segments).every(([, status]) => ["retired", "cancelled"].includes(status));

  // For each choice: how many routes would pass with it, the other filters as they are.
  function counts(filters) {
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

  function fill(key, values) {
    return atlas.index.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  const numbers = new Intl.NumberFormat(document.documentElement.lang);

  function showCounts(filters) {
    const count = counts(filters);
    for (const element of document.querySelectorAll("[data-count]")) {
      const [name, value] = element.dataset.count.split(":");
      const found = count(name, value);
      element.textContent = numbers.format(found);
      element.closest("label").classList.toggle("none", !found);
    }
  }

  function showList(match, retired) {
    const any = match.routes.size + match.places.length + match.projects.length > 0;
    const hidden = { "twin-routes": (id) => !match.routes.has(id) || (withdrawn(id) && !retired), "twin-places": (id) => !match.places.includes(id) };
    for (const [list, hide] of Object.entries(hidden)) {
      for (const item of document.querySelectorAll(`#${list} > li`)) item.hidden = hide(item.dataset.entity);
    }
    for (const item of document.querySelectorAll(".projects > li")) item.hidden = !match.projects.includes(item.dataset.entity);
    const empty = document.getElementById("empty-result");
    if (empty) empty.hidden = any;
  }

  function say(match, retired) {
    const line = document.getElementById("status-line");
    if (!line) return;
    const standing = Object.keys(atlas.index.routes).filter((route) => retired || !withdrawn(route));
    const shown = [
      fill("filters.routes_shown", { n: standing.filter((route) => match.routes.has(route)).length, total: standing.length }),
      fill("filters.places_shown", { n: match.places.length, total: Object.keys(atlas.index.places).length }),
      fill("filters.projects_shown", { n: match.projects.length, total: atlas.index.options.project.length }),
    ];
    line.textContent = shown.join(" · ");
  }

  function apply(state) {
    const match = matching(state.filters);
    const filtered = atlas.FILTERS.some((name) => state.filters[name].length);
    window.atlasMap.setMatches({
      segments: filtered ? match.segments : null,
      places: filtered ? match.places : null,
      ghost: !state.switches.others,
      withdrawn: state.switches.retired,
    });
    const standing = (id) => state.switches.retired || !["retired", "cancelled"].includes(statusOf(id));
    showLegend(new Set(match.segments.filter(standing)));
    showCounts(state.filters);
    showList(match, state.switches.retired);
    say(match, state.switches.retired);
  }

  // The legend names only what the filters let through.
  function showLegend(match) {
    const drawn = new Set();
    for (const { segments } of Object.values(atlas.index.routes)) {
      for (const [id, [mode, status, precision]] of Object.entries(segments)) {
        if (match.has(id)) drawn.add(`mode:${mode}`).add(`status:${status}`).add(`precision:${precision}`);
      }
    }
    for (const item of document.querySelectorAll("[data-legend]")) item.hidden = !drawn.has(item.dataset.legend);
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
  // The home panel lists projects: what the filters hide is hidden there too.
  window.addEventListener("atlas:panel", () => { if (last && atlas.state().path === "/") atlas.facets.refresh(); });
})();
