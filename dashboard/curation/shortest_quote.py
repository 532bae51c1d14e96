"""Quotes a passage of a text so that the quotation is found there once."""

from collections.abc import Mapping
from dataclasses import dataclass

_STEP = 20


@dataclass(frozen=True)
class Quotation:
    """Words of a text, with as many characters before or after them as make them unique."""

    quote: str
    prefix: str = ""
    suffix: str = ""

    @property
    def fields(self) -> Mapping[str, str]:
        """The fields of a record that are not empty."""
        return {name: words for name, words in vars(self).items() if words}


def shortest_quote(text: str, start: int, end: int) -> Quotation:
    """The words from ``start`` to ``end``, in code points, with the shortest prefix or suffix that is needed."""
    quote = text[start:end]
    if _stands_once(text, quote):
        return Quotation(quote)
    for reach in range(_STEP, len(text), _STEP):
        prefix, suffix = text[max(0, start - reach) : start], text[end : end + reach]
        if _stands_once(text, prefix + quote):
            return Quotation(quote, prefix=prefix)
        if _stands_once(text, quote + suffix):
            return Quotation(quote, suffix=suffix)
        if start <= reach and end + reach >= len(text):
            break
    return Quotation(quote, text[:start], text[end:])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The start and end of a selection without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _stands_once(text: str, words: str) -> bool:
    """Whether words stand once in a text; unlike ``str.count`` this counts places that overlap."""
    first = text.find(words)
    return first >= 0 and text.find(words, first + 1) < 0
