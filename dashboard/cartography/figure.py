"""The Plotly figure that carries the style: one subplot, no visible trace, no furniture."""

from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

FIRST_VIEW: Final[tuple[float, float, float, float]] = (37.5, 36.0, 78.0, 48.0)
"""West, south, east, north: what the first view holds on any screen, from Kars to Almaty."""

LIMITS: Final[dict[str, float]] = {"west": 0.0, "south": 15.0, "east": 125.0, "north": 65.0}
"""The ground ends here, and so does the map."""

UIREVISION: Final = "atlas"

GRAPH_CONFIG: Final[dict[str, Any]] = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "displaylogo": False,
    "scrollZoom": True,
    "responsive": True,
    "doubleClick": False,
    "showTips": False,
}


@dataclass(frozen=True)
class View:
    """What part of the map is shown: the middle in degrees, and MapLibre's zoom (512-pixel tiles)."""

    zoom: float
    lat: float
    lon: float


def build_figure(style: dict[str, Any], view: View | None = None) -> go.Figure:
    """The figure of the map: its style, and ``view``, or the first view fitted to the screen.

    The fit is Plotly's own: it takes in the two corners of ``FIRST_VIEW``, which nobody sees.
    """
    west, south, east, north = FIRST_VIEW
    corners = go.Scattermap(
        lon=[west, east], lat=[south, north], mode="markers", marker={"opacity": 0}, hoverinfo="skip", showlegend=False
    )
    shown: dict[str, Any] = {"fitbounds": "locations"}
    if view is not None:
        shown = {"center": {"lon": view.lon, "lat": view.lat}, "zoom": view.zoom}
    layout = go.Layout(
        template="none",
        map={"style": style, "bounds": LIMITS, **shown},
        uirevision=UIREVISION,
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        showlegend=False,
        hovermode=False,
        dragmode="pan",
        clickmode="none",
        paper_bgcolor="rgba(0,0,0,0)",
    )
    return go.Figure(data=[corners], layout=layout)
