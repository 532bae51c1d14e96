"""The words of a copy: each copy has some of its own, and what is quoted in it still stands in it letter for letter."""

import re
from collections.abc import Callable, Collection, Iterable
from zlib import crc32

WORD = re.compile(r"[^\W\d_]{5,}")
EVERY = 7
"""About every seventh word becomes the copy's own."""
_LATIN, _ARABIC = "abdefghiklmnoprstuvz", "بتجدرسعفقكلمنه"

Vary = Callable[[str], str]


def words_of_copy(copy: int, kept: Collection[str] = ()) -> Vary:
    """A function that writes any text in the words of ``copy``; the same word becomes the same word everywhere.

    Words in ``kept`` stay as they are. Copy 0 is the original.
    """
    held = frozenset(kept)
    endings = {letters: _ending(copy, letters) for letters in (_LATIN, _ARABIC)}

    def own(found: re.Match[str]) -> str:
        word = found[0]
        if word in held or (crc32(word.encode()) + copy) % EVERY:
            return word
        return word + endings[_ARABIC if "\u0600" <= word[0] <= "\u06ff" else _LATIN]

    return (lambda text: WORD.sub(own, text)) if copy else str


def cut_words(text: str, passages: Iterable[str]) -> frozenset[str]:
    """The words of ``text`` that a passage begins or ends within, and those that stand in one only in part."""
    cut: set[str] = set()
    for passage in passages:
        start = text.find(passage)
        while passage and start >= 0:
            for edge in (start, start + len(passage)):
                cut |= {found[0] for found in WORD.finditer(text) if found.start() < edge < found.end()}
            start = text.find(passage, start + 1)
        cut |= {found[0] for found in WORD.finditer(passage) if found.start() == 0 or found.end() == len(passage)}
    return frozenset(cut)


def _ending(copy: int, letters: str) -> str:
    """``copy`` written in ``letters``, so that no two copies share a word and no digit is added to a text."""
    digits = ""
    while copy:
        copy, rest = divmod(copy, len(letters))
        digits = letters[rest] + digits
    return digits
