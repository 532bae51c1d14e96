"""What a mistyped word or passage was probably meant to be."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from dashboard.catalogue.text.text_normalization import fold

LIKE_ENOUGH: Final = 75
"""Of 100. Below it two ids or passages have less in common than two that are simply of one language."""


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The one of ``known`` that is most like ``word``; None where none is like it."""
    match = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return None if match is None else match[0]


def nearest_passage(text: str, passage: str) -> tuple[int, int] | None:
    """Where in ``text`` the words stand that ``passage`` was probably copied from, in code points; None for nowhere.

    Letters that differ in case, marks or kind of dash alone are found first, then words with letters wrong.
    """
    return _same_folded(text, passage) or _alike(text, passage)


def _same_folded(text: str, passage: str) -> tuple[int, int] | None:
    whole, part = fold(text), fold(passage).text
    at = whole.text.find(part) if part else -1
    if at < 0:
        return None
    start, end = whole.span(at, at + len(part))
    return _with_signs(text, passage, start, end)


def _with_signs(text: str, passage: str, start: int, end: int) -> tuple[int, int]:
    """The same with the signs (quotation marks, full stops) that folding drops at the ends of ``passage``."""
    while start and not text[start - 1].isalnum() and not text[start - 1].isspace() and not passage[0].isalnum():
        start -= 1
    while end < len(text) and not text[end].isalnum() and not text[end].isspace() and not passage[-1].isalnum():
        end += 1
    return start, end


def _alike(text: str, passage: str) -> tuple[int, int] | None:
    alignment = fuzz.partial_ratio_alignment(passage, text, score_cutoff=LIKE_ENOUGH)
    # Where the text is the shorter one it is the passage that would be searched in.
    if alignment is None or len(passage) > len(text):
        return None
    slack = len(passage) // 5 + 5
    start = max(0, alignment.dest_start - slack)
    window = text[start : alignment.dest_end + slack]
    kept = [step for step in Levenshtein.opcodes(passage, window) if step.tag in ("equal", "replace")]
    return (start + kept[0].dest_start, start + kept[-1].dest_end) if kept else None
