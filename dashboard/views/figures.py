"""Reference figures: from outside the documents, cited, and never looking like a fact."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.disagreements import differing_figures
from dashboard.catalogue.models import ReferenceFigure
from dashboard.catalogue.vocabulary import Measure
from dashboard.views.context import Context
from dashboard.views.parts import isolated, link, local, section
from dashboard.wording import Words


def figure_table(context: Context, figures: Sequence[ReferenceFigure]) -> list[Component]:
    """All figures of one project or route, by what they measure; disagreeing ones stand side by side."""
    if not figures:
        return []
    words = context.words
    rows = [row for measure in Measure if (row := _rows(words, measure, figures))]
    return [
        section(
            words("figures.heading"),
            [html.P(words("figures.explained"), className="hint"), *rows],
            "reference",
        )
    ]


def _rows(words: Words, measure: Measure, figures: Sequence[ReferenceFigure]) -> Component | None:
    mine = [figure for figure in figures if figure.measure is measure]
    if not mine:
        return None
    differing = [one for group in differing_figures(mine) for one in group]
    numbers = {(figure.value, figure.value_max, figure.unit) for figure in differing}
    heading = [words(f"measure.{measure.value}")]
    parts: list[Component | str] = list(heading)
    if len(numbers) > 1:
        parts += [" ", link("?tab=disagreements", words.count("figures.values", len(numbers)), "differ")]
    return html.Div([html.H4(parts), html.Ul([html.Li(figure_parts(words, figure)) for figure in mine])])


def figure_parts(words: Words, figure: ReferenceFigure) -> list[Component | str]:
    """One figure: its value or text, its date, its note and its source."""
    parts: list[Component | str] = []
    if figure.value is not None and figure.unit is not None:
        parts += [html.B(isolated(words.amount(figure.unit, figure.value, figure.value_max)))]
    if figure.text is not None:
        parts += [" " if parts else "", local(words, figure.text)]
    if figure.as_of is not None:
        parts += [" " if parts else "", html.Span(f"({words.date(figure.as_of)})", className="as-of")]
    if figure.note is not None:
        parts += [" – ", local(words, figure.note)]
    return [*parts, " ", html.Cite(isolated(figure.source))]
