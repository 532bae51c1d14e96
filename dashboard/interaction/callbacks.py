"""The wiring: which control calls which function. Filters and the map live in assets/*.js and never come here."""

from collections.abc import Callable

from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component

from dashboard.interaction import ids
from dashboard.interaction.state import FILTERS

Show = Callable[[str, str, bool], list[Component]]
ShowDock = Callable[[str, str], list[Component]]


def register(app: Dash, show: Show, show_dock: ShowDock) -> None:
    """Connect the page; what is not here runs in the browser.

    ``show(path, language, planned)`` gives the panel, ``show_dock(address, language)`` the view below the map.
    """

    @app.callback(Output(ids.PANEL, "children"), Input(ids.PAGE, "data"), prevent_initial_call=True)
    def show_panel(page: dict[str, str]) -> list[Component]:
        return show(page["path"], page["language"], page.get("planned") == "yes")

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

    app.clientside_callback(
        ClientsideFunction("atlas", "controlsChanged"),
        [Input(ids.filter_id(name), "value") for name in FILTERS]
        + [Input(switch, "checked") for switch in (ids.OTHERS, ids.RETIRED, ids.RAILWAYS)],
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("atlas", "corridorChanged"),
        [Input(ids.FROM, "value"), Input(ids.TO, "value"), Input(ids.PLANNED, "checked")],
        prevent_initial_call=True,
    )
