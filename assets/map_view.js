/* Where the map looks: flights, buttons, the scale bar, a picture of it.
   Every move ends in Plotly.relayout, so that the figure knows the view too and does not snap back.
   Told, on window: atlas:map-view {zoom, lat, lon, byUser} when the map has come to rest. */
(() => {
  "use strict";
  const atlas = (window.atlasMap = window.atlasMap || {});
  const REST_MS = 250;
  const CLOSEST_ZOOM = 8;
  const FLIGHT_MS = 900;
  const SCALE_PX = 110;
  const EARTH_M = 40075016.686;
  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function commit({ map, gd }) {
    const { lng: lon, lat } = map.getCenter();
    const view = { "map.center": { lon, lat }, "map.zoom": map.getZoom() };
    return Promise.resolve(window.Plotly.relayout(gd, view)).catch(() => undefined); // a tile that failed: no matter
  }

  // The figure is told where a flight ends. One that a later flight breaks off tells nothing: the figure would hold the
  // map where the first was left, and the later one would go nowhere.
  let flights = 0;
  function go(live, camera, duration) {
    const mine = ++flights;
    if (still()) { live.map.jumpTo(camera); commit(live); return; }
    live.map.easeTo({ ...camera, duration });
    live.map.once("moveend", () => { if (mine === flights) commit(live); });
  }

  /* Move to {bounds: [w, s, e, n]} or {center: [lon, lat], zoom}; `padding` in pixels, a number or four sides. */
  atlas.flyTo = (target, { padding = 48 } = {}) =>
    atlas.whenReady(() => {
      const live = atlas.live();
      const { bounds, center, zoom } = target;
      const box = bounds && [[bounds[0], bounds[1]], [bounds[2], bounds[3]]];
      const { clientWidth: width, clientHeight: height } = live.map.getContainer();
      const fitted = box && live.map.cameraForBounds(box, { padding: atlas.sides(padding, width, height), maxZoom: CLOSEST_ZOOM });
      const camera = fitted ? { center: fitted.center, zoom: fitted.zoom } : { center, zoom };
      if (camera.center) go(live, { ...camera, zoom: camera.zoom ?? live.map.getZoom() }, FLIGHT_MS);
    });

  atlas.zoomBy = (levels) =>
    atlas.whenReady((map) => go(atlas.live(), { center: map.getCenter(), zoom: map.getZoom() + levels }, 250));

  atlas.panBy = (dx, dy) =>
    atlas.whenReady((map) => {
      const { clientWidth: width, clientHeight: height } = map.getContainer();
      go(atlas.live(), { center: map.unproject([width / 2 + dx, height / 2 + dy]), zoom: map.getZoom() }, 250);
    });

  // Plotly answers a double click by going back to the first view; people expect to come closer to where they point.
  function comeCloser(map, event) {
    event.stopPropagation();
    event.preventDefault();
    const room = map.getContainer().getBoundingClientRect();
    const middle = [room.width / 2, room.height / 2];
    const at = [event.clientX - room.left, event.clientY - room.top];
    const halfway = [(middle[0] + at[0]) / 2, (middle[1] + at[1]) / 2];
    go(atlas.live(), { center: map.unproject(halfway), zoom: map.getZoom() + 1 }, 250);
  }

  /* The map as it is seen, as a PNG data URL. Outside the render event the canvas reads blank. */
  atlas.picture = () =>
    new Promise((resolve) =>
      atlas.whenReady((map) => {
        map.once("render", () => resolve(map.getCanvas().toDataURL("image/png")));
        map.triggerRepaint();
      }),
    );

  function drawScale(map) {
    const element = document.getElementById("map-scale");
    if (!element) return;
    const metresPerPx = (EARTH_M * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom());
    const most = (SCALE_PX * metresPerPx) / 1000;
    const power = 10 ** Math.floor(Math.log10(most));
    const km = [5, 2, 1].find((digit) => digit * power <= most) * power;
    const words = new Intl.NumberFormat(document.documentElement.lang || "en", { style: "unit", unit: "kilometer" });
    const bar = element.querySelector(".scale-bar") || element.appendChild(document.createElement("span"));
    const text = element.querySelector(".scale-text") || element.appendChild(document.createElement("span"));
    bar.classList.add("scale-bar");
    text.classList.add("scale-text");
    bar.style.width = `${Math.round((km * 1000) / metresPerPx)}px`;
    text.textContent = words.format(km);
  }

  atlas.onMap((map) => {
    let timer = 0;
    let byUser = false;
    map.on("movestart", (event) => (byUser = Boolean(event.originalEvent)));
    map.on("move", () => drawScale(map));
    map.on("moveend", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { lng: lon, lat } = map.getCenter();
        window.dispatchEvent(new CustomEvent("atlas:map-view", { detail: { zoom: map.getZoom(), lat, lon, byUser } }));
      }, REST_MS);
    });
    map.getContainer().addEventListener("dblclick", (event) => comeCloser(map, event), true);
    drawScale(map);
    const name = map.getContainer().closest("[data-map]")?.dataset.map;
    if (name) map.getCanvas().setAttribute("aria-label", name);
  });
})();
