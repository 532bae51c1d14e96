"""The wiring of what Dash renders: the views below the map. All else runs in the browser, from assets/*.js."""

from collections.abc import Callable

from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component

from dashboard.interaction import ids

ShowDock = Callable[[str, str], list[Component]]


def register(app: Dash, show_dock: ShowDock) -> None:
    """Connect the dock: ``show_dock(address, language)`` gives the view below the map."""

    @app.callback(Output(ids.DOCK_BODY, "children"), Input(ids.DOCK_REQUEST, "data"), prevent_initial_call=True)
    def show_view(request: dict[str, str]) -> list[Component]:
        return show_dock(request["address"], request["language"])

    app.clientside_callback(
        ClientsideFunction("atlas", "dockArrived"), Input(ids.DOCK_BODY, "children"), prevent_initial_call=True
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "paintChart"),
        [Output(ids.chart_id(MATCH), "figure"), Output(ids.chart_id(MATCH), "style")],
        Input(ids.chart_data_id(MATCH), "data"),
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "chartPressed"),
        Input(ids.chart_id(ALL), "clickData"),
        Input(ids.chart_id(ALL), "clickAnnotationData"),
        prevent_initial_call=True,
    )
