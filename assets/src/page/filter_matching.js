// What passes the filters: "and" between filters, "or" within one, as dashboard/catalogue/filter_result.py has it.
// tests/cases/filters.json holds both. `index` is the page's data with its index (page_data.js).
/** @import { StyleValue } from "../map/maplibre" */
/** @import { Filters, Index, Passing } from "../types" */

/** @type {(index: Pick<Index, "grammar">, status: string) => boolean} */
const isWithdrawn = (index, status) => index.grammar.withdrawn.includes(status);

/** @type {(index: Index, id: string, filters: Filters, except?: string) => boolean} */
const passes = (index, id, filters, except) => {
  const facets = index.facets[id];
  const passesOne = (/** @type {string} */ name) => !filters[name].length || filters[name].some((value) => facets[name].includes(value));
  return index.grammar.filters.every((name) => name === except || passesOne(name));
};

/** Whether a filter asks for what is withdrawn: it is shown then, whatever the switch says. */
export const asksForWithdrawn = (/** @type {Pick<Index, "grammar">} */ index, /** @type {Filters} */ filters) =>
  filters.status.some((status) => isWithdrawn(index, status));

/**
 * The ids that pass; segments that are withdrawn only `withWithdrawn`. A route passes with any of its segments.
 * @type {(index: Index, filters: Filters, withWithdrawn: boolean) => Passing}
 */
export const matching = (index, filters, withWithdrawn) => {
  const segments = /** @type {string[]} */ ([]);
  const routes = /** @type {Set<string>} */ (new Set());
  for (const [route, { segments: own }] of Object.entries(index.routes)) {
    for (const [segment, [, status]] of Object.entries(own)) {
      if ((!withWithdrawn && isWithdrawn(index, status)) || !passes(index, segment, filters)) continue;
      segments.push(segment);
      routes.add(route);
    }
  }
  const places = Object.keys(index.places).filter((place) => passes(index, place, filters));
  const projects = index.options.project.filter((project) => passes(index, project, filters));
  return { segments, routes, places, projects };
};

/**
 * By filter and value, how many routes would pass with it, the other filters as they are. A status that is withdrawn asks
 * for itself.
 */
export function routeCounts(/** @type {Index} */ index, /** @type {Filters} */ filters, /** @type {boolean} */ withWithdrawn) {
  /** @type {Record<string, Record<string, Set<string>>>} */
  const passing = Object.fromEntries(index.grammar.filters.map((name) => [name, {}]));
  for (const [route, { segments }] of Object.entries(index.routes)) {
    for (const name of index.grammar.filters) {
      for (const [segment, [, status]] of Object.entries(segments)) {
        if (!withWithdrawn && name !== "status" && isWithdrawn(index, status)) continue;
        if (!passes(index, segment, filters, name)) continue;
        for (const value of index.facets[segment][name]) (passing[name][value] ??= new Set()).add(route);
      }
    }
  }
  return (/** @type {string} */ name, /** @type {string} */ value) => passing[name][value]?.size ?? 0;
}

/**
 * What passes, as an expression of the map over the features of its tiles, which have for each filter their values with a space
 * before and behind each (dashboard/database/stored_records.py); none where nothing is chosen.
 * @type {(names: string[], filters: Filters) => StyleValue | undefined}
 */
export const passingExpression = (names, filters) => {
  const chosen = names.filter((name) => filters[name].length);
  const isOne = (/** @type {string} */ name) => filters[name].map((value) => ["in", ` ${value} `, ["get", `filter_${name}`]]);
  return chosen.length ? ["all", ...chosen.map((name) => ["any", ...isOne(name)])] : undefined;
};
