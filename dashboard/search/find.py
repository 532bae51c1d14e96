"""Search over all records: results by kind, the best first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.catalogue.text.text_normalization import ARABIC_PREFIXES, is_character_word
from dashboard.search.excerpts import Span, marks, matched_weight
from dashboard.search.index import NAMED_KINDS, Index, Role, SearchItem, Text
from dashboard.search.query import Query, read_query
from dashboard.search.ranking import Level, Ranked, rank
from dashboard.search.terms import folded_line

LARGEST_GROUPS: Mapping[str, int] = {
    **{"project": 6, "place": 6, "fact": 7, "figure": 5, "country": 3, "route": 4},
    **{"speaker": 3, "publisher": 2, "document": 4},
}
"""The kinds in the order of display for equal rank, with the most results of each; 40 altogether."""
HOMOGRAPHS: Mapping[str, str] = {"آلات": "ميناء آلات"}
"""Names that are also common words (آلات: machines), each with a phrase in which the word is the name."""
_MOST_SEARCHED_BY_NAME = 24
"""The most results whose other names are also searched for; the best fits first."""
_PHRASES = {folded_line(name): folded_line(phrase) for name, phrase in HOMOGRAPHS.items()}


@dataclass(frozen=True)
class Hit:
    """One result: the name, statement, quotation or paragraph that matched.

    ``marks`` are the positions of the query in ``text``, in code points. ``start`` is the position of a passage in its
    document, -1 for other texts.
    """

    kind: str
    id: str
    language: str
    text: str
    marks: tuple[Span, ...]
    start: int = -1


@dataclass(frozen=True)
class Group:
    """Results of one kind, the best first.

    ``more``: there are more results than these. ``further``: an earlier group has better results of this kind.
    """

    kind: str
    hits: tuple[Hit, ...]
    more: bool
    further: bool = False


class Search:
    """The search; safe to call from several threads at once."""

    def __init__(self, items: Iterable[SearchItem], generic: str = "") -> None:
        """Index ``items``; ``generic`` has words for kinds of items, see ``Index``."""
        self._index = Index(items, generic)

    def find(self, text: str, language: str) -> tuple[Group, ...]:
        """Search for ``text``.

        Parameters
        ----------
        text
            The query as the reader typed it.
        language
            The preferred language of the texts in the results.

        Returns
        -------
        tuple of Group
            The best first; empty for an empty text.
        """
        query = read_query(text, self._index)
        results = rank(self._index, query)
        letter = query.line.strip()
        if len(letter) == 1 and letter.isalpha() and not is_character_word(letter):
            # A single letter begins too many words of a statement or a paragraph to mean anything in them.
            results = [result for result in results if result.item.kind in NAMED_KINDS]
        names = self._other_names(results)
        results += self._paragraphs_with(names, results)
        groups: list[Group] = []
        for kind, members in _by_kind(results):
            earlier = sum(len(group.hits) for group in groups if group.kind == kind)
            room = LARGEST_GROUPS[kind] - earlier
            hits = tuple(self._hit(query, names, result, language) for result in members[:room])
            if hits:
                groups.append(Group(kind, hits, more=len(members) > room, further=earlier > 0))
        return tuple(groups)

    def _hit(self, query: Query, names: Sequence[str], result: Ranked, language: str) -> Hit:
        item = result.item
        texts = [text for text in item.texts if text.role is Role.BACKGROUND and result.level is Level.DESCRIBED]
        texts = texts or item.own
        if item.kind == "figure":  # The atlas words figures itself, so they are in the reader's language.
            texts = [text for text in texts if text.language == language] or texts
        text = max(
            texts,
            key=lambda text: (round(matched_weight(text.terms, query), 3), -_language_distance(text, language)),
        )
        spans = marks(text.text, text.terms, query, () if item.kind in NAMED_KINDS else names)
        return Hit(item.kind, item.id, text.language, text.text, spans, text.start)

    def _other_names(self, results: Sequence[Ranked]) -> list[str]:
        """The names of the items that the query names, as folded lines; a homograph only in its phrase."""
        named = [
            result
            for result in results
            if result.item.kind in NAMED_KINDS and result.level in (Level.NAMED, Level.NAME_AND_MORE)
        ]
        lines = [
            line
            for result in named[:_MOST_SEARCHED_BY_NAME]
            if result.fit < 2
            for line in self._index.lines[result.number]
        ]
        return list(dict.fromkeys(_PHRASES.get(line, line).strip() for line in lines))

    def _paragraphs_with(self, names: Sequence[str], results: Sequence[Ranked]) -> Iterator[Ranked]:
        """Paragraphs with one of ``names`` that are not among ``results``; none unless a result has the exact name."""
        if not names or not any(result.level is Level.NAMED and result.fit == 0 for result in results):
            return
        # Folded words have no character with a meaning in a pattern.
        pattern = re.compile(f" [{ARABIC_PREFIXES}]?(?:{'|'.join(names)}) ")
        ranked = {result.number for result in results}
        for number, item in enumerate(self._index.items):
            if item.kind == "document" and number not in ranked and any(map(pattern.search, self._index.lines[number])):
                yield Ranked(number, item, Level.NEARBY, 0, 0.0)


def _by_kind(results: Sequence[Ranked]) -> Iterator[tuple[str, list[Ranked]]]:
    """Groups of one kind and level, the best level first. Each item occurs once, a document by its best paragraph.

    Items below the level ``NEARBY`` follow those of that level in the same group, if there is one.
    """
    order = list(LARGEST_GROUPS)
    best: dict[tuple[str, str], Ranked] = {}
    for result in results:
        best.setdefault((result.item.kind, result.item.id), result)
    nearby = {result.item.kind for result in best.values() if result.level is Level.NEARBY}
    groups: dict[tuple[Level, int], list[Ranked]] = {}
    for result in best.values():
        worse = Level.NEARBY if result.item.kind in nearby else Level.IN_PART
        level = result.level if result.level <= Level.NEARBY else worse
        groups.setdefault((level, order.index(result.item.kind)), []).append(result)
    # If several kinds match by name, the exact name comes first: Baku before the port of Baku.
    for (_, kind), members in sorted(groups.items(), key=lambda item: (item[0][0], item[1][0].fit > 0, item[0][1])):
        yield order[kind], members


def _language_distance(text: Text, language: str) -> int:
    """0 for a text in the preferred language, 1 for words of a document, 2 for another language."""
    return 1 if text.start >= 0 else 0 if text.language == language else 2
