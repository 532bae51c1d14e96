"""The table: routes, places, facts and documents in rows, with the page's filters; the map's twin in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.shown import Shown
from dashboard.views.context import Context
from dashboard.views.dock import COLUMNS, ROWS, view_heading
from dashboard.views.parts import aria, data
from dashboard.views.table_cells import CELLS, Cell

MOST_ROWS = 500
"""More are not put into the page; the whole is in the download."""
_DOWNLOADS: Mapping[str, str] = {
    "routes": "segments.csv",
    "places": "places.csv",
    "facts": "facts.csv",
    "documents": "documents.json",
}


@dataclass(frozen=True)
class Asked:
    """Which table: of what, sorted by which column (``-`` before it: backwards), without which, and the filters."""

    rows: str
    sort: str | None
    hide: frozenset[str]
    filters: Mapping[str, Sequence[str]]


def table_view(context: Context, passing: Shown, asked: Asked) -> list[Component]:
    """The chosen table with its controls."""
    words = context.words
    ids: Sequence[str] = getattr(passing, asked.rows)
    columns = [name for name in COLUMNS[asked.rows] if name not in asked.hide or name == COLUMNS[asked.rows][0]]
    lines = _sorted(context, asked, columns, ids)
    heading = view_heading(words("dock.table"), words("table.hint"))
    count = words.count(f"{asked.rows}.count", len(ids))
    more = [html.P(words("table.more", n=words.number(MOST_ROWS)), className="hint")] if len(ids) > MOST_ROWS else []
    return [
        heading,
        html.Div([_kinds(context, asked), _columns(context, asked), _download(context, asked)], className="table-bar"),
        html.P(count, role="status", className="hint"),
        *([_table(context, asked, columns, lines)] if ids else [html.P(words("filters.empty"), className="empty")]),
        *more,
    ]


def _sorted(context: Context, asked: Asked, columns: Sequence[str], ids: Sequence[str]) -> list[tuple[str, list[Cell]]]:
    """The rows with their cells, sorted; what has nothing in the column stands last, both ways."""
    makers: list[Callable[[Context, str], Cell]] = [CELLS[asked.rows][name] for name in columns]
    lines = [(one, [make(context, one) for make in makers]) for one in ids]
    name, backwards = (asked.sort or "").removeprefix("-"), (asked.sort or "").startswith("-")
    if name in columns:
        place = columns.index(name)
        known = [line for line in lines if line[1][place].key is not None]
        unknown = [line for line in lines if line[1][place].key is None]
        lines = [*sorted(known, key=lambda line: line[1][place].key or (0, 0.0, ""), reverse=backwards), *unknown]
    return lines[:MOST_ROWS]


def _kinds(context: Context, asked: Asked) -> Component:
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


def _columns(context: Context, asked: Asked) -> Component:
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


def _download(context: Context, asked: Asked) -> Component:
    chosen = {name: ",".join(values) for name, values in asked.filters.items() if values}
    query = f"?{urlencode(chosen, safe=',')}" if chosen else ""
    file = _DOWNLOADS[asked.rows]
    label = context.words("table.download", format=file.rpartition(".")[2].upper())
    return html.A(label, href=f"/data/{file}{query}", className="download")


def _table(context: Context, asked: Asked, columns: Sequence[str], lines: list[tuple[str, list[Cell]]]) -> Component:
    head = html.Tr([_head(context, asked, name) for name in columns])
    body = [
        html.Tr(
            [
                html.Th(first.shown, scope="row", className=f"col-{columns[0]}"),
                *[html.Td(cell.shown, className=f"col-{name}") for name, cell in zip(columns[1:], rest, strict=True)],
            ],
            **data(entity=record),
        )
        for record, (first, *rest) in lines
    ]
    caption = html.Caption(context.words(f"table.{asked.rows}"))
    return html.Div(
        html.Table([caption, html.Thead(head), html.Tbody(body)], className=f"records {asked.rows}"), className="wide"
    )


def _head(context: Context, asked: Asked, name: str) -> Component:
    """A column's heading is the button that sorts by it; a second press turns the order round."""
    words = context.words
    order = {name: "ascending", f"-{name}": "descending"}.get(asked.sort or "", "none")
    sign = {"ascending": " ▲", "descending": " ▼", "none": ""}[order]
    following = f"-{name}" if order == "ascending" else name
    button = html.Button(
        [words(f"column.{name}"), html.Span(sign, **aria(hidden="true"))],
        type="button",
        title=words("table.sort"),
        **data(**{"table-sort": following}),
    )
    return html.Th(button, scope="col", className=f"col-{name}", **(aria(sort=order) if order != "none" else {}))
