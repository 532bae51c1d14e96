"""The part of the view of promises with the calendar of due dates."""

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.due.history import DueEntry
from dashboard.views.context import Context
from dashboard.views.due.history import named_by
from dashboard.views.parts import entity_link, isolated, joined


def calendar_view(context: Context, entries: Sequence[DueEntry], today: date, address: str) -> list[Component]:
    """The coming due dates, then those that passed without later evidence; ``address`` is that of the calendar."""
    words = context.words
    day = words.date(today.isoformat())
    past, coming = ([entry for entry in entries if entry.came_due is came_due] for came_due in (True, False))
    subscribe = html.A(
        words("due.subscribe"), href=address, className="due-subscribe", title=words("due.subscribe_how")
    )
    return [
        html.H3(words("due.calendar")),
        html.P([words("due.calendar_hint"), " ", subscribe], className="hint"),
        _list(context, coming) if coming else html.P(words("due.nothing_coming"), className="empty"),
        html.H3(words.count("due.past_heading", len(past), date=day)),
        html.P(words("due.past_hint"), className="hint"),
        *([_list(context, past)] if past else []),
    ]


def _list(context: Context, entries: Sequence[DueEntry]) -> Component:
    return html.Ol([html.Li(_entry(context, entry)) for entry in entries], className="due-calendar")


def _entry(context: Context, entry: DueEntry) -> list[Component]:
    words = context.words
    about = [entity_link(context, history.entity) for history in entry.histories]
    return [
        html.Span(isolated(words.date(entry.named.due)), className="when"),
        html.Div([html.Div(joined(about), className="due-of"), html.Div(named_by(context, entry.named))]),
    ]
