"""Finds one passage in one text, letter for letter, without normalization. Positions are Unicode code points."""

import json
from collections.abc import Iterator
from itertools import takewhile
from operator import eq

from dashboard.catalogue.text.likeness import nearest_passage

_MOST_POSITIONS = 5
_MOST_LETTERS = 30


class QuoteError(ValueError):
    """The passage is not in the text, or occurs more than once; the message says what to do.

    ``suggestion`` has the words of the text that were probably meant; it is empty if there are none.
    """

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.suggestion = suggestion


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """Start and end, in code points, of the only occurrence of ``quote``: ``text[start:end] == quote``.

    ``prefix`` and ``suffix`` are the characters directly before and after it; they are needed only where it occurs more
    than once. Overlapping occurrences count. Raises QuoteError where it is empty, not found, or found more than once.
    """
    if not quote:
        raise QuoteError("is empty; copy the words from the document")
    starts = list(_occurrences(text, prefix + quote + suffix))
    if len(starts) == 1:
        start = starts[0] + len(prefix)
        return start, start + len(quote)
    if starts:
        raise QuoteError(_found_often(starts))
    if (prefix or suffix) and quote in text:
        raise QuoteError(_found_elsewhere(text, quote, prefix))
    nearest = nearest_passage(text, quote)
    if nearest is None:
        raise QuoteError(_not_found(text, quote, None))
    start, end = nearest
    words = text[start:end]
    raise QuoteError(f"{_not_found(text, quote, start)}; at {start} stands, to be pasted: {as_toml(words)}", words)


def as_toml(words: str) -> str:
    """``words`` as a string of TOML, letter for letter, on one line."""
    plain = words.isprintable() and "'" not in words
    return f"'{words}'" if plain else json.dumps(words, ensure_ascii=False)  # JSON's escapes are TOML's too


def _occurrences(text: str, passage: str) -> Iterator[int]:
    start = text.find(passage)
    while start >= 0:
        yield start
        start = text.find(passage, start + 1)


def _found_often(starts: list[int]) -> str:
    positions = ", ".join(str(start) for start in starts[:_MOST_POSITIONS])
    more = ", …" if len(starts) > _MOST_POSITIONS else ""
    return f"found {len(starts)} times (at {positions}{more}); add the words before or after it as prefix or suffix"


def _found_elsewhere(text: str, quote: str, prefix: str) -> str:
    side = "suffix" if prefix + quote in text else "prefix"
    return f"the quote is at {text.index(quote)}, but not with its {side}; copy the {side} from the text beside it"


def _not_found(text: str, quote: str, nearest: int | None) -> str:
    """The first letter that differs, from the position of the ``nearest`` words or of the quote's longest beginning."""
    length = _longest_head(text, quote) if nearest is None else sum(takewhile(bool, map(eq, quote, text[nearest:])))
    at = text.index(quote[:length]) if nearest is None else nearest
    in_document = _name(text[at + length]) if at + length < len(text) else "the end"
    in_quote = _name(quote[length])
    if length:
        head = quote[max(0, length - _MOST_LETTERS) : length]
        return (
            f"not found; it agrees with the document up to “{head}” (from {at}), "
            f"then the document has {in_document} where the quote has {in_quote}"
        )
    if nearest is None:
        return f"not found; not even its first letter {in_quote} is in the document"
    return f"not found; it begins with {in_quote} where the document has {in_document}"


def _longest_head(text: str, quote: str) -> int:
    """The length of the longest beginning of the quote that occurs; shorter ones then occur too (binary search)."""
    low, high = 0, len(quote)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if quote[:middle] in text else (low, middle - 1)
    return low


def _name(letter: str) -> str:
    """A letter with its code point, because some look alike: ``e`` is U+0065, ``е`` is U+0435."""
    return f"{letter!r} (U+{ord(letter):04X})"
