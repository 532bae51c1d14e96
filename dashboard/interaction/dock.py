"""Which view stands below the map, and of what."""

from collections.abc import Mapping
from datetime import date

from dash.development.base_component import Component

from dashboard.catalogue.facets import Facets
from dashboard.catalogue.shown import shown
from dashboard.interaction.state import ViewState
from dashboard.views.context import Context
from dashboard.views.promises import promise_view
from dashboard.views.targets import target_view
from dashboard.views.timeline import timeline_view


def dock_of(context: Context, facets: Mapping[str, Facets], state: ViewState, today: date) -> list[Component]:
    """The view of the open tab, with the page's filters; nothing where none is open."""
    tab = state.dock.tab
    if tab is None:
        return []
    passing = shown(context.catalogue, context.relations, facets, state.filters)
    day = state.dock.on or today
    match tab:
        case "timeline":
            return timeline_view(context, passing, day)
        case "promises":
            return promise_view(context, passing, day)
        case "targets":
            return target_view(context, passing)
    return []
