"""The panel with nothing selected and filters set: the statements that pass, in words, and the projects they leave.

A statement is a row here and in the list below the map: a gloss that leads to the exact words, who said it, when and
how firmly, and below it what says the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.filter_result import FilterResult
from dashboard.catalogue.filters import FILTERS
from dashboard.catalogue.models import Fact
from dashboard.catalogue.statement_groups import StatementGroup, count_distinct, group_statements
from dashboard.state.dock_address import TABS, DockState
from dashboard.state.view_state import ViewState, format_query
from dashboard.views.context import Context
from dashboard.views.filters import label_of
from dashboard.views.panel.home import project_list
from dashboard.views.panel.statements import quotation, said_when
from dashboard.views.parts import data, fact_link, isolated, joined, link, local, section, title, title_of

FIRST: Final = 12
"""So many statements stand open, the others are folded below them."""


def passing_panel(context: Context, passing: FilterResult, filters: Mapping[str, Sequence[str]]) -> list[Component]:
    """How many statements pass, and each with speaker, date and firmness, the newest first; then the projects."""
    words, catalogue = context.words, context.catalogue
    chosen = [label_of(context, name, value) for name in FILTERS for value in filters.get(name, ())]
    told = group_statements(catalogue.fact_document, newest_first(context, passing.facts))
    count = catalogue.filtered_totals.facts if catalogue.filtered_totals else count_distinct(told)
    whole = ViewState(filters={name: tuple(values) for name, values in filters.items()}, dock=DockState(tab=TABS[0]))
    heading = title(words.count("facts.count", count), " · ".join(chosen))
    projects = [catalogue.projects[project] for project in passing.projects]
    return [
        html.Div(heading, **data(statements=words.number(count))),
        *_statements(context, told, f"?{format_query(whole)}"),
        *([section(words("home.projects"), project_list(context, projects))] if projects else []),
    ]


def _statements(context: Context, told: Sequence[StatementGroup], whole: str) -> list[Component]:
    words = context.words
    if not told:
        return [html.P(words("passing.none"), className="empty")]
    rows = statement_rows(context, told)
    more = [
        html.Summary(words("passing.more", n=words.number(count_distinct(told[FIRST:])))),
        html.Ol(rows[FIRST:], className="statements"),
    ]
    return [
        html.P([words("passing.order"), " ", link(whole, words("passing.list"))], className="hint"),
        html.Ol(rows[:FIRST], className="statements"),
        *([html.Details(more, className="more")] if len(rows) > FIRST and not context.catalogue.large else []),
    ]


def newest_first(context: Context, facts: Sequence[str]) -> list[Fact]:
    """Statements by their document's date, the newest first and the undated last, each document's in its own order."""
    records = [context.catalogue.facts[fact] for fact in facts]
    return sorted(records, key=lambda fact: context.document_of(fact).published or "", reverse=True)


def statement_rows(context: Context, told: Iterable[StatementGroup], *, quoted: bool = False) -> list[Component]:
    """A row for each statement, with those that say the same in it.

    ``quoted`` has the exact words beside each, and its document.
    """
    return [_row(context, group, quoted=quoted) for group in told]


def _row(context: Context, group: StatementGroup, *, quoted: bool) -> Component:
    words = context.words
    parts = _statement(context, group.fact, quoted=quoted)
    if group.repeated:
        again = [html.Li(_statement(context, fact, quoted=quoted), **data(entity=fact.id)) for fact in group.repeated]
        parts.append(html.Div([html.P(words("statements.again")), html.Ol(again)], className="said-again"))
    if group.reprints:
        printed = [link(f"/fact/{fact.id}", title_of(words, context.document_of(fact))) for fact in group.reprints]
        parts.append(html.P([words("statements.same_words"), " ", *joined(printed)], className="hint"))
    return html.Li(parts, className="quoted" if quoted else "", **data(entity=group.fact.id))


def _statement(context: Context, fact: Fact, *, quoted: bool) -> list[Component]:
    words, document = context.words, context.document_of(fact)
    speaker = context.catalogue.speakers[fact.speaker]
    meta = [
        html.Span(isolated(local(words, speaker.names))),
        html.Span(said_when(context, fact)),
        html.Span(words(f"modality.{fact.modality}")),
    ]
    gloss = fact_link(context, fact.id)
    if not quoted:
        return [gloss, html.Div(meta, className="meta")]
    meta.append(html.Span(link(f"/document/{document.id}", title_of(words, document))))
    return [html.Div([gloss, html.Div(meta, className="meta")]), quotation(context, fact)]
