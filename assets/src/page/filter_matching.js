// The records that pass the filters: "and" between filters, "or" within a filter, as in dashboard/catalogue/filter_result.py;
// tests/cases/filters.json tests both. `index` is the data of the page with its index (page_data.js).
/** @import { StyleValue } from "../map/maplibre" */
/** @import { Box, Count, Filters, Index, Passing } from "../types" */

/** @type {(index: Pick<Index, "grammar">, status: string) => boolean} */
const isWithdrawn = (index, status) => index.grammar.withdrawn.includes(status);

/** The filters that a record with these values does not pass. @type {(index: Index, facets: Filters, filters: Filters) => string[]} */
const failedFilters = (index, facets, filters) =>
  index.grammar.filters.filter((name) => filters[name].length && !filters[name].some((value) => facets[name].includes(value)));
/** @type {(index: Index, id: string, filters: Filters) => boolean} */
const passes = (index, id, filters) => failedFilters(index, index.facets[id], filters).length === 0;

/** Whether the filters have a withdrawn status: then withdrawn lines are visible without the switch too. */
export const asksForWithdrawn = (/** @type {Pick<Index, "grammar">} */ index, /** @type {Filters} */ filters) =>
  filters.status.some((status) => isWithdrawn(index, status));

/**
 * The ids that pass; withdrawn segments pass only `withWithdrawn`. A route passes if one of its segments passes.
 * @type {(index: Index, filters: Filters, withWithdrawn: boolean) => Passing}
 */
export const matching = (index, filters, withWithdrawn) => {
  const segments = /** @type {string[]} */ ([]);
  const routes = /** @type {Set<string>} */ (new Set());
  for (const [route, record] of Object.entries(index.routes)) {
    for (const [segment, [, status]] of Object.entries(record.segments)) {
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
 * The box around everything that passes, cut to the chosen countries, as `filtered_selection` in dashboard/web/pages/page_index.py.
 * @type {(index: Index, passing: Passing, countries: string[]) => Box | null}
 */
export const boundsOf = ({ bounds, places }, passing, countries) => {
  const points = passing.places.map((id) => /** @type {Box} */ ([...places[id].slice(1, 3), ...places[id].slice(1, 3)]));
  const boxes = [...passing.segments.map((id) => bounds[id]), ...points];
  if (!boxes.length) return null;
  const box = sides(boxes, Math.min, Math.max);
  const countryBoxes = countries.flatMap((code) => (bounds[code] ? [bounds[code]] : []));
  const cut = countryBoxes.length ? sides([box, sides(countryBoxes, Math.min, Math.max)], Math.max, Math.min) : box;
  return cut[0] < cut[2] && cut[1] < cut[3] ? cut : box;
};

/**
 * A function from filter and value to the number of routes that would pass with this value and the other filters. If no route
 * would pass, it counts projects, places or statements, as `CatalogueStats.beside`. A withdrawn status includes withdrawn lines.
 * @type {(index: Index, filters: Filters, withWithdrawn: boolean) => (name: string, value: string) => Count}
 */
export function valueCounts(index, filters, withWithdrawn) {
  const names = index.grammar.filters;
  /** @type {Record<string, Record<string, Set<string>>>} */
  const passing = Object.fromEntries(names.map((name) => [name, {}]));
  for (const [route, { segments }] of Object.entries(index.routes)) {
    for (const [segment, [, status]] of Object.entries(segments)) {
      const [first, second] = failedFilters(index, index.facets[segment], filters);
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
    const withValue = { ...filters, [name]: [value] };
    for (const [kind, records] of others) {
      const number = records.reduce((sum, [facets, count]) => sum + (failedFilters(index, facets, withValue).length ? 0 : count), 0);
      if (number) return [/** @type {Count[0]} */ (kind), number];
    }
    return ["routes", 0];
  };
}

/**
 * The filters as an expression of the map style; undefined without filters. The features of the tiles have their values of each
 * filter in one text, with spaces around each value (dashboard/database/lookup_rows.py).
 * @type {(names: string[], filters: Filters) => StyleValue | undefined}
 */
export const passingExpression = (names, filters) => {
  const chosen = names.filter((name) => filters[name].length);
  const isOne = (/** @type {string} */ name) => filters[name].map((value) => ["in", ` ${value} `, ["get", `filter_${name}`]]);
  return chosen.length ? ["all", ...chosen.map((name) => ["any", ...isOne(name)])] : undefined;
};
