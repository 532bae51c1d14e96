// Starts the map: the figure of Plotly from the page, with the view of the picture of the map. It waits only for the library and the
// scripts of the page.
/** @import { FigureElement, MapStart } from "./maplibre" */
import { getElement } from "../dom.js";
import { emit, LIBRARY, LIBRARY_FAILED, listen, MAP_BEGINS, MAP_FAILED } from "../events.js";
import { createdMap, figureElement, preparedStyle, watchForMap } from "./live.js";
import { retryMapData } from "./map_data_retries.js";
import { quicken } from "./quicken.js";
import { firstView, freeCamera, sizeChanged } from "./view.js";

export const startData = (page = document) => /** @type {MapStart} */ (JSON.parse(getElement("#atlas-map", HTMLElement, page).textContent));

function start() {
  const gd = figureElement();
  const { Plotly } = window;
  if (!gd || !Plotly) return;
  const { figure, config, camera } = startData();
  const { width, height } = gd.getBoundingClientRect();
  Object.assign(figure.layout.map, firstView(camera, [width, height]));
  Object.assign(figure.layout, { width, height });
  figure.layout.map.style = preparedStyle(figure.layout.map.style);
  Plotly.newPlot(gd, figure.data, figure.layout, config).catch(() => undefined);
  const map = createdMap();
  if (map) {
    retryMapData(map);
    quicken(map);
    freeCamera(map);
    const { center, zoom } = figure.layout.map;
    map.jumpTo({ center, zoom });
  }
  new ResizeObserver(() => fit(gd)).observe(gd);
}

// A sheet or the dock changes the size of the map. Without its new size, the figure would undo this with its next change.
let frame = 0;
function fit(/** @type {FigureElement} */ gd) {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => {
    const { clientWidth: width, clientHeight: height } = gd;
    const layout = gd._fullLayout;
    if (!layout || !width || !height || (layout.width === width && layout.height === height)) return;
    sizeChanged(gd, width, height).catch(() => undefined);
  });
}

function begin() {
  watchForMap();
  if (window.Plotly) start();
  else listen(LIBRARY, start);
}

/** Starts the map at once, or on a phone when the reader wants the map (boot.js). */
export function startMap() {
  listen(LIBRARY_FAILED, () => emit(MAP_FAILED, { reason: "plotly" }));
  if ("mapLater" in document.documentElement.dataset) listen(MAP_BEGINS, begin);
  else begin();
}
