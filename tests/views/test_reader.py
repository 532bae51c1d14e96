"""The reader: a statement before its document, and the document's text with nothing added and nothing lost."""

from collections.abc import Callable

import pytest

from dashboard.views.context import Context
from dashboard.views.panel.reader import fact_panel
from dashboard.views.panel.source_text import CHARACTERS_BEFORE, passage, source_text
from dashboard.web.pages.render_html import as_html
from tests.views.conftest import by_class, parts


def plain(view: object) -> str:
    """The text of a view as it would be copied."""
    return "".join(part for part in parts(view) if isinstance(part, str))


def test_a_statement_comes_before_its_document(real_context: Callable[[str], Context]) -> None:
    context = real_context("az")
    fact = context.catalogue.facts["btk-capacity-target"]
    page = as_html(fact_panel(context, fact))
    pieces = ('class="source-text"', 'class="quote highlighted"', 'class="numbers"', 'class="note"')
    pieces = (fact.statement.az, "attribution", 'class="cite"', *pieces)
    places = [page.index(piece) for piece in pieces]
    assert places == sorted(places)


def test_folded_or_not_the_text_is_the_documents(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    catalogue = context.catalogue
    for fact in catalogue.facts.values():
        document = context.catalogue.document_of(fact)
        article = source_text(context, document, fact)
        assert plain(article) == catalogue.text(document.id), fact.id
        (highlighted,) = by_class(article, "highlighted")
        assert plain(highlighted) == fact.quote, fact.id
        folded = [plain(component) for component in by_class(article, "rest-of-text")]
        assert not any(fact.quote in text for text in folded), fact.id


@pytest.mark.parametrize(
    ("text", "marks", "seen"),
    [
        # A short text is whole; of a long one there is the paragraph, and a stretch of a paragraph that is long itself.
        ("x" * 100 + "." * 40 + "x" * 100, [], (0, 240)),
        ("a" * 480 + "\n" + "b" * 19 + "." * 40 + "b" * 19 + "\n" + "c" * 480, [], (481, 559)),
        ("word " * 100 + "." * 40 + " word" * 100, [], (445, 835)),
        # No mark is cut: one before the words is folded, one after them is whole.
        ("word " * 100 + "." * 40 + " word" * 100, [(420, 460), (830, 855)], (460, 855)),
        ("word " * 100 + "." * 40 + " word" * 100, [(420, 499)], (500, 835)),
    ],
)
def test_the_passage_is_the_paragraph_around_the_words(
    text: str, marks: list[tuple[int, int]], seen: tuple[int, int]
) -> None:
    start = text.index(".")
    first, last = passage(text, (start, start + 40), marks)
    assert (first, last) == seen
    assert start - first <= max(CHARACTERS_BEFORE, 100)
