// The records that modules hand each other, for `// @ts-check`; nothing of it runs.

/** By filter, the values that are chosen. */
export type Filters = Record<string, string[]>;

/** What dashboard/web/pages/page_index.py declares of addresses and filters. */
export interface Grammar {
  filters: string[];
  switches: Record<string, string>;
  view: string;
  viewLimits: number[];
  names: Record<string, string>;
  withdrawn: string[];
  options: Record<string, string[]>;
}

/** What the page shows: its path, what is filtered, what is switched, where the map looks, and the rest of the query. */
export interface State {
  path: string;
  filters: Filters;
  switches: Record<string, boolean>;
  view: string | null;
  kept: Record<string, string | undefined>;
}

/** What filtering takes. A segment has mode, status and precision; a place name, longitude, latitude and all its names. */
export interface Index {
  grammar: Grammar;
  options: Record<string, string[]>;
  facets: Record<string, Record<string, string[]>>;
  routes: Record<string, { name: string; segments: Record<string, [string, string, string]>; bounds: Box }>;
  places: Record<string, [string, number, number, string]>;
}

export type Pair = [number, number];
/** Left, top, right and bottom in pixels of the world; or west, south, east and north in degrees. */
export type Box = [number, number, number, number];

export interface Camera {
  box: Box;
  maxZoom: number;
  padding: string | null;
}

/** A camera of degrees, or one of the world. */
export type AnyCamera = { center: Pair; zoom: number } | (Camera & { center?: undefined });

export interface Framing {
  paddings: Record<string, { large: number[]; small: number[] }>;
  limits: number[];
  largeFrom: number;
}

/** What a map shows: its middle in world pixels, and its zoom. */
export interface Fitted {
  middle: Pair;
  zoom: number;
}
