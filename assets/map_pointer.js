/* The pointer on the map: what is under a click or a finger, the name under the mouse.
   Told, on window: atlas:map-click {segments, places, country, lon, lat, x, y}, nearest first, all empty on water.
   The page may set atlasMap.describe = (fid) => text for the name; until then it is the feature's own. */
(() => {
  "use strict";
  const atlas = (window.atlasMap = window.atlasMap || {});
  const REACH_PX = [2, 6, 10];
  const TOUCH_REACH_PX = [6, 12, 20];
  const HOVER_PX = [2, 5];
  const SKETCH = /-band$/; // wide on purpose: what lies on it comes first

  function layers(of, sketches) {
    return atlas
      .layers()
      .filter(({ id, metadata }) => metadata?.hit && metadata.of === of && SKETCH.test(id) === sketches)
      .map(({ id }) => id);
  }

  /** Features of a source about a point of the map, nearest first, each once. */
  function about(map, { x, y }, of, reach) {
    const found = new Map();
    for (const sketches of [false, true]) {
      const ids = layers(of, sketches);
      if (!ids.length) continue;
      for (const pad of reach) {
        const box = [[x - pad, y - pad], [x + pad, y + pad]];
        for (const feature of map.queryRenderedFeatures(box, { layers: ids })) {
          if (!found.has(feature.properties.fid)) found.set(feature.properties.fid, feature);
        }
      }
    }
    return [...found.values()];
  }

  function countryAt(map, point) {
    const ids = ["lake", "fine-lake", "land", "fine-land"].filter((id) => map.getLayer(id));
    const [top] = map.queryRenderedFeatures([point.x, point.y], { layers: ids });
    return top?.properties.code || null;
  }

  function onClick(map, event) {
    const touch = event.originalEvent?.pointerType === "touch";
    const reach = touch ? TOUCH_REACH_PX : REACH_PX;
    const fids = (of) => about(map, event.point, of, reach).map((feature) => feature.properties.fid);
    const { lng: lon, lat } = event.lngLat;
    const { x, y } = event.point;
    const detail = { segments: fids("segments"), places: fids("places"), country: countryAt(map, event.point), lon, lat, x, y };
    window.dispatchEvent(new CustomEvent("atlas:map-click", { detail }));
  }

  function nameOf({ properties }) {
    const told = atlas.describe?.(properties.fid);
    if (told) return told;
    const language = document.documentElement.lang.slice(0, 2);
    return properties[`name_${language}`] || properties.name_en || properties.fid;
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
    const glow = atlas.glowOn(map);
    let lit = null;
    let frame = 0;
    const light = (feature) => {
      const fid = feature?.source === "segments" ? feature.properties.fid : null;
      if (fid === lit) return;
      lit = fid;
      if (lit) glow.show(feature);
      else glow.hide();
    };
    // Told, on window, when it changes: atlas:map-hover {segment, place}, both null on open ground.
    let told = null;
    const tell = (feature) => {
      const fid = feature?.properties.fid ?? null;
      if (fid === told) return;
      told = fid;
      const of = (source) => (feature?.source === source ? fid : null);
      window.dispatchEvent(new CustomEvent("atlas:map-hover", { detail: { segment: of("segments"), place: of("places") } }));
    };
    const leave = () => {
      tell(null);
      cancelAnimationFrame(frame);
      light(null);
      tip.hide();
      map.getCanvas().style.cursor = "";
    };
    const move = (point) => {
      const [top] = [...about(map, point, "places", HOVER_PX), ...about(map, point, "segments", HOVER_PX)];
      tell(top);
      if (!top) return leave();
      light(top);
      tip.show(nameOf(top), point);
      map.getCanvas().style.cursor = "pointer";
    };
    map.on("mousemove", (event) => {
      cancelAnimationFrame(frame);
      if (!event.originalEvent.buttons) frame = requestAnimationFrame(() => move(event.point));
    });
    map.on("mouseout", leave);
    map.on("movestart", leave);
  }

  atlas.onMap((map) => {
    map.on("click", (event) => onClick(map, event));
    if (window.matchMedia("(hover: hover)").matches) watchHover(map);
  });
})();
