/* Gaps in a way, where the atlas has no line: dashed as the crow flies, each with what it is called at its middle.
 Source and layers (dashboard/map/style/gap_layers.py) come with the first gap, and stay. */
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
  features: gaps.flatMap(({ line, ...named }) => [
    feature({ type: "LineString", coordinates: line }),
    feature({ type: "Point", coordinates: line[Math.floor(line.length / 2)] }, named),
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

/* Lines in degrees, each with its name; none takes away those there are. */
export const setGaps = (/** @type {Gap[]} */ wanted = []) => {
  gaps = wanted;
  const map = liveMap();
  if (map) draw(map);
};

onMap((map) => {
  draw(map);
  map.on("style.load", () => draw(map));
});
