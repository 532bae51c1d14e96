"""The panel with nothing selected and filters set: the statements that pass, in words, and the projects they leave."""

from collections.abc import Mapping, Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.facets import FILTERS
from dashboard.catalogue.filter_result import FilterResult
from dashboard.catalogue.models import Fact
from dashboard.views.context import Context
from dashboard.views.filters import label_of
from dashboard.views.panel.home import project_list
from dashboard.views.panel.statements import said_when
from dashboard.views.parts import data, isolated, link, local, section, title

FIRST: Final = 12
"""So many statements stand open, the others are folded below them."""


def passing_panel(context: Context, passing: FilterResult, filters: Mapping[str, Sequence[str]]) -> list[Component]:
    """How many statements pass, and each with speaker, date and firmness, the newest first; then the projects."""
    words, catalogue = context.words, context.catalogue
    chosen = [label_of(context, name, value) for name in FILTERS for value in filters.get(name, ())]
    count = len(passing.facts)
    heading = title(words.count("facts.count", count), " · ".join(chosen))
    projects = [catalogue.projects[project] for project in passing.projects]
    return [
        html.Div(heading, **data(statements=words.number(count))),
        *_statements(context, newest_first(context, passing.facts)),
        *([section(words("home.projects"), project_list(context, projects))] if projects else []),
    ]


def newest_first(context: Context, facts: Sequence[str]) -> list[Fact]:
    """Statements by their document's date, the newest first and the undated last, each document's in its own order."""
    found = [context.catalogue.facts[fact] for fact in facts]
    return sorted(found, key=lambda fact: context.document_of(fact).published or "", reverse=True)


def _statements(context: Context, facts: Sequence[Fact]) -> list[Component]:
    words = context.words
    if not facts:
        return [html.P(words("passing.none"), className="empty")]
    rows = [html.Li(_row(context, fact)) for fact in facts]
    more = [
        html.Summary(words("passing.more", n=words.number(len(rows) - FIRST))),
        html.Ol(rows[FIRST:], className="statements"),
    ]
    return [
        html.P(words("passing.order"), className="hint"),
        html.Ol(rows[:FIRST], className="statements"),
        *([html.Details(more, className="more")] if len(rows) > FIRST else []),
    ]


def _row(context: Context, fact: Fact) -> list[Component]:
    words = context.words
    speaker = context.catalogue.speakers[fact.speaker]
    meta = [
        html.Span(isolated(local(words, speaker.names))),
        html.Span(said_when(context, fact)),
        html.Span(words(f"modality.{fact.modality}")),
    ]
    return [link(f"/fact/{fact.id}", local(words, fact.statement)), html.Div(meta, className="meta")]
