// Where the map looks, decided in one place. What was asked for last is held until somebody moves the map: it outlives the start
// of the map, and is worked out anew where the map's size changes (framing.js). Asked: lookAt(camera). The figure is told of
// each move as it begins, as Plotly itself does it, so that no change of the figure leads back to where the map was before.
/** @import { AnyCamera, Box, Fitted, Pair, StartCamera } from "../types" */
/** @import { FigureElement, LngLatClass, MapLibre, View } from "./maplibre" */
import { MAP_VIEW, tell } from "../events.js";
import { around, cameraOf, degrees, fit, isInside, keepOnBasemap, world } from "./framing.js";
import { figureElement, liveMap, madeMap, onMap, whenReady } from "./live.js";

const LEAST_ZOOM = -2; // MapLibre knows no less
const FLIGHT_MS = 900;
const STEP_MS = 250;
const REST_MS = 250;
/** Whether the reader wants nothing to move by itself. */
export const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
/** @type {StartCamera} */
let framing; // what the server says of paddings, limits and all that there is to see, with the first view
let held = /** @type {AnyCamera | null} */ (null);
let byUser = false;

/** @type {(map: MapLibre) => Pair} */
const sizeOf = (map) => {
  const { clientWidth, clientHeight } = map.getContainer();
  return [clientWidth, clientHeight];
};

const isLarge = () => window.matchMedia(`(min-width: ${framing.largeFrom}px)`).matches;
/** @type {(camera: AnyCamera, size: Pair) => Fitted} */
const look = (camera, size) => fit(cameraOf(camera), size, framing, isLarge());
const asView = (/** @type {Fitted} */ { middle, zoom }) => ({ center: degrees(middle), zoom });
/** @type {(map: MapLibre, zoom: number, size: Pair) => number} No farther away than all that there is to see. */
const zoomOn = (map, zoom, size) => {
  const least = Math.min(look(framing.everything, size).zoom, look(framing.first, size).zoom);
  return Math.min(Math.max(zoom, least), map.getMaxZoom());
};

function note(/** @type {View} */ view) {
  const gd = figureElement();
  for (const own of [gd?.layout.map, gd?._fullLayout?.map]) if (own) Object.assign(own, view);
}

/** @type {(map: MapLibre, fitted: Fitted, duration: number) => void} */
const go = (map, fitted, duration) => {
  const view = asView(fitted);
  note(view);
  if (still() || !liveMap()) map.jumpTo(view);
  else map.easeTo({ ...view, duration });
};

/* The view that the map begins with. */
export const firstView = (/** @type {StartCamera} */ camera, /** @type {Pair} */ size) => {
  framing = camera;
  if (!held) byUser = camera.noted;
  held ??= camera;
  return asView(look(held, size));
};

/* What a camera shows on a map of this size, where no map has begun. */
export const shownBy = (/** @type {StartCamera} */ camera, /** @type {Pair} */ size) => {
  framing = camera;
  const { center, zoom } = asView(look(camera, size));
  return { lat: center.lat, zoom };
};

/* MapLibre comes closer until the world fills the map, and repeats it sideways; a reader who wants all of it sees all of it. */
export const freeCamera = (/** @type {MapLibre} */ map) => {
  map.setRenderWorldCopies(false);
  map.setMinZoom(LEAST_ZOOM);
  map.setTransformConstrain((center, zoom) => {
    const size = sizeOf(map);
    const kept = keepOnBasemap(world(center.lng, center.lat), zoomOn(map, zoom, size), size, framing);
    const { lon, lat } = degrees(kept.middle);
    const LngLat = /** @type {LngLatClass} */ (center.constructor);
    return { center: new LngLat(lon, lat), zoom: kept.zoom };
  });
};

/* Look at a camera; `noted`: the address says so. The last who asks is heard, at any time. */
export const lookAt = (/** @type {AnyCamera} */ camera, { noted = false } = {}) => {
  held = camera;
  byUser = noted;
  const map = madeMap();
  if (map && framing) go(map, look(camera, sizeOf(map)), FLIGHT_MS);
};
/** Look at what is chosen, a box in degrees; whether the framing is known yet. */
export const lookAround = (/** @type {Box} */ box) => {
  if (framing) lookAt(around(box, framing));
  return Boolean(framing);
};
export const lookAtAll = () => whenReady(() => lookAt(framing.everything, { noted: true }));

/* The map's size has changed: what is held is framed anew. The figure is given both at once. */
export const sizeChanged = async (/** @type {FigureElement} */ gd, /** @type {number} */ width, /** @type {number} */ height) => {
  if (held) note(asView(look(held, [width, height])));
  await window.Plotly?.relayout(gd, { width, height });
};

/* Whether all of a camera's box, or the middle of one without padding, will be on the map as it is now. */
export const isInView = (/** @type {AnyCamera} */ camera) => {
  const map = madeMap();
  if (!map) return false;
  const size = sizeOf(map);
  const shown = held ? look(held, size) : { middle: centreOf(map), zoom: map.getZoom() };
  return isInside(cameraOf(camera), shown, size);
};

// By hand: what was asked for is let go.
function move(/** @type {MapLibre} */ map, /** @type {number[]} px */ [right, down], levels = 0) {
  held = null;
  byUser = true;
  const size = sizeOf(map);
  const [x, y] = centreOf(map);
  const scale = 2 ** map.getZoom();
  const zoom = zoomOn(map, map.getZoom() + levels, size);
  go(map, keepOnBasemap([x + right / scale, y + down / scale], zoom, size, framing), STEP_MS);
}
const centreOf = (/** @type {MapLibre} */ map) => world(map.getCenter().lng, map.getCenter().lat);

export const zoomBy = (/** @type {number} */ levels) => whenReady((map) => move(map, [0, 0], levels));
export const panBy = (/** @type {number[]} */ ...px) => whenReady((map) => move(map, px));

// Plotly answers a double click by going back to the first view; people expect to come closer to where they point.
function comeCloser(/** @type {MapLibre} */ map, /** @type {MouseEvent} */ event) {
  event.stopPropagation();
  event.preventDefault();
  const area = map.getContainer().getBoundingClientRect();
  const size = sizeOf(map);
  const away = [event.clientX - area.left - size[0] / 2, event.clientY - area.top - size[1] / 2];
  move(map, [away[0] / 2, away[1] / 2], 1);
}

/** Where the map looks now; null where there is none. @type {() => { center: Pair, zoom: number } | null} */
export const currentView = () => {
  const map = liveMap();
  return map && { center: [map.getCenter().lng, map.getCenter().lat], zoom: map.getZoom() };
};
/** The same, told to the page as an address has it. */
export const tellView = (own = byUser) => {
  const view = currentView();
  if (view) tell(MAP_VIEW, { zoom: view.zoom, lat: view.center[1], lon: view.center[0], byUser: own });
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
