"""Splits a text into terms: words and numbers, each with its position and the forms under which it is indexed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dashboard.catalogue.text.amounts import Amount, amounts
from dashboard.catalogue.text.text_normalization import ARABIC_PREFIXES, FoldedWord, fold, fold_text, strip_article
from dashboard.search.lexicon import UNITS
from dashboard.search.number_words import numbers_in_words
from dashboard.search.stems import stems

Forms = Mapping[str, float]
"""By form, its weight: 1 for the word itself, less for a possible base form."""

EXACT_WEIGHT = 1.0
_STEM_WEIGHT = 0.85
_LOOK_ALIKES = str.maketrans("аеорсухктмвн", "aeopcyxktmbh")
_HYPHENS = "-\u2010\u2011\u2013\u2014"
_ENDINGS = frozenset(
    [
        *("ci", "cu", "in", "un", "nin", "nun", "i", "u", "ni", "nu"),
        *("a", "e", "na", "ne", "ya", "ye", "da", "de", "dan", "den"),
    ]
)
"""Azerbaijani endings after the hyphen of a name or a number: AQEM-in, COP29-un, 2026-cı."""
_CACHED_WORDS = 50_000
"""The size of the cache of word forms: most words of fifty documents."""
_CACHED_TEXTS = 16_000
"""The size of the cache of the terms of texts, about 1.4 kB each. Searches read the same texts again and again."""
_NOT_A_DIGIT = re.compile(r"[^0-9\u0660-\u0669\u06f0-\u06f9]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a number of a text. ``start`` and ``end`` are positions in code points.

    ``word`` is the folded word without its article; empty for a number, and for two words joined by a hyphen.
    """

    start: int
    end: int
    word: str
    forms: Forms
    joined: bool = False


def number_form(value: float) -> str:
    """The form of a number; ``#`` is in no folded word."""
    return f"#{value:.12g}"


@lru_cache(maxsize=_CACHED_TEXTS)
def terms(text: str, language: str = "") -> list[Term]:
    """The terms of ``text``, in the order of their starts.

    Parameters
    ----------
    text
        The text as it is displayed.
    language
        A BCP 47 tag; empty if the language is unknown.
    """
    numbers = amounts(text)
    words = list(_words(text, numbers, language))
    in_digits = (term for number in numbers for term in _number_terms(number))
    all_terms = [*words, *_compounds(text, words), *in_digits, *_numbers_in_words(words, numbers)]
    return sorted(all_terms, key=lambda term: (term.start, term.end))


def _words(text: str, numbers: list[Amount], language: str) -> Iterator[Term]:
    """The words of the text outside its numbers."""
    letters = list(text)
    for number in numbers:
        letters[number.start : number.digits_end] = " " * (number.digits_end - number.start)
    folded = fold("".join(letters))
    for word, start, end in folded.words():
        first, last = folded.span(start, end)
        if not (word in _ENDINGS and _is_ending(text, first, language)):
            yield Term(first, last, word, word_forms(word, language))


def _is_ending(text: str, start: int, language: str) -> bool:
    """Whether ``start`` follows a number, or follows a hyphen after a number or a possibly Azerbaijani word."""
    if start < 2 or text[start - 1] not in _HYPHENS:
        return start > 0 and not _NOT_A_DIGIT.match(text[start - 1])
    before = text[start - 2]
    return not _NOT_A_DIGIT.match(before) or ((not language or language.startswith("az")) and before.isalnum())


@lru_cache(maxsize=_CACHED_WORDS)
def word_forms(word: str, language: str) -> Forms:
    """The forms of a folded word: itself, without Arabic prefixes, its unit, its stems."""
    forms = dict.fromkeys(stems(word, language), _STEM_WEIGHT)
    if latin := _in_latin_letters(word):
        forms[latin] = EXACT_WEIGHT
    if word[0] in ARABIC_PREFIXES and len(word) > 3:
        forms |= dict.fromkeys(stems(word[1:], language), _STEM_WEIGHT)
        forms[word[1:]] = _STEM_WEIGHT
    if word in UNITS:
        forms[UNITS[word]] = EXACT_WEIGHT
    return {**forms, word: EXACT_WEIGHT}


def _in_latin_letters(word: str) -> str | None:
    """The Latin word that was typed with some similar Cyrillic letters; None for other words."""
    latin = word.translate(_LOOK_ALIKES)
    mixed = latin != word and latin.isascii() and any(letter.isascii() for letter in word)
    return latin if mixed else None


def _compounds(text: str, words: list[Term]) -> Iterator[Term]:
    """Two words with a hyphen as one term: Trans-Caspian is also found as Transcaspian."""
    for left, right in pairwise(words):
        if right.start == left.end + 1 and text[left.end] in _HYPHENS:
            yield Term(left.start, right.end, "", {left.word + right.word: EXACT_WEIGHT}, joined=True)


def _number_terms(number: Amount) -> Iterator[Term]:
    """The number as it is written in digits, and its value with the word of its scale."""
    yield Term(number.start, number.digits_end, "", {number_form(value): EXACT_WEIGHT for value in number.unscaled})
    if number.values != number.unscaled:
        yield Term(number.start, number.end, "", {number_form(value): EXACT_WEIGHT for value in number.values})


def _numbers_in_words(words: Sequence[Term], numbers: Sequence[Amount]) -> Iterator[Term]:
    """The numbers in words, each as its value."""
    scales = {number.end for number in numbers}
    others = [FoldedWord(word.word, word.start, word.end) for word in words if word.end not in scales]
    for number in numbers_in_words(others):
        yield Term(number.start, number.end, "", {number_form(number.value): EXACT_WEIGHT})


def folded_line(text: str) -> str:
    """The folded words of a text as one line, in which phrases can be found."""
    return f" {' '.join(strip_article(word) for word in fold_text(text).split())} "
