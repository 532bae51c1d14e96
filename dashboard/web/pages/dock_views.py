"""The view below the map for the open tab."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dash.development.base_component import Component

from dashboard.catalogue.dates import counts_from
from dashboard.catalogue.filter_result import FilterResult, filter_result
from dashboard.catalogue.filters import Facets
from dashboard.catalogue.past.record_on import RecordOn
from dashboard.state.dock_address import ROWS
from dashboard.state.view_state import ViewState, format_query
from dashboard.views.comparison.view import comparison_view
from dashboard.views.context import Context
from dashboard.views.dock.compare import compare_view
from dashboard.views.dock.coverage import coverage_view
from dashboard.views.dock.disagreements import disagreement_view
from dashboard.views.dock.promises import promise_view
from dashboard.views.dock.statements import statement_list, statement_view
from dashboard.views.dock.table import TableRequest, table_view
from dashboard.views.dock.targets import target_view
from dashboard.views.dock.timeline import timeline_view
from dashboard.views.time_bar import today_note
from dashboard.web.feeds import DUE_CALENDAR
from dashboard.web.pages.comparison import comparison_request


def dock_of(context: Context, record: RecordOn, state: ViewState, today: date, *, live: bool) -> list[Component]:
    """The view of the open tab, with the page's filters; empty where no tab is open.

    It shows ``record``, that of the day in the address; only the comparison always shows today's. With ``live`` the
    view has charts and a grid that need scripts; without it the view is plain HTML with the same content.
    """
    tab = state.dock.tab
    if tab is None:
        return []
    if tab == "compare":
        note = [today_note(context, state.dock.on)] if state.dock.on else []
        return [*note, *_comparison(context, state)]
    result = filter_result(
        record.catalogue, context.relations, record.facets, state.filters,
        withdrawn="retired" in state.switches, documents=record.documents,
    )  # fmt: skip
    day = counts_from(state.dock.on) if state.dock.on else today
    return _view(replace(context, catalogue=record.catalogue), record.facets, result, state, day, live=live)


def _view(
    context: Context,
    facets: Mapping[str, Facets],
    result: FilterResult,
    state: ViewState,
    day: date,
    *,
    live: bool,
) -> list[Component]:
    match state.dock.tab:
        case "statements":
            return statement_view(context, statement_list(context, result, facets, state), state)
        case "timeline":
            return timeline_view(context, result, day, live=live)
        case "promises":
            return promise_view(context, result, day, live=live, calendar=_calendar(context, state))
        case "targets":
            return target_view(context, result, live=live)
        case "coverage":
            return coverage_view(context, result)
        case "disagreements":
            return disagreement_view(context, result)
        case "table":
            rows, hidden = state.dock.rows or ROWS[0], frozenset(state.dock.hide)
            table = TableRequest(rows, state.dock.sort, hidden, state.filters, "retired" in state.switches)
            return table_view(context, result, table, live=live)
    raise ValueError(f"no view for {state.dock.tab}")


def _comparison(context: Context, state: ViewState) -> list[Component]:
    """The itineraries of a corridor side by side, else two projects."""
    if state.itineraries and not state.dock.compare:
        return comparison_view(context, comparison_request(context, state))
    return compare_view(context, state.dock.compare)


def _calendar(context: Context, state: ViewState) -> str:
    """The address of the calendar with the page's filters, in the reader's language."""
    query = ViewState(filters=state.filters, switches=state.switches & {"retired"}, language=context.words.language)
    return f"{DUE_CALENDAR}?{format_query(query)}"
