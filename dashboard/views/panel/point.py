"""The panel of a map position without a record: its coordinates and the nearest places."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Place
from dashboard.views.context import Context
from dashboard.views.parts import isolated, link, local, section, title


def point_panel(context: Context, lat: float, lon: float, nearest: Sequence[tuple[Place, float]]) -> list[Component]:
    """A position and the places nearest to it, each with its distance in km."""
    words = context.words
    items = [
        html.Li(
            [
                link(f"/place/{place.id}", isolated(local(words, place.names))),
                html.Div([html.Span(words(f"place-kind.{place.kind}")), html.Span(words.away(km))], className="meta"),
            ]
        )
        for place, km in nearest
    ]
    return [
        title(words.position(lon, lat, digits=5), words("point.over")),
        section(words("point.nearest"), html.Ul(items, className="nearest")),
    ]
