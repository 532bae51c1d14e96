"""The page of an address that the atlas does not know; ``web/pages/html_shell.py`` sets its 404."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.views.context import Context
from dashboard.views.parts import isolated, link, title


def missing_panel(context: Context, path: str, nearest: Sequence[tuple[str, str]]) -> list[Component]:
    """The page for an address that the atlas does not know: says so, offers what is most like it, and the way home.

    Parameters
    ----------
    context
        The atlas and the reader's language.
    path
        What was asked for.
    nearest
        Path and name of the records that are most like it.
    """
    words = context.words
    offered = [html.Li(link(address, isolated(name))) for address, name in nearest]
    return [
        title(words("missing.title")),
        html.P([words("missing.text"), " ", html.Code(isolated(path[:200]))]),
        *([html.P(words("missing.nearest")), html.Ul(offered, className="nearest")] if offered else []),
        html.P(link("/", words("missing.home"))),
    ]
