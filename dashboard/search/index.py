"""The inverted index: by word form, the items whose texts have it. It is immutable."""

import math
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dashboard.search.lexicon import STOP_WORDS
from dashboard.search.terms import EXACT_WEIGHT, Forms, Term, folded_line, terms

NAMED_KINDS: frozenset[str] = frozenset({"project", "place", "country", "route", "speaker", "publisher"})
"""Kinds of items that have names; the others have statements."""
SHORTEST_FUZZY_WORD = 4
"""The least number of letters of a word in which one typing error is tolerated; shorter words resemble too many."""
_SHORTEST_WORD_WITH_TWO_ERRORS = 8
_SHORTEST_WITH_OTHER_FIRST_LETTER = 6
"""In shorter words only the letters after the first may be wrong: pays is not days."""

_FUZZY_WEIGHTS = (1.0, 0.7, 0.5)
"""Weight of a word with 0, 1 or 2 typing errors."""
_SHORTEST_PREFIX_WEIGHT = 0.6
_LAST_CODE_POINT = "\U0010ffff"


class Role(IntEnum):
    """The relation of a text to its item."""

    OWN = 0  # its name or its words, which results show
    SUBJECT = 1  # the name of a subject
    ATTRIBUTE = 2  # words for its kind, its values and its dates
    BACKGROUND = 3  # other information: a summary, its country, a source


@dataclass(frozen=True)
class Text:
    """One text of an item.

    ``weight`` says how well a word of the text describes the item; it is at most 1. ``start`` is the position of the
    text in its document, in code points; -1 for other texts.
    """

    language: str
    text: str
    weight: float = 1.0
    role: Role = Role.OWN
    start: int = -1

    @property
    def terms(self) -> list[Term]:
        """The words and numbers of the text."""
        return terms(self.text, self.language)


@dataclass(frozen=True)
class SearchItem:
    """Something that the search can find: a project, a place, a statement, a figure, a paragraph of a document.

    ``prior`` orders items that match equally well; it is higher for an item that tells the reader more.
    """

    kind: str
    id: str
    texts: tuple[Text, ...]
    prior: float = 1.0

    @property
    def own(self) -> list[Text]:
        """Its own texts, which results show."""
        return [text for text in self.texts if text.role is Role.OWN]

    @property
    def names(self) -> list[Text]:
        """Its names, those of its subjects, and the words for its kind: the search tolerates typing errors in these."""
        naming = {Role.SUBJECT, Role.ATTRIBUTE, *([Role.OWN] if self.kind in NAMED_KINDS else [])}
        return [text for text in self.texts if text.role in naming]


@dataclass(frozen=True)
class _Name:
    """The words of a name outside brackets; ``distinctive`` are those that are not generic for its kind."""

    words: Sequence[Forms]
    distinctive: Sequence[Forms]


Postings = Mapping[str, Mapping[int, float]]
Weights = Sequence[Mapping[int, float]]
"""For each role, by number of an item, the weight of a word in its texts of that role."""


