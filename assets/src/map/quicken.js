// Changes of MapLibre, in its pinned version, for which it has no option (tests/browser/test_speed.py).
/** @import { CollisionIndex, MapLibre } from "./maplibre" */

const LONGEST_START_MS = 6000;
const OUTSIDE_PX = 100; // MapLibre places names this far beyond the edges of the map, and counts pixels from there
let until = 0;
let quickened = /** @type {MapLibre | null} */ (null);
/** The box of the buttons on the map, in MapLibre's pixels: left, top, right, bottom. */
let buttons = [0, 0, 0, 0];

/** The map keeps its last frame until everything has loaded, at most for some milliseconds. */
export function hold(/** @type {number} */ milliseconds) {
  until = Math.max(until, performance.now() + milliseconds);
  setTimeout(() => until && quickened?.triggerRepaint(), milliseconds);
}

/** A name that the edge of the map or its buttons would cut takes another side, or is left out. @type {CollisionIndex["isInsideGrid"]} */
function isInView(left, top, right, bottom) {
  if (left < buttons[2] && right > buttons[0] && top < buttons[3] && bottom > buttons[1]) return false;
  return Math.min(left, top) >= OUTSIDE_PX && right <= this.screenRightBoundary && bottom <= this.screenBottomBoundary;
}

/** The names are whole; one along a line is left out where one of its letters would be cut. */
function keepNamesWhole(/** @type {CollisionIndex} */ prototype) {
  const { placeCollisionCircles } = prototype;
  prototype.isInsideGrid = isInView;
  prototype.placeCollisionCircles = function (...name) {
    const placed = placeCollisionCircles.apply(this, name);
    const [x, y, radius] = [0, 1, 2].map((part) => placed.circles.filter((_, at) => at % 4 === part)); // of its letters
    const isWhole = x.every((_, at) => this.isInsideGrid(x[at] - radius[at], y[at] - radius[at], x[at] + radius[at], y[at] + radius[at]));
    return isWhole ? placed : { ...placed, circles: [] };
  };
}

function measureButtons() {
  const element = /** @type {HTMLElement | null} */ (document.querySelector(".map-buttons"));
  if (!element) return;
  const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = element;
  buttons = [offsetLeft, offsetTop, offsetLeft + offsetWidth, offsetTop + offsetHeight].map((px) => px + OUTSIDE_PX);
}

export function quicken(/** @type {MapLibre} */ map) {
  quickened = map;
  measureButtons();
  map.on("resize", measureButtons);
  map._fadeDuration = 0; // while names fade in, the map draws for a third of a second after each change
  const { painter } = map;
  painter.drawFunctions = { ...painter.drawFunctions, sky() {} }; // a flat map has no sky, but would paint it over the complete screen
  // Frames in between would be incomplete, and delay the worker and the page. A map that the reader moves draws every frame.
  const { render } = painter;
  painter.render = (...drawing) => {
    const index = map.style.pauseablePlacement?.placement.collisionIndex;
    if (index && index.isInsideGrid !== isInView) keepNamesWhole(Object.getPrototypeOf(index));
    const incomplete = !map.isStyleLoaded() || map._placementDirty;
    if (incomplete && performance.now() < until && !map.isMoving()) {
      [painter.style] = drawing; // a painter without a style drops what the worker sends
      return;
    }
    until = 0;
    render.apply(painter, drawing);
  };
  hold(LONGEST_START_MS);
}
