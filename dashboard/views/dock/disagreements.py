"""The view of disagreements: where sources differ on one thing, all values side by side, each with its source."""

from itertools import groupby

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.catalogue.disagreements import Disagreement, Matter, disagreements
from dashboard.catalogue.filter_result import FilterResult
from dashboard.catalogue.models import Fact, ReferenceFigure
from dashboard.views.context import Context
from dashboard.views.dock.dock import view_heading
from dashboard.views.panel.lengths import compared
from dashboard.views.panel.sources import cited
from dashboard.views.panel.statements import fact_date, stated_numbers
from dashboard.views.parts import Children, aria, data, entity_link, fact_link, isolated, local


def disagreement_view(context: Context, result: FilterResult) -> list[Component]:
    """Every disagreement about a project or route that passes the filters, under its name."""
    words = context.words
    holders = {*result.projects, *result.routes}
    disputed = [
        disagreement
        for disagreement in disagreements(context.catalogue, context.measures)
        if disagreement.holder in holders
    ]
    heading = view_heading(words("dock.disagreements"), words("disagreements.hint"))
    if not disputed:
        return [heading, html.P(words("disagreements.none"), className="empty")]
    return [
        heading,
        html.P(words.count("disagreements.count", len(disputed)), role="status", className="hint"),
        *[
            _holder(context, holder, list(group))
            for holder, group in groupby(disputed, key=lambda disagreement: disagreement.holder)
        ],
    ]


def _holder(context: Context, holder: str, disagreements_here: list[Disagreement]) -> Component:
    heading = html.H3(entity_link(context, holder))
    cards = html.Div([_card(context, disagreement) for disagreement in disagreements_here], className="disagreements")
    return html.Section([heading, cards], **data(entity=holder))


def _card(context: Context, disagreement: Disagreement) -> Component:
    words = context.words
    about = words(f"measure.{disagreement.measure}") if disagreement.measure else words("disagreements.facts")
    unit = [html.Span(words.unit(disagreement.unit), className="hint")] if disagreement.unit else []
    rows = _lengths(context, disagreement) or [*_statements(context, disagreement), *_figures(context, disagreement)]
    table = html.Table(
        [html.Caption([html.B(about), " ", *unit]), html.Tbody([html.Tr(row) for row in rows])],
        className="values",
    )
    return html.Article([table, *_remark(context, disagreement)], className="disagreement")


def _remark(context: Context, disagreement: Disagreement) -> list[Component]:
    if disagreement.length is None:
        return []
    return [html.P(isolated(compared(context, disagreement.length)), className="hint")]


def _figures(context: Context, disagreement: Disagreement) -> list[list[Component]]:
    """A row for each figure, the smallest first, with a bar on the scale of the largest."""
    most = max([figure.value_max or figure.value or 0 for figure in disagreement.figures], default=0)
    ordered = sorted(disagreement.figures, key=lambda figure: (figure.value or 0, figure.as_of or ""))
    return [_row(_value(context, figure), _bar(figure, most), _origin(context, figure)) for figure in ordered]


def _value(context: Context, figure: ReferenceFigure) -> Children:
    words = context.words
    if figure.value is None:
        return isolated(words.date(figure.as_of or ""))
    text = words.number(figure.value, 2)
    return isolated(text if figure.value_max is None else f"{text}–{words.number(figure.value_max, 2)}")


def _bar(figure: ReferenceFigure, most: float) -> Children:
    """A bar as long as the largest value that the figure allows; nothing for a date."""
    if figure.value is None or most <= 0:
        return ""
    return _track((figure.value_max or figure.value) / most)


def _track(share: float) -> Component:
    """A bar of this share of the width. The width is an attribute, because the content policy allows no styles."""
    bar = Markup(f'<svg class="value-bar" width="{share:.1%}"></svg>')
    return html.Span(bar, className="value-track", **aria(hidden="true"))


def _origin(context: Context, figure: ReferenceFigure) -> Children:
    words = context.words
    parts: list[Component | str] = []
    if figure.as_of is not None and figure.value is not None:
        parts.append(html.Span(isolated(words.date(figure.as_of)), className="as-of"))
    notes = [local(words, text) for text in (figure.text, figure.note) if text is not None]
    return [*parts, *[html.Span(note) for note in notes], cited(figure.source)]


def _statements(context: Context, disagreement: Disagreement) -> list[list[Component]]:
    """A row for each statement of the documents."""
    facts = [context.catalogue.facts[fact] for fact in disagreement.facts]
    return [_row(_stated_value(context, disagreement, fact), "", _fact_origin(context, fact)) for fact in facts]


def _stated_value(context: Context, disagreement: Disagreement, fact: Fact) -> Children:
    words = context.words
    if disagreement.matter is Matter.DAYS:
        return isolated(words.date(fact.due or ""))
    numbers = [f"{words(f'fact.{name}')} {words.number(number, 2)}" for name, number in stated_numbers(fact)]
    return html.Span(words.comma.join(numbers))


def _fact_origin(context: Context, fact: Fact) -> Children:
    return [
        html.Span(context.words("disagreements.in_document"), className="as-of"),
        fact_link(context, fact.id),
        html.Cite(fact_date(context, fact)),
    ]


def _lengths(context: Context, disagreement: Disagreement) -> list[list[Component]]:
    length, words = disagreement.length, context.words
    if length is None:
        return []
    most = max(length.drawn_km, length.reported_km)
    routes = [entity_link(context, route) for route in length.routes]
    rows = (
        (length.drawn_km, "length.drawn", routes),
        (length.reported_km, "length.reported", _origin(context, length.figure)),
    )
    return [
        _row(isolated(words.number(km)), _track(km / most), [html.Span(words(key), className="as-of"), *origin])
        for km, key, origin in rows
    ]


def _row(value: Children, bar: Children, origin: Children) -> list[Component]:
    return [html.Th(value, scope="row"), html.Td(bar, className="bar"), html.Td(origin, className="origin")]
