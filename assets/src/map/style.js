// The style of the map as Python wrote it, and its paint in the theme of now.
/** @import { Source, Style } from "./maplibre" */

/** @type {Style} */
let written; // when the map begins
let theme = document.documentElement.dataset.theme;

/** The sources of what the filters are about. */
export const FEATURES = ["segments", "places"];

/** The style with every layer's metadata; none is there before the map begins. */
export const mapStyle = () => written;
export const keepStyle = (/** @type {Style} */ style) => {
  written = structuredClone(style);
};
export const setStyleTheme = (/** @type {string} */ wanted) => {
  theme = wanted;
};

/** By layer, what the theme of now paints otherwise than the style says. */
export function paintOfTheme() {
  const { themes, theme: first } = written.metadata.atlas;
  return themes[theme || first] || {};
}

/**
 * A source of tiles with whole addresses: they are used in a worker, which knows no page to be relative to. `more` is put behind each.
 * @type {(source: Source, more?: string) => Source}
 */
export const sourceHere = (source, more = "") =>
  source.tiles ? { ...source, tiles: source.tiles.map((tile) => tile.replace("{origin}", window.location.origin) + more) } : source;
