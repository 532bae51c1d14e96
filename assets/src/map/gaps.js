/* Gaps in a way, where the atlas has no line: dashed as the crow flies, each with what it is called at its middle.
 Source and layers (dashboard/map/style/gap_layers.py) come with the first gap, and stay. */
import { liveMap, onMap } from "./live.js";
import { mapStyle, paintOfTheme } from "./style.js";

const BELOW = "places-ring";
const SOURCE = "gaps";
let gaps = [];

const feature = (type, coordinates, properties = {}) => ({ type: "Feature", properties, geometry: { type, coordinates } });

const data = () => ({
  type: "FeatureCollection",
  features: gaps.flatMap(({ line, ...named }) => [feature("LineString", line), feature("Point", line[Math.floor(line.length / 2)], named)]),
});

function draw(map) {
  if (map.getSource(SOURCE)) map.getSource(SOURCE).setData(data());
  else if (gaps.length) add(map);
}

function add(map) {
  map.addSource(SOURCE, { type: "geojson", data: data() });
  for (const layer of mapStyle().metadata.atlas.gaps) {
    map.addLayer({ ...layer, paint: { ...layer.paint, ...paintOfTheme()[layer.id] } }, layer.type === "line" ? BELOW : undefined);
  }
}

/* Lines in degrees, each with its name; none takes away those there are. */
export const setGaps = (wanted) => {
  gaps = wanted || [];
  if (liveMap()) draw(liveMap().map);
};

onMap((map) => {
  draw(map);
  map.on("style.load", () => draw(map));
});
