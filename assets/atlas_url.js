// The address of the page: reads and writes what dashboard/interaction/state.py reads and writes.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const FILTERS = ["country", "project", "mode", "status", "document"];
  const SWITCHES = { others: "hidden", retired: "shown", railways: "shown" };
  // The page without its frame lives under /embed; everything else about its address is the same.
  const BASE = "embedded" in document.documentElement.dataset ? "/embed" : "";
  const KEPT = ["lang", "theme", "planned", "tab", "rows", "sort", "hide", "compare", "on"];

  // What a long filter does not offer yet cannot be checked; the server has checked what the page was opened with.
  let opened = false;
  const mayBe = (name, value) => atlas.index.options[name].includes(value) || (opened && !atlas.indexed() && atlas.index.more[name] > 0);

  function read() {
    const query = new URLSearchParams(location.search);
    const state = { path: location.pathname.slice(BASE.length) || "/", filters: {}, switches: {}, view: query.get("view"), kept: {} };
    for (const name of FILTERS) {
      const asked = query.getAll(name).flatMap((value) => value.split(","));
      state.filters[name] = [...new Set(asked)].filter((value) => mayBe(name, value)).sort();
    }
    for (const name of Object.keys(SWITCHES)) state.switches[name] = query.get(name) === SWITCHES[name];
    for (const name of KEPT) if (query.has(name)) state.kept[name] = query.get(name);
    opened = true;
    return state;
  }

  // The same order and the same few unescaped signs as format_query: one state has one address.
  function whole(state) {
    const pairs = [];
    for (const name of FILTERS) if (state.filters[name].length) pairs.push([name, [...state.filters[name]].sort().join(",")]);
    for (const name of Object.keys(SWITCHES)) if (state.switches[name]) pairs.push([name, SWITCHES[name]]);
    if (state.view) pairs.push(["view", state.view]);
    const elsewhere = (name) => name === "planned" && !state.path.startsWith("/corridor/");
    for (const name of KEPT) if (state.kept[name] && !elsewhere(name)) pairs.push([name, state.kept[name]]);
    const escape = (text) => encodeURIComponent(text).replace(/%2C/g, ",").replace(/%2F/g, "/");
    const query = pairs.map(([name, value]) => `${name}=${escape(value)}`).join("&");
    return state.path + (query ? "?" + query : "");
  }
  const write = (state) => BASE + whole(state);

  atlas.FILTERS = FILTERS;
  atlas.url = { read, write, whole };
})();
