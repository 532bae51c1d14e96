"""The section of a panel about due dates: for each history the finding, the chart, its key and a table."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.due.history import DueHistory, NamedDate, due_histories
from dashboard.views.context import Context
from dashboard.views.due.finding import finding, part_text
from dashboard.views.due.svg import due_svg
from dashboard.views.panel.sources import cited
from dashboard.views.panel.statements import speaker_name
from dashboard.views.parts import Children, fact_link, isolated, local, section


def due_section(context: Context, entity: str) -> list[Component]:
    """The due dates of a project or route; nothing where there are none."""
    histories = due_histories(context.catalogue, [entity])
    if not histories:
        return []
    parts = [part for history in histories for part in _history(context, history)]
    return [section(context.words("due.heading"), parts, "due")]


def _history(context: Context, history: DueHistory) -> list[Component]:
    name = [] if history.part is None else [html.H4(part_text(context, history))]
    text = finding(context.words, history)
    chart = [due_svg(context, history, text), due_key(context)] if is_drawn(history) else []
    note = [html.P(context.words("due.each_its_own"), className="hint")] if len(history.dates) > 1 else []
    return [*name, html.P(text, className="due-finding"), *note, *chart, due_table(context, history)]


def is_drawn(history: DueHistory) -> bool:
    """Whether a chart shows something: at least two different due dates that were named on known days."""
    return len({date_bounds(dated.due)[1] for dated in history.ordered_dates}) > 1


def due_key(context: Context) -> Component:
    """The key of the marks in a chart."""
    words = context.words
    kinds = ("statement", "figure", "span", "diagonal")
    items = [html.Li([html.Span(className=f"due-sample {kind}"), words(f"due-key.{kind}")]) for kind in kinds]
    return html.Ul(items, className="time-key")


def due_table(context: Context, history: DueHistory) -> Component:
    """The table of a history: when each date was named, the date, and the statement or the source that names it."""
    words = context.words
    head = html.Tr([html.Th(words(f"due-column.{name}"), scope="col") for name in ("said", "due", "by")])
    rows = [_row(context, dated) for dated in history.dates]
    return html.Table([html.Thead(head), html.Tbody(rows)], className="due-table")


def _row(context: Context, dated: NamedDate) -> Component:
    words = context.words
    day = words("due.unknown") if dated.named_on is None else words.date(dated.named_on)
    cells: Sequence[Children] = (
        isolated(day),
        html.B(isolated(words.date(dated.due))),
        named_by(context, dated),
    )
    return html.Tr([html.Td(cell) for cell in cells], className="of-statement" if dated.figure is None else "of-figure")


def named_by(context: Context, dated: NamedDate) -> Children:
    """The statement with its speaker, or the text of a figure with its source."""
    words = context.words
    if dated.figure is not None:
        text = "" if dated.figure.text is None else local(words, dated.figure.text)
        return [text, " ", cited(dated.figure.source)]
    fact = context.catalogue.facts[dated.fact or ""]
    return [fact_link(context, fact.id), " ", html.Span(speaker_name(context, fact), className="hint")]
