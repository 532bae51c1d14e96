"""A history of due dates as it is read: the finding, the chart, what its marks mean, and the same as a table."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.due.history import DueHistory, NamedDate, due_histories
from dashboard.views.context import Context
from dashboard.views.due.finding import finding, part_text
from dashboard.views.due.svg import due_svg
from dashboard.views.panel.sources import cited
from dashboard.views.parts import Children, fact_link, isolated, local, section


def due_section(context: Context, entity: str) -> list[Component]:
    """On the panel of a project or route: the dates named for it; nothing where there are none."""
    histories = due_histories(context.catalogue, [entity])
    if not histories:
        return []
    parts = [part for history in histories for part in _with_chart(context, history)]
    return [section(context.words("due.heading"), parts, "due")]


def _with_chart(context: Context, history: DueHistory) -> list[Component]:
    name = [] if history.part is None else [html.H4(part_text(context.words, history))]
    said = finding(context.words, history)
    chart = [due_svg(context, history, said), due_key(context)] if is_drawn(history) else []
    unlike = [html.P(context.words("due.each_its_own"), className="hint")] if len(history.dates) > 1 else []
    return [*name, html.P(said, className="due-finding"), *unlike, *chart, due_table(context, history)]


def is_drawn(history: DueHistory) -> bool:
    """Whether there is something to see: two different dates of which it is known when they were said."""
    return len({date_bounds(dated.due)[1] for dated in history.ordered_dates}) > 1


def due_key(context: Context) -> Component:
    """What the marks of a chart stand for."""
    words = context.words
    kinds = ("statement", "figure", "span", "diagonal")
    items = [html.Li([html.Span(className=f"due-sample {kind}"), words(f"due-key.{kind}")]) for kind in kinds]
    return html.Ul(items, className="time-key")


def due_table(context: Context, history: DueHistory) -> Component:
    """When it was said, what date was named, and by whom, each row with its words or its source."""
    words = context.words
    head = html.Tr([html.Th(words(f"due-column.{name}"), scope="col") for name in ("said", "due", "by")])
    rows = [_row(context, dated) for dated in history.dates]
    return html.Table([html.Thead(head), html.Tbody(rows)], className="due-table")


def _row(context: Context, dated: NamedDate) -> Component:
    words = context.words
    said = words("due.unknown") if dated.named_on is None else words.date(dated.named_on)
    cells: Sequence[Children] = (isolated(said), html.B(isolated(words.date(dated.due))), named_by(context, dated))
    return html.Tr([html.Td(cell) for cell in cells], className="of-statement" if dated.figure is None else "of-figure")


def named_by(context: Context, dated: NamedDate) -> Children:
    """The statement with its speaker, or what an outside figure says with its source."""
    words = context.words
    if dated.figure is not None:
        text = "" if dated.figure.text is None else local(words, dated.figure.text)
        return [text, " ", cited(dated.figure.source)]
    fact = context.catalogue.facts[dated.fact or ""]
    speaker = local(words, context.catalogue.speakers[fact.speaker].names)
    return [fact_link(context, fact.id), " ", html.Span(isolated(speaker), className="hint")]
