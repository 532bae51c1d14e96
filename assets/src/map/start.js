// The map begins: Plotly's figure, as the server wrote it into the page, looking where the picture of the map looks.
// It waits for the library and the page's own scripts, and for nothing else.
/** @import { FigureElement, MapStart } from "./maplibre" */
import { one } from "../dom.js";
import { LIBRARY, LIBRARY_FAILED, listen, MAP_BEGINS, MAP_FAILED, tell } from "../events.js";
import { figureElement, look, madeMap, prepared } from "./live.js";
import { retryMapData } from "./map_data_retries.js";
import { quicken } from "./quicken.js";
import { firstView, freeCamera, sizeChanged } from "./view.js";

export const startData = (page = document) => /** @type {MapStart} */ (JSON.parse(one("#atlas-map", HTMLElement, page).textContent));

function start() {
  const gd = figureElement();
  const { Plotly } = window;
  if (!gd || !Plotly) return;
  const { figure, config, camera } = startData();
  const { width, height } = gd.getBoundingClientRect();
  Object.assign(figure.layout.map, firstView(camera, [width, height]));
  Object.assign(figure.layout, { width, height });
  figure.layout.map.style = prepared(figure.layout.map.style);
  Plotly.newPlot(gd, figure.data, figure.layout, config).catch(() => undefined);
  const map = madeMap();
  if (map) {
    retryMapData(map);
    quicken(map);
    freeCamera(map);
    const { center, zoom } = figure.layout.map;
    map.jumpTo({ center, zoom });
  }
  new ResizeObserver(() => fit(gd)).observe(gd);
}

// A sheet or the dock takes a part of the map, or gives it back. The figure must know, or its next change undoes it.
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

// With the library, whether that has come already or not.
function begin() {
  look();
  if (window.Plotly) start();
  else listen(LIBRARY, start);
}

/** Once the page is there; on a phone, once somebody wants the map (boot.js). */
export function startMap() {
  listen(LIBRARY_FAILED, () => tell(MAP_FAILED, { reason: "plotly" }));
  if ("mapLater" in document.documentElement.dataset) listen(MAP_BEGINS, begin);
  else begin();
}
