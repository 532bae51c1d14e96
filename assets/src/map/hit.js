/* What lies under a click or a finger: the marker or name that is pointed at, else the nearest lines. What a name is written for is
 what its name opens. */
/** @import { Pair, Point } from "../types" */
/** @import { Feature, Hit, Layer, MapLibre } from "./maplibre" */
import { presentLayers } from "./live.js";

// How far from the pointer a thing is still meant, and how much farther than the nearest another may be; a finger hides what it points at.
const MOUSE = { reach: 10, alike: 3 };
const TOUCH = { reach: 20, alike: 8 };
const ON_MARKER = 4; // the middle of a marker is nearer than this: the marker is meant, whatever name is written over it

/**
 * The layers of a source that answer the pointer, and may be asked for.
 * @type {(map: MapLibre, of: string, asked: (layer: Layer) => boolean) => string[]}
 */
export const layersOf = (map, of, asked) =>
  presentLayers(map)
    .filter((layer) => layer.metadata?.hit && layer.metadata.of === of && asked(layer))
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
const toStretch = (point, from, to) => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = Math.max(0, Math.min(1, ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
};

/* Pixels from a point of the map to a feature as it is drawn: a marker's middle, a line's own course. */
function away(/** @type {MapLibre} */ map, /** @type {Point} */ point, /** @type {Feature} */ feature) {
  let nearest = Infinity;
  for (const line of linesOf(feature)) {
    const drawn = line.map((position) => map.project(position));
    drawn.forEach((to, at) => {
      nearest = Math.min(nearest, toStretch(point, drawn[Math.max(0, at - 1)], to));
    });
  }
  return nearest;
}

/**
 * Features of some layers, each once, the nearest first: as near as the nearest is, or little farther.
 * @type {(map: MapLibre, point: Point, layers: string[], how: typeof MOUSE) => Feature[]}
 */
const nearest = (map, point, layers, { reach, alike }) => {
  if (!layers.length) return [];
  const near = /** @type {Map<string, { feature: Feature, far: number }>} */ (new Map());
  for (const feature of map.queryRenderedFeatures(boxAround(point, reach), { layers })) {
    const { fid } = feature.properties;
    const far = away(map, point, feature);
    if (far < (near.get(fid)?.far ?? Infinity)) near.set(fid, { feature, far });
  }
  const ordered = [...near.values()].sort((feature, other) => feature.far - other.far);
  return ordered.filter(({ far }) => far <= ordered[0].far + alike).map(({ feature }) => feature);
};

/** @type {(map: MapLibre, point: Point, ids: string[]) => Feature[]} */
const named = (map, { x, y }, ids) => {
  const layers = ids.filter((id) => map.getLayer(id));
  return layers.length ? map.queryRenderedFeatures([x, y], { layers }) : [];
};

/** @type {(map: MapLibre, point: Point, touch?: boolean) => Hit} */
export const hit = (map, point, touch = false) => {
  const how = touch ? TOUCH : MOUSE;
  /** @type {(of: string, type: string) => string[]} */
  const layers = (of, type) => layersOf(map, of, (layer) => layer.type === type);
  const [written] = named(map, point, ["country-name"]);
  const top = written ?? named(map, point, ["lake", "fine-lake", "land", "fine-land"])[0];
  const country = top?.properties.code || null;
  const markers = nearest(map, point, layers("places", "circle"), how);
  const [name] = named(map, point, layers("places", "symbol"));
  if (markers.length && (!name || away(map, point, markers[0]) <= ON_MARKER)) return { places: markers, lines: [], country };
  if (name) return { places: [name], lines: [], country };
  const [route] = named(map, point, layers("segments", "symbol"));
  if (route) return { places: [], lines: [route], country };
  return { places: [], lines: written ? [] : nearest(map, point, layers("segments", "line"), how), country };
};
