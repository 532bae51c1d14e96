// The picture of the map gives way to the live map when that has drawn everything. Without WebGL, or without a map at
// all, the picture stays.
/** @import { MapLibre, MapLibreEvents } from "./maplibre" */
import { listen, MAP_FAILED } from "../events.js";
import { whenReady } from "./live.js";
import { watchLostContext } from "./lost_webgl_context.js";
import { isLacking } from "./map_data_retries.js";

const FADE_MS = 150;
const LONGEST_MS = 15000; // from the moment that the map is there
const picture = document.querySelector(".first-picture");

const noLongerComing = () => delete document.documentElement.dataset.mapComing;

function done(/** @type {Element} */ picture) {
  noLongerComing();
  if (picture.contains(document.activeElement)) picture.parentElement?.querySelector("canvas")?.focus({ preventScroll: true });
  picture.classList.add("done");
  setTimeout(() => picture.classList.contains("done") && picture.remove(), FADE_MS);
}

// A map is idle before its data has come, too. If data is slow, the picture goes after a limit; if loading failed, it stays.
function watch(/** @type {MapLibre} */ map, /** @type {Element} */ picture) {
  const drawn = () => !isLacking() && map.areTilesLoaded() && Object.keys(map.getStyle().sources).every((name) => map.isSourceLoaded(name));
  const end = () => {
    map.off("idle", idle);
    map.off("movestart", moved);
    clearTimeout(limit);
    done(picture);
  };
  let before = false; // twice, so that what was drawn last is on the screen too
  const idle = () => {
    if (before && drawn()) return end();
    before = drawn();
    return map.triggerRepaint();
  };
  // A reader who moves the map wants to see it move.
  const moved = (/** @type {MapLibreEvents["movestart"]} */ { originalEvent }) => originalEvent && end();
  const limit = setTimeout(() => isLacking() || end(), LONGEST_MS);
  map.on("idle", idle);
  map.on("movestart", moved);
  map.triggerRepaint();
}

listen(MAP_FAILED, noLongerComing);
if (picture)
  whenReady((map) => {
    watch(map, picture);
    watchLostContext(map, picture, done);
  });
