"""The Plotly figure that carries the style: one subplot, no visible trace, no furniture."""

from typing import Any, Final

import plotly.graph_objects as go

LIMITS: Final[dict[str, float]] = {"west": -180.0, "south": -60.0, "east": 180.0, "north": 84.0}
"""Where the basemap and the map end: all land but the Antarctic (``assets/src/map/view.js`` keeps the map there)."""

UIREVISION: Final = "atlas"

GRAPH_CONFIG: Final[dict[str, Any]] = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "displaylogo": False,
    "scrollZoom": True,
    "doubleClick": False,
    "showTips": False,
}


def build_figure(style: dict[str, Any]) -> go.Figure:
    """The figure of the map: its style, and a trace that shows nothing, without which Plotly makes no map.

    Where it looks is added in the browser, which knows the size of the screen (``assets/src/map/start.js``).
    """
    # Hidden, but not "False": then Plotly makes the map, and puts no layers of its own on it.
    nothing = go.Scattermap(lon=[None], lat=[None], mode="markers", visible="legendonly", showlegend=False)
    layout = go.Layout(
        template="none",
        map={"style": style},
        uirevision=UIREVISION,
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        showlegend=False,
        hovermode=False,
        dragmode="pan",
        clickmode="none",
        paper_bgcolor="rgba(0,0,0,0)",
    )
    return go.Figure(data=[nothing], layout=layout)