class Index:
    """The index; safe to use from several threads, because it does not change."""

    def __init__(self, items: Iterable[SearchItem], generic: str = "") -> None:
        """Index every text of every item.

        Parameters
        ----------
        items
            The items; among equal results, the first item comes first.
        generic
            Words for kinds of items (port, railway). A name is recognized without them too.
        """
        self.items: Sequence[SearchItem] = tuple(items)
        self._postings: list[dict[str, dict[int, float]]] = [{} for _ in Role]
        for number, item in enumerate(self.items):
            for text in item.texts:
                self._add(number, text)
        self.lines: Sequence[tuple[str, ...]] = [
            tuple(folded_line(text.text) for text in item.own) for item in self.items
        ]
        self._generic = frozenset(term.word for term in terms(generic))
        self._names = {
            number: [self._parse_name(text) for text in item.own]
            for number, item in enumerate(self.items)
            if item.kind in NAMED_KINDS
        }
        self._words = sorted({form for postings in self._postings for form in postings if form.isalnum()})
        self._named = frozenset(
            term.word for item in self.items for text in item.names for term in text.terms if term.word
        )
        self._fuzzy_words = sorted(word for word in self._named if len(word) >= SHORTEST_FUZZY_WORD)

    def _add(self, number: int, text: Text) -> None:
        postings = self._postings[text.role]
        for term in text.terms:
            for form, form_weight in term.forms.items():
                weights = postings.setdefault(form, {})
                weights[number] = max(weights.get(number, 0.0), text.weight * form_weight)

    def _parse_name(self, name: Text) -> "_Name":
        plain = name.text.split("(")[0].strip() or name.text
        words = [term for term in terms(plain, name.language) if not term.joined and term.word not in STOP_WORDS]
        distinctive = [term.forms for term in words if term.word not in self._generic]
        return _Name([term.forms for term in words], distinctive)

    def is_named(self, number: int, forms: frozenset[str]) -> bool:
        """Whether ``forms`` include all distinctive words of a name of an item."""
        return any(name.distinctive and _contain_all(forms, name.distinctive) for name in self._names[number])

    def has_full_name(self, number: int, forms: frozenset[str]) -> bool:
        """Whether ``forms`` include all words of a name of an item.

        A name of generic words alone does not count: ``kabel`` finds cables before the station Kabel.
        """
        return any(name.distinctive and _contain_all(forms, name.words) for name in self._names[number])

    def in_names(self, word: str) -> bool:
        """Whether ``word`` is a word of a name, or for a kind."""
        return word in self._named

    def has_form(self, form: str) -> bool:
        """Whether any text has ``form``."""
        return any(form in postings for postings in self._postings)

    def words_beginning_with(self, word: str) -> list[str]:
        """The words of all texts that begin with ``word``, in their order."""
        return self._words[bisect_left(self._words, word) : bisect_left(self._words, word + _LAST_CODE_POINT)]

    def corrections(self, word: str) -> Forms:
        """Words of names, or for a kind, of which ``word`` may be a misspelling, with their weights."""
        shorter = (word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1])
        # A doubled letter is likelier than a wrong letter, so it is corrected in short words too.
        undoubled = {other: _FUZZY_WEIGHTS[1] for other in shorter if other in self._named}
        return undoubled or nearest(word, self._fuzzy_words)

    def weights(self, forms: Forms) -> Weights:
        """For each role, the items that have one of ``forms``, each with its highest weight."""
        return [_best_weights(postings, forms) for postings in self._postings]

    def rarity(self, number: int) -> float:
        """The weight of a word that ``number`` items have (inverse document frequency)."""
        return math.log(1 + len(self.items) / (number + 0.5))


def nearest(word: str, words: Collection[str]) -> Forms:
    """The words with the fewest errors of which ``word`` may be a misspelling, with their weights."""
    if len(word) < SHORTEST_FUZZY_WORD:
        return {}
    most_errors = 2 if len(word) >= _SHORTEST_WORD_WITH_TWO_ERRORS else 1
    matches = process.extract(word, words, scorer=OSA.distance, score_cutoff=most_errors, limit=None)
    if len(word) < _SHORTEST_WITH_OTHER_FIRST_LETTER:
        matches = [match for match in matches if match[0][0] == word[0]]
    fewest = min((errors for _, errors, _ in matches), default=0)
    return {other: _FUZZY_WEIGHTS[int(errors)] for other, errors, _ in matches if errors == fewest}


def prefix_weight(word: str, longer: str) -> float:
    """The weight of the word ``longer`` for a query with only its beginning ``word``."""
    return _SHORTEST_PREFIX_WEIGHT + (EXACT_WEIGHT - _SHORTEST_PREFIX_WEIGHT) * 0.8 * len(word) / len(longer)


def _contain_all(forms: frozenset[str], words: Sequence[Forms]) -> bool:
    return all(not forms.isdisjoint(word) for word in words)


def _best_weights(postings: Postings, forms: Forms) -> dict[int, float]:
    best: dict[int, float] = {}
    for form, form_weight in forms.items():
        for number, text_weight in postings.get(form, {}).items():
            best[number] = max(best.get(number, 0.0), form_weight * text_weight)
    return best
