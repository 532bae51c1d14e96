// A map that the graphics card has lost is blank: the picture comes back until the map has drawn itself anew.
/** @import { MapLibre } from "./maplibre" */
import { MAP_FAILED, MAP_MENDED, tell } from "../events.js";

/** @param {MapLibre} map @param {Element} picture @param {(picture: Element) => void} done */
export function watchLostContext(map, picture, done) {
  const place = picture.parentElement;
  map.on("webglcontextlost", () => {
    picture.classList.remove("done");
    place?.append(picture);
    tell(MAP_FAILED, { reason: "lost" });
  });
  map.on("webglcontextrestored", () => {
    tell(MAP_MENDED);
    map.once("idle", () => done(picture));
  });
}
