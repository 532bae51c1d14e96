// What is selected, on the map: lights it up, flies to it, and turns clicks on the map into addresses.
(function () {
  "use strict";
  const RESTS_MS = 60;
  const atlas = (window.atlas = window.atlas || {});

  const NOTHING = { routes: {}, places: {} };
  let due = null; // the last change of the address that the map has not followed yet
  let clicks = 0;

  /* What the address lights: {routes, places, segments?} as its panel says; null while that is coming. */
  atlas.selected = () => {
    if (!atlas.panelIsThere(atlas.state())) return null;
    const named = document.getElementById("panel-selection");
    return named ? JSON.parse(named.dataset.selection) : NOTHING;
  };

  // A way between two places takes some segments of its routes; all else takes them all, but for what is withdrawn.
  function parts({ path, switches }) {
    const { routes, places, segments } = atlas.selected();
    const country = /^\/country\/([A-Z]{2})$/.exec(path);
    const retired = switches.retired || path.startsWith("/route/");
    const standing = () =>
      Object.values(routes).flatMap(({ segments: own }) =>
        Object.entries(own).filter(([, [, status]]) => retired || !["retired", "cancelled"].includes(status)).map(([segment]) => segment));
    return { routes, segments: segments || standing(), places, country: country ? country[1] : null };
  }

  function light({ segments, places, country }) {
    window.atlasMap.setSelection({ segments, places: Object.keys(places), country });
  }

  function bounds({ routes, segments, places }) {
    const lit = new Set(segments);
    const drawn = Object.values(routes).filter(({ segments: own }) => Object.keys(own).some((id) => lit.has(id)));
    const boxes = [...drawn.map((route) => route.bounds), ...Object.values(places).map(([, lon, lat]) => [lon, lat, lon, lat])];
    if (!boxes.length) return null;
    const [west, south, east, north] = [0, 1, 2, 3].map((side) => Math[side < 2 ? "min" : "max"](...boxes.map((box) => box[side])));
    const small = Math.max(east - west, north - south) < 0.5;
    return small ? { center: [(west + east) / 2, (south + north) / 2], zoom: 6.5 } : { bounds: [west, south, east, north] };
  }

  // A click on the map leaves the map where it is; a link, the reader and the way back move it there.
  function changed({ state, cause }) {
    if (["start", "control", "reset"].includes(cause)) return;
    due = { view: state.view, cause };
    settle();
  }

  // Words first, then the map. While the panel is coming nothing is known: `atlas:panel` calls again.
  function settle() {
    if (!atlas.selected()) return;
    atlas.afterPanel(() => {
      if (!due || !atlas.selected()) return;
      const { view, cause } = due;
      due = null;
      const selection = parts(atlas.state());
      light(selection);
      if (cause === "pop" && view) jump(view);
      else if (cause !== "map") fly(bounds(selection));
    });
  }

  // The map begins where its picture looks; only the way between two places has none of its own, and is flown to.
  function panelCame() {
    if (due) return settle();
    const state = atlas.state();
    if (!atlas.selected()) return undefined;
    const selection = parts(state);
    light(selection);
    return state.path.startsWith("/corridor/") && !state.view ? fly(bounds(selection)) : undefined;
  }

  function fly(target) {
    if (target) window.atlasMap.flyTo(target, { padding: window.atlasMap.ROOM });
  }

  function jump(view) {
    const [zoom, lat, lon] = view.split("/").map(Number);
    window.atlasMap.flyTo({ center: [lon, lat], zoom });
  }

  // Which route a line belongs to, and what to call what lies there, the rest of the index knows.
  function mapClicked({ detail }) {
    closePick();
    const turn = ++clicks;
    const plain = !detail.segments.length && detail.places.length < 2;
    if (plain || atlas.indexed()) open(detail);
    else atlas.whenIndexed().then(() => { if (turn === clicks) open(detail); }, () => undefined);
  }

  function open(detail) {
    const routes = [...new Set(detail.segments.map(routeOf))];
    const found = [...detail.places.map((id) => `/place/${id}`), ...routes.map((id) => `/route/${id}`)];
    if (found.length > 1) return openPick(found, detail);
    return atlas.navigate(found[0] || (detail.country ? `/country/${detail.country}` : "/"), "map");
  }

  const routeOf = (segment) => atlas.index.routeOf[segment];

  function label(path) {
    const [, kind, id] = path.split("/");
    if (kind === "place") return atlas.index.places[id][0];
    const [[mode, status]] = Object.values(atlas.index.routes[id].segments);
    return `${atlas.index.routes[id].name} (${atlas.index.modes[mode]}, ${atlas.index.statuses[status]})`;
  }

  function openPick(found, { x, y }) {
    const pick = document.getElementById("map-pick");
    const heading = Object.assign(document.createElement("p"), { textContent: atlas.index.words["map.pick"] });
    const list = document.createElement("ul");
    for (const path of found) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label(path) });
      button.addEventListener("click", () => { closePick(); atlas.navigate(path, "map"); });
      list.append(Object.assign(document.createElement("li"), {}));
      list.lastChild.append(button);
    }
    pick.replaceChildren(heading, list);
    pick.hidden = false;
    const area = pick.parentElement.getBoundingClientRect();
    pick.style.left = `${Math.max(8, Math.min(x, area.width - pick.offsetWidth - 8))}px`;
    pick.style.top = `${Math.max(8, Math.min(y, area.height - pick.offsetHeight - 8))}px`;
    list.querySelector("button").focus();
  }

  function closePick() {
    const pick = document.getElementById("map-pick");
    if (pick && !pick.hidden) pick.hidden = true;
  }

  window.addEventListener("atlas:state", (event) => changed(event.detail));
  window.addEventListener("atlas:panel", panelCame);
  // What the mouse rests on is likely to be clicked.
  let resting = 0;
  window.addEventListener("atlas:map-hover", ({ detail: { segment, place } }) => {
    clearTimeout(resting);
    const path = place ? `/place/${place}` : segment && atlas.indexed() && `/route/${routeOf(segment)}`;
    if (path) resting = setTimeout(() => atlas.prefetchPanel(path), RESTS_MS);
  });
  window.addEventListener("atlas:map-click", mapClicked);
  window.addEventListener("keydown", (event) => { if (event.key === "Escape") closePick(); });
})();
