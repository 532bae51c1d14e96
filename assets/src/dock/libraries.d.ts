// The parts of Dash, dash-ag-grid, React and the figures of Plotly that the dock uses.

/** A pressed point of a chart, or a pressed text beside it, with the path that it opens. */
export interface ChartPress {
  points?: { customdata?: string }[];
  annotation?: { name?: string };
}

export interface ChartLayout {
  height: number;
  width?: number;
  margin: Record<"t" | "b" | "l" | "r", number>;
  xaxis: { range: [number, number]; tickvals: number[]; ticktext: string[]; showticklabels?: boolean };
  annotations?: { name?: string; font: { weight?: number } }[];
  legend?: object;
}

export interface Figure {
  data: { showlegend?: boolean }[];
  layout: ChartLayout;
}

/** The element of a chart, with the positions in pixels at which its drawing can be cut (dashboard/views/dock). */
export interface DrawnChart extends Element {
  _fullLayout?: { meta?: { breaks?: number[] }; height: number };
}

/** The data of a chart (dashboard/views/dock/charts.py). */
export interface ChartData {
  name: string;
  wide: Figure;
  narrow: Figure;
  title: string;
  source: string;
  file: string;
}

/** A cell of the table (dashboard/views/dock/table_grid.py): its text, its parts, and its position in the order of the column. */
export interface Cell {
  t: string;
  p: [text: string, href: string | null, sample: string | null, lang: string | null, dir: string | null][];
  k: number | null;
}

interface Column {
  getColId(): string;
  getColDef(): { headerName: string };
  isVisible(): boolean;
}

export interface RowNode {
  id: string;
  data: Record<string, Cell>;
  rowTop: number;
  rowHeight: number;
}

interface GridEvents {
  rowClicked: { node: RowNode; event: MouseEvent };
  cellKeyDown: { node: RowNode; event: KeyboardEvent };
  sortChanged: object;
  filterChanged: object;
  modelUpdated: object;
  rowDataUpdated: object;
  bodyScrollEnd: object;
}

export interface GridApi {
  addEventListener<Kind extends keyof GridEvents>(kind: Kind, run: (event: GridEvents[Kind]) => unknown): void;
  isDestroyed(): boolean;
  getColumn(id: string): Column | null;
  getColumns(): Column[];
  getAllDisplayedColumns(): Column[];
  getColumnState(): { colId: string; sort: "asc" | "desc" | null }[];
  applyColumnState(wanted: { state: { colId: string; sort: "asc" | "desc" }[]; defaultState: { sort: null } }): void;
  setColumnWidths(widths: { key: string; newWidth: number }[]): void;
  setColumnsVisible(columns: Column[], visible: boolean): void;
  getRowNode(id: string): RowNode | undefined;
  getSelectedNodes(): RowNode[];
  forEachNodeAfterFilterAndSort(run: (node: RowNode) => void): void;
  getVerticalPixelRange(): { top: number; bottom: number };
  ensureNodeVisible(node: RowNode, place: "middle"): void;
  getDisplayedRowCount(): number;
  isQuickFilterPresent(): boolean;
  setGridOption(name: "quickFilterText", value: string): void;
  getDataAsCsv(options: {
    processCellCallback(cell: { value?: Cell }): string;
    processHeaderCallback(head: { column: Column }): string;
  }): string;
}

export interface GridTheme {
  withParams(params: Record<string, string | number>): GridTheme;
}

interface DashClientside {
  atlas?: object;
  set_props?(id: string | Record<string, string>, properties: object): void;
  callback_context?: { triggered: { value?: ChartPress }[] };
}

interface React {
  createElement(type: unknown, properties: object, ...children: unknown[]): object;
  Fragment: unknown;
}

declare global {
  interface Window {
    dash_clientside?: DashClientside;
    dash_ag_grid?: { getApi(id: string): GridApi | undefined };
    dashAgGridFunctions?: object;
    dashAgGridComponentFunctions?: object;
    React: React;
  }
}
