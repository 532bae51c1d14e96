// The view of the map. The last requested camera is valid until the reader moves the map: it outlives a restart of the map, and is
// fitted again when the size of the map changes (framing.js). lookAt(camera) requests a camera. The figure gets each view when its
// move begins, as Plotly itself does, so that no change of the figure leads back to the view before.
/** @import { AnyCamera, Box, Fitted, Pair, StartCamera } from "../types" */
/** @import { FigureElement, LngLatClass, MapLibre, View } from "./maplibre" */
import { emit, MAP_VIEW } from "../events.js";
import { around, cameraOf, degrees, fit, isInside, keepOnBasemap, world } from "./framing.js";
import { createdMap, figureElement, liveMap, onMap, whenReady } from "./live.js";

const LEAST_ZOOM = -2; // the least of MapLibre
const FLIGHT_MS = 900;
const STEP_MS = 250;
const REST_MS = 250;
/** Whether the reader wants no movement by itself. */
export const prefersReducedMotion = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
/** @type {StartCamera} */
let framing; // paddings, limits and cameras from the server
let activeCamera = /** @type {AnyCamera | null} */ (null); // null after the reader has moved the map
let byUser = false;

/** @type {(map: MapLibre) => Pair} */
const sizeOf = (map) => {
  const { clientWidth, clientHeight } = map.getContainer();
  return [clientWidth, clientHeight];
};

const isLarge = () => window.matchMedia(`(min-width: ${framing.largeFrom}px)`).matches;
/** @type {(camera: AnyCamera, size: Pair) => Fitted} */
const fitted = (camera, size) => fit(cameraOf(camera), size, framing, isLarge());
const asView = (/** @type {Fitted} */ { middle, zoom }) => ({ center: degrees(middle), zoom });
/** @type {(map: MapLibre, zoom: number, size: Pair) => number} The zoom, but not farther away than the camera of everything. */
const zoomOn = (map, zoom, size) => {
  const least = Math.min(fitted(framing.everything, size).zoom, fitted(framing.first, size).zoom);
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
  if (prefersReducedMotion() || !liveMap()) map.jumpTo(view);
  else map.easeTo({ ...view, duration });
};

/** The first view of the map. */
export const firstView = (/** @type {StartCamera} */ camera, /** @type {Pair} */ size) => {
  framing = camera;
  if (!activeCamera) byUser = camera.noted;
  activeCamera ??= camera;
  return asView(fitted(activeCamera, size));
};

/** The view of a camera on a picture of this size, without a live map. */
export const viewOf = (/** @type {StartCamera} */ camera, /** @type {Pair} */ size) => {
  framing = camera;
  const { center, zoom } = asView(fitted(camera, size));
  return { lat: center.lat, zoom };
};

/** By default MapLibre fills the map with the world and repeats it sideways; this shows the complete world if the reader wants it. */
export const freeCamera = (/** @type {MapLibre} */ map) => {
  map.setRenderWorldCopies(false);
  map.setMinZoom(LEAST_ZOOM);
  map.setTransformConstrain((center, zoom) => {
    const size = sizeOf(map);
    const allowed = keepOnBasemap(world(center.lng, center.lat), zoomOn(map, zoom, size), size, framing);
    const { lon, lat } = degrees(allowed.middle);
    const LngLat = /** @type {LngLatClass} */ (center.constructor);
    return { center: new LngLat(lon, lat), zoom: allowed.zoom };
  });
};

/** Looks at a camera; `noted`: the address has it. The last call wins. */
export const lookAt = (/** @type {AnyCamera} */ camera, { noted = false } = {}) => {
  activeCamera = camera;
  byUser = noted;
  const map = createdMap();
  if (map && framing) go(map, fitted(camera, sizeOf(map)), FLIGHT_MS);
};
/** Looks at a box in degrees; false before the map has started. */
export const lookAround = (/** @type {Box} */ box) => {
  if (framing) lookAt(around(box, framing));
  return Boolean(framing);
};
export const lookAtAll = () => whenReady(() => lookAt(framing.everything, { noted: true }));

/** Fits the camera to a new size of the map. The figure gets both at once. */
export const sizeChanged = async (/** @type {FigureElement} */ gd, /** @type {number} */ width, /** @type {number} */ height) => {
  if (activeCamera) note(asView(fitted(activeCamera, [width, height])));
  await window.Plotly?.relayout(gd, { width, height });
};

/** Whether the complete box of a camera, or its middle without padding, is on the map. */
export const isInView = (/** @type {AnyCamera} */ camera) => {
  const map = createdMap();
  if (!map) return false;
  const size = sizeOf(map);
  const view = activeCamera ? fitted(activeCamera, size) : { middle: centreOf(map), zoom: map.getZoom() };
  return isInside(cameraOf(camera), view, size);
};

// Moves the map for the reader, which ends the active camera.
function move(/** @type {MapLibre} */ map, /** @type {number[]} px */ [right, down], levels = 0) {
  activeCamera = null;
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

// A double click zooms to the pointer. Plotly would go back to the first view.
function zoomToPointer(/** @type {MapLibre} */ map, /** @type {MouseEvent} */ event) {
  event.stopPropagation();
  event.preventDefault();
  const area = map.getContainer().getBoundingClientRect();
  const [width, height] = sizeOf(map);
  move(map, [(event.clientX - area.left - width / 2) / 2, (event.clientY - area.top - height / 2) / 2], 1);
}

/** The current view; null without a map. @type {() => { center: Pair, zoom: number } | null} */
export const currentView = () => {
  const map = liveMap();
  return map && { center: [map.getCenter().lng, map.getCenter().lat], zoom: map.getZoom() };
};
/** Reports the current view to the page. */
export const reportView = (own = byUser) => {
  const view = currentView();
  if (view) emit(MAP_VIEW, { zoom: view.zoom, lat: view.center[1], lon: view.center[0], byUser: own });
};

onMap((map) => {
  let timer = 0;
  map.on("movestart", (event) => {
    clearTimeout(timer);
    if (!event.originalEvent) return;
    activeCamera = null;
    byUser = true;
  });
  map.on("moveend", () => {
    clearTimeout(timer);
    timer = setTimeout(() => reportView(), REST_MS);
  });
  map.getContainer().addEventListener("dblclick", (event) => zoomToPointer(map, event), true);
});
