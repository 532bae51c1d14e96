"""Every statement that passes the filters, as a list: narrowed by filters of its own, sorted, divided, taken away."""

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
    """The statements of the list in its order; ``whole`` says how many there are, where these are only the first.

    ``left`` gives by filter and value how many statements it would leave under the other filters.
    """

    facts: Sequence[Fact]
    left: Mapping[str, Mapping[str, int]]
    whole: int | None = None


def statement_list(
    context: Context, passing: FilterResult, facets: Mapping[str, Facets], state: ViewState
) -> StatementList:
    """The list of a catalogue that is loaded."""
    ids = [fact for fact in passing.facts if matches(facets[fact], state.statements)]
    left = {name: _left(passing.facts, facets, state, name) for name in STATEMENT_FILTERS}
    return StatementList(sorted_facts(context, ids, state.dock.sort), left)


def statement_view(
    context: Context, listed: StatementList, state: ViewState, orders: Sequence[str] = ORDERS[1:]
) -> list[Component]:
    """The controls, which are links; how many statements pass; and the statements, as in the file beside them."""
    words, facts = context.words, listed.facts
    told = group_statements(context.catalogue.fact_document, facts)
    whole = len(facts) if listed.whole is None else listed.whole
    file = f"/data/facts.csv?{format_query(ViewState(filters=state.filters, statements=state.statements))}".rstrip("?")
    shown = facts[:MOST_ROWS]
    more = [html.P(words("table.more", n=words.number(len(shown))), className="hint")] if whole > len(shown) else []
    return [
        view_heading(words("dock.statements"), words("statements.hint")),
        html.Div(
            [
                *[_filter(context, listed.left[name], state, name) for name in STATEMENT_FILTERS],
                _choice(context, state, "sort", "statements.newest", orders),
                *([_choice(context, state, "group", "statements.ungrouped", GROUPS)] if listed.whole is None else []),
                html.A(words("statements.csv"), href=file, className="download"),
            ],
            className="table-bar narrowing",
        ),
        _count(context, state, count_distinct(told) if listed.whole is None else whole, whole),
        *_sections(context, shown, state.dock.group),
        *more,
    ]


def sorted_facts(context: Context, ids: Sequence[str], sort: str | None) -> list[Fact]:
    """The statements in one of ``ORDERS``; the newest first where nothing else is asked, and among equals."""
    facts, words = newest_first(context, ids), context.words
    if sort == "published":
        return sorted(facts, key=lambda fact: context.document_of(fact).published or "undated")
    if sort == "about":
        return sorted(facts, key=lambda fact: words.sort_key(context.name_of(fact.about[0])))
    if sort == "modality":
        return sorted(facts, key=lambda fact: _FIRMEST_FIRST.index(fact.modality))
    return facts


def _count(context: Context, state: ViewState, count: int, whole: int) -> Component:
    """The number of statements (reprints count once), the active filters, and a control that removes them."""
    words = context.words
    chosen = [label_of(context, name, value) for name, values in state.statements.items() for value in values]
    parts: list[Component] = [html.Span(words.count("facts.count", count))]
    if whole > count:
        parts.append(html.Span(words.count("statements.reprints", whole - count)))
    parts += [html.Span(label) for label in chosen]
    line = joined(parts)
    if chosen:
        line += [" ", _control("all", replace(state, statements={}), words("statements.all"))]
    return html.P(line, role="status", className="hint statement-count")


def _left(ids: Iterable[str], facets: Mapping[str, Facets], state: ViewState, name: str) -> Mapping[str, int]:
    """By value of a filter, the number of statements that it would leave under the other filters."""
    others = {other: values for other, values in state.statements.items() if other != name}
    return Counter(value for fact in ids if matches(facets[fact], others) for value in facets[fact].values(name))


def _filter(context: Context, left: Mapping[str, int], state: ViewState, name: str) -> Component:
    """One filter: each value with the number of statements that it would leave under the other filters."""
    words, chosen = context.words, state.statements.get(name, ())
    labels = {value: label_of(context, name, value) for value in {*left, *chosen}}

    def asking(values: Iterable[str]) -> ViewState:
        return replace(state, statements={**state.statements, name: tuple(sorted(values))})

    rows = [_control(f"{name}:", asking(()), words("filters.any"), current=not chosen)]
    rows += [
        _control(
            f"{name}:{value}",
            asking(set(chosen) ^ {value}),
            [labels[value], html.Span(words.number(left.get(value, 0)), className="count")],
            current=value in chosen,
        )
        for value in sorted(labels, key=lambda value: words.sort_key(labels[value]))
    ]
    said = words.comma.join(labels[value] for value in chosen) or words("filters.any")
    return _folded(words(_FILTER_NAMES[name]), said, rows)


def _choice(context: Context, state: ViewState, field: str, default: str, values: Sequence[str]) -> Component:
    """A choice among ``values`` for a field of the view; ``default`` is the label for no choice."""
    now = next((value for value in values if value == getattr(state.dock, field)), None)
    names = {value: context.words(f"statements.by_{value}" if value else default) for value in (None, *values)}
    asked = {value: replace(state, dock=replace(state.dock, **{field: value})) for value in names}  # type: ignore[arg-type]
    rows = [_control(f"{field}:{value}", asked[value], name, current=value == now) for value, name in names.items()]
    return _folded(context.words(f"statements.{field}"), names[now], rows)


def _folded(name: str, said: str, controls: Sequence[Component]) -> Component:
    """Controls under their name and the chosen values."""
    heading = [html.Span(name), html.Span(said, className="chosen")]
    return html.Details([html.Summary(heading), html.Ul([html.Li(row) for row in controls])], className="narrow")


def _control(name: str, state: ViewState, label: Children, *, current: bool = False) -> Component:
    """A link to the same view asked otherwise; the page follows it in its place (assets/src/page/router.js).

    By its ``name`` the keys find it again in the view that comes (assets/src/dock/dock.js).
    """
    marked = data(control=name) | (aria(current="true") if current else {})
    return html.A(label, href=f"?{format_query(state)}", className="control", **marked)


def _sections(context: Context, facts: Sequence[Fact], group: str | None) -> list[Component]:
    """The list, or a list under each heading, as its first statement comes."""
    if not facts:
        return [html.P(context.words("filters.empty"), className="empty")]
    members: dict[str, list[Fact]] = {}
    for fact in facts:
        members.setdefault(_member(context, fact, group), []).append(fact)
    sections: list[Component] = []
    for member, own in members.items():
        told = group_statements(context.catalogue.fact_document, own)
        heading = [html.H3(_heading(context, group, member, count_distinct(told)))] if group else []
        rows = statement_rows(context, told, quoted=True)
        sections.append(html.Section([*heading, html.Ol(rows, className="statements")]))
    return sections


def _member(context: Context, fact: Fact, group: str | None) -> str:
    """Under what a statement stands: its first subject, who says it, or its document."""
    member_of = {"about": fact.about[0], "speaker": fact.speaker, "document": context.catalogue.fact_document[fact.id]}
    return member_of[group] if group else ""


def _heading(context: Context, group: str, member: str, count: int) -> list[Component | str]:
    name = context.name_of(member) if group == "about" else label_of(context, group, member)
    path = f"/document/{member}" if group == "document" else "" if group == "speaker" else context.path_of(member)
    return [link(path, name) if path else name, " ", html.Span(context.words.number(count), className="count")]
