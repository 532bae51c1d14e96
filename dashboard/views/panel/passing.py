"""The panel while filters are set and nothing is selected: the statements and the projects that pass the filters.

The rows of statements here are those of the list in the dock too (``dock/statements.py``): the gloss, the speaker, the
date, the modality, and the statements of other documents that say the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
from dashboard.views.panel.statements import fact_date, quotation, speaker_name
from dashboard.views.parts import data, fact_link, joined, link, section, title, title_of

UNFOLDED: Final = 12
"""The number of statements in sight. The others are folded below them."""


def passing_panel(
    context: Context,
    result: FilterResult,
    filters: Mapping[str, Sequence[str]],
    documents: Collection[str] | None = None,
) -> list[Component]:
    """The statements that pass the filters, the newest first; then the projects, their statements in ``documents``."""
    words, catalogue = context.words, context.catalogue
    chosen = [label_of(context, name, value) for name in FILTERS for value in filters.get(name, ())]
    statements = group_statements(catalogue.fact_document, newest_first(context, result.facts))
    count = catalogue.filtered_totals.facts if catalogue.filtered_totals else count_distinct(statements)
    state = ViewState(filters={name: tuple(values) for name, values in filters.items()}, dock=DockState(tab=TABS[0]))
    heading = title(words.count("facts.count", count), " · ".join(chosen))
    projects = [catalogue.projects[project] for project in result.projects]
    return [
        html.Div(heading, **data(statements=words.number(count))),
        *_statements(context, statements, f"?{format_query(state)}"),
        *([section(words("home.projects"), project_list(context, projects, documents))] if projects else []),
    ]


def _statements(context: Context, statements: Sequence[StatementGroup], list_address: str) -> list[Component]:
    words = context.words
    if not statements:
        return [html.P(words("passing.none"), className="empty")]
    rows = statement_rows(context, statements)
    more = [
        html.Summary(words("passing.more", n=words.number(count_distinct(statements[UNFOLDED:])))),
        html.Ol(rows[UNFOLDED:], className="statements"),
    ]
    return [
        html.P([words("passing.order"), " ", link(list_address, words("passing.list"))], className="hint"),
        html.Ol(rows[:UNFOLDED], className="statements"),
        *([html.Details(more, className="more")] if len(rows) > UNFOLDED and not context.catalogue.large else []),
    ]


def newest_first(context: Context, facts: Sequence[str]) -> list[Fact]:
    """Statements by the date of their document, the newest first and the undated last."""
    records = [context.catalogue.facts[fact] for fact in facts]
    return sorted(records, key=lambda fact: context.catalogue.document_of(fact).published or "", reverse=True)


def statement_rows(context: Context, statements: Iterable[StatementGroup], *, quoted: bool = False) -> list[Component]:
    """A row for each statement, with the statements that say the same.

    Where ``quoted``, each statement has its quotation beside it, and the title of its document.
    """
    return [_row(context, telling, quoted=quoted) for telling in statements]


def _row(context: Context, group: StatementGroup, *, quoted: bool) -> Component:
    words = context.words
    parts = _statement(context, group.fact, quoted=quoted)
    if group.repeated:
        again = [html.Li(_statement(context, fact, quoted=quoted), **data(entity=fact.id)) for fact in group.repeated]
        parts.append(html.Div([html.P(words("statements.again")), html.Ol(again)], className="said-again"))
    if group.reprints:
        printed = [
            link(f"/fact/{fact.id}", title_of(words, context.catalogue.document_of(fact))) for fact in group.reprints
        ]
        parts.append(html.P([words("statements.same_words"), " ", *joined(printed)], className="hint"))
    return html.Li(parts, className="quoted" if quoted else "", **data(entity=group.fact.id))


def _statement(context: Context, fact: Fact, *, quoted: bool) -> list[Component]:
    words, document = context.words, context.catalogue.document_of(fact)
    meta = [
        html.Span(speaker_name(context, fact)),
        html.Span(fact_date(context, fact)),
        html.Span(words(f"modality.{fact.modality}")),
    ]
    gloss = fact_link(context, fact.id)
    if not quoted:
        return [gloss, html.Div(meta, className="meta")]
    meta.append(html.Span(link(f"/document/{document.id}", title_of(words, document))))
    return [html.Div([gloss, html.Div(meta, className="meta")]), quotation(context, fact)]
