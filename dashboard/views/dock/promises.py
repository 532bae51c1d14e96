"""The view of promises: each with its due date, the time that is left, its speaker, and later statements."""

from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.due.history import due_calendar, due_histories
from dashboard.catalogue.due.promises import Promise, PromiseStatus, promises
from dashboard.catalogue.filter_result import FilterResult
from dashboard.views.context import Context
from dashboard.views.dock.dock import view_heading
from dashboard.views.due.calendar import calendar_view
from dashboard.views.due.moved import moved_dates
from dashboard.views.panel.statements import quotation, speaker_and_date
from dashboard.views.parts import Children, data, entity_link, fact_link, isolated, joined, modality_badge, pairs

_YEARS_FROM_DAYS = 1_000
"""The number of days from which a time is given in years."""
_DAYS_OF_A_YEAR = 365.2425


def promise_view(
    context: Context, result: FilterResult, today: date, *, live: bool = False, calendar: str = "/due.ics"
) -> list[Component]:
    """The moved due dates, the calendar, the promises with a due date, the nearest first, then those without.

    A ``live`` page, whose scripts run, has charts of Plotly. ``calendar`` is the address of the calendar.
    """
    words = context.words
    all_promises = promises(context.catalogue, result.facts, today)
    dated = [promise for promise in all_promises if promise.days_left is not None]
    undated = [promise for promise in all_promises if promise.days_left is None]
    parts: list[Component] = [
        view_heading(words("dock.promises"), words("promises.hint")),
        _reference_date(context, today),
        _summary(context, dated),
    ]
    histories = due_histories(
        context.catalogue, (*result.projects, *result.routes, *result.places), frozenset(result.facts), today
    )
    parts += moved_dates(context, histories, today, live=live)
    parts += calendar_view(context, due_calendar(histories, today), today, calendar) if histories else []
    parts.append(html.H3(words("promises.statements")))
    if not all_promises:
        return [*parts, html.P(words("promises.none"), className="empty")]
    parts.append(html.Ol([_card(context, promise) for promise in dated], className="promises"))
    if undated:
        parts += [
            html.H3(words.count("promises.undated", len(undated))),
            html.Ol([_line(context, promise) for promise in undated], className="promises-undated"),
        ]
    return parts


def time_left(context: Context, days: int) -> str:
    """The time that is left or past, in days; in whole years where it is long."""
    words, size = context.words, abs(days)
    if days == 0:
        return words("promises.last_day")
    side = "left" if days > 0 else "past"
    if size < _YEARS_FROM_DAYS:
        return words.count(f"promises.days_{side}", size)
    return words.count(f"promises.years_{side}", int(size / _DAYS_OF_A_YEAR))


def _reference_date(context: Context, today: date) -> Component:
    """The day to which the times refer. The script adds a date field (assets/src/dock)."""
    words = context.words
    field = html.Span(**data(**{"date-field": today.isoformat(), "date-label": words("promises.choose_date")}))
    return html.P(
        [words("promises.reference", date=words.date(today.isoformat())), " ", field], className="reference-date"
    )


def _summary(context: Context, dated: Sequence[Promise]) -> Component:
    words = context.words
    counts = [(status, sum(promise.status is status for promise in dated)) for status in PromiseStatus]
    items = [
        html.Li([html.Span(words(f"promise.{status}"), className=f"promise-status {status}"), " ", words.number(count)])
        for status, count in counts
        if count
    ]
    return html.Ul(items, className="promise-statuses")


def _card(context: Context, promise: Promise) -> Component:
    words, fact = context.words, context.catalogue.facts[promise.fact]
    days = promise.days_left or 0
    due: Children = [isolated(words.date(fact.due or "")), " · ", html.Span(time_left(context, days), className="left")]
    rows: list[tuple[str, Children]] = [
        (words("fact.due"), due),
        (words("fact.speaker"), speaker_and_date(context, fact)),
        (words("fact.modality"), modality_badge(words, fact.modality)),
        (words("promises.later"), _later(context, promise)),
    ]
    return html.Li(
        html.Article(
            [
                html.P(html.Span(words(f"promise.{promise.status}"), className=f"promise-status {promise.status}")),
                html.P(fact_link(context, fact.id), className="gloss"),
                _projects(context, promise),
                pairs(rows),
                quotation(context, fact),
            ],
            className=f"promise {promise.status}",
        )
    )


def _line(context: Context, promise: Promise) -> Component:
    words, fact = context.words, context.catalogue.facts[promise.fact]
    parts: list[Component] = [
        fact_link(context, fact.id),
        html.Div([*speaker_and_date(context, fact), " · ", words(f"modality.{fact.modality}")], className="hint"),
    ]
    if promise.later:
        parts.append(html.Div([words("promises.later"), ": ", *_links(context, promise.later)], className="hint"))
    return html.Li(parts)


def _projects(context: Context, promise: Promise) -> Component:
    about = context.catalogue.facts[promise.fact].about
    names = [entity_link(context, entity) for entity in about]
    return html.P(joined(names), className="hint")


def _later(context: Context, promise: Promise) -> Children:
    words = context.words
    if not promise.later:
        return words("promises.no_later")
    if promise.status is PromiseStatus.CONFIRMED:
        return _links(context, promise.later)
    return [html.Span(words("promises.not_confirming"), className="hint"), *_links(context, promise.later)]


def _links(context: Context, facts: Sequence[str]) -> list[Component | str]:
    records = (context.catalogue.facts[fact] for fact in facts)
    return joined([fact_link(context, fact.id) for fact in records])
