"""The table: routes, places, facts and documents in rows, with the page's filters."""

from collections.abc import Callable, Mapping, Sequence
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
"""More are not put into the grid; the whole is in the download."""
MOST_PLAIN_ROWS = 200
"""More are not put into the table that needs no script."""
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
    """Which table: of what, sorted by which column (``-`` before it: backwards), without which, and the filters.

    ``withdrawn`` is the switch for what is withdrawn, which the download keeps.
    """

    rows: str
    sort: str | None
    hide: frozenset[str]
    filters: Mapping[str, Sequence[str]]
    withdrawn: bool = False


def table_view(context: Context, passing: FilterResult, asked: TableRequest, *, live: bool) -> list[Component]:
    """The chosen table with its controls: the grid where scripts run (``live``), else the same rows as plain HTML."""
    words = context.words
    ids: Sequence[str] = getattr(passing, asked.rows)
    most = MOST_ROWS if live else MOST_PLAIN_ROWS
    lines = _lines(context, asked.rows, ids)
    controls = [_kinds(context, asked)]
    if live:
        controls += [_columns(context, asked), _search(context), _save(context, asked)]
    more = [html.P(words("table.more", n=words.number(most)), className="hint")] if len(ids) > most else []
    count = words.count(f"{asked.rows}.count", len(ids))
    template = data(all=count, some=words.template("table.shown"))
    body = grid(context, asked.rows, asked.sort, asked.hide, lines[:most]) if live else _table(context, asked, lines)
    return [
        view_heading(words("dock.table"), words("table.hint")),
        html.Div([*controls, _download(context, asked)], className="table-bar"),
        html.P(count, role="status", className="hint", id=names.TABLE_COUNT, **template),
        body if ids else html.P(words("filters.empty"), className="empty"),
        *more,
    ]


def _lines(context: Context, rows: str, ids: Sequence[str]) -> list[Line]:
    makers: list[Callable[[Context, str], TableCell]] = [CELLS[rows][name] for name in COLUMNS[rows]]
    return [(entity_id, [make(context, entity_id) for make in makers]) for entity_id in ids]


def _kinds(context: Context, asked: TableRequest) -> Component:
    buttons = [
        html.Button(
            context.words(f"table.{name}"),
            type="button",
            className="quiet",
            **data(**{"table-rows": name}),
            **aria(pressed="true" if name == asked.rows else "false"),
        )
        for name in ROWS
    ]
    return html.Div(buttons, role="group", className="table-kinds", **aria(label=context.words("table.of")))


def _columns(context: Context, asked: TableRequest) -> Component:
    """The columns that can be taken away; the first names the row and stays."""
    buttons = [
        html.Button(
            context.words(f"column.{name}"),
            type="button",
            className="quiet",
            **data(**{"table-column": name}),
            **aria(pressed="false" if name in asked.hide else "true"),
        )
        for name in COLUMNS[asked.rows][1:]
    ]
    return html.Details([html.Summary(context.words("table.columns")), html.Div(buttons)], className="table-columns")


def _search(context: Context) -> Component:
    """The place of a search field, which the script puts there."""
    return html.Span(**data(**{"search-field": context.words("table.search")}))


def _save(context: Context, asked: TableRequest) -> Component:
    """The button that takes the rows and columns away as they stand; the file is made in the browser."""
    file = data(**{"table-save": f"{context.catalogue.identity.id}-{asked.rows}"})
    return html.Button(context.words("table.save"), type="button", className="quiet", **file)


def _download(context: Context, asked: TableRequest) -> Component:
    chosen = {name: ",".join(values) for name, values in asked.filters.items() if values}
    chosen |= {"retired": "shown"} if asked.withdrawn else {}
    query = f"?{urlencode(chosen, safe=',')}" if chosen else ""
    file = _DOWNLOADS[asked.rows]
    label = context.words("table.download", format=file.rpartition(".")[2].upper())
    return html.A(label, href=f"/data/{file}{query}", className="download")


def _sorted(asked: TableRequest, lines: list[Line]) -> list[Line]:
    """The lines in the order asked for; what has nothing in the column stands last, both ways."""
    name, backwards = (asked.sort or "").removeprefix("-"), (asked.sort or "").startswith("-")
    if name not in COLUMNS[asked.rows]:
        return lines
    place = COLUMNS[asked.rows].index(name)
    known = [line for line in lines if line[1][place].key is not None]
    unknown = [line for line in lines if line[1][place].key is None]
    return [*sorted(known, key=lambda line: line[1][place].key or (0, 0.0, ""), reverse=backwards), *unknown]


def _table(context: Context, asked: TableRequest, lines: list[Line]) -> Component:
    columns = COLUMNS[asked.rows]
    seen = [place for place, name in enumerate(columns) if not place or name not in asked.hide]
    head = html.Tr([html.Th(context.words(f"column.{columns[place]}"), scope="col") for place in seen])
    body = [
        html.Tr(
            [html.Td(cells[place].html()) if place else html.Th(cells[place].html(), scope="row") for place in seen],
            **data(entity=record),
        )
        for record, cells in _sorted(asked, lines)[:MOST_PLAIN_ROWS]
    ]
    caption = html.Caption(context.words(f"table.{asked.rows}"))
    return html.Div(
        html.Table([caption, html.Thead(head), html.Tbody(body)], className=f"records {asked.rows}"), className="wide"
    )
