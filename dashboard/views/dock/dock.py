"""The dock below the map: the bar of tabs and the open view."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.catalogue.vocabulary import ProjectKind
from dashboard.state.dock_address import TABS
from dashboard.views import component_ids as ids
from dashboard.views.context import Context
from dashboard.views.parts import aria, data

_TITLE = "dock-title"


def dock(
    context: Context, tab: str | None, body: list[Component], *, tabs: Sequence[str] = TABS, full: bool = False
) -> Component:
    """The bar, and the open view (``tab``) with its ``body`` (assets/src/dock/dock.js opens, closes and requests it).

    ``tabs`` are the available views. A view that is ``full`` fills the window below the header.
    """
    words = context.words
    buttons = [
        html.Button(
            words(f"dock.{name}"),
            type="button",
            className="dock-tab",
            **data(dock=name),
            **aria(expanded="true" if name == tab else "false", controls=ids.DOCK_BODY),
        )
        for name in tabs
    ]
    bar = html.Div(
        [
            html.Span(words("dock.title"), id=_TITLE, hidden=True),
            html.Nav(buttons, className="dock-tabs", **aria(label=words("dock.title"))),
            _sign("full", "⤢", words("dock.full"), pressed="true" if full else "false"),
            _sign("close", "×", words("dock.close")),
        ],
        className="dock-bar",
    )
    return html.Section(
        [bar, html.Div(dock_body(body), id=ids.DASH_ROOT)],
        id=ids.DOCK,
        **aria(labelledby=_TITLE),
        **(data(tab=tab) if tab else {}),
        **(data(full="") if tab and full else {}),
    )


def dock_body(body: list[Component]) -> Component:
    """The element of the open view. The server writes it; Dash replaces it when a reader opens a view."""
    return html.Div(body, id=ids.DOCK_BODY, role="group", tabIndex=0, **aria(labelledby=_TITLE))


def live_dock() -> Component:
    """The layout that Dash renders: the element of the open view, and the store with the requested view."""
    return html.Div([dock_body([]), dcc.Store(id=ids.DOCK_REQUEST)], className="live")


def _sign(action: str, sign: str, label: str, **states: str) -> Component:
    attributes = {**data(**{"dock-action": action}), **aria(label=label, **states)}
    return html.Button(sign, type="button", className="dock-sign", title=label, **attributes)


def view_heading(text: str, hint: str) -> Component:
    """The heading of a view, with a sentence on how to read it."""
    return html.Header([html.H2(text), html.P(hint, className="hint")], className="view-heading")


def projects_by_kind(context: Context) -> list[str]:
    """The ids of all projects, by kind."""
    kinds = list(ProjectKind)
    return sorted(context.catalogue.projects, key=lambda project: kinds.index(context.catalogue.projects[project].kind))
