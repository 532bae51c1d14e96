// One state, kept in the address: links, controls and the map change it here, and everything follows from it.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  let state = null; // what is shown now; read from the address when first asked for
  let moved = false; // by a button
  let depth = 0; // how many steps back stay inside the atlas

  function current() {
    return (state ??= atlas.url.read());
  }

  function start() {
    depth = (history.state && history.state.depth) || 0;
    current();
    tell("start");
  }

  const tell = (cause) => window.dispatchEvent(new CustomEvent("atlas:state", { detail: { state, cause } }));

  function push(next, cause) {
    const address = atlas.url.write(next);
    if (address === location.pathname + location.search) return;
    depth += 1;
    history.pushState({ depth }, "", address);
    show(next, cause);
  }

  function show(next, cause) {
    const before = state;
    state = next;
    if (before.path !== next.path || before.kept.planned !== next.kept.planned) atlas.showPanel(next);
    tell(cause);
  }

  // Where the map looks is noted in the address without a step of history, once somebody has moved it: a flight
  // to what is selected needs no noting, the same address flies there again.
  function viewChanged(event) {
    const { zoom, lat, lon, byUser } = event.detail;
    if (!byUser && !state.view && !moved) return;
    const view = `${Number(zoom.toFixed(2))}/${Number(lat.toFixed(3))}/${Number(lon.toFixed(3))}`;
    if (view === state.view) return;
    state = { ...state, view };
    history.replaceState({ depth }, "", atlas.url.write(state));
  }

  function clicked(event) {
    const link = event.target.closest ? event.target.closest("a.nav") : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    event.preventDefault();
    const { pathname, searchParams } = new URL(link.href);
    const { filters, kept } = asked(searchParams);
    push({ ...state, path: pathname, filters: { ...state.filters, ...filters }, kept: { ...state.kept, ...kept } }, "link");
  }

  // What a link names in its query is taken over; all else stays as it is.
  function asked(query) {
    const filters = {};
    for (const name of atlas.FILTERS) if (query.has(name)) filters[name] = query.get(name).split(",");
    const kept = {};
    for (const name of ["planned", "tab", "compare"]) if (query.has(name)) kept[name] = query.get(name);
    return { filters, kept };
  }

  atlas.navigate = (path, cause, kept) => push({ ...state, path, kept: { ...state.kept, ...kept } }, cause || "link");
  atlas.filter = (filters, switches) => push({ ...state, filters, switches }, "control");
  atlas.reset = () => push({ ...state, filters: Object.fromEntries(atlas.FILTERS.map((name) => [name, []])) }, "reset");
  atlas.back = () => (depth > 0 ? history.back() : atlas.navigate("/", "link"));
  atlas.depth = () => depth;
  atlas.state = current;
  atlas.movedByButton = () => { moved = true; };

  window.addEventListener("popstate", () => {
    depth = (history.state && history.state.depth) || 0;
    show(atlas.url.read(), "pop");
  });
  window.addEventListener("atlas:map-view", viewChanged);
  document.addEventListener("click", clicked);
  window.addEventListener("atlas:page", start);
})();
