"""The view of disagreements: where sources differ on one thing, all values side by side, each with its source."""

from itertools import groupby

from dash import html
from dash.development.base_component import Component
from markupsafe import Markup

from dashboard.catalogue.disagreements import Disagreement, Matter, disagreements
from dashboard.catalogue.filter_result import FilterResult
from dashboard.catalogue.models import ReferenceFigure
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
    length = disagreement.length
    remark = [] if length is None else [html.P(isolated(compared(context, length)), className="hint")]
    return html.Article([table, *remark], className="disagreement")


def _figures(context: Context, disagreement: Disagreement) -> list[list[Component]]:
    """A row for each figure, the smallest first, with a bar on the scale of the largest; without a bar for a date."""
    most = max([figure.value_max or figure.value or 0 for figure in disagreement.figures], default=0)
    rows = []
    for figure in sorted(disagreement.figures, key=lambda figure: (figure.value or 0, figure.as_of or "")):
        bar = "" if figure.value is None or most <= 0 else _bar((figure.value_max or figure.value) / most)
        rows.append(_row(_value(context, figure), bar, _origin(context, figure)))
    return rows


def _value(context: Context, figure: ReferenceFigure) -> Children:
    words = context.words
    if figure.value is None:
        return isolated(words.date(figure.as_of or ""))
    text = words.number(figure.value, 2)
    return isolated(text if figure.value_max is None else f"{text}–{words.number(figure.value_max, 2)}")


def _bar(share: float) -> Component:
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
    words, rows = context.words, []
    for fact in (context.catalogue.facts[fact_id] for fact_id in disagreement.facts):
        if disagreement.matter is Matter.DAYS:
            value = isolated(words.date(fact.due or ""))
        else:
            numbers = [f"{words(f'fact.{name}')} {words.number(number, 2)}" for name, number in stated_numbers(fact)]
            value = html.Span(words.comma.join(numbers))
        source = html.Span(words("disagreements.in_document"), className="as-of")
        rows.append(_row(value, "", [source, fact_link(context, fact.id), html.Cite(fact_date(context, fact))]))
    return rows


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
        _row(isolated(words.number(km)), _bar(km / most), [html.Span(words(key), className="as-of"), *origin])
        for km, key, origin in rows
    ]


def _row(value: Children, bar: Children, origin: Children) -> list[Component]:
    return [html.Th(value, scope="row"), html.Td(bar, className="bar"), html.Td(origin, className="origin")]
