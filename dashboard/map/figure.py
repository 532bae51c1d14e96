"""The Plotly figure of the map: one map with the style, without a visible trace."""

from typing import Any, Final

import plotly.graph_objects as go

LIMITS: Final[dict[str, float]] = {"west": -180.0, "south": -60.0, "east": 180.0, "north": 84.0}
"""The edges of the basemap: all land but the Antarctic (``assets/src/map/view.js`` holds the map inside them)."""

GRAPH_CONFIG: Final[dict[str, Any]] = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "displaylogo": False,
    "scrollZoom": True,
    "doubleClick": False,
    "showTips": False,
}


def build_figure(style: dict[str, Any]) -> go.Figure:
    """The figure of the map: its style, and an empty trace, without which Plotly makes no map.

    The browser, which knows the size of the screen, adds the camera (``assets/src/map/start.js``).
    """
    # With "legendonly" Plotly makes the map without layers of its own; with False it makes no map.
    nothing = go.Scattermap(lon=[None], lat=[None], mode="markers", visible="legendonly", showlegend=False)
    layout = go.Layout(
        template="none",
        map={"style": style},
        uirevision="atlas",
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        showlegend=False,
        hovermode=False,
        dragmode="pan",
        clickmode="none",
        paper_bgcolor="rgba(0,0,0,0)",
    )
    return go.Figure(data=[nothing], layout=layout)
