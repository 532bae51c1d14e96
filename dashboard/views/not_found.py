"""The panel of an unknown address. ``web/pages/html_shell.py`` sets the status 404."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.views.context import Context
from dashboard.views.parts import isolated, link, title


def missing_panel(context: Context, path: str, nearest: Sequence[tuple[str, str]]) -> list[Component]:
    """The panel of the unknown address ``path``, with links to the ``nearest`` records (path and name)."""
    words = context.words
    items = [html.Li(link(address, isolated(name))) for address, name in nearest]
    return [
        title(words("missing.title")),
        html.P([words("missing.text"), " ", html.Code(isolated(path[:200]))]),
        *([html.P(words("missing.nearest")), html.Ul(items, className="nearest")] if items else []),
        html.P(link("/", words("missing.home"))),
    ]
