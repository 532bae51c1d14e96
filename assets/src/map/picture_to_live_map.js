// The picture of the map disappears when the live map has drawn everything. Without WebGL, or without a map, the picture stays.
/** @import { MapLibre, MapLibreEvents } from "./maplibre" */
import { emit, listen, MAP_FAILED, MAP_MENDED } from "../events.js";
import { whenReady } from "./live.js";
import { isDataMissing } from "./map_data_retries.js";

const FADE_MS = 150;
const LONGEST_MS = 15000; // from the moment that the map exists
const picture = document.querySelector(".first-picture");

const endWaiting = () => delete document.documentElement.dataset.mapComing;

function hide(/** @type {Element} */ picture) {
  endWaiting();
  if (picture.contains(document.activeElement)) picture.parentElement?.querySelector("canvas")?.focus({ preventScroll: true });
  picture.classList.add("done");
  setTimeout(() => picture.classList.contains("done") && picture.remove(), FADE_MS);
}

// A map can be idle before its data have loaded. If data are slow, the picture disappears after a limit; if loading failed, it stays.
function hideWhenDrawn(/** @type {MapLibre} */ map, /** @type {Element} */ picture) {
  const isDrawn = () =>
    !isDataMissing() && map.areTilesLoaded() && Object.keys(map.getStyle().sources).every((name) => map.isSourceLoaded(name));
  const end = () => {
    map.off("idle", idle);
    map.off("movestart", moved);
    clearTimeout(limit);
    hide(picture);
  };
  let drawnBefore = false; // twice, so that the last frame is on the screen too
  const idle = () => {
    if (drawnBefore && isDrawn()) return end();
    drawnBefore = isDrawn();
    return drawnBefore && map.triggerRepaint(); // data that come later draw the map by themselves
  };
  // A reader who moves the map wants to see it move.
  const moved = (/** @type {MapLibreEvents["movestart"]} */ { originalEvent }) => originalEvent && end();
  const limit = setTimeout(() => isDataMissing() || end(), LONGEST_MS);
  map.on("idle", idle);
  map.on("movestart", moved);
  map.triggerRepaint();
}

// A map without its WebGL context is blank: the picture comes back until the map has drawn itself again.
function showWhenLost(/** @type {MapLibre} */ map, /** @type {Element} */ picture) {
  const parent = picture.parentElement;
  map.on("webglcontextlost", () => {
    picture.classList.remove("done");
    parent?.append(picture);
    emit(MAP_FAILED, { reason: "lost" });
  });
  map.on("webglcontextrestored", () => {
    emit(MAP_MENDED);
    map.once("idle", () => hide(picture));
  });
}

listen(MAP_FAILED, endWaiting);
if (picture)
  whenReady((map) => {
    hideWhenDrawn(map, picture);
    showWhenLost(map, picture);
  });
