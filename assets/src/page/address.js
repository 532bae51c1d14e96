// An address ⇄ the state of the page, as dashboard/state/view_state.py reads and writes it; tests/cases/addresses.json holds both.
// `grammar` is what dashboard/web/pages/page_index.py declares, with the `options` of the filters.
/** @import { AddressGrammar, State } from "../types" */

import { inCalendar } from "./record_on.js";

/** Six digits, as Python's "g" writes them. */
const short = (/** @type {string} */ number) => String(Number(Number(number).toPrecision(6)));

function viewIn(/** @type {string[]} */ texts, /** @type {AddressGrammar} */ { view, viewLimits }) {
  const whole = new RegExp(`^${view}$`);
  const within = (/** @type {string} */ text) => text.split("/").every((part, at) => Math.abs(Number(part)) <= viewLimits[at]);
  const last = texts.filter((text) => whole.test(text) && within(text)).at(-1);
  return last ? last.split("/").map(short).join("/") : null;
}

/** What is asked of the way between two places means nothing elsewhere. @type {(name: string, path: string, grammar: AddressGrammar) => boolean} */
const isElsewhere = (name, path, { ofWay }) => ofWay.includes(name) && !path.startsWith("/corridor/");

/** What is unknown is left aside; of what is said twice the last counts, but for filters, where both do. */
export function parseAddress(/** @type {string} */ path, /** @type {string} */ search, /** @type {AddressGrammar} */ grammar) {
  const query = new URLSearchParams(search);
  /** @type {State} */
  const state = { path, filters: {}, switches: {}, view: viewIn(query.getAll("view"), grammar), kept: {} };
  for (const name of [...grammar.filters, ...grammar.statements]) {
    const asked = query.getAll(name).flatMap((value) => value.split(","));
    const isKnown = (/** @type {string} */ value) => grammar.options[name]?.includes(value) ?? value; // without options, any
    state.filters[name] = [...new Set(asked)].filter(isKnown).sort();
  }
  for (const [name, value] of Object.entries(grammar.switches)) state.switches[name] = query.getAll(name).includes(value);
  for (const [name, pattern] of Object.entries(grammar.names)) {
    const whole = new RegExp(`^(?:${pattern})$`);
    const value = query
      .getAll(name)
      .filter((text) => whole.test(text) && (name !== "on" || inCalendar(text)))
      .at(-1);
    if (value && !isElsewhere(name, path, grammar))
      state.kept[name] = name === "hide" ? [...new Set(value.split(","))].sort().join(",") : value;
  }
  return state;
}

/** The same order and the same few unescaped signs as format_query: one state has one address. */
export function formatAddress(/** @type {State} */ state, /** @type {AddressGrammar} */ grammar) {
  const { filters, statements, switches, names } = grammar;
  const pairs = /** @type {string[][]} */ ([]);
  for (const name of [...filters, ...statements])
    if (state.filters[name].length) pairs.push([name, [...state.filters[name]].sort().join(",")]);
  for (const [name, value] of Object.entries(switches)) if (state.switches[name]) pairs.push([name, value]);
  if (state.view) pairs.push(["view", state.view]);
  for (const name of Object.keys(names))
    if (state.kept[name] && !isElsewhere(name, state.path, grammar)) pairs.push([name, String(state.kept[name])]);
  const escaped = (/** @type {string} */ text) => encodeURIComponent(text).replace(/%2C/g, ",").replace(/%2F/g, "/");
  const query = pairs.map(([name, value]) => `${name}=${escaped(value)}`).join("&");
  return state.path + (query ? `?${query}` : "");
}
