// What MapLibre has no option for, in the version that is pinned (tests/browser/test_speed.py holds it).
/** @import { MapLibre } from "./maplibre" */

const LONGEST_START_MS = 6000;
let until = 0;
/** @type {MapLibre | undefined} */
let quickened;

/** What is on the screen stays there until all that was asked for has come, `most` milliseconds at the longest. */
export function hold(/** @type {number} */ most) {
  const map = quickened;
  if (!map) return;
  until = Math.max(until, performance.now() + most);
  setTimeout(() => until && map.triggerRepaint(), most);
}

export function quicken(/** @type {MapLibre} */ map) {
  quickened = map;
  map._fadeDuration = 0; // a name that fades in keeps the map drawing for a third of a second after each change
  const { painter } = map;
  painter.drawFunctions = { ...painter.drawFunctions, sky() {} }; // a flat map has none, and would fill the screen with it
  // Frames in between would show half of what was asked for, and keep the worker and the page waiting. Who moves the map
  // sees it move.
  const { render } = painter;
  painter.render = (...drawing) => {
    const half = !map.isStyleLoaded() || map._placementDirty;
    if (half && performance.now() < until && !map.isMoving()) {
      [painter.style] = drawing; // what the worker sends is thrown away by a painter that knows no style yet
      return;
    }
    until = 0;
    render.apply(painter, drawing);
  };
  hold(LONGEST_START_MS);
}
