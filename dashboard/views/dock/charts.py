"""Charts of the dock: a Plotly figure with its title, its sources and the button that saves it.

A figure is a plain dictionary. Its colours are variables of the page's style sheet (``var(--accent)``). The browser
replaces them by the colours of the current theme (assets/src/dock/charts.js), so that a change of theme needs no
server. All traces are of the kind ``scatter``: the page's bundle of plotly.js has no other kind beside those of maps.
"""

import math
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any, Final

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.catalogue.models import Document
from dashboard.i18n import Words
from dashboard.views import component_ids as ids
from dashboard.views.context import Context
from dashboard.views.panel.statements import document_date
from dashboard.views.parts import aria, data, plain_title

Figure = dict[str, Any]
INK, MUTED, LINE, PANEL, PAPER, ACCENT, WARN = (
    f"var(--{name})" for name in ("ink", "muted", "line", "panel", "paper", "accent", "warn")
)
TRANSPARENT: Final = "rgba(0,0,0,0)"
FONT_PX: Final = 13
_LINE_CHARACTERS, _TITLE_CHARACTERS = 150, 90  # in a line of the saved picture
_NO_MODEBAR: Final[Any] = {"displayModeBar": False, "scrollZoom": False, "showTips": False, "doubleClick": False}
# The figure until the browser has the colours. Without this, an empty plot would show its axes for a moment.
_EMPTY: Final = {
    "data": [],
    "layout": {
        "paper_bgcolor": TRANSPARENT,
        "plot_bgcolor": TRANSPARENT,
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
    },
}


@dataclass
class Bars:
    """Rectangles in one trace: their corners, with None between two rectangles."""

    x: list[float | None] = field(default_factory=list)
    y: list[float | None] = field(default_factory=list)

    def add(self, start: float, end: float, top: float, bottom: float) -> None:
        """Add a rectangle."""
        self.x += [start, end, end, start, start, None]
        self.y += [top, top, bottom, bottom, top, None]

    def trace(self, colour: str, *, hatched: bool = False) -> Figure:
        """The trace of the rectangles: filled, or ``hatched`` with a dashed border for what does not exist yet."""
        trace: Figure = {
            "type": "scatter",
            "mode": "lines",
            "x": self.x,
            "y": self.y,
            "fill": "toself",
            "fillcolor": TRANSPARENT if hatched else colour,
            "line": {"color": colour, "width": 1.5, "dash": "4px,3px" if hatched else "solid"},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        if hatched:
            trace["fillpattern"] = {
                "shape": "/",
                "fgcolor": colour,
                "bgcolor": TRANSPARENT,
                "size": 7,
                "solidity": 0.25,
            }
        return trace


def spread(start: float, end: float, step: float) -> list[float]:
    """Points along a bar, at most ``step`` apart. Plotly notices the pointer near points only."""
    count = max(1, math.ceil((end - start) / step))
    return [start + (end - start) * (at + 0.5) / count for at in range(count)]


def written(words: Words, text: str, characters: int = _LINE_CHARACTERS) -> str:
    """A text in lines for a figure. Each line keeps its direction of writing in Plotly's left-to-right drawing."""
    lines = textwrap.wrap(text, characters) or [""]
    if words.direction == "rtl":
        lines = [f"\u2067{line}\u2069" for line in lines]
    return "<br>".join(escape(line, quote=False) for line in lines)


def base_layout(words: Words, height: float, margin: dict[str, int]) -> Figure:
    """The layout of all charts: ``y`` counts pixels downwards, ``x`` runs as the language reads, nothing zooms."""
    inside = height - margin["t"] - margin["b"]
    rtl = words.direction == "rtl"
    still = {"fixedrange": True, "zeroline": False, "showgrid": False, "showline": False, "ticks": ""}
    return {
        "height": height,
        "margin": {**margin, "pad": 4},
        "paper_bgcolor": TRANSPARENT,
        "plot_bgcolor": TRANSPARENT,
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
    """A text at a point of the chart, aligned to the side where reading begins."""
    start = "right" if words.direction == "rtl" else "left"
    return {"text": text, "x": x, "y": y, "xanchor": start, "align": start, "showarrow": False, **more}


def chart(
    words: Words, name: str, label: str, sources: Iterable[str], wide: Figure, narrow: Figure | None = None
) -> Component:
    """A chart with its button. The browser draws it from the data in the page.

    Parameters
    ----------
    words
        The reader's language.
    name
        The name of the chart in callbacks and in the name of its file.
    label
        A sentence that says what the chart shows: the title of the saved picture, and the text for screen readers.
    sources
        The sources of the data.
    wide
        The figure.
    narrow
        The figure for a phone; ``wide`` where there is none.
    """
    stored = {
        "name": name,
        "wide": wide,
        "narrow": narrow or wide,
        "title": written(words, label, _TITLE_CHARACTERS),
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
            dcc.Store(id=ids.chart_data_id(name), data=stored),
            html.Button(
                words("chart.save"), type="button", className="quiet chart-save", **data(**{"chart-save": name})
            ),
        ],
        className="chart",
    )


def document_sources(context: Context, documents: Iterable[Document]) -> list[str]:
    """The sources of a chart: the titles of ``documents`` with their dates, each once."""
    titles = (f"{plain_title(context.words, document)} ({document_date(context, document)})" for document in documents)
    return list(dict.fromkeys(titles))
