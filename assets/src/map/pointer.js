// The pointer on the map: clicks and touches, and the name under the mouse.
/** @import { Point, Thing } from "../types" */
/** @import { Feature, MapLibre, MapPointerEvent } from "./maplibre" */
import { make } from "../dom.js";
import { emit, MAP_CLICK, MAP_HOVER } from "../events.js";
import { glowOn } from "./glow.js";
import { boxAround, hit, layersOf } from "./hit.js";
import { onMap } from "./live.js";

const HOVER_PX = [2, 5];
const SKETCH = /-band$/; // a wide band; features on it come first

/**
 * The features of a source near a point of the map, each once, the nearest first.
 * @type {(map: MapLibre, point: Point, of: string) => Feature[]}
 */
const featuresAt = (map, point, of) => {
  const features = /** @type {Map<string, Feature>} */ (new Map());
  for (const sketches of [false, true]) {
    const layers = layersOf(map, of, ({ id }) => SKETCH.test(id) === sketches);
    if (!layers.length) continue;
    for (const pad of HOVER_PX) {
      for (const feature of map.queryRenderedFeatures(boxAround(point, pad), { layers })) {
        if (!features.has(feature.properties.fid)) features.set(feature.properties.fid, feature);
      }
    }
  }
  return [...features.values()];
};

const fidsOf = (/** @type {Feature[]} */ features) => features.map(({ properties: { fid } }) => fid);
const nameOf = (/** @type {Feature["properties"]} */ properties) => {
  const language = document.documentElement.lang.slice(0, 2);
  return properties[`name_${language}`] || properties.name_en || properties.fid;
};
/** @type {(feature: Feature) => Thing} */
const placeOf = ({ properties }) => ({ kind: "place", id: properties.fid, name: nameOf(properties), look: { kind: properties.kind } });
/** @type {(feature: Feature) => Thing} */
const routeOf = ({ properties }) => {
  const { route, mode, status } = properties;
  return { kind: "route", id: route, name: nameOf(properties), look: { mode, status } };
};
const withoutRepeats = (/** @type {Thing[]} */ things) =>
  [...new Map(things.map((thing) => /** @type {const} */ ([thing.id, thing])).reverse()).values()].reverse();

function onClick(/** @type {MapLibre} */ map, /** @type {MapPointerEvent} */ { point, originalEvent }) {
  const touch = originalEvent instanceof PointerEvent && originalEvent.pointerType === "touch";
  const { places, lines, country } = hit(map, point, touch);
  const things = withoutRepeats([...places.map(placeOf), ...lines.map(routeOf)]);
  emit(MAP_CLICK, { segments: fidsOf(lines), places: fidsOf(places), things, country, x: point.x, y: point.y });
}

/** The label that follows the mouse. Screen readers do not need it, because they have the list. */
function label(/** @type {MapLibre} */ map) {
  const element = make("div", { class: "map-tip", "aria-hidden": "true", hidden: "" });
  map.getContainer().append(element);
  return {
    hide: () => (element.hidden = true),
    show: (/** @type {string} */ text, /** @type {Point} */ { x, y }) => {
      element.textContent = text;
      element.hidden = false;
      const room = map.getContainer().getBoundingClientRect();
      const left = x + 14 + element.offsetWidth > room.width ? x - 14 - element.offsetWidth : x + 14;
      const top = y + 18 + element.offsetHeight > room.height ? y - 12 - element.offsetHeight : y + 18;
      element.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
    },
  };
}

function watchHover(/** @type {MapLibre} */ map) {
  const tip = label(map);
  const glow = glowOn(map);
  /** @type {string | undefined} */
  let hovered;
  let frame = 0;
  const hover = (/** @type {Feature | undefined} */ feature) => {
    const fid = feature?.properties.fid;
    if (fid === hovered) return;
    hovered = fid;
    if (feature?.source === "segments") glow.show(feature);
    else glow.hide();
    emit(MAP_HOVER, { route: feature?.properties.route ?? null, place: (feature?.source === "places" && fid) || null });
  };
  const leave = () => {
    cancelAnimationFrame(frame);
    hover(undefined);
    tip.hide();
    map.getCanvas().style.cursor = "";
  };
  const move = (/** @type {Point} */ point) => {
    const [top] = [...featuresAt(map, point, "places"), ...featuresAt(map, point, "segments")];
    if (!top) return leave();
    hover(top);
    tip.show(nameOf(top.properties), point);
    map.getCanvas().style.cursor = "pointer";
  };
  map.on("mousemove", (event) => {
    cancelAnimationFrame(frame);
    if (!event.originalEvent.buttons) frame = requestAnimationFrame(() => move(event.point));
  });
  map.on("mouseout", leave);
  map.on("movestart", leave);
}

onMap((map) => {
  map.on("click", (event) => onClick(map, event));
  if (window.matchMedia("(hover: hover)").matches) watchHover(map);
});
