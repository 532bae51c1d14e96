"""Our translation of a document, beside its text or under a quotation, marked as ours and dated."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Document, Fact
from dashboard.catalogue.text.translation import Translation, paragraph_spans
from dashboard.views.context import Context
from dashboard.views.panel.source_text import Span, marked_passage, marked_spans
from dashboard.views.parts import data, local


def beside_the_text(context: Context, document: Document) -> list[Component]:
    """The text a second time, each paragraph with our translation beside it; nothing where there is none.

    It is folded. Unfolded, it replaces the text before it (assets/translation.css).
    """
    translation = _translation(context, document)
    if translation is None:
        return []
    text = context.catalogue.text(document.id)
    marks = marked_spans(context, document, None)
    spans = list(paragraph_spans(text))
    rows = [_row(context, document, translation, spans, group, text, marks) for group in _groups(spans, marks)]
    summary = html.Summary(context.words("translation.beside"))
    return [html.Details([summary, _note(context, document, translation), *rows], className="translation")]


def under_the_passage(context: Context, document: Document, fact: Fact) -> list[Component]:
    """Our translation of the paragraphs of a quotation; nothing where there is none."""
    translation = _translation(context, document)
    if translation is None:
        return []
    start, end = context.catalogue.spans[fact.id]
    spans = paragraph_spans(context.catalogue.text(document.id))
    inside = [number for number, (first, last) in enumerate(spans) if first < end and start < last]
    words = context.words
    heading = html.P(words("translation.paragraph", date=words.date(translation.translated)), className="over")
    return [html.Section([heading, *_ours(context, translation, inside)], className="translation")]


def _translation(context: Context, document: Document) -> Translation | None:
    translation = context.catalogue.translations.get(document.id)
    return translation if translation is not None and context.words.language in translation.languages else None


def _groups(spans: Sequence[Span], marks: dict[str, Span]) -> list[list[int]]:
    """The numbers of the paragraphs of each row. Paragraphs that share a mark share a row."""
    groups: list[list[int]] = []
    for number, (start, _) in enumerate(spans):
        if groups and any(first < start < last for first, last in marks.values()):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _row(
    context: Context,
    document: Document,
    translation: Translation,
    spans: Sequence[Span],
    group: Sequence[int],
    text: str,
    marks: dict[str, Span],
) -> Component:
    start, end = spans[group[0]][0], spans[group[-1]][1]
    inside = marked_passage(context, text, marks, None, (start, end), again=True)
    original = html.Div(inside, lang=document.language, dir=document.direction, className="source-text")
    quoted = any(start <= first and last <= end for first, last in marks.values())
    attributes = data(quoted="") if quoted else {}
    return html.Div([original, html.Div(_ours(context, translation, group))], className="translated-row", **attributes)


def _ours(context: Context, translation: Translation, numbers: Sequence[int]) -> list[Component]:
    return [html.P(local(context.words, translation.paragraphs[number]), className="ours") for number in numbers]


def _note(context: Context, document: Document, translation: Translation) -> Component:
    """A note that the translation is ours, with its date, and our conclusions about the text."""
    words = context.words
    text = words("translation.ours", date=words.date(translation.translated))
    inferred = [html.Span([" ", local(words, inference.statement)]) for inference in document.inferences]
    return html.P([text, *inferred], className="note")
