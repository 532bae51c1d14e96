// What is selected, on the map: lights it up, flies to it, and turns clicks on the map into addresses.
(function () {
  "use strict";
  const RESTS_MS = 60;
  const atlas = (window.atlas = window.atlas || {});

  function parts(path) {
    const [routes, places] = atlas.index.select[decodeURIComponent(path)] || [[], []];
    const country = /^\/country\/([A-Z]{2})$/.exec(path);
    const own = path.startsWith("/route/");
    const retired = atlas.state().switches.retired || own;
    const segments = routes.flatMap((route) =>
      Object.entries(atlas.index.routes[route].segments)
        .filter(([, [, status]]) => retired || !["retired", "cancelled"].includes(status))
        .map(([segment]) => segment));
    return { routes, segments, places, country: country ? country[1] : null };
  }

  function bounds({ routes, segments, places }) {
    const drawn = routes.filter((route) => Object.keys(atlas.index.routes[route].segments).some((id) => segments.includes(id)));
    const boxes = drawn.map((route) => atlas.index.routes[route].bounds);
    for (const place of places) { const [, lon, lat] = atlas.index.places[place]; boxes.push([lon, lat, lon, lat]); }
    if (!boxes.length) return null;
    const [west, south, east, north] = [0, 1, 2, 3].map((side) => Math[side < 2 ? "min" : "max"](...boxes.map((box) => box[side])));
    const small = Math.max(east - west, north - south) < 0.5;
    return small ? { center: [(west + east) / 2, (south + north) / 2], zoom: 6.5 } : { bounds: [west, south, east, north] };
  }

  // A click on the map leaves the map where it is; a link, the reader and a bare cold address move it there.
  function changed({ state, cause }) {
    if (state.path.startsWith("/corridor/")) return undefined; // its panel knows (selectFromPanel)
    const selection = parts(state.path);
    if (cause === "start") return window.atlasMap.setSelection(selection); // the map begins where it looks
    if (cause === "control" || cause === "reset") return undefined;
    return atlas.afterPanel(() => {
      if (atlas.state().path !== state.path) return;
      window.atlasMap.setSelection(selection);
      if (cause === "pop" && state.view) jump(state.view);
      else if (cause !== "map") fly(bounds(selection));
    });
  }

  function fly(target) {
    if (target) window.atlasMap.flyTo(target, { padding: window.atlasMap.ROOM });
  }

  // A way between two places is known only when its panel has come: the panel names its segments.
  function selectFromPanel() {
    const named = document.getElementById("panel-selection");
    if (!named) return;
    const segments = named.dataset.segments.split(" ");
    const routes = [...new Set(segments.map(routeOf))];
    const [, , from, to] = atlas.state().path.split("/");
    const places = [from, to].filter((place) => place in atlas.index.places);
    window.atlasMap.setSelection({ segments, places, country: null });
    if (!atlas.state().view) fly(bounds({ routes, segments, places }));
  }

  function jump(view) {
    const [zoom, lat, lon] = view.split("/").map(Number);
    window.atlasMap.flyTo({ center: [lon, lat], zoom });
  }

  function mapClicked({ detail }) {
    closePick();
    const routes = [...new Set(detail.segments.map((id) => routeOf(id)))];
    const found = [...detail.places.map((id) => `/place/${id}`), ...routes.map((id) => `/route/${id}`)];
    if (found.length > 1) return openPick(found, detail);
    atlas.navigate(found[0] || (detail.country ? `/country/${detail.country}` : "/"), "map");
  }

  const routeOf = (segment) => Object.keys(atlas.index.routes).find((route) => segment in atlas.index.routes[route].segments);

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
  window.addEventListener("atlas:panel", selectFromPanel);
  // What the mouse rests on is likely to be clicked.
  let resting = 0;
  window.addEventListener("atlas:map-hover", ({ detail: { segment, place } }) => {
    clearTimeout(resting);
    const path = place ? `/place/${place}` : segment && `/route/${routeOf(segment)}`;
    if (path) resting = setTimeout(() => atlas.prefetchPanel(path), RESTS_MS);
  });
  window.addEventListener("atlas:map-click", mapClicked);
  window.addEventListener("keydown", (event) => { if (event.key === "Escape") closePick(); });
})();
