// The address of the page where it is served: below a path of its host, and below /embed without the page's frame.
/** @import { State } from "../types" */
import { formatAddress, parseAddress } from "./address.js";
import { pageData } from "./page_data.js";

const { base: ROOT = "", embedded } = document.documentElement.dataset;
// Everything else about an embedded page's address is the same.
const BASE = ROOT + (embedded === undefined ? "" : "/embed");
const grammar = { ...pageData.grammar, options: pageData.options };

export const readAddress = () => parseAddress(location.pathname.slice(BASE.length) || "/", location.search, grammar);
export const pathWithQuery = (/** @type {State} */ state) => formatAddress(state, grammar);
export const writeAddress = (/** @type {State} */ state) => BASE + pathWithQuery(state);

/** Whether a query has a name that is none of the atlas's, such as those by which others count who follows a link. */
export function isAddedTo(/** @type {string} */ search) {
  const own = new Set(["view", ...grammar.filters, ...Object.keys(grammar.switches), ...Object.keys(grammar.names)]);
  return [...new URLSearchParams(search).keys()].some((name) => !own.has(name));
}

/** The state that a link of the page asks for. */
export const stateOf = (/** @type {string} */ href) => {
  const { search } = new URL(href, location.href);
  return parseAddress(pathOf(href), search, grammar);
};

/** A path of the atlas as the address to ask for, and the path of an address. */
export const withBase = (/** @type {string} */ path) => (path.startsWith("/") ? ROOT + path : path);
export const hrefOf = (/** @type {Element} */ link) => new URL(String(link.getAttribute("href")), location.href).href; // an SVG's link too
export const pathOf = (/** @type {string} */ address) => new URL(address, location.href).pathname.slice(ROOT.length) || "/";
