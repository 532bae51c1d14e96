"""The table: routes, places, facts and documents in rows, with the page's filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.filter_result import FilterResult
from dashboard.state.dock_address import COLUMNS, ROWS
from dashboard.views import component_ids as names
from dashboard.views.context import Context
from dashboard.views.dock.dock import view_heading
from dashboard.views.dock.table_cells import CELLS, TableCell
from dashboard.views.dock.table_grid import grid
from dashboard.views.parts import aria, data

MOST_ROWS = 2_000
"""The most rows of the grid. The download has all."""
MOST_PLAIN_ROWS = 200
"""The most rows of the table without scripts."""
_DOWNLOADS: Mapping[str, str] = {
    "routes": "segments.csv",
    "places": "places.csv",
    "facts": "facts.csv",
    "documents": "documents.json",
}
Line = tuple[str, list[TableCell]]
"""A record's id and its cells, in the order of ``COLUMNS``."""


@dataclass(frozen=True)
class TableRequest:
    """The kind of the rows, the column to sort by (with ``-`` before it: in reverse), hidden columns, and the filters.

    ``withdrawn`` is the switch for withdrawn lines, which the download keeps.
    """

    rows: str
    sort: str | None
    hide: frozenset[str]
    filters: Mapping[str, Sequence[str]]
    withdrawn: bool = False


def table_view(context: Context, result: FilterResult, request: TableRequest, *, live: bool) -> list[Component]:
    """The table with its controls: a grid where scripts run (``live``), else plain HTML."""
    words = context.words
    ids: Sequence[str] = getattr(result, request.rows)
    most = MOST_ROWS if live else MOST_PLAIN_ROWS
    makers = [CELLS[request.rows][name] for name in COLUMNS[request.rows]]
    lines = [(entity_id, [make(context, entity_id) for make in makers]) for entity_id in ids]
    controls = [_kinds(context, request)]
    if live:  # the scripts put a search field into the empty element, and make the file
        file = data(**{"table-save": f"{context.catalogue.identity.id}-{request.rows}"})
        controls += [
            _columns(context, request),
            html.Span(**data(**{"search-field": words("table.search")})),
            html.Button(words("table.save"), type="button", className="quiet", **file),
        ]
    more = [html.P(words("table.more", n=words.number(most)), className="hint")] if len(ids) > most else []
    count = words.count(f"{request.rows}.count", len(ids))
    template = data(all=count, some=words.template("table.shown"))
    body = (
        grid(context, request.rows, request.sort, request.hide, lines[:most])
        if live
        else _table(context, request, lines)
    )
    return [
        view_heading(words("dock.table"), words("table.hint")),
        html.Div([*controls, _download(context, request)], className="table-bar"),
        html.P(count, role="status", className="hint", id=names.TABLE_COUNT, **template),
        body if ids else html.P(words("filters.empty"), className="empty"),
        *more,
    ]


def _kinds(context: Context, request: TableRequest) -> Component:
    buttons = [
        _toggle(context.words(f"table.{name}"), pressed=name == request.rows, **{"table-rows": name}) for name in ROWS
    ]
    return html.Div(buttons, role="group", className="table-kinds", **aria(label=context.words("table.of")))


def _columns(context: Context, request: TableRequest) -> Component:
    """The buttons that hide columns. The first column names the row and stays."""
    buttons = [
        _toggle(context.words(f"column.{name}"), pressed=name not in request.hide, **{"table-column": name})
        for name in COLUMNS[request.rows][1:]
    ]
    return html.Details([html.Summary(context.words("table.columns")), html.Div(buttons)], className="table-columns")


def _toggle(label: str, *, pressed: bool, **attributes: str) -> Component:
    states = aria(pressed="true" if pressed else "false")
    return html.Button(label, type="button", className="quiet", **data(**attributes), **states)


def _download(context: Context, request: TableRequest) -> Component:
    chosen = {name: ",".join(values) for name, values in request.filters.items() if values}
    chosen |= {"retired": "shown"} if request.withdrawn else {}
    query = f"?{urlencode(chosen, safe=',')}" if chosen else ""
    file = _DOWNLOADS[request.rows]
    label = context.words("table.download", format=file.rpartition(".")[2].upper())
    return html.A(label, href=f"/data/{file}{query}", className="download")


def _sorted(request: TableRequest, lines: list[Line]) -> list[Line]:
    """The lines in the requested order. Lines without a value in the column are always last."""
    name, backwards = (request.sort or "").removeprefix("-"), (request.sort or "").startswith("-")
    if name not in COLUMNS[request.rows]:
        return lines
    place = COLUMNS[request.rows].index(name)
    known = [line for line in lines if line[1][place].key is not None]
    unknown = [line for line in lines if line[1][place].key is None]
    return [*sorted(known, key=lambda line: line[1][place].key or (0, 0.0, ""), reverse=backwards), *unknown]


def _table(context: Context, request: TableRequest, lines: list[Line]) -> Component:
    columns = COLUMNS[request.rows]
    seen = [place for place, name in enumerate(columns) if not place or name not in request.hide]
    head = html.Tr([html.Th(context.words(f"column.{columns[place]}"), scope="col") for place in seen])
    body = [
        html.Tr(
            [html.Td(cells[place].html()) if place else html.Th(cells[place].html(), scope="row") for place in seen],
            **data(entity=record),
        )
        for record, cells in _sorted(request, lines)[:MOST_PLAIN_ROWS]
    ]
    caption = html.Caption(context.words(f"table.{request.rows}"))
    return html.Div(
        html.Table([caption, html.Thead(head), html.Tbody(body)], className=f"records {request.rows}"), className="wide"
    )
