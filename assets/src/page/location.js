// The address of the page on its server: below a path of the host, and below /embed for an embedded page.
/** @import { State } from "../types" */
import { formatAddress, parseAddress } from "./address.js";
import { pageData } from "./page_data.js";

const { base: ROOT = "", embedded } = document.documentElement.dataset;
const BASE = ROOT + (embedded === undefined ? "" : "/embed");
const grammar = { ...pageData.grammar, options: pageData.options };

export const readAddress = () => parseAddress(location.pathname.slice(BASE.length) || "/", location.search, grammar);
export const pathWithQuery = (/** @type {State} */ state) => formatAddress(state, grammar);
export const writeAddress = (/** @type {State} */ state) => BASE + pathWithQuery(state);

/** Whether a query has a name that the atlas does not use, such as a tracking parameter. */
export function hasForeignParameter(/** @type {string} */ search) {
  const known = new Set(["view", ...grammar.filters, ...Object.keys(grammar.switches), ...Object.keys(grammar.names)]);
  return [...new URLSearchParams(search).keys()].some((name) => !known.has(name));
}

/** The state of the address of a link. */
export const stateOf = (/** @type {string} */ href) => {
  const { search } = new URL(href, location.href);
  return parseAddress(pathOf(href), search, grammar);
};

/** The address of a path of the atlas. */
export const withBase = (/** @type {string} */ path) => (path.startsWith("/") ? ROOT + path : path);
export const hrefOf = (/** @type {Element} */ link) => new URL(String(link.getAttribute("href")), location.href).href; // links in an SVG have no href property
/** The path of the atlas in an address. */
export const pathOf = (/** @type {string} */ address) => new URL(address, location.href).pathname.slice(ROOT.length) || "/";
