"""The most likely intention behind a mistyped word or passage."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from dashboard.catalogue.text.text_normalization import fold

LIKE_ENOUGH: Final = 75
"""The least likeness, of 100. Ids or passages that only share a language are often as alike as this."""


def nearest(word: str, candidates: Sequence[str]) -> str | None:
    """The candidate that is most like ``word``; None where none is like it."""
    match = process.extractOne(word, candidates, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return None if match is None else match[0]


def nearest_passage(text: str, passage: str) -> tuple[int, int] | None:
    """The position in ``text`` of the words from which ``passage`` was probably copied, in code points; None for none.

    Words that differ in case, marks or kind of dash only are found first, then words with wrong letters.
    """
    return _same_folded(text, passage) or _alike(text, passage)


def _same_folded(text: str, passage: str) -> tuple[int, int] | None:
    folded, part = fold(text), fold(passage).text
    at = folded.text.find(part) if part else -1
    if at < 0:
        return None
    start, end = folded.span(at, at + len(part))
    return _with_signs(text, passage, start, end)


def _with_signs(text: str, passage: str, start: int, end: int) -> tuple[int, int]:
    """The position with the signs (quotation marks, full stops) at the ends of ``passage``, which folding drops."""
    while start and not text[start - 1].isalnum() and not text[start - 1].isspace() and not passage[0].isalnum():
        start -= 1
    while end < len(text) and not text[end].isalnum() and not text[end].isspace() and not passage[-1].isalnum():
        end += 1
    return start, end


def _alike(text: str, passage: str) -> tuple[int, int] | None:
    alignment = fuzz.partial_ratio_alignment(passage, text, score_cutoff=LIKE_ENOUGH)
    # In a text that is shorter than the passage, the library would search for the text in the passage.
    if alignment is None or len(passage) > len(text):
        return None
    slack = len(passage) // 5 + 5
    start = max(0, alignment.dest_start - slack)
    window = text[start : alignment.dest_end + slack]
    common = [step for step in Levenshtein.opcodes(passage, window) if step.tag in ("equal", "replace")]
    return (start + common[0].dest_start, start + common[-1].dest_end) if common else None
