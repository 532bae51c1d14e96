"""Charts of the dock: a Plotly figure, what it is called, where it comes from, and the button that takes it away.

A figure is a plain dictionary. Its colours are variables of the page's style sheet (``var(--accent)``); the browser
puts the colours of the present theme in their place (assets/src/dock/charts.js), so that no theme needs the server. It
is drawn with the one kind of trace that the map's bundle of plotly.js has beside maps: ``scatter``.
"""

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n import Words
from dashboard.views import component_ids as ids
from dashboard.views.parts import aria, data

Figure = dict[str, Any]
INK, MUTED, LINE, PANEL, PAPER, ACCENT, WARN = (
    f"var(--{name})" for name in ("ink", "muted", "line", "panel", "paper", "accent", "warn")
)
NOTHING_SEEN: Final = "rgba(0,0,0,0)"
FONT_PX: Final = 13
_WIDE_SIGNS, _TITLE_SIGNS = 150, 90  # what fits into a line of the picture that is taken away
_NO_MODEBAR: Final[Any] = {"displayModeBar": False, "scrollZoom": False, "showTips": False, "doubleClick": False}
# Until the colours are there, nothing is drawn: an empty plot would show its axes for a moment.
_EMPTY: Final = {
    "data": [],
    "layout": {
        "paper_bgcolor": NOTHING_SEEN,
        "plot_bgcolor": NOTHING_SEEN,
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
    },
}


@dataclass
class Bars:
    """Rectangles in one trace: corners one after another, with a gap between two."""

    x: list[float | None] = field(default_factory=list)
    y: list[float | None] = field(default_factory=list)

    def add(self, start: float, end: float, top: float, bottom: float) -> None:
        """One more rectangle."""
        self.x += [start, end, end, start, start, None]
        self.y += [top, top, bottom, bottom, top, None]

    def trace(self, colour: str, *, hatched: bool = False) -> Figure:
        """The rectangles: full, or dashed and hatched where what they stand for is not there yet."""
        trace: Figure = {
            "type": "scatter",
            "mode": "lines",
            "x": self.x,
            "y": self.y,
            "fill": "toself",
            "fillcolor": NOTHING_SEEN if hatched else colour,
            "line": {"color": colour, "width": 1.5, "dash": "4px,3px" if hatched else "solid"},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        if hatched:
            trace["fillpattern"] = {
                "shape": "/",
                "fgcolor": colour,
                "bgcolor": NOTHING_SEEN,
                "size": 7,
                "solidity": 0.25,
            }
        return trace


def spread(start: float, end: float, step: float) -> list[float]:
    """Points along a bar, no further than ``step`` apart: Plotly feels the pointer near points only."""
    count = max(1, math.ceil((end - start) / step))
    return [start + (end - start) * (at + 0.5) / count for at in range(count)]


def written(words: Words, text: str, signs: int = _WIDE_SIGNS) -> str:
    """A text in lines for a figure. Each line keeps its language's direction inside Plotly's left-to-right drawing."""
    lines = textwrap.wrap(text, signs) or [""]
    if words.direction == "rtl":
        lines = [f"\u2067{line}\u2069" for line in lines]
    return "<br>".join(escape(line, quote=False) for line in lines)


def base_layout(words: Words, height: float, margin: dict[str, int]) -> Figure:
    """What all charts share: a unit of ``y`` is a pixel, downwards; nothing zooms; ``x`` begins where reading does."""
    inside = height - margin["t"] - margin["b"]
    rtl = words.direction == "rtl"
    still = {"fixedrange": True, "zeroline": False, "showgrid": False, "showline": False, "ticks": ""}
    return {
        "height": height,
        "margin": {**margin, "pad": 4},
        "paper_bgcolor": NOTHING_SEEN,
        "plot_bgcolor": NOTHING_SEEN,
        "font": {"color": INK, "size": FONT_PX, "family": "var(--sans)"},
        "xaxis": {**still, "range": [100, 0] if rtl else [0, 100]},
        "yaxis": {**still, "range": [inside, 0], "side": "right" if rtl else "left", "automargin": False},
        "dragmode": False,
        "hovermode": "closest",
        "showlegend": False,
        "hoverlabel": {
            "bgcolor": PANEL,
            "bordercolor": LINE,
            "font": {"color": INK, "size": FONT_PX, "family": "var(--sans)"},
            "align": "right" if rtl else "left",
        },
        "legend": {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 1 if rtl else 0, "xanchor": "auto"},
    }


def annotation(words: Words, text: str, x: float, y: float, **more: Any) -> Figure:  # noqa: ANN401 (Plotly's own values)
    """A text at a point of the chart, from where its language begins."""
    start = "right" if words.direction == "rtl" else "left"
    return {"text": text, "x": x, "y": y, "xanchor": start, "align": start, "showarrow": False, **more}


def chart(
    words: Words, name: str, label: str, sources: Iterable[str], wide: Figure, narrow: Figure | None = None
) -> Component:
    """A chart with its button; what it is drawn from goes along, and is drawn in the browser.

    Parameters
    ----------
    words
        In whose language.
    name
        What the file is called, and the callbacks call it.
    label
        What the chart shows, in a sentence: its title in the picture, its text for those who do not see it.
    sources
        Where what it shows comes from.
    wide
        The figure.
    narrow
        The figure for a phone; ``wide`` where there is none.
    """
    kept = {
        "name": name,
        "wide": wide,
        "narrow": narrow or wide,
        "title": written(words, label, _TITLE_SIGNS),
        "source": written(words, words("chart.sources", sources="; ".join(sources))),
        "file": f"{words.identity.id}-{name}",
    }
    graph = dcc.Graph(
        id=ids.chart_id(name),
        figure=_EMPTY,
        config=_NO_MODEBAR,
        responsive=True,
        style={"height": f"{wide['layout']['height']}px"},
    )
    return html.Div(
        [
            *(
                [html.Div(className="chart-years", **aria(hidden="true"))]
                if wide["layout"]["xaxis"].get("side") == "top"
                else []
            ),
            html.Div(graph, role="img", className="chart-drawing", **aria(label=label)),
            dcc.Store(id=ids.chart_data_id(name), data=kept),
            html.Button(
                words("chart.save"), type="button", className="quiet chart-save", **data(**{"chart-save": name})
            ),
        ],
        className="chart",
    )


def documents_named(titles: Sequence[tuple[str, str]]) -> list[str]:
    """Titles with their dates, each once, as a chart's sources."""
    return [f"{title} ({when})" for title, when in dict.fromkeys(titles)]
