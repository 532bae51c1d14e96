"""The part of the view of promises about moved due dates: for each history the finding, a chart and a table."""

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.due.history import DueHistory
from dashboard.views.context import Context
from dashboard.views.dock.charts import chart, document_sources
from dashboard.views.due.figure import due_figure
from dashboard.views.due.finding import finding, part_text
from dashboard.views.due.history import due_key, due_table, is_drawn
from dashboard.views.due.svg import due_svg
from dashboard.views.parts import entity_link


def moved_dates(context: Context, histories: Sequence[DueHistory], today: date, *, live: bool) -> list[Component]:
    """The histories, the date that moved furthest first; nothing where there are none."""
    if not histories:
        return []
    words = context.words
    ordered = sorted(histories, key=lambda history: (-abs(history.moved_months or 0), -len(history.dates)))
    drawn = [history for history in ordered if is_drawn(history)]
    return [
        html.H3(words("due.moved_heading")),
        html.P(words("due.moved_hint"), className="hint"),
        *([due_key(context)] if drawn else []),
        html.Div([_history(context, history, today, live=live) for history in ordered], className="due-histories"),
    ]


def _history(context: Context, history: DueHistory, today: date, *, live: bool) -> Component:
    name: list[Component | str] = [entity_link(context, history.entity)]
    if history.part is not None:
        name.append(f" – {part_text(context, history)}")
    text = finding(context.words, history)
    parts = [html.H4(name), html.P(text, className="due-finding")]
    if history.came_due(today):
        parts.append(html.P(context.words("due.came_due"), className="due-past"))
    if is_drawn(history):
        parts.append(_chart(context, history, text, today) if live else due_svg(context, history, text))
    class_name = "due-history drawn" if is_drawn(history) else "due-history"
    return html.Article([*parts, due_table(context, history)], className=class_name)


def _chart(context: Context, history: DueHistory, text: str, today: date) -> Component:
    words = context.words
    name = "-".join(filter(None, ("due", history.entity, history.part)))
    subject = context.name_of(history.entity) + (f" – {part_text(context, history)}" if history.part else "")
    facts = [context.catalogue.facts[dated.fact] for dated in history.ordered_dates if dated.fact]
    sources = [
        *document_sources(context, map(context.catalogue.document_of, facts)),
        *dict.fromkeys(dated.figure.source for dated in history.ordered_dates if dated.figure is not None),
    ]
    return chart(words, name, f"{subject}: {text}", sources, due_figure(context, history, today))
