// Gaps in a way, where the atlas has no line: a dashed straight line, with its name in the middle. The source and the layers
// (dashboard/map/style/gap_layers.py) are added with the first gap.
/** @import { Gap } from "../types" */
/** @import { Geometry, MapLibre } from "./maplibre" */
import { liveMap, onMap } from "./live.js";
import { mapStyle, paintOfTheme } from "./style.js";

const BELOW = "places-ring";
const SOURCE = "gaps";
let gaps = /** @type {Gap[]} */ ([]);

const feature = (/** @type {Geometry} */ geometry, properties = {}) => ({ type: "Feature", properties, geometry });

const data = () => ({
  type: "FeatureCollection",
  features: gaps.flatMap(({ line, ...properties }) => [
    feature({ type: "LineString", coordinates: line }),
    feature({ type: "Point", coordinates: line[Math.floor(line.length / 2)] }, properties),
  ]),
});

function draw(/** @type {MapLibre} */ map) {
  const source = map.getSource(SOURCE);
  if (source) source.setData(data());
  else if (gaps.length) add(map);
}

function add(/** @type {MapLibre} */ map) {
  map.addSource(SOURCE, { type: "geojson", data: data() });
  for (const layer of mapStyle().metadata.atlas.gaps) {
    map.addLayer({ ...layer, paint: { ...layer.paint, ...paintOfTheme()[layer.id] } }, layer.type === "line" ? BELOW : undefined);
  }
}

/** Shows these gaps only, each with its name and its line in degrees. */
export const setGaps = (/** @type {Gap[]} */ newGaps = []) => {
  gaps = newGaps;
  const map = liveMap();
  if (map) draw(map);
};

onMap((map) => {
  draw(map);
  map.on("style.load", () => draw(map));
});
