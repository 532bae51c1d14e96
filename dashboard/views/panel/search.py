"""The place of the search box. assets/src/page/search.js builds the box there; without scripts there is none."""

from dash import html
from dash.development.base_component import Component

from dashboard.i18n import Words
from dashboard.views.parts import data

LABELS: tuple[str, ...] = ("label", "placeholder", "hint", "open", "close", "results", "failed")


def search_place(words: Words) -> Component:
    """An empty element with the words that the box says in the reader's language."""
    said = {name: words(f"search.{name}") for name in LABELS}
    return html.Div(id="search", className="search", role="search", **data(**said))
