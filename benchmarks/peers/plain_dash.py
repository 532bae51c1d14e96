"""A plain Dash application with the same data: Scattermap traces, and a callback that rebuilds the figure.

What Dash's own documentation leads to; served like the atlas, by gunicorn with two workers of four threads, with Dash's
own compression. ``gunicorn benchmarks.peers.plain_dash:server``.
"""

import json
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html, no_update

from benchmarks.data import facts_of_routes
from dashboard.loading import load_atlas

ROOT = Path(__file__).parent.parent.parent
COLOURS = {"rail": "#820203", "sea": "#0E7ACE", "fibre": "#1C604E", "subsea-cable": "#6E256D", "power": "#AF6002"}
atlas = load_atlas(ROOT)
DATA = {name: json.loads(atlas.layers[name].body)["features"] for name in ("segments", "places", "ground")}
FACTS = facts_of_routes(atlas)
LAND = {"type": "FeatureCollection", "features": [f for f in DATA["ground"] if f["properties"]["layer"] == "land"]}


def figure(modes: list[str]) -> go.Figure:
    shown = go.Figure()
    for mode in COLOURS:
        lons: list[float | None] = []
        lats: list[float | None] = []
        routes: list[str | None] = []
        for feature in DATA["segments"]:
            about = feature["properties"]
            if about["mode"] == mode and about["status"] not in ("retired", "cancelled"):
                line = feature["geometry"]["coordinates"]
                lons += [lon for lon, _ in line] + [None]
                lats += [lat for _, lat in line] + [None]
                routes += [about["route"]] * len(line) + [None]
        shown.add_scattermap(
            lon=lons,
            lat=lats,
            customdata=routes,
            mode="lines",
            line={"color": COLOURS[mode], "width": 2},
            name=mode,
            visible=not modes or mode in modes,
        )
    towns = [f for f in DATA["places"] if f["properties"]["rank"] <= 2]
    shown.add_scattermap(
        lon=[f["geometry"]["coordinates"][0] for f in towns],
        lat=[f["geometry"]["coordinates"][1] for f in towns],
        text=[f["properties"]["name_en"] for f in towns],
        mode="markers+text",
        textposition="middle right",
        marker={"size": 8, "color": "#2B2A28"},
        name="places",
    )
    land = {"sourcetype": "geojson", "source": LAND, "type": "fill", "color": "#F4F0E7", "below": "traces"}
    shown.update_layout(
        map={
            "style": "white-bg",
            "layers": [land],
            "center": {"lon": 57.7, "lat": 42.3},
            "zoom": 3.7,
        },
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        uirevision="same",
    )
    return shown


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
    name = atlas.catalogue.routes[route].names.en
    found = [html.Li([html.P(fact["statement"]), html.Blockquote(fact["quote"])]) for fact in FACTS[route]]
    return [html.H2(name), html.Ul(found)]
