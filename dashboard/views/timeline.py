"""The timeline: what happened, what was said and what is due, by project and fact by fact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.models import Fact
from dashboard.catalogue.shown import Shown
from dashboard.views.context import Context
from dashboard.views.dock import projects_by_kind, view_heading
from dashboard.views.facts import said_when
from dashboard.views.parts import aria, data, isolated, link, local
from dashboard.views.time_axis import Axis, year_axis

FIRST_YEAR, LAST_YEAR = 1992, 2040
KINDS: tuple[str, ...] = ("happened", "said", "due")
_HELD_APART = 6.8  # percent of the axis: 24 px, the smallest target, on the narrowest phone


@dataclass(frozen=True)
class Mark:
    """Something at a date: one fact that happened or is due then, or what one document said of one thing."""

    kind: str
    when: str
    facts: tuple[Fact, ...]
    document: str


def timeline_view(context: Context, passing: Shown, today: date) -> list[Component]:
    """The chart by project, then every dated fact in order, then what each document said."""
    words = context.words
    facts = [context.catalogue.facts[fact] for fact in passing.facts]
    heading = view_heading(words("dock.timeline"), words("timeline.hint"))
    if not facts:
        return [heading, html.P(words("filters.empty"), className="empty")]
    axis = _axis(context, today)
    rows = [_row(context, axis, today, entity, marks) for entity, marks in _rows(context, facts) if marks]
    return [
        heading,
        _key(context, today),
        html.Div([_scale(context, axis, today), *rows], className="time-chart"),
        html.H3(words("timeline.dated")),
        html.Ol([_dated(context, mark) for mark in _own_dates(context, facts)], className="time-list"),
        html.H3(words("timeline.by_document")),
        html.Ul([_said(context, document, facts) for document in passing.documents], className="time-said"),
    ]


def marks_of(context: Context, facts: Iterable[Fact]) -> list[Mark]:
    """The marks of one row, by their first day: happened and due fact by fact, said document by document."""
    marks: list[Mark] = []
    said: dict[str, list[Fact]] = {}
    for fact in facts:
        document = context.document_of(fact)
        marks += [
            Mark(kind, when, (fact,), document.id)
            for kind, when in (("happened", fact.as_of), ("due", fact.due))
            if when is not None
        ]
        if document.published is not None:
            said.setdefault(document.id, []).append(fact)
    marks += [
        Mark("said", context.catalogue.documents[document].published or "", tuple(own), document)
        for document, own in said.items()
    ]
    return sorted(marks, key=lambda mark: (*date_bounds(mark.when), KINDS.index(mark.kind)))


def lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For spans in percent, ordered by start, the first lane in which each overlaps none before it."""
    ends: list[float] = []
    found = []
    for start, end in spans:
        taken = max(end, start + _HELD_APART)
        lane = next((lane for lane, free in enumerate(ends) if free <= start), len(ends))
        ends[lane : lane + 1] = [taken]
        found.append(lane)
    return found


def _axis(context: Context, today: date) -> Axis:
    """Of all facts, not of those that pass the filters: filtering must not move the years."""
    marks = marks_of(context, context.catalogue.facts.values())
    years = {day.year for mark in marks for day in date_bounds(mark.when)}
    return year_axis({*years, today.year}, FIRST_YEAR, LAST_YEAR)


def _rows(context: Context, facts: Sequence[Fact]) -> list[tuple[str, list[Mark]]]:
    """Every project with the facts that name it; a route or place only where a fact names no project."""
    projects = context.catalogue.projects
    held: dict[str, list[Fact]] = {project: [] for project in projects_by_kind(context)}
    for fact in facts:
        for entity in [one for one in fact.about if one in projects] or fact.about:
            held.setdefault(entity, []).append(fact)
    return [(entity, marks_of(context, own)) for entity, own in held.items()]


def _key(context: Context, today: date) -> Component:
    words = context.words
    items = [html.Li([html.Span(className=f"time-mark sample {kind}"), words(f"timeline.{kind}")]) for kind in KINDS]
    day = isolated(words.date(today.isoformat()))
    return html.Ul([*items, html.Li([html.Span(className="time-today sample"), day])], className="time-key")


def _scale(context: Context, axis: Axis, today: date) -> Component:
    folded = context.words("timeline.folded")
    years = [
        html.Span(
            "⋯" if column.folded else str(column.first),
            className="folded" if column.folded else "",
            title=f"{column.first}–{column.last}: {folded}" if column.folded else None,
            style=_span(column.start, column.start + column.width),
        )
        for column in axis.columns
    ]
    return html.Div(
        [html.Span(className="time-name"), html.Div([*years, _today(axis, today)], className="time-track")],
        className="time-row time-scale",
        **aria(hidden="true"),
    )


def _row(context: Context, axis: Axis, today: date, entity: str, marks: list[Mark]) -> Component:
    spans = [_place(axis, mark) for mark in marks]
    found = lanes(spans)
    parts = [_mark(context, mark, span, lane) for mark, span, lane in zip(marks, spans, found, strict=True)]
    folds = [
        html.Span(className="time-fold", style=_span(column.start, column.start + column.width))
        for column in axis.columns
        if column.folded
    ]
    name = link(context.path_of(entity), context.name_of(entity), "time-name")
    track = html.Div(
        [*folds, _today(axis, today), html.Ul(parts)],
        className="time-track",
        style={"minBlockSize": f"{1.75 * (max(found) + 1):g}rem"},
    )
    return html.Div([name, track], className="time-row", **data(entity=entity))


def _place(axis: Axis, mark: Mark) -> tuple[float, float]:
    first, last = date_bounds(mark.when)
    return axis.at(first), axis.at(last, end=True)


def _mark(context: Context, mark: Mark, span: tuple[float, float], lane: int) -> Component:
    words = context.words
    several = len(mark.facts) > 1
    target = f"/document/{mark.document}" if several else f"/fact/{mark.facts[0].id}"
    what = words.count("facts.count", len(mark.facts)) if several else local(words, mark.facts[0].statement)
    label = f"{words(f'timeline.{mark.kind}')}{words.comma}{words.date(mark.when)}: {what}"
    shape = html.Span(words.number(len(mark.facts)) if mark.kind == "said" else "", className=f"time-mark {mark.kind}")
    first, last = date_bounds(mark.when)
    exact = "" if (last - first).days > 0 else " a-day"
    attributes = aria(label=label)
    return html.Li(
        link(target, shape, title=label, **attributes),
        className=f"time-item{exact}",
        style={**_span(*span), "insetBlockStart": f"{1.75 * lane:g}rem"},
    )


def _today(axis: Axis, today: date) -> Component:
    return html.Span(className="time-today", style={"insetInlineStart": f"{axis.at(today):.2f}%"})


def _span(start: float, end: float) -> dict[str, str]:
    return {"insetInlineStart": f"{start:.2f}%", "inlineSize": f"{end - start:.2f}%"}


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
