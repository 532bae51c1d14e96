"""Reference figures: from outside the documents, cited, and never looking like a fact."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.disagreements import differing_figures
from dashboard.catalogue.models import ReferenceFigure
from dashboard.catalogue.vocabulary import Measure
from dashboard.i18n import Words
from dashboard.views.context import Context
from dashboard.views.panel.sources import cited
from dashboard.views.parts import isolated, link, local, modality_badge, plain, section

DATED: frozenset[Measure] = frozenset({Measure.OPENED, Measure.DUE, Measure.AGREED})
"""Measures whose value is a day."""


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
    mine = [(place, figure) for place, figure in enumerate(figures) if figure.measure is measure]
    if not mine:
        return None
    differing = [member for group in differing_figures([figure for _, figure in mine]) for member in group]
    numbers = {(figure.value, figure.value_max, figure.unit) for figure in differing}
    heading = [words(f"measure.{measure.value}")]
    parts: list[Component | str] = list(heading)
    if len(numbers) > 1:
        parts += [" ", link("?tab=disagreements", words.count("figures.values", len(numbers)), "differ")]
    return html.Div([html.H4(parts), html.Ul([_item(words, place, figure) for place, figure in mine])])


def _item(words: Words, place: int, figure: ReferenceFigure) -> Component:
    """One figure in its list; a search leads to it by its place (assets/src/page/search_passage.js)."""
    return html.Li(figure_parts(words, figure), id=f"figure-{place}")


def figure_parts(words: Words, figure: ReferenceFigure) -> list[Component | str]:
    """One figure as it is read: what it comes to first, in bold, then what that means, a note and the source.

    Where the day is what it comes to (``DATED``), the day stands first, and an amount is part of what was agreed.
    """
    amount = ""
    if figure.value is not None and figure.unit is not None:
        amount = words.amount(figure.unit, figure.value, figure.value_max)
    text = plain(words, figure.text) if figure.text is not None else ""
    firm: list[Component | str] = [" ", modality_badge(words, figure.modality)] if figure.modality else []
    parts: list[Component | str] = []
    if figure.as_of is not None and figure.measure in DATED:
        parts.append(html.B(isolated(words.date(figure.as_of))))
        said = words.comma.join(filter(None, [text, amount]))
        parts += [f": {said}", *firm] if said else []
        if figure.said is not None:
            when = words("due.said_on", date=words.date(figure.said))
            parts += [" ", html.Span(["(", isolated(when), ")"], className="as-of")]
    else:
        parts += [html.B(isolated(amount)), *firm] if amount else []
        parts += [" " if parts else "", text] if text else []
        if figure.as_of is not None:
            parts += [" ", html.Span(["(", isolated(words.date(figure.as_of)), ")"], className="as-of")]
    if figure.note is not None:
        parts += [" – ", local(words, figure.note)]
    return [*parts, " ", cited(figure.source)]
