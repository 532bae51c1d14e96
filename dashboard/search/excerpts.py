"""Finds the positions of a query in matching texts, and cuts excerpts from them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from dashboard.catalogue.text.text_normalization import ARABIC_PREFIXES
from dashboard.search.query import Query, QueryTerm
from dashboard.search.terms import Term

Span = tuple[int, int]
_LARGEST_GAP_BEFORE_UNIT = 3
_GAP = re.compile(r"[\s\u2010-\u2015-]{0,3}")


def marks(text: str, terms: Sequence[Term], query: Query, names: Iterable[str] = ()) -> tuple[Span, ...]:
    """The positions of a query in a text: the complete phrase if it occurs, else each word.

    Parameters
    ----------
    text
        The text as it is displayed.
    terms
        The terms of the text.
    query
        The query.
    names
        Other names of the items that the query names, as folded lines; used if some words of the query do not occur.

    Returns
    -------
    tuple
        Starts and ends in code points of ``text``, in order, without overlaps.
    """
    spans = list(_phrases(text, terms, query)) or list(_words_and_numbers(terms, query))
    if not all(any(_matches(term, query_term) for term in terms) for query_term in query.terms):
        words = [term for term in terms if term.word]
        spans += [span for name in names for span in _occurrences(words, name.split())]
    return _merged(spans)


def matched_weight(terms: Sequence[Term], query: Query) -> float:
    """The sum of the weights of the query's words that occur in a text."""
    forms = {form for term in terms for form in term.forms}
    return sum(query_term.rarity for query_term in query.terms if not forms.isdisjoint(query_term.forms))


def _phrases(text: str, terms: Sequence[Term], query: Query) -> Iterator[Span]:
    if len(query.terms) < 2 or any(query_term.number for query_term in query.terms):
        return
    words = [term for term in terms if term.word]
    for at in range(len(words) - len(query.terms) + 1):
        phrase = words[at : at + len(query.terms)]
        gaps = (text[left.end : right.start] for left, right in pairwise(phrase))
        if all(map(_matches, phrase, query.terms)) and all(_GAP.fullmatch(gap) for gap in gaps):
            yield phrase[0].start, phrase[-1].end


def _words_and_numbers(terms: Sequence[Term], query: Query) -> Iterator[Span]:
    number_end = -_LARGEST_GAP_BEFORE_UNIT - 1
    marked_starts: set[int] = set()
    for term in terms:
        for query_term in query.terms:
            after_number = 0 <= term.start - number_end <= _LARGEST_GAP_BEFORE_UNIT
            if not _matches(term, query_term) or (query_term.unit and not after_number):
                continue
            if term.joined and term.start in marked_starts:  # only Aktau is marked in Aktau-Port
                continue
            number_end = term.end if query_term.number else number_end
            marked_starts.add(term.start)
            yield term.start, term.end


def _matches(term: Term, query_term: QueryTerm) -> bool:
    return not query_term.forms.keys().isdisjoint(term.forms)


def _occurrences(words: Sequence[Term], name: Sequence[str]) -> Iterator[Span]:
    """The positions of ``name`` as a phrase; its first word can have an Arabic prefix."""
    for at in range(len(words) - len(name) + 1):
        phrase = words[at : at + len(name)]
        first = {words[at].word, words[at].word[1:] if words[at].word[0] in ARABIC_PREFIXES else ""}
        if name[0] in first and [term.word for term in phrase[1:]] == list(name[1:]):
            yield phrase[0].start, phrase[-1].end


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def cut_excerpt(text: str, marks: Sequence[Span], margin: int) -> tuple[str, tuple[Span, ...]]:
    """Cut out the words around the first match.

    Parameters
    ----------
    text
        The complete text.
    marks
        Positions of the matches in it, in code points, in order.
    margin
        The most code points on each side of the first match.

    Returns
    -------
    tuple
        The excerpt, with an ellipsis at each cut, and the positions of the matches in it.
    """
    first, last = marks[0] if marks else (0, 0)
    # Cut at the farthest space within ``margin``; a longer word is cut itself.
    start = max(text.find(" ", first - margin, first) + 1, first - margin) if first > margin else 0
    space = text.rfind(" ", last, last + margin)
    end = len(text) if len(text) <= last + margin else (space if space >= 0 else last + margin)
    before, after = "… " if start > 0 else "", " …" if end < len(text) else ""
    shift = len(before) - start
    inside = tuple((a + shift, b + shift) for a, b in marks if start <= a and b <= end)
    return f"{before}{text[start:end]}{after}", inside
