// The parts of MapLibre GL JS (in the version inside the pinned plotly.js) and of Plotly that the atlas uses. Names that begin with
// "_" are internal to these libraries; browser tests cover them.
import type { Pair, Point, StartCamera } from "../types";

/** An expression, a filter or a value of the style specification. */
export type StyleValue = string | number | boolean | null | StyleValue[];
export type Paint = Record<string, StyleValue>;

export type Geometry = { type: "Point"; coordinates: Pair } | { type: "LineString"; coordinates: Pair[] };
/** A feature that the map has drawn; a line can have several pieces. */
export interface Feature {
  source: string;
  sourceLayer?: string;
  properties: Record<string, string>;
  geometry: Geometry | { type: "MultiLineString" | "Polygon"; coordinates: Pair[][] };
}

/** The role of a layer (dashboard/map/style/line_layers.py). */
type Metadata =
  | { role: "matched" | "filtered_out" | "selected"; of: "segments" | "places"; filter: StyleValue; dim?: Paint; hit?: boolean }
  | { role: "country"; of?: undefined; filter: StyleValue; dim?: undefined; hit?: undefined }
  | { role?: "point"; of?: undefined; filter?: undefined; dim?: undefined; hit?: undefined };

/** A layer of the style from Python. */
export interface Layer {
  id: string;
  type: string;
  source?: string;
  filter?: StyleValue;
  layout?: Paint;
  paint: Paint;
  metadata?: Metadata;
}

/** The parts of a layer that change with the filters and the selection. */
export interface LayerState {
  filter?: StyleValue;
  visibility?: "visible" | "none";
  paint?: Paint;
}

/** The features that pass the filters: ids or an expression, or neither without filters. Other features are faint (filteredOut) or hidden. */
export interface Matches {
  passing?: StyleValue;
  /** For tiles that have a part of the features: the query of their addresses with the filters. */
  query?: string;
  segments?: string[];
  places?: string[];
  filteredOut: boolean;
  withdrawn: boolean;
}

/** The selection: ids, a point, the code of a country. */
export interface Selected {
  segments?: string[];
  places?: string[];
  point?: Pair;
  country?: string;
  /** The address of its lines and places, if the tiles have only a part of the features. */
  data?: string;
}

/** The features under a click, the nearest first, and the code of the country. */
export interface Hit {
  places: Feature[];
  lines: Feature[];
  country: string | null;
}

export interface Source {
  type: string;
  data?: unknown;
  tiles?: string[];
}

/** A source that loads when it first becomes visible. `before`: the layers above each of its layers, the nearest first. */
export interface LazySource {
  source: Source;
  layers: { layer: Layer; before: string[] }[];
  fromZoom: number;
  asked: boolean;
  proof?: string; // a layer of its tiles; when it has features, the coarse layers are hidden or filtered
  replaces?: string[];
  filters?: Record<string, StyleValue>;
}

/** The style from dashboard/map/style/style.py. */
export interface Style {
  sources: Record<string, Source>;
  layers: Layer[];
  metadata: {
    atlas: {
      theme: string;
      themes: Record<string, Record<string, Paint>>;
      lazy: Record<string, LazySource>;
      withdrawn: string[];
      gaps: Layer[];
    };
  };
}

export interface LngLat {
  lng: number;
  lat: number;
}
export type LngLatClass = new (lng: number, lat: number) => LngLat;
type Position = Pair | LngLat | { lon: number; lat: number };

export interface MapPointerEvent {
  point: Point;
  originalEvent: MouseEvent;
}

/** Zoom, column and row of a tile. */
export type TileIndex = Record<"z" | "x" | "y", number>;
export interface Tile {
  tileID: { canonical: TileIndex };
}

export interface MapLibreEvents {
  click: MapPointerEvent;
  mousemove: MapPointerEvent;
  movestart: { originalEvent?: Event };
  error: { sourceId?: string; tile?: Tile };
  data: { sourceId: string; sourceDataType?: string; tile?: Tile };
  render: { target: MapLibre };
  sourcedata: { sourceId: string; tile?: unknown };
}
type Listener<Kind> = (event: Kind extends keyof MapLibreEvents ? MapLibreEvents[Kind] : unknown) => unknown;
type Listen = <Kind extends string>(kind: Kind, listener: Listener<Kind>) => unknown;

