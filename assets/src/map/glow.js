/* The glow of the line under the mouse. It lies over the map, not in it: for a line in it the whole map would be drawn anew, which
 takes a third of a second where there is no graphics card. */
/** @import { Pair } from "../types" */
/** @import { Feature, MapLibre } from "./maplibre" */
import { linesOf } from "./hit.js";

const SVG = "http://www.w3.org/2000/svg";

/** Of one map: show(feature), a line of what is drawn now, and hide(). */
export const glowOn = (/** @type {MapLibre} */ map) => {
  const svg = document.createElementNS(SVG, "svg");
  const path = svg.appendChild(document.createElementNS(SVG, "path"));
  svg.classList.add("map-glow");
  svg.setAttribute("aria-hidden", "true");
  map.getContainer().append(svg);
  const drawn = (/** @type {Pair[]} */ line) =>
    `M${line
      .map((position) => {
        const { x, y } = map.project(position);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join("L")}`;
  const hide = () => path.removeAttribute("d");
  const show = (/** @type {Feature} */ { source, sourceLayer, properties: { fid, mode } }) => {
    // A line comes in pieces, one from each tile.
    const pieces = map.querySourceFeatures(source, { sourceLayer, filter: ["==", ["get", "fid"], fid] });
    const lines = pieces.flatMap(linesOf);
    path.setAttribute("d", lines.map(drawn).join(""));
    path.style.stroke = `var(--mode-${mode})`;
  };
  return { show, hide };
};
