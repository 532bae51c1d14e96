// The types of the data that modules exchange, for the type checker.

/** The chosen values of each filter. */
export type Filters = Record<string, string[]>;

/** The rules for addresses and filters from dashboard/web/pages/page_index.py. */
export interface Grammar {
  filters: string[];
  statements: string[];
  switches: Record<string, string>;
  view: string;
  viewLimits: number[];
  names: Record<string, string>;
  ofWay: string[];
  withdrawn: string[];
}

export type AddressGrammar = Grammar & { options: Record<string, string[]> };

/** The state of the page: its path, the filters, the switches, the view of the map, and the other parameters of the query. */
export interface State {
  path: string;
  filters: Filters;
  switches: Record<string, boolean>;
  view: string | null;
  parameters: Record<string, string | undefined>;
}

export type Cause = "start" | "link" | "map" | "control" | "filter" | "reset" | "pop" | "step" | "day";
export interface Change {
  state: State;
  cause: Cause;
}

/** Mode, status and precision. */
export type Segment = [string, string, string];
/** By id. A place has its name, longitude, latitude and all its names. */
export type Routes = Record<string, { name: string; segments: Record<string, Segment>; bounds: Box }>;
export type Places = Record<string, [string, number, number, string]>;

/** The data in the page (dashboard/web/pages/page_index.py). */
export interface PageData {
  grammar: Grammar;
  /** The values of each filter, except of filters with any value; and the number of routes that pass with each value. */
  options: Record<string, string[]>;
  counts: Record<string, Record<string, number>>;
  /** The records that pass with a value, if no route passes with it. */
  beside: Record<string, Record<string, Count>>;
  totals: Record<"routes" | "current" | "places" | "projects", number>;
  /** The looks in the legend. */
  drawn: string[];
  /** The beginning of the names of files that the browser makes. */
  files: string;
  /** The address of the index; empty for a catalogue that is too large for one. */
  address: string;
  large?: boolean;
  words: Record<string, string>;
  statuses: Record<string, string>;
  modes: Record<string, string>;
  language: string;
  version: string;
}

/** The data for filtering. */
export interface Index {
  grammar: Pick<Grammar, "filters" | "withdrawn">;
  options: Record<string, string[]>;
  facets: Record<string, Record<string, string[]>>;
  /** The values of statements, each with the number of statements that have them; empty for another day. */
  statements: [Filters, number][];
  routes: Routes;
  places: Places;
  /** The boxes of segments and of countries, in degrees. */
  bounds: Record<string, Box>;
}

/** Values, each with the position in the timeline from which it holds. */
export type Runs<Value> = [number, Value][];

/** The changes of the record from day to day (dashboard/catalogue/past/timeline.py). */
export interface Timeline {
  days: string[];
  statuses: Record<string, Runs<string>>;
  facets: Record<string, Record<string, Runs<string[]>>>;
  /** The number of published statements, and of their documents. */
  said: Pair[];
}

/** The index of another day, with the statuses of the segments. */
export type PastRecord = Index & { statuses: Record<string, string>; said: Pair };

/** The data of the page with its index. */
export type IndexedPageData = PageData & Index & { routeOf: Record<string, string> };

/** The kind and the number of the records that a value leaves. */
export type Count = ["routes" | "projects" | "places" | "statements", number];

/** The ids of the records that pass the filters. */
export interface Passing {
  segments: string[];
  routes: Set<string>;
  places: string[];
  projects: string[];
}

/** The numbers of records that pass, counted by the server (dashboard/large/filter_counts.py). */
export interface PassingAnswer {
  totals: Record<"routes" | "places" | "projects", number>;
  counts: Record<string, Record<string, number>>;
  beside: Record<string, Record<string, Count>>;
  drawn: string[];
}

/** The selection of an address, and its cameras (dashboard/web/pages/page_index.py). */
export interface Selection {
  routes: Routes;
  places: Places;
  cameras: AnyCamera[];
  segments?: string[];
  gaps?: Gap[];
  point?: Pair;
  bounds?: Box;
}

