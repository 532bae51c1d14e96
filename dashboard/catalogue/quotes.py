"""Find one passage in one text, letter for letter. Pure: no file, no folding, no guessing.

All positions are Unicode code points, as Python counts them.
"""

from collections.abc import Iterator

_SHOWN_POSITIONS = 5
_SHOWN_LETTERS = 30


class QuoteError(ValueError):
    """The passage is not in the text, or not only once; the message says what to do."""


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """Where ``quote`` stands in ``text``, so that ``text[start:end] == quote``.

    ``prefix`` and ``suffix`` are the words directly before and after it, needed only where the same
    words occur more than once. Occurrences that overlap count.

    Returns:
        Start and end in code points, the end not included.

    Raises:
        QuoteError: the passage is empty, is not found, or is found more than once.
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
    raise QuoteError(_not_found(text, quote))


def _occurrences(text: str, passage: str) -> Iterator[int]:
    start = text.find(passage)
    while start >= 0:
        yield start
        start = text.find(passage, start + 1)


def _found_often(starts: list[int]) -> str:
    shown = ", ".join(str(start) for start in starts[:_SHOWN_POSITIONS])
    more = ", …" if len(starts) > _SHOWN_POSITIONS else ""
    return f"found {len(starts)} times (at {shown}{more}); add the words before or after it as prefix or suffix"


def _found_elsewhere(text: str, quote: str, prefix: str) -> str:
    side = "suffix" if prefix + quote in text else "prefix"
    return f"the quote is at {text.index(quote)}, but not with its {side}; copy the {side} from the text beside it"


def _not_found(text: str, quote: str) -> str:
    length = _longest_head(text, quote)
    if length == 0:
        return f"not found; not even its first letter {_name(quote[0])} is in the document"
    at = text.index(quote[:length])
    head = quote[max(0, length - _SHOWN_LETTERS) : length]
    there = _name(text[at + length]) if at + length < len(text) else "the end"
    return (
        f"not found; it agrees with the document up to “{head}” (from {at}), "
        f"then the document has {there} where the quote has {_name(quote[length])}"
    )


def _longest_head(text: str, quote: str) -> int:
    """The greatest n for which the first n letters of the quote occur: n + 1 occurring implies n does."""
    low, high = 0, len(quote)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if quote[:middle] in text else (low, middle - 1)
    return low


def _name(letter: str) -> str:
    """A letter with its code point: ``e`` and ``е`` look alike, U+0065 and U+0435 do not."""
    return f"{letter!r} (U+{ord(letter):04X})"
