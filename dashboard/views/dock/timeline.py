"""The view of the timeline: statements at the dates that they name, as a chart and as lists."""

from collections.abc import Iterable
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.filter_result import FilterResult
from dashboard.catalogue.models import Fact
from dashboard.views.context import Context
from dashboard.views.dock.charts import chart, document_sources
from dashboard.views.dock.dock import view_heading
from dashboard.views.dock.time_marks import TimelineMark, axis_of, groups_of, marks_of
from dashboard.views.dock.timeline_chart import timeline_figure
from dashboard.views.panel.statements import fact_date, speaker_and_date
from dashboard.views.parts import fact_link, isolated, link, title_of


def timeline_view(context: Context, result: FilterResult, today: date, *, live: bool) -> list[Component]:
    """The chart (where scripts run), then every dated statement in order, then the statements by document."""
    words = context.words
    facts = [context.catalogue.facts[fact] for fact in result.facts]
    hint = words("timeline.hint" if live else "timeline.list_hint", date=words.date(today.isoformat()))
    heading = view_heading(words("dock.timeline"), hint)
    if not facts:
        return [heading, html.P(words("filters.empty"), className="empty")]
    dated = [_dated(context, mark, mark.fact) for mark in marks_of(context, facts) if mark.fact is not None]
    return [
        heading,
        *([_chart(context, facts, today)] if live else []),
        html.H3(words("timeline.dated")),
        html.Ol(dated, className="time-list") if dated else html.P(words("timeline.none_dated"), className="empty"),
        html.H3(words("timeline.by_document")),
        html.Ul([_document(context, document, facts) for document in result.documents], className="time-said"),
    ]


def _chart(context: Context, facts: list[Fact], today: date) -> Component:
    words = context.words
    axis, groups = axis_of(context, today), groups_of(context, facts)
    if not groups:
        return html.P(words("timeline.none_dated"), className="empty")
    wide, narrow = (timeline_figure(context, axis, groups, today, narrow=is_narrow) for is_narrow in (False, True))
    label = words("timeline.chart", first=axis.columns[0].first, last=axis.columns[-1].last)
    sources = document_sources(context, map(context.catalogue.document_of, facts))
    return chart(words, "timeline", label, sources, wide, narrow)


def _dated(context: Context, mark: TimelineMark, fact: Fact) -> Component:
    words = context.words
    return html.Li(
        [
            html.Span(isolated(words.date(mark.when)), className="when"),
            html.Span(words(f"timeline.{mark.kind}"), className=f"time-kind {mark.kind}"),
            html.Span([link(mark.path, mark.text), html.Span(speaker_and_date(context, fact), className="hint")]),
        ]
    )


def _document(context: Context, document_id: str, facts: Iterable[Fact]) -> Component:
    """One document with those of its statements that pass the filters, folded."""
    words, document = context.words, context.catalogue.documents[document_id]
    statements = [fact for fact in facts if context.catalogue.fact_document[fact.id] == document_id]
    when = fact_date(context, statements[0]) if statements else words("document.undated")
    summary = [
        html.Span(isolated(when), className="when"),
        html.Span(title_of(words, document)),
        html.Span(words.count("facts.count", len(statements)), className="hint"),
    ]
    items = [html.Li(fact_link(context, fact.id)) for fact in statements]
    return html.Li(html.Details([html.Summary(summary), html.Ul(items)]))
