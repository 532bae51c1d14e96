"""The view of itineraries side by side: their strips, their table, and links that add or remove one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.state.view_state import MOST_ITINERARIES, Entity, Places, ViewState, format_path, format_query
from dashboard.views.comparison.as_text import item_text, sources_of
from dashboard.views.comparison.obstacles import obstacles_row
from dashboard.views.comparison.rows import Cell, Row, rows_of
from dashboard.views.comparison.strips import strips_svg
from dashboard.views.context import Context
from dashboard.views.dock.dock import view_heading
from dashboard.views.panel.itinerary import itinerary_name
from dashboard.views.parts import aria, columns_table, data, isolated

FILE: Final = "/ways.csv"
"""The end of the address of the table as a file."""


@dataclass(frozen=True)
class ComparisonRequest:
    """The ``state`` of the page, the ``itineraries`` that it names, and others that are ``offered`` beside them."""

    state: ViewState
    itineraries: tuple[ItineraryResult, ...]
    offered: tuple[Places, ...] = ()


def comparison_view(context: Context, request: ComparisonRequest) -> list[Component]:
    """The comparison of up to three itineraries."""
    words = context.words
    return [
        view_heading(words("ways.title"), words("ways.hint")),
        html.Div(Markup(strips_svg(context, request.itineraries))),
        *_table(context, request),
        *_adding(context, request),
        html.P(
            html.A(words("ways.csv"), href=file_address(context, request.state), download=""),
            className="comparison-file",
        ),
    ]


def all_rows(context: Context, results: tuple[ItineraryResult, ...]) -> tuple[Row, ...]:
    """The rows of the table, for the view and for the file."""
    return (*rows_of(context, results), obstacles_row(context, results))


def file_address(context: Context, state: ViewState) -> str:
    """The address of the file: that of the corridor with those of its values that request itineraries."""
    itineraries_only = ViewState(
        entity=state.entity,
        planned=state.planned,
        via=state.via,
        compared_ways=state.compared_ways,
        language=context.words.language,
    )
    return f"{format_path(itineraries_only)}{FILE}?{format_query(itineraries_only)}"


def comparison_address(state: ViewState, itineraries: Sequence[Places]) -> str:
    """The address of ``itineraries`` side by side. All else is as in ``state``."""
    (start, *between, end), *others = itineraries
    compared = replace(
        state,
        entity=Entity("corridor", f"{start}/{end}"),
        via=between[0] if between else None,
        compared_ways=tuple(others),
        dock=replace(state.dock, tab="compare"),
    )
    return f"{format_path(compared)}?{format_query(compared)}"


def _table(context: Context, request: ComparisonRequest) -> list[Component]:
    """The table, a note on the order of its last row, and its numbered sources for paper."""
    words = context.words
    heads = [_head(context, request, number) for number in range(len(request.itineraries))]
    sources: dict[str, int] = {}
    rows = [
        (words(row.key), [_cell(context, cell, row, sources) for cell in row.cells])
        for row in all_rows(context, request.itineraries)
    ]
    columns = [f"{words.number(number)}." for number in range(1, len(heads) + 1)]
    return [
        columns_table(heads, rows, "compare itineraries", way=columns),
        html.P(words("ways.order"), className="hint comparison-order"),
        html.Ol([html.Li(isolated(source)) for source in sources], className="comparison-sources"),
    ]


def _head(context: Context, request: ComparisonRequest, number: int) -> list[Component | str]:
    words, places = context.words, [result.places for result in request.itineraries]
    name = itinerary_name(context, places[number])
    parts: list[Component | str] = [f"{words.number(number + 1)}. {name}"]
    if len(places) > 1:
        rest = comparison_address(request.state, [*places[:number], *places[number + 1 :]])
        label = words("ways.remove", way=name)
        sign = html.A(
            "×",
            href=rest,
            className="comparison-link comparison-remove",
            title=label,
            **aria(label=label),
            **_control(name),
        )
        parts += [" ", sign]
    return parts


def _control(name: str) -> dict[str, Any]:
    """The name by which a control keeps the focus when the view is made again (assets/src/dock/dock.js)."""
    return data(control=f"way {name}")


def _cell(context: Context, cell: Cell, row: Row, sources: dict[str, int]) -> Component:
    items = [[part for piece in item for part in _with_number(context, piece, sources)] for item in cell]
    if len(items) == 1:
        return html.Div(items[0])
    holders = [item_text(item[:1]) for item in items]
    listed = [
        html.Li(item, className="same-holder" if number and holders[number - 1] == holder else None)
        for number, (item, holder) in enumerate(zip(items, holders, strict=True))
    ]
    return html.Ol(listed) if row.ordered else html.Ul(listed)


def _with_number(context: Context, part: Component | str, sources: dict[str, int]) -> Iterator[Component | str]:
    """A part; after a source its number, which replaces it on paper."""
    yield part
    if isinstance(part, html.Cite):
        number = sources.setdefault(sources_of(part, ""), len(sources) + 1)
        yield html.Sup(context.words.number(number), className="comparison-source")


def _adding(context: Context, request: ComparisonRequest) -> list[Component]:
    """Links that add an itinerary, and a note on how to add any other."""
    words, places = context.words, [result.places for result in request.itineraries]
    if len(places) >= MOST_ITINERARIES:
        return [html.P(words("ways.full", n=words.number(MOST_ITINERARIES)), className="hint comparison-adding")]
    links = [
        html.Li(
            html.A(
                itinerary_name(context, other),
                href=comparison_address(request.state, [*places, other]),
                className="comparison-link",
                **_control(itinerary_name(context, other)),
            )
        )
        for other in request.offered
    ]
    heading = html.H3(words("ways.add"))
    listed = [html.Ul(links, className="inline")] if links else []
    return [html.Div([heading, *listed, html.P(words("ways.any"), className="hint")], className="comparison-adding")]
