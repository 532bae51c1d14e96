// The records that modules hand each other, for the check of types; nothing of it runs.

/** By filter, the values that are chosen. */
export type Filters = Record<string, string[]>;

/** What dashboard/web/pages/page_index.py declares of addresses and filters. */
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

/** What the page shows: its path, what is filtered, what is switched, where the map looks, and the rest of the query. */
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

/** What the scripts start with (dashboard/web/pages/page_index.py). */
export interface PageData {
  grammar: Grammar;
  /** By filter, its values, but of a filter that takes any; and how many routes pass with each of them. */
  options: Record<string, string[]>;
  counts: Record<string, Record<string, number>>;
  /** Of the values that no route passes with, what passes instead. */
  beside: Record<string, Record<string, Count>>;
  totals: Record<"routes" | "current" | "places" | "projects", number>;
  /** What the legend names. */
  drawn: string[];
  /** What files that are made in the browser are called after. */
  files: string;
  /** Of the index; none of a catalogue that is too large for one. */
  address: string;
  large?: boolean;
  words: Record<string, string>;
  statuses: Record<string, string>;
  modes: Record<string, string>;
  language: string;
  version: string;
}

/** What filtering takes. */
export interface Index {
  grammar: Pick<Grammar, "filters" | "withdrawn">;
  options: Record<string, string[]>;
  facets: Record<string, Record<string, string[]>>;
  /** The values of statements, each with how many have them; none of another day. */
  statements: [Filters, number][];
  routes: Routes;
  places: Places;
  /** Of segments and of countries, in degrees. */
  bounds: Record<string, Box>;
}

/** From which place of the timeline on which value. */
export type Runs<Value> = [number, Value][];

/** How the record changed from day to day (dashboard/catalogue/past/timeline.py). */
export interface Timeline {
  days: string[];
  statuses: Record<string, Runs<string>>;
  facets: Record<string, Record<string, Runs<string[]>>>;
  /** How many statements were out, from how many documents. */
  said: Pair[];
}

/** The index of another day, with the statuses of the segments. */
export type PastRecord = Index & { statuses: Record<string, string>; said: Pair };

/** The page's data with its index. */
export type IndexedPageData = PageData & Index & { routeOf: Record<string, string> };

/** Of what a filter's value leaves so many. */
export type Count = ["routes" | "projects" | "places" | "statements", number];

/** What passes the filters: ids. */
export interface Passing {
  segments: string[];
  routes: Set<string>;
  places: string[];
  projects: string[];
}

/** The same, counted by the server (dashboard/large/passing.py). */
export interface PassingAnswer {
  totals: Record<"routes" | "places" | "projects", number>;
  counts: Record<string, Record<string, number>>;
  beside: Record<string, Record<string, Count>>;
  drawn: string[];
}

/** What an address selects, and where that is seen (dashboard/web/pages/page_index.py). */
export interface Selection {
  routes: Routes;
  places: Places;
  cameras: AnyCamera[];
  segments?: string[];
  gaps?: Gap[];
  point?: Pair;
  bounds?: Box;
}

/** What modules of the page tell each other. */
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

/** A camera of degrees, or one of the world. */
export type AnyCamera = { center: Pair; zoom: number } | (Camera & { center?: undefined });

/** Where the map begins, and how it frames what it is asked for (dashboard/web/pages/page.py). */
export type StartCamera = Camera & Framing & { center?: undefined; noted: boolean; everything: Camera; first: Camera };

export interface Framing {
  paddings: Record<string, { large: number[]; small: number[] }>;
  limits: number[];
  largeFrom: number;
  closestZoom: number;
  small: { degrees: number; zoom: number };
}

/** What a map shows: its middle in world pixels, and its zoom. */
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

/** How a line or a place looks on the map, in words of the vocabulary. */
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

/** Where the atlas has no line: one as the crow flies, its name, and from which zoom on that is written. */
export interface Gap {
  line: Pair[];
  name: string;
  name_zoom: number;
}

/** By event (events.js), what is told with it. */
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
 * What a combobox answers with: `open` fills and shows its list, `choose` takes an option by its place in the list, `enter`
 * answers Enter, and `leave` says whether there was anything to leave.
 */
export interface ComboboxActions {
  open(): void;
  choose(index: number, event?: MouseEvent): void;
  enter(): void;
  leave(): boolean;
}

/** By `activate` an option is chosen by its place in the list, -1 is the input itself; `active` says which is. */
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

/** A text with what of it was found: from and to, in code points. */
export interface Passage {
  text: string;
  marks: Pair[];
  lang?: string;
  dir?: string;
}

/** What search found (dashboard/api/search.py): a path, with its address; `at` in a document's text, `target` an id in the panel. */
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
