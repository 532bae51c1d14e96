"""The table as dash-ag-grid, which sorts and filters it in the browser (assets/src/dock/table.js)."""

from collections.abc import Collection, Sequence
from typing import Any

import dash_ag_grid as dag
from dash import html
from dash.development.base_component import Component

from dashboard.state.dock_address import COLUMNS
from dashboard.views import component_ids as ids
from dashboard.views.context import Context
from dashboard.views.dock.table_cells import CellPiece, TableCell
from dashboard.views.parts import data

_WIDTHS = {
    "name": 160, "statement": 176, "title": 230, "length": 90, "lat": 110, "lon": 110, "facts": 106, "number": 88,
    "mode": 96, "status": 116, "within": 96, "precision": 104, "country": 104, "project": 128, "about": 120,
    "speaker": 104, "publisher": 130, "published": 96, "as_of": 104, "due": 84, "fact-kind": 104, "modality": 114,
}  # fmt: skip
"""Widths in CSS pixels. All columns of a table fit beside the panel on a desktop screen, and grow where there is space.

In every language, each heading has at most two lines, without a broken word.
"""
_WIDTH = 100
_NUMBERS = frozenset({"length", "lat", "lon", "within", "facts"})


def grid(
    context: Context,
    rows: str,
    sort: str | None,
    hide: Collection[str],
    lines: Sequence[tuple[str, Sequence[TableCell]]],
) -> Component:
    """The grid of ``rows``. Later changes of the address are the script's work: sorting and hiding need no server."""
    columns = COLUMNS[rows]
    definitions = [
        _column(context, name, sort, hidden=bool(place) and name in hide) for place, name in enumerate(columns)
    ]
    definitions[0] |= {"pinned": "right" if context.words.direction == "rtl" else "left", "lockVisible": True}
    body = dag.AgGrid(
        id=ids.TABLE_GRID,
        rowData=_rows(columns, lines),
        columnDefs=definitions,
        getRowId="params.data.id",
        columnSize=None,
        dashGridOptions=_options(context, rows),
        style={"height": "100%", "width": "100%"},
    )
    return html.Div(body, className="grid-room", **data(grid=rows))


def _rows(columns: Sequence[str], lines: Sequence[tuple[str, Sequence[TableCell]]]) -> list[dict[str, Any]]:
    """A row for each line. A value has its text ``t``, its pieces ``p`` and its rank ``k`` in the column."""
    places = [_places([cells[place] for _, cells in lines]) for place in range(len(columns))]
    return [
        {"id": record}
        | {
            name: {"t": cell.text, "p": [_piece(part) for part in cell.parts], "k": places[column][row]}
            for column, (name, cell) in enumerate(zip(columns, cells, strict=True))
        }
        for row, (record, cells) in enumerate(lines)
    ]


def _places(cells: Sequence[TableCell]) -> list[int | None]:
    """The rank of each cell in its column. Equal keys have the same rank, a cell without a key has none."""
    ordered = {key: place for place, key in enumerate(sorted({cell.key for cell in cells if cell.key is not None}))}
    return [None if cell.key is None else ordered[cell.key] for cell in cells]


def _piece(part: CellPiece) -> list[str]:
    return [part.text, part.href, part.sample, part.lang, part.direction]


def _column(context: Context, name: str, sort: str | None, *, hidden: bool) -> dict[str, Any]:
    width = _WIDTHS.get(name, _WIDTH)
    return {
        "field": name,
        "headerName": context.words(f"column.{name}"),
        "headerTooltip": context.words("table.sort"),
        "hide": hidden,
        "sort": {name: "asc", f"-{name}": "desc"}.get(sort or ""),
        "width": width,
        "minWidth": width,
        "flex": 0 if name in _NUMBERS else width,
        "cellClass": "number" if name in _NUMBERS else "",
        "wrapText": True,
        "wrapHeaderText": True,
        "autoHeaderHeight": True,
        "autoHeight": True,
        "sortingOrder": ["asc", "desc"],
        "cellDataType": False,
        "cellRenderer": "AtlasCell",
        "comparator": {"function": "atlasCompare"},
        "valueFormatter": {"function": "params.value.t"},
        "getQuickFilterText": {"function": "params.value.t"},
        "suppressKeyboardEvent": {"function": "atlasInCell(params)"},
    }


def _options(context: Context, rows: str) -> dict[str, Any]:
    words = context.words
    return {
        "theme": {"function": "atlasTheme(themeQuartz)"},
        "enableRtl": words.direction == "rtl",
        "localeText": {
            "noRowsToShow": words("table.no_rows"),
            "noMatchingRows": words("table.no_rows"),
            "loadingOoo": words("table.loading"),
            "ariaSortableColumn": words("table.sort"),
            "ariaRowSelect": words("table.open"),
            "ariaRowDeselect": words("table.open"),
            "ariaRowToggleSelection": words("table.open"),
        },
        "rowSelection": {
            "mode": "multiRow",
            "checkboxes": False,
            "headerCheckbox": False,
            "enableClickSelection": False,
        },
        "suppressMovableColumns": True,
        "suppressDragLeaveHidesColumns": True,
        "suppressMultiSort": True,
        "suppressCellFocus": False,
        "ensureDomOrder": True,
        "animateRows": False,
        "domLayout": "normal",
        "context": {"rows": rows},
    }
