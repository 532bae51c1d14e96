"""Reference figures in panels. They come from sources outside the documents, and never look like statements."""

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
"""The measures whose value is a day."""


def figure_table(context: Context, figures: Sequence[ReferenceFigure]) -> list[Component]:
    """All figures of one project or route, by measure."""
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
    numbered = [(place, figure) for place, figure in enumerate(figures) if figure.measure is measure]
    if not numbered:
        return None
    differing = [member for group in differing_figures([figure for _, figure in numbered]) for member in group]
    numbers = {(figure.value, figure.value_max, figure.unit) for figure in differing}
    heading: list[Component | str] = [words(f"measure.{measure.value}")]
    if len(numbers) > 1:
        heading += [" ", link("?tab=disagreements", words.count("figures.values", len(numbers)), "differ")]
    # A search leads to a figure by this id (assets/src/page/search_passage.js).
    items = [html.Li(figure_parts(words, figure), id=f"figure-{place}") for place, figure in numbered]
    return html.Div([html.H4(heading), html.Ul(items)])


def figure_parts(words: Words, figure: ReferenceFigure) -> list[Component | str]:
    """A figure: its value in bold, then its text, its note and its source. The value of a ``DATED`` one is its day."""
    amount = ""
    if figure.value is not None and figure.unit is not None:
        amount = words.amount(figure.unit, figure.value, figure.value_max)
    text = plain(words, figure.text) if figure.text is not None else ""
    modality: list[Component | str] = [" ", modality_badge(words, figure.modality)] if figure.modality else []
    parts: list[Component | str] = []
    if figure.as_of is not None and figure.measure in DATED:
        parts.append(html.B(isolated(words.date(figure.as_of))))
        content = words.comma.join(filter(None, [text, amount]))
        parts += [f": {content}", *modality] if content else []
        if figure.said is not None:
            when = words("due.said_on", date=words.date(figure.said))
            parts += [" ", html.Span(["(", isolated(when), ")"], className="as-of")]
    else:
        parts += [html.B(isolated(amount)), *modality] if amount else []
        parts += [" " if parts else "", text] if text else []
        if figure.as_of is not None:
            parts += [" ", html.Span(["(", isolated(words.date(figure.as_of)), ")"], className="as-of")]
    if figure.note is not None:
        parts += [" – ", local(words, figure.note)]
    return [*parts, " ", cited(figure.source)]
