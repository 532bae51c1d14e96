// The style of the map from Python, and its paint in the current theme.
/** @import { Source, Style } from "./maplibre" */

/** @type {Style} */
let style; // set when the map starts
let theme = document.documentElement.dataset.theme;

/** The sources with features that the filters apply to. */
export const FEATURES = ["segments", "places"];

/** The style with the metadata of its layers; there is none before the map starts. */
export const mapStyle = () => style;
export const setStyle = (/** @type {Style} */ newStyle) => {
  style = structuredClone(newStyle);
};
export const setStyleTheme = (/** @type {string} */ newTheme) => {
  theme = newTheme;
};

/** The paint of each layer in the current theme that differs from the style. */
export function paintOfTheme() {
  const { themes, theme: initial } = style.metadata.atlas;
  return themes[theme || initial] || {};
}

/**
 * A source of tiles with absolute addresses, because a worker cannot resolve relative ones. `query` is added to each.
 * @type {(source: Source, query?: string) => Source}
 */
export const withAddresses = (source, query = "") =>
  source.tiles ? { ...source, tiles: source.tiles.map((tile) => tile.replace("{origin}", window.location.origin) + query) } : source;
