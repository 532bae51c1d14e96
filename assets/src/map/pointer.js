// The pointer on the map: a click or a finger, the name under the mouse.
import { MAP_CLICK, MAP_HOVER, tell as tellPage } from "../events.js";
import { glowOn } from "./glow.js";
import { hit } from "./hit.js";
import { onMap, presentLayers } from "./live.js";

const HOVER_PX = [2, 5];
const SKETCH = /-band$/; // wide on purpose: what lies on it comes first

function layers(of, sketches) {
  return presentLayers()
    .filter(({ id, metadata }) => metadata?.hit && metadata.of === of && SKETCH.test(id) === sketches)
    .map(({ id }) => id);
}

/** Features of a source about a point of the map, nearest first, each once. */
function about(map, { x, y }, of) {
  const found = new Map();
  for (const sketches of [false, true]) {
    const ids = layers(of, sketches);
    if (!ids.length) continue;
    for (const pad of HOVER_PX) {
      const box = [
        [x - pad, y - pad],
        [x + pad, y + pad],
      ];
      for (const feature of map.queryRenderedFeatures(box, { layers: ids })) {
        if (!found.has(feature.properties.fid)) found.set(feature.properties.fid, feature);
      }
    }
  }
  return [...found.values()];
}

const fidsOf = (features) => features.map(({ properties: { fid } }) => fid);
const named = ({ properties }) => {
  const language = document.documentElement.lang.slice(0, 2);
  return properties[`name_${language}`] || properties.name_en || properties.fid;
};
const placeOf = (feature) => ({ kind: "place", id: feature.properties.fid, name: named(feature), look: { kind: feature.properties.kind } });
const routeOf = (feature) => ({
  kind: "route",
  id: feature.properties.route,
  name: named(feature),
  look: { mode: feature.properties.mode, status: feature.properties.status },
});
const once = (things) => [...new Map(things.map((one) => [one.id, one]).reverse()).values()].reverse();

function onClick(map, event) {
  const { places, lines, country } = hit(map, event.point, event.originalEvent?.pointerType === "touch");
  const { x, y } = event.point;
  const things = once([...places.map(placeOf), ...lines.map(routeOf)]);
  const detail = { segments: fidsOf(lines), places: fidsOf(places), things, country, x, y };
  tellPage(MAP_CLICK, detail);
}

/** The little label that follows the mouse. Words only: screen readers have the list. */
function label(map) {
  const element = document.createElement("div");
  element.className = "map-tip";
  element.setAttribute("aria-hidden", "true");
  element.hidden = true;
  map.getContainer().append(element);
  return {
    hide: () => (element.hidden = true),
    show: (text, { x, y }) => {
      element.textContent = text;
      element.hidden = false;
      const room = map.getContainer().getBoundingClientRect();
      const left = x + 14 + element.offsetWidth > room.width ? x - 14 - element.offsetWidth : x + 14;
      const top = y + 18 + element.offsetHeight > room.height ? y - 12 - element.offsetHeight : y + 18;
      element.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(4, top)}px)`;
    },
  };
}

function watchHover(map) {
  const tip = label(map);
  const glow = glowOn(map);
  let hovered = null;
  let frame = 0;
  const hover = (feature) => {
    const fid = feature?.source === "segments" ? feature.properties.fid : null;
    if (fid === hovered) return;
    hovered = fid;
    if (hovered) glow.show(feature);
    else glow.hide();
  };
  let told = null;
  const tell = (feature) => {
    const fid = feature?.properties.fid ?? null;
    if (fid === told) return;
    told = fid;
    tellPage(MAP_HOVER, { route: feature?.properties.route ?? null, place: feature?.source === "places" ? fid : null });
  };
  const leave = () => {
    tell(null);
    cancelAnimationFrame(frame);
    hover(null);
    tip.hide();
    map.getCanvas().style.cursor = "";
  };
  const move = (point) => {
    const [top] = [...about(map, point, "places"), ...about(map, point, "segments")];
    tell(top);
    if (!top) return leave();
    hover(top);
    tip.show(named(top), point);
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
