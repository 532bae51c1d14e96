"""The text of a document with its quotations marked, and one of them highlighted."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Document, Fact
from dashboard.views.context import Context
from dashboard.views.parts import aria, data, exact, link, plain

CHARACTERS_BEFORE: Final = 60
CHARACTERS_AFTER: Final = 300
"""The characters of a long paragraph that are visible before and after the highlighted quotation."""
FOLDED_CHARACTERS: Final = 80
"""The least number of characters that is folded: the fold takes as much space as a short text."""

Span = tuple[int, int]


def source_text(context: Context, document: Document, chosen: Fact | None) -> Component:
    """The complete text. With ``chosen``, the text far from its paragraph is folded.

    A quotation that overlaps an earlier one is not marked: its own page highlights it.
    """
    text = context.catalogue.text(document.id)
    marks = marked_spans(context, document, chosen)
    start, end = passage(text, context.catalogue.spans[chosen.id], list(marks.values())) if chosen else (0, len(text))

    def part(first: int, last: int) -> list[Component | str]:
        return marked_passage(context, text, marks, chosen, (first, last))

    children: list[Component | str] = []
    if start:
        children.append(_fold(context, "reader.before", part(0, start)))
    children += part(start, end)
    if end < len(text):
        children.append(_fold(context, "reader.after", part(end, len(text))))
    return html.Article(children, lang=document.language, dir=document.direction, className="source-text")


def passage(text: str, chosen: Span, marks: Sequence[Span]) -> Span:
    """The visible span of ``text`` around the span ``chosen``: its paragraph, without a cut mark or a short fold."""
    start, end = chosen
    first = text.rfind("\n", 0, start) + 1
    if start - first > CHARACTERS_BEFORE:
        first = text.find(" ", start - CHARACTERS_BEFORE, start) + 1
    last = text.find("\n", end)
    if last < 0 or last - end > CHARACTERS_AFTER:
        last = text.rfind(" ", end, end + CHARACTERS_AFTER)
    first = max([first, *(b for a, b in marks if a < first < b <= start)])
    first = first if any(map(str.isalnum, text[first:start])) else start
    last = max([last if last >= 0 else len(text), *(b for a, b in marks if a < last < b)])
    return (0 if first < FOLDED_CHARACTERS else first, len(text) if len(text) - last < FOLDED_CHARACTERS else last)


def marked_spans(context: Context, document: Document, chosen: Fact | None) -> dict[str, Span]:
    """The spans to mark, by statement, in order and without overlap. They include ``chosen``."""
    spans = context.catalogue.spans
    chosen_span = spans[chosen.id] if chosen else (0, 0)
    marked: dict[str, Span] = {}
    done = 0
    for fact_id in context.relations.facts_in_document.get(document.id, ()):
        start, end = spans[fact_id]
        covers = chosen is not None and fact_id != chosen.id and start < chosen_span[1] and chosen_span[0] < end
        if start >= done and not covers:
            marked[fact_id] = (start, end)
            done = end
    return marked


def marked_passage(
    context: Context, text: str, marks: dict[str, Span], chosen: Fact | None, within: Span, *, again: bool = False
) -> list[Component | str]:
    """The part of ``text`` in the span ``within``, with the ``marks`` that are completely inside.

    ``again`` is for a second copy of the text on the page: its marks have no id.
    """
    done, last = within
    parts: list[Component | str] = []
    for fact_id, (start, end) in marks.items():
        if done <= start and end <= last:
            parts += exact(context.words, text[done:start])
            anchor: dict[str, Any] = {} if again else {"id": f"mark-{fact_id}"}
            is_chosen = chosen is not None and fact_id == chosen.id
            parts.append(_mark(context, fact_id, text[start:end], anchor, chosen=is_chosen))
            done = end
    return [*parts, *exact(context.words, text[done:last])]


def _mark(context: Context, fact_id: str, words: str, anchor: Mapping[str, Any], *, chosen: bool) -> Component:
    """A quotation as text that readers can select. A click opens its statement (assets/src/page/quotes.js).

    The link after it is for the keyboard, and for pages without scripts. It has no text, so that the document's text
    stays as it is.
    """
    inside = exact(context.words, words)
    if chosen:
        return html.Mark(inside, className="quote highlighted", **anchor, **aria(current="true"))
    path, statement = f"/fact/{fact_id}", plain(context.words, context.catalogue.facts[fact_id].statement)
    opens = link(path, "", "mark-open", title=statement, **aria(label=statement))
    return html.Mark([*inside, opens], className="quote", title=statement, **anchor, **data(opens=path))


def _fold(context: Context, key: str, inside: list[Component | str]) -> Component:
    """A folded part of the text. The style sheet writes its heading, which is no text of the document."""
    words = context.words
    text = words(key)
    heading = html.Summary("", lang=words.language, dir=words.direction, **aria(label=text), **data(words=text))
    return html.Details([heading, *inside], className="rest-of-text")
