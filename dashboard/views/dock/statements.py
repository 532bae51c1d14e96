"""The view of statements: a list with its own filters, orders, groups and a file."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.filter_result import FilterResult
from dashboard.catalogue.filters import STATEMENT_FILTERS, Facets, matches
from dashboard.catalogue.models import Fact
from dashboard.catalogue.statement_groups import count_distinct, group_statements
from dashboard.catalogue.vocabulary import Modality
from dashboard.state.dock_address import GROUPS, ORDERS
from dashboard.state.view_state import ViewState, format_query
from dashboard.views.context import Context
from dashboard.views.dock.dock import view_heading
from dashboard.views.dock.table import MOST_ROWS
from dashboard.views.filters import label_of
from dashboard.views.panel.passing import newest_first, statement_rows
from dashboard.views.parts import Children, aria, data, joined, link

_FILTER_NAMES: Final[Mapping[str, str]] = {
    "speaker": "column.speaker",
    "modality": "column.modality",
    "kind": "column.fact-kind",
    "language": "column.language",
    "year": "statements.year",
}
_FIRMEST_FIRST: Final = tuple(Modality)


@dataclass(frozen=True)
class StatementList:
    """The statements of the list in order, and by filter and value the number that pass with the other filters.

    Where ``facts`` are only the first, ``total`` is the number of all.
    """

    facts: Sequence[Fact]
    counts: Mapping[str, Mapping[str, int]]
    total: int | None = None


def statement_list(
    context: Context, result: FilterResult, facets: Mapping[str, Facets], state: ViewState
) -> StatementList:
    """The list of a catalogue that is loaded."""
    ids = [fact for fact in result.facts if matches(facets[fact], state.statements)]
    counts = {name: _counts(result.facts, facets, state, name) for name in STATEMENT_FILTERS}
    return StatementList(sorted_facts(context, ids, state.dock.sort), counts)


def statement_view(
    context: Context, listed: StatementList, state: ViewState, orders: Sequence[str] = ORDERS[1:]
) -> list[Component]:
    """The controls, which are links, the number of the statements, and the statements."""
    words, facts = context.words, listed.facts
    number = (
        count_distinct(group_statements(context.catalogue.fact_document, facts))
        if listed.total is None
        else listed.total
    )
    total = len(facts) if listed.total is None else listed.total
    file = f"/data/facts.csv?{format_query(ViewState(filters=state.filters, statements=state.statements))}".rstrip("?")
    visible = facts[:MOST_ROWS]
    more = [html.P(words("table.more", n=words.number(len(visible))), className="hint")] if total > len(visible) else []
    return [
        view_heading(words("dock.statements"), words("statements.hint")),
        html.Div(
            [
                *[_filter(context, listed.counts[name], state, name) for name in STATEMENT_FILTERS],
                _choice(context, state, "sort", "statements.newest", orders),
                *([_choice(context, state, "group", "statements.ungrouped", GROUPS)] if listed.total is None else []),
                html.A(words("statements.csv"), href=file, className="download"),
            ],
            className="table-bar narrowing",
        ),
        _count(context, state, number, total),
        *_sections(context, visible, state.dock.group),
        *more,
    ]


def sorted_facts(context: Context, ids: Sequence[str], sort: str | None) -> list[Fact]:
    """The statements in one of ``ORDERS``, by default the newest first; equal ones the newest first."""
    facts, words = newest_first(context, ids), context.words
    if sort == "published":
        return sorted(facts, key=lambda fact: context.catalogue.document_of(fact).published or "undated")
    if sort == "about":
        return sorted(facts, key=lambda fact: words.sort_key(context.name_of(fact.about[0])))
    if sort == "modality":
        return sorted(facts, key=lambda fact: _FIRMEST_FIRST.index(fact.modality))
    return facts


def _count(context: Context, state: ViewState, count: int, total: int) -> Component:
    """The number of statements (reprints count once), the active filters, and a control that removes them."""
    words = context.words
    chosen = [label_of(context, name, value) for name, values in state.statements.items() for value in values]
    parts: list[Component] = [html.Span(words.count("facts.count", count))]
    if total > count:
        parts.append(html.Span(words.count("statements.reprints", total - count)))
    parts += [html.Span(label) for label in chosen]
    line = joined(parts)
    if chosen:
        line += [" ", _control("all", replace(state, statements={}), words("statements.all"))]
    return html.P(line, role="status", className="hint statement-count")


def _counts(ids: Iterable[str], facets: Mapping[str, Facets], state: ViewState, name: str) -> Mapping[str, int]:
    """The number of statements that pass the other filters, by value of the filter ``name``."""
    others = {other: values for other, values in state.statements.items() if other != name}
    return Counter(value for fact in ids if matches(facets[fact], others) for value in facets[fact].values(name))


def _filter(context: Context, counts: Mapping[str, int], state: ViewState, name: str) -> Component:
    """A filter: a control for each value, with its number of statements."""
    words, chosen = context.words, state.statements.get(name, ())
    labels = {value: label_of(context, name, value) for value in {*counts, *chosen}}

    def with_values(values: Iterable[str]) -> ViewState:
        return replace(state, statements={**state.statements, name: tuple(sorted(values))})

    rows = [_control(f"{name}:", with_values(()), words("filters.any"), current=not chosen)]
    rows += [
        _control(
            f"{name}:{value}",
            with_values(set(chosen) ^ {value}),
            [labels[value], html.Span(words.number(counts.get(value, 0)), className="count")],
            current=value in chosen,
        )
        for value in sorted(labels, key=lambda value: words.sort_key(labels[value]))
    ]
    text = words.comma.join(labels[value] for value in chosen) or words("filters.any")
    return _folded(words(_FILTER_NAMES[name]), text, rows)


def _choice(context: Context, state: ViewState, field: str, default: str, values: Sequence[str]) -> Component:
    """A choice among ``values`` for a field of the view; ``default`` is the label for no choice."""
    current = next((value for value in values if value == getattr(state.dock, field)), None)
    names = {value: context.words(f"statements.by_{value}" if value else default) for value in (None, *values)}
    states = {value: replace(state, dock=replace(state.dock, **{field: value})) for value in names}  # type: ignore[arg-type]
    rows = [
        _control(f"{field}:{value}", states[value], name, current=value == current) for value, name in names.items()
    ]
    return _folded(context.words(f"statements.{field}"), names[current], rows)


def _folded(name: str, values: str, controls: Sequence[Component]) -> Component:
    """Controls under their name and the chosen values."""
    heading = [html.Span(name), html.Span(values, className="chosen")]
    return html.Details([html.Summary(heading), html.Ul([html.Li(row) for row in controls])], className="narrow")


def _control(name: str, state: ViewState, label: Children, *, current: bool = False) -> Component:
    """A link to the view in another ``state``. The page follows it without a reload (assets/src/page/router.js).

    By its ``name`` the control keeps the focus in the new view (assets/src/dock/dock.js).
    """
    attributes = data(control=name) | (aria(current="true") if current else {})
    return html.A(label, href=f"?{format_query(state)}", className="control", **attributes)


def _sections(context: Context, facts: Sequence[Fact], group: str | None) -> list[Component]:
    """The list, or a list for each group, in the order of the first statement of each."""
    if not facts:
        return [html.P(context.words("filters.empty"), className="empty")]
    members: dict[str, list[Fact]] = {}
    for fact in facts:
        members.setdefault(_member(context, fact, group), []).append(fact)
    sections: list[Component] = []
    for member, facts_of_member in members.items():
        statements = group_statements(context.catalogue.fact_document, facts_of_member)
        heading = [html.H3(_heading(context, group, member, count_distinct(statements)))] if group else []
        rows = statement_rows(context, statements, quoted=True)
        sections.append(html.Section([*heading, html.Ol(rows, className="statements")]))
    return sections


def _member(context: Context, fact: Fact, group: str | None) -> str:
    """The group of a statement: its first subject, its speaker, or its document (an id)."""
    member_of = {"about": fact.about[0], "speaker": fact.speaker, "document": context.catalogue.fact_document[fact.id]}
    return member_of[group] if group else ""


def _heading(context: Context, group: str, member: str, count: int) -> list[Component | str]:
    name = context.name_of(member) if group == "about" else label_of(context, group, member)
    path = f"/document/{member}" if group == "document" else "" if group == "speaker" else context.path_of(member)
    return [link(path, name) if path else name, " ", html.Span(context.words.number(count), className="count")]
