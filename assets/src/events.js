// What the map tells the page, and boot.js both: the only custom events there are, all on window.
/** @import { MapEvents, Told } from "./types" */

/** A click or a finger on the map. {segments, places}: ids, the nearest first; things: {kind, id, name, look}, places before
    routes; country: a code or null; x, y: pixels of the map. All are empty on water. */
export const MAP_CLICK = "atlas:map-click";
/** Another thing is under the mouse: {route, place}, ids; both are null where the map shows neither. */
export const MAP_HOVER = "atlas:map-hover";
/** The map has come to rest: {zoom, lat, lon, byUser}. */
export const MAP_VIEW = "atlas:map-view";
/** There is no whole map. {reason}: "webgl2", "plotly" (its library), "data" (what it draws) or "lost" (by the graphics card). */
export const MAP_FAILED = "atlas:map-failed";
/** What was missing has come after all. */
export const MAP_MENDED = "atlas:map-mended";
/** To boot.js: what comes next takes a live map. Where that was to come later it comes now. */
export const MAP_WANTED = "atlas:map-wanted";
/** From boot.js: the live map begins, which was to come later (data-map-later). */
export const MAP_BEGINS = "atlas:map-begins";
/** From boot.js: the map's library has come, or cannot be had. */
export const LIBRARY = "atlas:plotly";
export const LIBRARY_FAILED = "atlas:plotly-failed";

/** @type {<Name extends keyof MapEvents>(name: Name, ...detail: Told<MapEvents[Name]>) => boolean} */
export const tell = (name, ...[detail = {}]) => window.dispatchEvent(new CustomEvent(name, { detail }));
/** @type {<Name extends keyof MapEvents>(name: Name, run: (detail: MapEvents[Name]) => unknown) => void} */
export const listen = (name, run) => window.addEventListener(name, (event) => run(/** @type {CustomEvent} */ (event).detail));
