// An address ⇄ the state of the page, by the same rules as dashboard/state/view_state.py; tests/cases/addresses.json tests both.
// `grammar` is declared in dashboard/web/pages/page_index.py, with the `options` of the filters.
/** @import { AddressGrammar, State } from "../types" */

import { inCalendar } from "./record_on.js";

/** A number with six digits, as Python's "g" writes it. */
const short = (/** @type {string} */ number) => String(Number(Number(number).toPrecision(6)));

function lastView(/** @type {string[]} */ texts, /** @type {AddressGrammar} */ { view, viewLimits }) {
  const pattern = new RegExp(`^${view}$`);
  const isWithinLimits = (/** @type {string} */ text) => text.split("/").every((part, at) => Math.abs(Number(part)) <= viewLimits[at]);
  const last = texts.findLast((text) => pattern.test(text) && isWithinLimits(text));
  return last ? last.split("/").map(short).join("/") : null;
}

/** Whether the path ignores a parameter: those of a way belong to the page of a way. @type {(name: string, path: string, grammar: AddressGrammar) => boolean} */
const isIgnored = (name, path, { ofWay }) => ofWay.includes(name) && !path.startsWith("/corridor/");

/** Unknown values are ignored. The last value of a repeated parameter counts; for filters, all values count. */
export function parseAddress(/** @type {string} */ path, /** @type {string} */ search, /** @type {AddressGrammar} */ grammar) {
  const query = new URLSearchParams(search);
  /** @type {State} */
  const state = { path, filters: {}, switches: {}, view: lastView(query.getAll("view"), grammar), parameters: {} };
  for (const name of [...grammar.filters, ...grammar.statements]) {
    const values = query.getAll(name).flatMap((value) => value.split(","));
    const isKnown = (/** @type {string} */ value) => grammar.options[name]?.includes(value) ?? value; // without options, any value
    state.filters[name] = [...new Set(values)].filter(isKnown).sort();
  }
  for (const [name, value] of Object.entries(grammar.switches)) state.switches[name] = query.getAll(name).includes(value);
  for (const [name, pattern] of Object.entries(grammar.names)) {
    const complete = new RegExp(`^(?:${pattern})$`);
    const value = query.getAll(name).findLast((text) => complete.test(text) && (name !== "on" || inCalendar(text)));
    if (value && !isIgnored(name, path, grammar))
      state.parameters[name] = name === "hide" ? [...new Set(value.split(","))].sort().join(",") : value;
  }
  return state;
}

/** The address with the order and the unescaped signs of format_query in Python: a state has one address. */
export function formatAddress(/** @type {State} */ { path, filters, switches, view, parameters }, /** @type {AddressGrammar} */ grammar) {
  const names = Object.keys(grammar.names).filter((name) => parameters[name] && !isIgnored(name, path, grammar));
  const pairs = [
    ...[...grammar.filters, ...grammar.statements].map((name) => [name, [...filters[name]].sort().join(",")]),
    ...Object.entries(grammar.switches).filter(([name]) => switches[name]),
    ["view", view ?? ""],
    ...names.map((name) => [name, String(parameters[name])]),
  ];
  const escaped = (/** @type {string} */ text) => encodeURIComponent(text).replace(/%2C/g, ",").replace(/%2F/g, "/");
  const query = pairs.flatMap(([name, value]) => (value ? `${name}=${escaped(value)}` : [])).join("&");
  return path + (query ? `?${query}` : "");
}