type Painted = (...given: unknown[]) => void;
interface Painter {
  drawFunctions: Record<string, Painted>;
  render: Painted;
  style: unknown;
}

/** The boxes of all names. Its pixels count from a margin beyond the left and the upper edge of the map. */
export interface CollisionIndex {
  screenRightBoundary: number;
  screenBottomBoundary: number;
  isInsideGrid(this: CollisionIndex, left: number, top: number, right: number, bottom: number): boolean;
  placeCollisionCircles(this: CollisionIndex, ...name: unknown[]): { circles: number[] };
}

export interface MapLibre {
  loaded(): boolean;
  style: { pauseablePlacement?: { placement: { collisionIndex: CollisionIndex } } };
  on: Listen;
  once: Listen;
  off: Listen;
  getContainer(): HTMLElement;
  getCanvas(): HTMLCanvasElement;
  getCenter(): LngLat;
  getZoom(): number;
  getMaxZoom(): number;
  getStyle(): { sources: Record<string, unknown> };
  getLayer(id: string): unknown;
  getSource(id: string): { serialize(): Source; setData(data: unknown): unknown; setTiles(tiles: string[]): unknown } | undefined;
  refreshTiles(source: string, tiles?: TileIndex[]): unknown;
  addSource(id: string, source: Source): unknown;
  addLayer(layer: Layer, before?: string): unknown;
  setFilter(layer: string, filter: StyleValue, options?: { validate: boolean }): unknown;
  setLayoutProperty(layer: string, name: string, value: StyleValue, options?: { validate: boolean }): unknown;
  setPaintProperty(layer: string, name: string, value: StyleValue, options?: { validate: boolean }): unknown;
  setLayerZoomRange(layer: string, least: number, most: number): unknown;
  queryRenderedFeatures(where: Pair | [Pair, Pair], options: { layers: string[] }): Feature[];
  querySourceFeatures(source: string, options: { sourceLayer?: string; filter?: StyleValue }): Feature[];
  project(position: Pair): Point;
  jumpTo(camera: { center: Position; zoom: number }): unknown;
  easeTo(camera: { center: Position; zoom: number; duration: number }): unknown;
  setRenderWorldCopies(repeated: boolean): unknown;
  setMinZoom(zoom: number): unknown;
  setTransformConstrain(constrain: (center: LngLat, zoom: number) => { center: LngLat; zoom: number }): unknown;
  setPixelRatio(ratio: number | undefined): void;
  redraw(): unknown;
  triggerRepaint(): void;
  areTilesLoaded(): boolean;
  isSourceLoaded(id: string): boolean;
  isStyleLoaded(): boolean | undefined;
  isMoving(): boolean;
  cooperativeGestures: { enable(): void };
  painter: Painter;
  _fadeDuration: number;
  _placementDirty: boolean;
  _locale: Record<string, string>;
}

/** Where a map looks, as Plotly's figure has it. */
export interface View {
  center: { lon: number; lat: number };
  zoom: number;
}

export interface Layout {
  map: View & { style: Style };
  width?: number;
  height?: number;
}

/** The element in which Plotly has drawn; a live map may be in it. */
export interface FigureElement extends HTMLElement {
  layout: Layout;
  _fullLayout?: Omit<Layout, "map"> & { map?: View & { _subplot?: { map?: MapLibre } } };
}

/** What the server says of the map: Plotly's figure and configuration, and where the picture looks. */
export interface MapStart {
  figure: { data: object[]; layout: Layout };
  config: object;
  camera: StartCamera;
}

interface Plotly {
  newPlot(place: FigureElement, data: object[], layout: Layout, config: object): Promise<unknown>;
  relayout(place: FigureElement, change: object): Promise<unknown>;
  toImage(figure: object, options: object): Promise<string>;
}

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}
