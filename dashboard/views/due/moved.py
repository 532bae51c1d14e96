"""How the dates named moved: for each thing promised the finding, its chart large, and its table."""

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.due.history import DueHistory
from dashboard.views.context import Context
from dashboard.views.dock.charts import chart, documents_named
from dashboard.views.due.figure import due_figure
from dashboard.views.due.finding import came_due, finding, part_text
from dashboard.views.due.history import due_key, due_table, is_drawn
from dashboard.views.due.svg import due_svg
from dashboard.views.panel.statements import date_of
from dashboard.views.parts import entity_link, plain_title


def moved_dates(context: Context, histories: Sequence[DueHistory], today: date, *, live: bool) -> list[Component]:
    """Those that moved furthest first; nothing where no date was named."""
    if not histories:
        return []
    words = context.words
    ordered = sorted(histories, key=lambda history: (-abs(history.moved_months or 0), -len(history.dates)))
    drawn = [history for history in ordered if is_drawn(history)]
    return [
        html.H3(words("due.moved_heading")),
        html.P(words("due.moved_hint"), className="hint"),
        *([due_key(context)] if drawn else []),
        html.Div([_one(context, history, today, live=live) for history in ordered], className="due-histories"),
    ]


def _one(context: Context, history: DueHistory, today: date, *, live: bool) -> Component:
    name: list[Component | str] = [entity_link(context, history.entity)]
    if history.part is not None:
        name.append(f" – {part_text(context.words, history)}")
    said, past = finding(context.words, history), came_due(context, history, today)
    parts = [html.H4(name), html.P(said, className="due-finding")]
    if past:
        parts.append(html.P(past, className="due-past"))
    if is_drawn(history):
        parts.append(_chart(context, history, said, today) if live else due_svg(context, history, said))
    class_name = "due-history drawn" if is_drawn(history) else "due-history"
    return html.Article([*parts, due_table(context, history)], className=class_name)


def _chart(context: Context, history: DueHistory, said: str, today: date) -> Component:
    words = context.words
    name = "-".join(filter(None, ("due", history.entity, history.part)))
    subject = context.name_of(history.entity) + (f" – {part_text(words, history)}" if history.part else "")
    documents = [
        context.document_of(context.catalogue.facts[dated.fact]) for dated in history.ordered_dates if dated.fact
    ]
    sources = [
        *documents_named([(plain_title(words, document), date_of(context, document)) for document in documents]),
        *dict.fromkeys(dated.figure.source for dated in history.ordered_dates if dated.figure is not None),
    ]
    return chart(words, name, f"{subject}: {said}", sources, due_figure(context, history, today))
