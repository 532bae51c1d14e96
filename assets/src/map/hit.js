// The features under a click or a touch: the marker or the name at the point, else the nearest lines. A name stands for its feature.
/** @import { Pair, Point } from "../types" */
/** @import { Feature, Hit, Layer, MapLibre } from "./maplibre" */
import { presentLayers } from "./live.js";

// The largest distance of a feature from the pointer in pixels, and the largest difference from the distance of the nearest feature.
const MOUSE = { reach: 10, tolerance: 3 };
const TOUCH = { reach: 20, tolerance: 8 };
const ON_MARKER_PX = 4; // so near to its middle, a marker counts and not the name over it

/**
 * The layers of a source that react to the pointer, and fulfil a condition.
 * @type {(map: MapLibre, of: string, condition: (layer: Layer) => boolean) => string[]}
 */
export const layersOf = (map, of, condition) =>
  presentLayers(map)
    .filter((layer) => layer.metadata?.hit && layer.metadata.of === of && condition(layer))
    .map(({ id }) => id);

/** @type {(point: Point, pad: number) => [Pair, Pair]} */
export const boxAround = ({ x, y }, pad) => [
  [x - pad, y - pad],
  [x + pad, y + pad],
];

/** @type {(feature: Feature) => Pair[][]} */
export const linesOf = ({ geometry }) => {
  if (geometry.type === "Point") return [[geometry.coordinates]];
  return geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
};

/** @type {(point: Point, from: Point, to: Point) => number} */
const distanceToStretch = (point, from, to) => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = Math.max(0, Math.min(1, ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
};

/** Pixels from a point of the map to a feature: to the middle of a marker, or to the line. */
function distanceTo(/** @type {MapLibre} */ map, /** @type {Point} */ point, /** @type {Feature} */ feature) {
  let nearest = Infinity;
  for (const line of linesOf(feature)) {
    const points = line.map((position) => map.project(position));
    for (const [at, to] of points.entries()) nearest = Math.min(nearest, distanceToStretch(point, points[Math.max(0, at - 1)], to));
  }
  return nearest;
}

/**
 * Features of some layers, each once: the nearest, and those that are little farther.
 * @type {(map: MapLibre, point: Point, layers: string[], how: typeof MOUSE) => Feature[]}
 */
const nearest = (map, point, layers, { reach, tolerance }) => {
  if (!layers.length) return [];
  const near = /** @type {Map<string, { feature: Feature, distance: number }>} */ (new Map());
  for (const feature of map.queryRenderedFeatures(boxAround(point, reach), { layers })) {
    const { fid } = feature.properties;
    const distance = distanceTo(map, point, feature);
    if (distance < (near.get(fid)?.distance ?? Infinity)) near.set(fid, { feature, distance });
  }
  const ordered = [...near.values()].sort((feature, other) => feature.distance - other.distance);
  return ordered.filter(({ distance }) => distance <= ordered[0].distance + tolerance).map(({ feature }) => feature);
};

/** @type {(map: MapLibre, point: Point, ids: string[]) => Feature[]} */
const featuresIn = (map, { x, y }, ids) => {
  const layers = ids.filter((id) => map.getLayer(id));
  return layers.length ? map.queryRenderedFeatures([x, y], { layers }) : [];
};

/** @type {(map: MapLibre, point: Point, touch?: boolean) => Hit} */
export const hit = (map, point, touch = false) => {
  const how = touch ? TOUCH : MOUSE;
  /** @type {(of: string, type: string) => string[]} */
  const layers = (of, type) => layersOf(map, of, (layer) => layer.type === type);
  const [countryName] = featuresIn(map, point, ["country-name"]);
  const top = countryName ?? featuresIn(map, point, ["lake", "fine-lake", "land", "fine-land"])[0];
  const country = top?.properties.code || null;
  const markers = nearest(map, point, layers("places", "circle"), how);
  const [name] = featuresIn(map, point, layers("places", "symbol"));
  if (markers.length && (!name || distanceTo(map, point, markers[0]) <= ON_MARKER_PX)) return { places: markers, lines: [], country };
  if (name) return { places: [name], lines: [], country };
  const [route] = featuresIn(map, point, layers("segments", "symbol"));
  if (route) return { places: [], lines: [route], country };
  return { places: [], lines: countryName ? [] : nearest(map, point, layers("segments", "line"), how), country };
};
