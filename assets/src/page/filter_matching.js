// What passes the filters: "and" between filters, "or" within one, as dashboard/catalogue/filter_result.py has it.
// tests/cases/filters.json holds both. `index` is the page's data with its index (page_data.js).
/** @import { StyleValue } from "../map/maplibre" */
/** @import { Box, Count, Filters, Index, Passing } from "../types" */

/** @type {(index: Pick<Index, "grammar">, status: string) => boolean} */
const isWithdrawn = (index, status) => index.grammar.withdrawn.includes(status);

/** The filters that keep out what has these values. @type {(index: Index, own: Filters, filters: Filters) => string[]} */
const keepingOut = (index, own, filters) =>
  index.grammar.filters.filter((name) => filters[name].length && !filters[name].some((value) => own[name].includes(value)));
/** @type {(index: Index, id: string, filters: Filters) => boolean} */
const passes = (index, id, filters) => keepingOut(index, index.facets[id], filters).length === 0;

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

/** @type {(boxes: Box[], least: typeof Math.min, most: typeof Math.max) => Box} */
const sides = (boxes, least, most) => {
  const [west, south, east, north] = [0, 1, 2, 3].map((side) => boxes.map((box) => box[side]));
  return [least(...west), least(...south), most(...east), most(...north)];
};

/**
 * Where what passes lies, within the chosen countries, as `filtered_selection` of dashboard/web/pages/page_index.py has it.
 * @type {(index: Index, passing: Passing, countries: string[]) => Box | null}
 */
export const boundsOf = ({ bounds, places }, passing, countries) => {
  const points = passing.places.map((id) => /** @type {Box} */ ([...places[id].slice(1, 3), ...places[id].slice(1, 3)]));
  const all = [...passing.segments.map((id) => bounds[id]), ...points];
  if (!all.length) return null;
  const box = sides(all, Math.min, Math.max);
  const chosen = countries.flatMap((code) => (bounds[code] ? [bounds[code]] : []));
  const cut = chosen.length ? sides([box, sides(chosen, Math.min, Math.max)], Math.max, Math.min) : box;
  return cut[0] < cut[2] && cut[1] < cut[3] ? cut : box;
};

/**
 * By filter and value, how many routes would pass with it, the other filters as they are; where there are none, how many
 * projects, places or statements, as `CatalogueStats.beside` has it. A status that is withdrawn asks for itself.
 * @type {(index: Index, filters: Filters, withWithdrawn: boolean) => (name: string, value: string) => Count}
 */
export function valueCounts(index, filters, withWithdrawn) {
  const names = index.grammar.filters;
  /** @type {Record<string, Record<string, Set<string>>>} */
  const passing = Object.fromEntries(names.map((name) => [name, {}]));
  for (const [route, { segments }] of Object.entries(index.routes)) {
    for (const [segment, [, status]] of Object.entries(segments)) {
      const [first, second] = keepingOut(index, index.facets[segment], filters);
      const hidden = !withWithdrawn && isWithdrawn(index, status);
      for (const name of names) {
        if (second || (first && first !== name) || (hidden && name !== "status")) continue;
        for (const value of index.facets[segment][name]) (passing[name][value] ??= new Set()).add(route);
      }
    }
  }
  /** @type {[string, [Filters, number][]][]} */
  const others = [
    ["projects", index.options.project.map((id) => [index.facets[id], 1])],
    ["places", Object.keys(index.places).map((id) => [index.facets[id], 1])],
    ["statements", index.statements],
  ];
  return (name, value) => {
    const routes = passing[name][value]?.size;
    if (routes) return ["routes", routes];
    const asked = { ...filters, [name]: [value] };
    for (const [kind, records] of others) {
      const number = records.reduce((sum, [own, alike]) => sum + (keepingOut(index, own, asked).length ? 0 : alike), 0);
      if (number) return [/** @type {Count[0]} */ (kind), number];
    }
    return ["routes", 0];
  };
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
