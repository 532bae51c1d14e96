"""Which view stands below the map, and of what."""

from collections.abc import Mapping
from datetime import date

from dash.development.base_component import Component

from dashboard.catalogue.facets import Facets
from dashboard.catalogue.shown import shown
from dashboard.interaction.state import ViewState
from dashboard.views.compare import compare_view
from dashboard.views.context import Context
from dashboard.views.coverage import coverage_view
from dashboard.views.disagreements import disagreement_view
from dashboard.views.dock import ROWS
from dashboard.views.promises import promise_view
from dashboard.views.table import Asked, table_view
from dashboard.views.targets import target_view
from dashboard.views.timeline import timeline_view


def dock_of(
    context: Context, facets: Mapping[str, Facets], state: ViewState, today: date, *, live: bool
) -> list[Component]:
    """The view of the open tab, with the page's filters; nothing where none is open.

    ``live`` is for a page whose scripts run: charts and grid in it. Without it the view is plain HTML and as complete.
    """
    tab = state.dock.tab
    if tab is None:
        return []
    withdrawn = "retired" in state.switches
    passing = shown(context.catalogue, context.relations, facets, state.filters, withdrawn=withdrawn)
    day = state.dock.on or today
    match tab:
        case "timeline":
            return timeline_view(context, passing, day, live=live)
        case "promises":
            return promise_view(context, passing, day)
        case "targets":
            return target_view(context, passing, live=live)
        case "coverage":
            return coverage_view(context, passing)
        case "compare":
            return compare_view(context, state.dock.compare)
        case "disagreements":
            return disagreement_view(context, passing)
        case "table":
            asked = Asked(state.dock.rows or ROWS[0], state.dock.sort, frozenset(state.dock.hide), state.filters)
            return table_view(context, passing, asked, live=live)
    raise ValueError(f"no view for {tab}")