/** A signal between modules of the page. */
export interface Signal<Detail> {
  emit(detail: Detail): void;
  once(run: (detail: Detail) => unknown): void;
  listen(run: (detail: Detail) => unknown): void;
}

export type Pair = [number, number];
/** Left, top, right and bottom in pixels of the world; or west, south, east and north in degrees. */
export type Box = [number, number, number, number];

export interface Camera {
  box: Box;
  maxZoom: number;
  padding: string | null;
}

/** A camera in degrees, or in world pixels. */
export type AnyCamera = { center: Pair; zoom: number } | (Camera & { center?: undefined });

/** The first camera of the map, and the rules for framing others (dashboard/web/pages/page.py). */
export type StartCamera = Camera & Framing & { center?: undefined; noted: boolean; everything: Camera; first: Camera };

export interface Framing {
  paddings: Record<string, { large: number[]; small: number[] }>;
  limits: number[];
  largeFrom: number;
  closestZoom: number;
  small: { degrees: number; zoom: number };
}

/** The view of a map: its middle in world pixels, and its zoom. */
export interface Fitted {
  middle: Pair;
  zoom: number;
}

/** Pixels of the map. */
export interface Point {
  x: number;
  y: number;
}

/** A class of elements. */
export type Kind<E extends Element> = abstract new () => E;

/** The look of a line or a place on the map, in words of the vocabulary. */
export interface Look {
  mode?: string;
  status?: string;
  kind?: string;
}

export interface Thing {
  kind: string;
  id: string;
  name: string;
  look: Look;
}

/** A gap without a line in the atlas: a straight line, its name, and the least zoom of the name. */
export interface Gap {
  line: Pair[];
  name: string;
  name_zoom: number;
}

/** The details of each event (events.js). */
export interface MapEvents {
  "atlas:map-click": { segments: string[]; places: string[]; things: Thing[]; country: string | null } & Point;
  "atlas:map-hover": { route: string | null; place: string | null };
  "atlas:map-view": { zoom: number; lat: number; lon: number; byUser: boolean };
  "atlas:map-failed": { reason: "webgl2" | "plotly" | "data" | "lost" };
  "atlas:map-mended": undefined;
  "atlas:map-wanted": undefined;
  "atlas:map-begins": undefined;
  "atlas:plotly": undefined;
  "atlas:plotly-failed": undefined;
}
/** The arguments that send a detail. */
export type EventArguments<Detail> = Detail extends undefined ? [] : [Detail];

/**
 * The actions of a combobox: `open` fills and shows its list, `choose` takes an option by its index, `enter` handles Enter, and `leave`
 * closes the list and returns whether it was open.
 */
export interface ComboboxActions {
  open(): void;
  choose(index: number, event?: MouseEvent): void;
  enter(): void;
  leave(): boolean;
}

/** `activate` makes an option active by its index, or the input itself with -1; `active` returns the index. */
export interface Combobox {
  activate(index: number): void;
  show(visible: boolean): void;
  active(): number;
}

/** The elements of the search box. */
export interface SearchBox {
  root: HTMLElement;
  opener: HTMLElement;
  input: HTMLInputElement;
  list: HTMLElement;
  popup: HTMLElement;
  message: HTMLElement;
  status: HTMLElement;
  options: Combobox;
  failed: string;
}

/** A text with the positions of its matches: starts and ends in code points. */
export interface Passage {
  text: string;
  marks: Pair[];
  lang?: string;
  dir?: string;
}

/** A result of the search (dashboard/api/search.py): its path and address; `at`: positions in the document; `target`: an id in the panel. */
export interface Found {
  path: string;
  address: string;
  title: Passage;
  excerpt?: Passage;
  detail?: string;
  at?: Pair;
  target?: string;
}

export interface FoundGroup {
  kind: string;
  heading: string;
  results: Found[];
  further?: unknown;
}

export interface SearchAnswer {
  groups: FoundGroup[];
  summary: string;
}
