"""Text normalization for search, with positions in the original text.

Folding lowers the case of every script (İ, I, ı and i are one letter), removes marks from letters, unifies the forms of
Arabic letters (hamza carriers, alef and ya forms, ta marbuta and ha), turns every digit into 0-9 and every run of
punctuation and spaces into one space. Folded text is compared, never shown: ``Folded`` maps it to positions in the
original, in Unicode code points.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

_ONE_LETTER: Mapping[str, str] = MappingProxyType(
    {
        **{"ə": "e", "ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"},
        # Kazakh and Ukrainian letters, as typed on a Russian keyboard
        **{
            "ә": "а",
            "ғ": "г",
            "қ": "к",
            "ң": "н",
            "ө": "о",
            "ұ": "у",
            "ү": "у",
            "һ": "х",
            "і": "и",
            "є": "е",
            "ґ": "г",
        },
        # forms of one Arabic letter, and the Persian and Urdu letters in its place
        **{"ى": "ي", "ة": "ه", "ٱ": "ا", "ی": "ي", "ک": "ك", "ہ": "ه", "ە": "ه", "ء": ""},
        # apostrophes, which are optional: Aliyev's, Roʻgʻun
        **dict.fromkeys("'’‘`´", ""),
    }
)
_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)(?=.{3})")
"""The Arabic article with the prefixes written onto it; three letters must remain, so that آلات stays a word."""
ARABIC_PREFIXES: Final = "ولبفك"
"""The prefixes and, for, by, so, as: written onto the next word, with or without the article."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SCRIPT_BOUNDARY = re.compile(
    rf"(?<=[ء-ي])(?=[a-z0-9])|(?<=[a-z0-9])(?=[ء-ي])|(?<=[{_CJK}])(?=[^ ])|(?<=[^ ])(?=[{_CJK}])"
)
"""A change between Arabic and Latin letters or digits without a space (وRogun): the two parts are two words.

Chinese and Japanese have no spaces: each of their characters is a word.
"""


@cache
def fold_letter(letter: str) -> str:
    """One folded code point: letters and digits, a space for punctuation, nothing for a combining mark."""
    if letter in _ONE_LETTER:
        return _ONE_LETTER[letter]
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold()).casefold()
    return "".join(_fold_decomposed(part) for part in plain)


def _fold_decomposed(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in ("Mn", "Me", "Cf", "Lm"):  # marks, invisible signs, tatweel and raised letters
        return ""
    if category == "Nd":
        return str(unicodedata.digit(letter))
    return _ONE_LETTER.get(letter, letter if letter.isalnum() else " ")


class _Letters(dict[int, str]):
    """``fold_letter`` as a table for ``str.translate``; it caches its answers."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_letter(chr(code))
        return folded


@cache
def _letters() -> _Letters:
    return _Letters()


def fold_text(text: str) -> str:
    """The folded text without positions: equal to ``fold(text).text``, in a tenth of the time."""
    return _SCRIPT_BOUNDARY.sub(" ", " ".join(text.translate(_letters()).split()))


@dataclass(frozen=True)
class Folded:
    """A folded text with positions: the letter ``text[i]`` comes from the code point ``original[positions[i]]``."""

    original: str
    text: str
    positions: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The position of ``text[start:end]`` in the original, with the combining marks of its last letter.

        Raises
        ------
        ValueError
            The slice is empty, or goes beyond the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no letters at {start}:{end}")
        last = self.positions[end - 1] + 1
        while last < len(self.original) and _is_combining_mark(self.original[last]):
            last += 1
        return self.positions[start], last

    def words(self) -> Iterator[tuple[str, int, int]]:
        """Each word without its article, with the start and the end of the word with its article in ``text``."""
        for match in re.finditer(r"[^ ]+", self.text):
            yield strip_article(match[0]), match.start(), match.end()


@dataclass(frozen=True)
class FoldedWord:
    """A folded word of a text without its article, with its position in code points."""

    word: str
    start: int
    end: int


def _is_combining_mark(letter: str) -> bool:
    return fold_letter(letter) == "" and unicodedata.category(letter)[0] in "ML"


def fold(text: str) -> Folded:
    """Fold ``text``, with the position of every letter."""
    letters: list[str] = []
    positions: list[int] = []
    gap: int | None = None
    for at, original in enumerate(text):
        for letter in fold_letter(original):
            if letter == " ":
                gap = at if gap is None else gap
                continue
            if letters and (gap is not None or _SCRIPT_BOUNDARY.search(letters[-1] + letter)):
                letters.append(" ")
                positions.append(at if gap is None else gap)
            gap = None
            letters.append(letter)
            positions.append(at)
    return Folded(text, "".join(letters), tuple(positions))


def is_character_word(word: str) -> bool:
    """Whether a folded word is one character of a script that writes no spaces, such as Chinese."""
    return re.fullmatch(f"[{_CJK}]", word) is not None


def strip_article(word: str) -> str:
    """A folded word without the Arabic article and the prefixes (and, by, as, for) before it: والاتفاق → اتفاق."""
    match = _ARTICLE.match(word)
    return word[match.end() :] if match else word
