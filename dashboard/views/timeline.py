"""The timeline: what happened, what was said and what is due, by project and fact by fact."""

from collections.abc import Iterable
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Fact
from dashboard.catalogue.shown import Shown
from dashboard.views.charts import chart, documents_named
from dashboard.views.context import Context
from dashboard.views.dock import view_heading
from dashboard.views.facts import date_of, said_when
from dashboard.views.parts import isolated, link, local
from dashboard.views.time_marks import FIRST_YEAR, KINDS, LAST_YEAR, Mark, axis_of, marks_of, rows_of
from dashboard.views.timeline_chart import timeline_figure


def timeline_view(context: Context, passing: Shown, today: date, *, live: bool) -> list[Component]:
    """The chart by project (where scripts run), then every dated fact in order, then what each document said."""
    words = context.words
    facts = [context.catalogue.facts[fact] for fact in passing.facts]
    heading = view_heading(words("dock.timeline"), words("timeline.hint"))
    if not facts:
        return [heading, html.P(words("filters.empty"), className="empty")]
    dated = [_dated(context, mark) for mark in _own_dates(context, facts)]
    return [
        heading,
        *([_key(context, today), _chart(context, facts, today)] if live else []),
        html.H3(words("timeline.dated")),
        html.Ol(dated, className="time-list") if dated else html.P(words("timeline.none_dated"), className="empty"),
        html.H3(words("timeline.by_document")),
        html.Ul([_said(context, document, facts) for document in passing.documents], className="time-said"),
    ]


def _chart(context: Context, facts: list[Fact], today: date) -> Component:
    words = context.words
    axis, rows = axis_of(context, today), rows_of(context, facts)
    if not rows:
        return html.P(words("timeline.none_dated"), className="empty")
    wide, narrow = (timeline_figure(context, axis, rows, today, narrow=one) for one in (False, True))
    label = words("timeline.chart", first=FIRST_YEAR, last=LAST_YEAR)
    documents = [context.document_of(fact) for fact in facts]
    sources = documents_named([(local(words, one.titles), date_of(context, one)) for one in documents])
    return chart(words, "timeline", label, sources, wide, narrow)


def _key(context: Context, today: date) -> Component:
    words = context.words
    items = [html.Li([html.Span(className=f"time-mark sample {kind}"), words(f"timeline.{kind}")]) for kind in KINDS]
    day = isolated(words.date(today.isoformat()))
    return html.Ul([*items, html.Li([html.Span(className="time-today sample"), day])], className="time-key")


def _own_dates(context: Context, facts: Iterable[Fact]) -> list[Mark]:
    return [mark for mark in marks_of(context, facts) if mark.kind != "said"]


def _dated(context: Context, mark: Mark) -> Component:
    words, fact = context.words, mark.facts[0]
    statement = link(f"/fact/{fact.id}", local(words, fact.statement))
    return html.Li(
        [
            html.Span(isolated(words.date(mark.when)), className="when"),
            html.Span(words(f"timeline.{mark.kind}"), className=f"time-kind {mark.kind}"),
            html.Span([statement, html.Span(_source(context, fact), className="hint")]),
        ]
    )


def _source(context: Context, fact: Fact) -> list[Component | str]:
    words = context.words
    speaker = context.catalogue.speakers[fact.speaker]
    return [isolated(local(words, speaker.names)), " · ", said_when(context, fact)]


def _said(context: Context, document_id: str, facts: Iterable[Fact]) -> Component:
    """One document's words, folded: its date, and each of its facts that pass."""
    words, document = context.words, context.catalogue.documents[document_id]
    own = [fact for fact in facts if context.catalogue.fact_document[fact.id] == document_id]
    when = said_when(context, own[0]) if own else words("document.undated")
    summary = [
        html.Span(isolated(when), className="when"),
        html.Span(local(words, document.titles)),
        html.Span(words.count("facts.count", len(own)), className="hint"),
    ]
    items = [html.Li(link(f"/fact/{fact.id}", local(words, fact.statement))) for fact in own]
    return html.Li(html.Details([html.Summary(summary), html.Ul(items)]))
