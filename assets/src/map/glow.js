// The glow of the line under the mouse. It is an SVG over the map, because a change of the map itself takes a third of a second
// without a graphics card.
/** @import { Pair } from "../types" */
/** @import { Feature, MapLibre } from "./maplibre" */
import { linesOf } from "./hit.js";

const SVG = "http://www.w3.org/2000/svg";

/** The glow on a map: show(feature) for a line on the map, and hide(). */
export const glowOn = (/** @type {MapLibre} */ map) => {
  const svg = document.createElementNS(SVG, "svg");
  const path = svg.appendChild(document.createElementNS(SVG, "path"));
  svg.classList.add("map-glow");
  svg.setAttribute("aria-hidden", "true");
  map.getContainer().append(svg);
  const pathOf = (/** @type {Pair[]} */ line) => {
    const points = line.map((position) => map.project(position));
    return `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
  };
  const hide = () => path.removeAttribute("d");
  const show = (/** @type {Feature} */ { source, sourceLayer, properties: { fid, mode } }) => {
    // A line has a piece in each tile.
    const pieces = map.querySourceFeatures(source, { sourceLayer, filter: ["==", ["get", "fid"], fid] });
    const lines = pieces.flatMap(linesOf);
    path.setAttribute("d", lines.map(pathOf).join(""));
    path.style.stroke = `var(--mode-${mode})`;
  };
  return { show, hide };
};
