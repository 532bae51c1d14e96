// What a map of some size shows of a camera: geometry alone. The first picture (dashboard/map/camera.py) is framed the same.
//
// A camera is {box, maxZoom, padding}: a box in pixels of the world at zoom 0, which is made as large as the map allows with the
// padding around it; without a padding its middle is the map's, at that zoom. What is fitted is {middle, zoom}, in world pixels.
// `framing` is {paddings, limits, largeFrom}, as dashboard/map/camera.py says it.
/** @import { AnyCamera, Box, Camera, Fitted, Framing, Pair } from "../types" */

const WORLD_PX = 512; // MapLibre's world at zoom 0

/** @type {(value: number, one: number, other: number) => number} */
const between = (value, one, other) => Math.min(Math.max(value, Math.min(one, other)), Math.max(one, other));

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

/** A camera of one of degrees, {center: [lon, lat], zoom}. @type {(camera: AnyCamera) => Camera} */
export const cameraOf = (camera) => {
  if (!camera.center) return camera;
  const [x, y] = world(...camera.center);
  return { box: [x, y, x, y], maxZoom: camera.zoom, padding: null };
};

/** The camera of what is chosen, of a box in degrees. @type {(box: Box, framing: Framing) => AnyCamera} */
export const around = ([west, south, east, north], { small, closestZoom }) =>
  Math.max(east - west, north - south) < small.degrees
    ? { center: [(west + east) / 2, (south + north) / 2], zoom: small.zoom }
    : { box: [...world(west, north), ...world(east, south)], maxZoom: closestZoom, padding: "chosen" };

/**
 * The basemap's edges stay at the map's edges or inside: a map larger than the basemap has it whole.
 * @type {(middle: Pair, zoom: number, size: Pair, framing: Framing) => Fitted}
 */
export const keepOnBasemap = (middle, zoom, size, { limits }) => {
  const kept = middle.map((value, axis) => {
    const half = size[axis] / 2 / 2 ** zoom;
    return between(value, limits[axis] + half, limits[axis + 2] - half);
  });
  return { middle: [kept[0], kept[1]], zoom };
};

/**
 * What is kept free on each side: no more than a quarter of a small map.
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

/** Whether all of a camera's box, or the middle of one without padding, is on a map that shows {middle, zoom}. */
export function isInside(/** @type {Camera} */ { box, padding }, /** @type {Fitted} */ { middle, zoom }, /** @type {Pair} */ size) {
  const half = size.map((side) => side / 2 / 2 ** zoom);
  const [left, top, right, bottom] = padding ? box : [0, 1, 0, 1].map((axis) => (box[axis] + box[axis + 2]) / 2);
  return left >= middle[0] - half[0] && right <= middle[0] + half[0] && top >= middle[1] - half[1] && bottom <= middle[1] + half[1];
}
