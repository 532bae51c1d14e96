"""Invisible characters: they change the direction of writing, have no width, or are obsolete control characters.

A quotation keeps them, because it is exact; views make them visible. The marks that Arabic and Persian writing needs
(joiners, and the left-to-right, right-to-left and Arabic letter marks) are not among them.
"""

import json
import re
from collections.abc import Iterator

_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_NO_WIDTH = "\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # all but tab and line ends
_INVISIBLE = re.compile(f"([{_DIRECTION}{_NO_WIDTH}{_CONTROL}])")
_DIRECTIONAL = re.compile(f"[{_DIRECTION}]")
REPLACEMENT = "\ufffd"
_PICTURES = 0x2400
"""The first of the symbols that Unicode has for the control characters."""


def split_invisible(text: str) -> Iterator[tuple[str, bool]]:
    """Split ``text`` into single invisible characters (with True) and the parts between them (with False), in order."""
    return ((part, bool(number % 2)) for number, part in enumerate(_INVISIBLE.split(text)) if part)


def code_point(character: str) -> str:
    """The code point of a character in the notation of Unicode: ``U+202E``."""
    return f"U+{ord(character):04X}"


def changes_direction(character: str) -> bool:
    """Whether an invisible character changes the direction of the text after it."""
    return _DIRECTIONAL.match(character) is not None


def with_code_points(text: str) -> str:
    """``text`` with each invisible character as its code point in brackets: ``[U+202E]``."""
    return _INVISIBLE.sub(lambda match: f"[{code_point(match[0])}]", text)


def with_visible_characters(text: str) -> str:
    """``text`` with each invisible character replaced by one visible character; its length in code points stays."""
    return _INVISIBLE.sub(lambda match: visible_character(match[0]), text)


def escape_in_json(text: str) -> str:
    """JSON with each invisible character in its strings escaped: readers see it, parsers get the same text."""
    return _INVISIBLE.sub(lambda match: json.dumps(match[0])[1:-1], text)


def visible_character(character: str) -> str:
    """One visible character that stands for an invisible one."""
    number = ord(character)
    if number == 0x7F:
        return "\u2421"
    return chr(_PICTURES + number) if number < 0x20 else REPLACEMENT


def reject_invisible(text: str) -> str:
    """Return ``text`` if it has no invisible character; a check of the texts of curators, which need none.

    Raises
    ------
    ValueError
        It has one; the message says which and where.
    """
    match = _INVISIBLE.search(text)
    if match is not None:
        before = text[: match.start()][-20:]
        raise ValueError(f"holds {code_point(match[0])}, an invisible character, after {before!r}")
    return text
