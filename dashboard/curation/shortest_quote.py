"""The shortest words that find a passage in its text once: from where it begins to where it ends."""

from collections.abc import Mapping
from dataclasses import dataclass

_STEP = 20


@dataclass(frozen=True)
class Quotation:
    """Words of a text, with as much before or after them as is needed for them to stand once."""

    quote: str
    prefix: str = ""
    suffix: str = ""

    @property
    def fields(self) -> Mapping[str, str]:
        """The fields of a record; those that are empty are left out."""
        return {name: words for name, words in vars(self).items() if words}


def shortest_quote(text: str, start: int, end: int) -> Quotation:
    """The words from ``start`` to ``end``, in code points."""
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
    """The same stretch without white space at its ends, which a hand that selects takes along."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _stands_once(text: str, words: str) -> bool:
    """Whether words stand once; unlike ``str.count`` this sees places that overlap."""
    first = text.find(words)
    return first >= 0 and text.find(words, first + 1) < 0
