"""A document's text as it is: every statement marked, the chosen one highlighted with its passage around it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue.models import Document, Fact
from dashboard.views.context import Context
from dashboard.views.parts import aria, data, exact, link, plain

CHARACTERS_BEFORE: Final = 120
CHARACTERS_AFTER: Final = 300
"""How much of a long paragraph is shown before and behind the chosen words, which must be in sight themselves."""
FOLDED_CHARACTERS: Final = 160
"""Less is not folded: the fold would take as much space as the text."""

Span = tuple[int, int]


def source_text(context: Context, document: Document, chosen: Fact | None) -> Component:
    """The text as it is; with ``chosen``, what is far before and behind its paragraph is folded, and all is there.

    A passage that an earlier one already covers is reached by its own page only.
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
    """What of ``text`` is shown around the span ``chosen``: its paragraph, no mark cut, nothing short folded."""
    start, end = chosen
    first = text.rfind("\n", 0, start) + 1
    if start - first > CHARACTERS_BEFORE:
        first = text.find(" ", start - CHARACTERS_BEFORE, start) + 1
    last = text.find("\n", end)
    if last < 0 or last - end > CHARACTERS_AFTER:
        last = text.rfind(" ", end, end + CHARACTERS_AFTER)
    first = min([first, *(a for a, b in marks if a < first < b)])
    last = max([last if last >= 0 else len(text), *(b for a, b in marks if a < last < b)])
    return (0 if first < FOLDED_CHARACTERS else first, len(text) if len(text) - last < FOLDED_CHARACTERS else last)


def marked_spans(context: Context, document: Document, chosen: Fact | None) -> dict[str, Span]:
    """The spans to mark, by fact, in order and without overlap; the chosen one is always among them."""
    spans = context.catalogue.spans
    own = spans[chosen.id] if chosen else (0, 0)
    marked: dict[str, Span] = {}
    done = 0
    for fact_id in context.relations.facts_in_document.get(document.id, ()):
        start, end = spans[fact_id]
        covers = chosen is not None and fact_id != chosen.id and start < own[1] and own[0] < end
        if start >= done and not covers:
            marked[fact_id] = (start, end)
            done = end
    return marked


def marked_passage(
    context: Context, text: str, marks: dict[str, Span], chosen: Fact | None, within: Span, *, again: bool = False
) -> list[Component | str]:
    """What of ``text`` stands in the span ``within``, with the ``marks`` that are whole in it.

    ``again`` is for a text that stands on the page already: its marks have no id.
    """
    done, last = within
    parts: list[Component | str] = []
    for fact_id, (start, end) in marks.items():
        if done <= start and end <= last:
            parts += exact(context.words, text[done:start])
            identity: dict[str, Any] = {} if again else {"id": f"mark-{fact_id}"}
            is_chosen = chosen is not None and fact_id == chosen.id
            parts.append(_mark(context, fact_id, text[start:end], identity, chosen=is_chosen))
            done = end
    return [*parts, *exact(context.words, text[done:last])]


def _mark(context: Context, fact_id: str, words: str, identity: Mapping[str, Any], *, chosen: bool) -> Component:
    """Quoted words. They are text, to be selected; a press on them opens their statement (assets/src/page/quotes.js).

    The link behind them is for keys, and where no script runs; it has a sign and no text, so the text stays as it is.
    """
    inside = exact(context.words, words)
    if chosen:
        return html.Mark(inside, className="quote highlighted", **identity, **aria(current="true"))
    path, statement = f"/fact/{fact_id}", plain(context.words, context.catalogue.facts[fact_id].statement)
    opens = link(path, "", "mark-open", title=statement, **aria(label=statement))
    return html.Mark([*inside, opens], className="quote", title=statement, **identity, **data(opens=path))


def _fold(context: Context, key: str, inside: list[Component | str]) -> Component:
    """A folded part of the text. Its heading is no text of the document: the style sheet writes it."""
    words = context.words
    said = words(key)
    heading = html.Summary("", lang=words.language, dir=words.direction, **aria(label=said), **data(words=said))
    return html.Details([heading, *inside], className="rest-of-text")
