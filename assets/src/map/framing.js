// Fits a camera into a map of some size, by the same rules as dashboard/map/camera.py for the first picture.
//
// A camera is {box, maxZoom, padding}: a box in pixels of the world at zoom 0, which becomes as large as the map allows with the
// padding around it. Without a padding, the middle of the box is the middle of the map, at this zoom. The result is {middle, zoom},
// in world pixels. `framing` is {paddings, limits, largeFrom}, declared in dashboard/map/camera.py.
/** @import { AnyCamera, Box, Camera, Fitted, Framing, Pair } from "../types" */

const WORLD_PX = 512; // the world of MapLibre at zoom 0

/** @type {(value: number, limit: number, other: number) => number} */
const between = (value, limit, other) => Math.min(Math.max(value, Math.min(limit, other)), Math.max(limit, other));

/** @type {(middle: Pair) => { lon: number, lat: number }} */
export const degrees = ([x, y]) => ({
  lon: (x / WORLD_PX) * 360 - 180,
  lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD_PX))) * 180) / Math.PI,
});

/** @type {(lon: number, lat: number) => Pair} */
export const world = (lon, lat) => [
  ((lon + 180) / 360) * WORLD_PX,
  (0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * WORLD_PX,
];

/** A camera in world pixels from one in degrees, {center: [lon, lat], zoom}. @type {(camera: AnyCamera) => Camera} */
export const cameraOf = (camera) => {
  if (!camera.center) return camera;
  const [x, y] = world(...camera.center);
  return { box: [x, y, x, y], maxZoom: camera.zoom, padding: null };
};

/** The camera of a selection, from its box in degrees. @type {(box: Box, framing: Framing) => AnyCamera} */
export const around = ([west, south, east, north], { small, closestZoom }) =>
  Math.max(east - west, north - south) < small.degrees
    ? { center: [(west + east) / 2, (south + north) / 2], zoom: small.zoom }
    : { box: [...world(west, north), ...world(east, south)], maxZoom: closestZoom, padding: "chosen" };

/**
 * Moves the middle so that the map does not go beyond the basemap. A map that is larger than the basemap shows all of it.
 * @type {(middle: Pair, zoom: number, size: Pair, framing: Framing) => Fitted}
 */
export const keepOnBasemap = (middle, zoom, size, { limits }) => {
  const [x, y] = middle.map((value, axis) => {
    const half = size[axis] / 2 / 2 ** zoom;
    return between(value, limits[axis] + half, limits[axis + 2] - half);
  });
  return { middle: [x, y], zoom };
};

/**
 * The padding of each side: at most a quarter of the map.
 * @type {(padding: string, size: Pair, framing: Framing, large: boolean) => number[]}
 */
const sidesOf = (padding, [width, height], { paddings }, large) =>
  paddings[padding][large ? "large" : "small"].map((px, side) => Math.min(px, (side % 2 ? width : height) / 4));

/**
 * A camera on a map of this size; `large`: the window is wide enough for the large sides of its padding.
 * @type {(camera: Camera, size: Pair, framing: Framing, large: boolean) => Fitted}
 */
export const fit = ({ box: [left, top, right, bottom], maxZoom, padding }, size, framing, large) => {
  /** @type {Pair} */
  const middle = [(left + right) / 2, (top + bottom) / 2];
  if (!padding) return keepOnBasemap(middle, maxZoom, size, framing);
  const [above, after, below, before] = sidesOf(padding, size, framing, large);
  const scale = Math.min((size[0] - after - before) / (right - left), (size[1] - above - below) / (bottom - top), 2 ** maxZoom);
  /** @type {Pair} */
  const free = [middle[0] + (after - before) / 2 / scale, middle[1] + (below - above) / 2 / scale];
  return keepOnBasemap(free, Math.log2(scale), size, framing);
};

/** Whether the complete box of a camera, or its middle without padding, is inside a map at {middle, zoom}. */
export function isInside(/** @type {Camera} */ { box, padding }, /** @type {Fitted} */ { middle, zoom }, /** @type {Pair} */ size) {
  const half = size.map((side) => side / 2 / 2 ** zoom);
  const [left, top, right, bottom] = padding ? box : [0, 1, 0, 1].map((axis) => (box[axis] + box[axis + 2]) / 2);
  return left >= middle[0] - half[0] && right <= middle[0] + half[0] && top >= middle[1] - half[1] && bottom <= middle[1] + half[1];
}
