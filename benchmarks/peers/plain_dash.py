"""A plain Dash application with the same data: Scattermap traces, and a callback that rebuilds the figure.

It follows Dash's own documentation. Like the atlas it is served by gunicorn with two workers of four threads, with
Dash's own compression. ``gunicorn benchmarks.peers.plain_dash:server``.
"""

from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html, no_update

from benchmarks.peers.prepared import CENTRE, COLOURS, LAND, TOWN, ZOOM, collection, prepared

DATA = prepared()
GAP = (None, None)


def figure(modes: list[str]) -> go.Figure:
    plot = go.Figure()
    for mode in COLOURS:
        lines = [line for line in DATA["segments"] if line["properties"]["mode"] == mode]
        vertices = [(*at, row["properties"]["route"]) for row in lines for at in [*row["geometry"]["coordinates"], GAP]]
        plot.add_scattermap(
            lon=[lon for lon, _, _ in vertices],
            lat=[lat for _, lat, _ in vertices],
            customdata=[route for _, _, route in vertices],
            mode="lines",
            line={"color": COLOURS[mode], "width": 2},
            name=mode,
            visible=not modes or mode in modes,
        )
    towns = DATA["places"]
    plot.add_scattermap(
        lon=[f["geometry"]["coordinates"][0] for f in towns],
        lat=[f["geometry"]["coordinates"][1] for f in towns],
        text=[f["properties"]["name_en"] for f in towns],
        mode="markers+text",
        textposition="middle right",
        marker={"size": 8, "color": TOWN},
        name="places",
    )
    land_shapes = collection(DATA["land"])
    land = {"sourcetype": "geojson", "source": land_shapes, "type": "fill", "color": LAND, "below": "traces"}
    plot.update_layout(
        map={"style": "white-bg", "layers": [land], "center": {"lon": CENTRE[0], "lat": CENTRE[1]}, "zoom": ZOOM},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        uirevision="same",
    )
    return plot


app = Dash(__name__, compress=True)
server = app.server
app.layout = html.Div(
    [
        html.Div(
            [html.H1("Trans-Caspian Atlas"), dcc.Checklist(list(COLOURS), [], id="modes")], style={"width": "17.5rem"}
        ),
        dcc.Graph(id="map", figure=figure([]), config={"scrollZoom": True}, style={"flex": 1, "height": "100vh"}),
        html.Div(html.H2("Click a line"), id="facts", style={"width": "26rem"}),
    ],
    style={"display": "flex"},
)


@app.callback(Output("map", "figure"), Input("modes", "value"), prevent_initial_call=True)
def filtered(modes: list[str]) -> go.Figure:
    return figure(modes)


@app.callback(Output("facts", "children"), Input("map", "clickData"), prevent_initial_call=True)
def facts(clicked: dict[str, Any] | None) -> Any:  # noqa: ANN401
    route = clicked and clicked["points"][0].get("customdata")
    if not route:
        return no_update
    items = [html.Li([html.P(fact["statement"]), html.Blockquote(fact["quote"])]) for fact in DATA["facts"][route]]
    return [html.H2(DATA["names"][route]), html.Ul(items)]
