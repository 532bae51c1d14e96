"""Which view stands below the map, and of what."""

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
from dashboard.views.dock.promises import promise_view
from dashboard.views.dock.statements import statement_list, statement_view
from dashboard.views.dock.table import TableRequest, table_view
from dashboard.views.dock.timeline import timeline_view
from dashboard.views.panel.disagreements import disagreement_view
from dashboard.views.panel.targets import target_view
from dashboard.views.time_bar import today_note
from dashboard.web.feeds import DUE_CALENDAR
from dashboard.web.pages.comparison import comparison_request


def dock_of(context: Context, record: RecordOn, state: ViewState, today: date, *, live: bool) -> list[Component]:
    """The view of the open tab, with the page's filters; nothing where none is open.

    It shows ``record``, the one of the day that the address names; only the comparison is always of today's.
    ``live`` is for a page whose scripts run: charts and grid in it. Without it the view is plain HTML and as complete.
    """
    tab = state.dock.tab
    if tab is None:
        return []
    if tab == "compare":
        note = [today_note(context, state.dock.on)] if state.dock.on else []
        return [*note, *_compared(context, state)]
    passing = filter_result(
        record.catalogue, context.relations, record.facets, state.filters,
        withdrawn="retired" in state.switches, documents=record.documents,
    )  # fmt: skip
    day = counts_from(state.dock.on) if state.dock.on else today
    return _view(replace(context, catalogue=record.catalogue), record.facets, passing, state, day, live=live)


def _view(
    context: Context,
    facets: Mapping[str, Facets],
    passing: FilterResult,
    state: ViewState,
    day: date,
    *,
    live: bool,
) -> list[Component]:
    match state.dock.tab:
        case "statements":
            return statement_view(context, statement_list(context, passing, facets, state), state)
        case "timeline":
            return timeline_view(context, passing, day, live=live)
        case "promises":
            return promise_view(context, passing, day, live=live, calendar=_calendar(context, state))
        case "targets":
            return target_view(context, passing, live=live)
        case "coverage":
            return coverage_view(context, passing)
        case "disagreements":
            return disagreement_view(context, passing)
        case "table":
            rows, hidden = state.dock.rows or ROWS[0], frozenset(state.dock.hide)
            asked = TableRequest(rows, state.dock.sort, hidden, state.filters, "retired" in state.switches)
            return table_view(context, passing, asked, live=live)
    raise ValueError(f"no view for {state.dock.tab}")


def _compared(context: Context, state: ViewState) -> list[Component]:
    """Of a corridor the ways that it asks for, else two projects."""
    if state.itineraries and not state.dock.compare:
        return comparison_view(context, comparison_request(context, state))
    return compare_view(context, state.dock.compare)


def _calendar(context: Context, state: ViewState) -> str:
    """The address of the calendar with the page's filters, in the reader's language."""
    asked = ViewState(filters=state.filters, switches=state.switches & {"retired"}, language=context.words.language)
    return f"{DUE_CALENDAR}?{format_query(asked)}"
