// The custom events between the map, the page and boot.js, all on window.
/** @import { EventArguments, MapEvents } from "./types" */

/** A click or a touch on the map. {segments, places}: ids, the nearest first; things: {kind, id, name, look}, places before
    routes; country: a code or null; x, y: pixels of the map. All are empty on water. */
export const MAP_CLICK = "atlas:map-click";
/** The mouse is over another feature: {route, place}, ids; both are null away from routes and places. */
export const MAP_HOVER = "atlas:map-hover";
/** The map has stopped moving: {zoom, lat, lon, byUser}. */
export const MAP_VIEW = "atlas:map-view";
/** The map cannot be drawn completely. {reason}: "webgl2", "plotly" (its library), "data" (its features) or "lost" (the WebGL context). */
export const MAP_FAILED = "atlas:map-failed";
/** The map can be drawn completely again. */
export const MAP_MENDED = "atlas:map-mended";
/** To boot.js: a live map is needed now, if it was postponed. */
export const MAP_WANTED = "atlas:map-wanted";
/** From boot.js: the postponed live map begins (data-map-later). */
export const MAP_BEGINS = "atlas:map-begins";
/** From boot.js: the library of the map has loaded, or could not be loaded. */
export const LIBRARY = "atlas:plotly";
export const LIBRARY_FAILED = "atlas:plotly-failed";

/** @type {<Name extends keyof MapEvents>(name: Name, ...detail: EventArguments<MapEvents[Name]>) => boolean} */
export const emit = (name, ...[detail = {}]) => window.dispatchEvent(new CustomEvent(name, { detail }));
/** @type {<Name extends keyof MapEvents>(name: Name, run: (detail: MapEvents[Name]) => unknown) => void} */
export const listen = (name, run) => window.addEventListener(name, (event) => run(/** @type {CustomEvent} */ (event).detail));
