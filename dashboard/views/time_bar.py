"""The record of another day: the bar that chooses the day, and the notes about it (assets/src/page/time.js)."""

import json
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.dates import counts_from
from dashboard.catalogue.vocabulary import Status
from dashboard.i18n import Words
from dashboard.views.context import Context
from dashboard.views.controls import Element
from dashboard.views.parts import aria, data, joined, link

BAR = "time-bar"


@dataclass(frozen=True)
class RecordDay:
    """The requested day ``on`` (None for today's record), with the numbers of statements and documents until then.

    ``first`` and ``last`` are the days on which the record first and last changed.
    """

    on: str | None
    statements: int
    documents: int
    first: date
    last: date


def time_bar(context: Context, day: RecordDay) -> Component:
    """The button that opens the bar, and the bar, which is open where the address names a day."""
    words = context.words
    button = html.Button(
        words("time.open"), id="time-open", type="button", **aria(expanded=str(bool(day.on)).lower(), controls=BAR)
    )
    bar = html.Div(
        [html.Div(_day_field(context, day), className="time-controls"), *_summary(context, day), _years(context, day)],
        id=BAR,
        hidden=day.on is None,
        **data(first=f"{day.first:%Y-%m}", last=f"{day.last:%Y-%m}", dates=json.dumps(_dates(words))),
    )
    return html.Section([button, bar], id="time", **aria(label=words("time.open")))


def panel_note(context: Context, day: RecordDay, *, followed: bool) -> Component:
    """The note above a panel that shows today's record while the map shows that of another day, not ``followed``."""
    words = context.words
    text = words("time.panel", date=_counted_day(words, day)) if day.on else ""
    hidden = followed or not day.on
    return html.P(text, id="time-panel", className="hint", hidden=hidden, **data(text=words.template("time.panel")))


def today_note(context: Context, on: str) -> Component:
    """The note above a view that shows today's record while the map shows that of the day ``on``."""
    words = context.words
    return html.P(words("time.panel", date=words.date(counts_from(on).isoformat())), className="hint")


def _counted_day(words: Words, day: RecordDay) -> str:
    return words.date(counts_from(day.on).isoformat()) if day.on else ""


def _dates(words: Words) -> list[str]:
    """A template of the dates of each month. Not every browser has the names of the months in every language."""
    months = (words.date(f"1987-{month:02}-28") for month in range(1, 13))
    return [month.replace("1987", "{y}").replace("28", "{d}") for month in months]


def _day_field(context: Context, day: RecordDay) -> Component:
    words = context.words
    field = Element("input", id="time-day", value=day.on or "", placeholder=str(day.last), maxLength=10, dir="ltr")
    error = html.Span(words("time.wrong"), id="time-wrong", role="alert", hidden=True)
    return html.Div([Element("label", [words("time.day"), " ", field]), error], id="time-form")


def _years(context: Context, day: RecordDay) -> Component:
    """Links to the years, for pages without scripts; crawlers would follow them from each page to each other."""
    years = range(day.first.year, day.last.year + 1)
    links = [html.A(str(year), href=f"?lang={context.words.language}&on={year}", rel="nofollow") for year in years]
    return Element("noscript", html.P(joined(links, " ")))


def _links(context: Context, day: RecordDay) -> list[Component | str]:
    words = context.words
    due = f"?on={day.on}&tab=promises" if day.on else "?tab=promises"
    return [
        " ",
        link(due, words("time.due")),
        " ",
        html.A(words("time.today"), href=f"?lang={words.language}", id="time-today"),
    ]


def _summary(context: Context, day: RecordDay) -> list[Component]:
    words = context.words
    stood = words("time.stood", date=_counted_day(words, day)) if day.on else ""
    counts = words("time.said", n=words.number(day.statements), d=words.number(day.documents))
    sample = html.Span(className=f"dash-sample dash-{Status.UNKNOWN.value}")
    templates = data(stood=words.template("time.stood"), said=words.template("time.said"))
    return [
        html.P([html.B(stood), " ", html.Span(counts), *_links(context, day)], id="time-told", **templates),
        html.P([sample, words("time.explained")], className="hint"),
    ]
