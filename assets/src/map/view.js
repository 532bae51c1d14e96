// Where the map looks, decided in one place. What was asked for last is held until somebody moves the map: it outlives the start
// of the map, and is worked out anew where the map's size changes (framing.js). Asked: lookAt(camera). The figure is told of
// each move as it begins, as Plotly itself does it, so that no change of the figure leads back to where the map was before.
import { MAP_VIEW, tell } from "../events.js";
import { cameraOf, degrees, fit, isInside, keepOnBasemap, world } from "./framing.js";
import { liveMap, onMap, whenReady } from "./live.js";

const LEAST_ZOOM = -2; // MapLibre knows no less
const FLIGHT_MS = 900;
const STEP_MS = 250;
const REST_MS = 250;
const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
let framing = null; // what the server says of paddings, limits and all that there is to see
let held = null;
let byUser = false;

const sizeOf = (map) => {
  const { clientWidth, clientHeight } = map.getContainer();
  return [clientWidth, clientHeight];
};
const mapOf = (gd) => gd?._fullLayout?.map?._subplot?.map;

const isLarge = () => window.matchMedia(`(min-width: ${framing.largeFrom}px)`).matches;
const look = (camera, size) => fit(cameraOf(camera), size, framing, isLarge());
const asView = ({ middle, zoom }) => ({ center: degrees(middle), zoom });
// No farther away than all that there is to see.
function zoomOn(map, zoom, size) {
  const least = Math.min(look(framing.everything, size).zoom, look(framing.first, size).zoom);
  return Math.min(Math.max(zoom, least), map.getMaxZoom());
}

function note(gd, view) {
  for (const own of [gd.layout.map, gd._fullLayout.map]) Object.assign(own, view);
}

function go({ middle, zoom }, duration) {
  const gd = document.getElementById("map");
  const map = mapOf(gd);
  const view = asView({ middle, zoom });
  note(gd, view);
  const camera = { center: view.center, zoom };
  if (still() || !liveMap()) map.jumpTo(camera);
  else map.easeTo({ ...camera, duration });
}

/* The view that the map begins with. */
export const firstView = (camera, size) => {
  framing = camera;
  if (!held) {
    held = camera;
    byUser = camera.noted;
  }
  return asView(look(held, size));
};

/* What a camera shows on a map of this size, where no map has begun. */
export const shownBy = (camera, size) => {
  framing = camera;
  const { center, zoom } = asView(look(camera, size));
  return { lat: center.lat, zoom };
};

/* MapLibre comes closer until the world fills the map, and repeats it sideways; a reader who wants all of it sees all of it. */
export const freeCamera = (map) => {
  map.setRenderWorldCopies(false);
  map.setMinZoom(LEAST_ZOOM);
  map.setTransformConstrain((center, zoom) => {
    const size = sizeOf(map);
    const kept = keepOnBasemap(world(center.lng, center.lat), zoomOn(map, zoom, size), size, framing);
    const { lon, lat } = degrees(kept.middle);
    return { center: new center.constructor(lon, lat), zoom: kept.zoom };
  });
};

/* Look at a camera; `noted`: the address says so. The last who asks is heard, at any time. */
export const lookAt = (camera, { noted = false } = {}) => {
  held = camera;
  byUser = noted;
  const map = mapOf(document.getElementById("map"));
  if (map && framing) go(look(held, sizeOf(map)), FLIGHT_MS);
};
export const lookAtAll = () => lookAt(framing.everything, { noted: true });

/* The map's size has changed: what is held is framed anew. The figure is given both at once. */
export const sizeChanged = (gd, width, height) => {
  if (held) note(gd, asView(look(held, [width, height])));
  return window.Plotly.relayout(gd, { width, height });
};

/* Whether all of a camera's box, or the middle of one without padding, will be on the map as it is now. */
export const isInView = (camera) => {
  const map = mapOf(document.getElementById("map"));
  if (!map) return false;
  const size = sizeOf(map);
  const shown = held ? look(held, size) : { middle: centreOf(map), zoom: map.getZoom() };
  return isInside(cameraOf(camera), shown, size);
};

// By hand: what was asked for is let go.
function move(middle, zoom) {
  const map = mapOf(document.getElementById("map"));
  held = null;
  byUser = true;
  const size = sizeOf(map);
  go(keepOnBasemap(middle, zoomOn(map, zoom, size), size, framing), STEP_MS);
}
const centreOf = (map) => world(map.getCenter().lng, map.getCenter().lat);

export const zoomBy = (levels) => whenReady((map) => move(centreOf(map), map.getZoom() + levels));
export const panBy = (...px) =>
  whenReady((map) =>
    move(
      centreOf(map).map((value, axis) => value + px[axis] / 2 ** map.getZoom()),
      map.getZoom(),
    ),
  );

// Plotly answers a double click by going back to the first view; people expect to come closer to where they point.
function comeCloser(map, event) {
  event.stopPropagation();
  event.preventDefault();
  const area = map.getContainer().getBoundingClientRect();
  const size = sizeOf(map);
  const away = [event.clientX - area.left - size[0] / 2, event.clientY - area.top - size[1] / 2];
  move(
    centreOf(map).map((value, axis) => value + away[axis] / 2 / 2 ** map.getZoom()),
    map.getZoom() + 1,
  );
}

/* Where the map looks now; and, told to the page, as an address has it. */
export const currentView = () => {
  const { map } = liveMap();
  const { lng, lat } = map.getCenter();
  return { center: [lng, lat], zoom: map.getZoom() };
};
export const tellView = (own = byUser) => {
  if (!liveMap()) return;
  const {
    center: [lon, lat],
    zoom,
  } = currentView();
  tell(MAP_VIEW, { zoom, lat, lon, byUser: own });
};

onMap((map) => {
  let timer = 0;
  map.on("movestart", (event) => {
    clearTimeout(timer);
    if (!event.originalEvent) return;
    held = null;
    byUser = true;
  });
  map.on("moveend", () => {
    clearTimeout(timer);
    timer = setTimeout(() => tellView(), REST_MS);
  });
  map.getContainer().addEventListener("dblclick", (event) => comeCloser(map, event), true);
});
