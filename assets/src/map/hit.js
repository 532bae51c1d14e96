/* What lies under a click or a finger: the marker or name that is pointed at, else the nearest lines. What a name is written for is
 what its name opens. */
import { presentLayers } from "./live.js";

// How far from the pointer a thing is still meant, and how much farther than the nearest another may be; a finger hides what it points at.
const MOUSE = { reach: 10, alike: 3 };
const TOUCH = { reach: 20, alike: 8 };
const ON_MARKER = 4; // the middle of a marker is nearer than this: the marker is meant, whatever name is written over it

const layers = (types, of) =>
  presentLayers()
    .filter(({ type, metadata }) => types.includes(type) && metadata?.hit && metadata.of === of)
    .map(({ id }) => id);
const there = (map, ids) => ids.filter((id) => map.getLayer(id));
const within = ({ x, y }, pad) => [
  [x - pad, y - pad],
  [x + pad, y + pad],
];

const linesOf = ({ type, coordinates }) => (type === "Point" ? [[coordinates]] : type === "LineString" ? [coordinates] : coordinates);

function toStretch(point, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = Math.max(0, Math.min(1, ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

/* Pixels from a point of the map to a feature as it is drawn: a marker's middle, a line's own course. */
function away(map, point, { geometry }) {
  let nearest = Infinity;
  for (const line of linesOf(geometry)) {
    const drawn = line.map((position) => map.project(position));
    drawn.forEach((to, at) => {
      nearest = Math.min(nearest, toStretch(point, drawn[Math.max(0, at - 1)], to));
    });
  }
  return nearest;
}

/* Features of some layers, each once, the nearest first: as near as the nearest is, or little farther. */
function nearest(map, point, ids, { reach, alike }) {
  if (!ids.length) return [];
  const found = new Map();
  for (const feature of map.queryRenderedFeatures(within(point, reach), { layers: ids })) {
    const { fid } = feature.properties;
    const far = away(map, point, feature);
    if (!(found.get(fid)?.far <= far)) found.set(fid, { feature, far });
  }
  const ordered = [...found.values()].sort((one, other) => one.far - other.far);
  return ordered.filter(({ far }) => far <= ordered[0].far + alike);
}

const featuresOf = (found) => found.map(({ feature }) => feature);
const named = (map, { x, y }, ids) => (ids.length ? map.queryRenderedFeatures([x, y], { layers: ids }) : []);

function countryAt(map, point) {
  const [name] = named(map, point, there(map, ["country-name"]));
  const [top] = name ? [name] : named(map, point, there(map, ["lake", "fine-lake", "land", "fine-land"]));
  return { country: top?.properties.code || null, written: Boolean(name) };
}

/* {places, lines, country}: features, the nearest first, and the code of the country. */
export const hit = (map, point, touch = false) => {
  const how = touch ? TOUCH : MOUSE;
  const { country, written } = countryAt(map, point);
  const markers = nearest(map, point, layers(["circle"], "places"), how);
  const [name] = named(map, point, layers(["symbol"], "places"));
  if (markers.length && (!name || markers[0].far <= ON_MARKER)) return { places: featuresOf(markers), lines: [], country };
  if (name) return { places: [name], lines: [], country };
  const [route] = named(map, point, layers(["symbol"], "segments"));
  if (route) return { places: [], lines: [route], country };
  if (written) return { places: [], lines: [], country };
  return { places: [], lines: featuresOf(nearest(map, point, layers(["line"], "segments"), how)), country };
};
