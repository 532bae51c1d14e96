"""Finds where the sentences of a text begin and end."""

import re
from itertools import pairwise
from typing import Final

from dashboard.catalogue.text.languages import base_language
from dashboard.curation.requirements import require

_OTHER_RULES: Final = {"am", "bg", "de", "fa", "fr", "hi", "hy", "it", "ja", "kk", "nl", "pl", "ru", "zh"}
"""Languages with rules of their own; others have the English ones. pysbd's Arabic rules cut at commas."""
_CUT: Final = re.compile(r"[\r\n]+|(?<=[؟۔。])\s*")
_BULLET: Final = "\ufeff \t\u00a0-–—•*·"


def sentences(text: str, language: str | None) -> list[tuple[int, int]]:
    """Start and end of each sentence, in code points, without the white space around it."""
    base = base_language(language or "")
    segmenter = require("pysbd").Segmenter(language=base if base in _OTHER_RULES else "en", clean=False, char_span=True)
    all_spans = []
    for line_start, line in _lines(text):
        for span in segmenter.segment(line) if line.strip() else []:
            start, end = line_start + span.start, line_start + span.end
            while start < end and text[start] in _BULLET:
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if end - start > 2:
                all_spans.append((start, end))
    return all_spans


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text with their starts: a line break ends a sentence."""
    cuts = [0, *(match.end() for match in _CUT.finditer(text)), len(text)]
    return [(begin, text[begin:end]) for begin, end in pairwise(cuts) if end > begin]
