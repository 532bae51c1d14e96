"""Signs that nobody sees: they turn the direction of writing, take no width, or control what no longer exists.

A text keeps them, since a quotation is exact; whoever shows it makes them visible. The marks that Arabic and Persian
writing needs (joiners, and the left-to-right, right-to-left and Arabic letter marks) move no other letter and stay.
"""

import json
import re
from collections.abc import Iterator

_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_NO_WIDTH = "\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # all but tab and line ends
_SIGN = re.compile(f"([{_DIRECTION}{_NO_WIDTH}{_CONTROL}])")
_TURNS = re.compile(f"[{_DIRECTION}]")
REPLACEMENT = "\ufffd"
_PICTURES = 0x2400
"""Where Unicode has a picture of each of the first control characters."""


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """``text`` in order, taken apart: each hidden sign by itself (True), and what stands between them (False)."""
    return ((part, bool(number % 2)) for number, part in enumerate(_SIGN.split(text)) if part)


def code_of(sign: str) -> str:
    """A sign's name in Unicode: ``U+202E``."""
    return f"U+{ord(sign):04X}"


def turns(sign: str) -> bool:
    """Whether a hidden sign changes the direction of what follows it."""
    return _TURNS.match(sign) is not None


def spelt_out(text: str) -> str:
    """``text`` for a line of words: each hidden sign as its name in brackets, ``[U+202E]``."""
    return _SIGN.sub(lambda found: f"[{code_of(found[0])}]", text)


def one_for_one(text: str) -> str:
    """``text`` of the same length in code points, each hidden sign replaced by one that is seen and does nothing."""
    return _SIGN.sub(lambda found: picture_of(found[0]), text)


def escaped_in_json(text: str) -> str:
    """The same JSON, each hidden sign in its strings written as an escape: seen by who reads it, and read as it was."""
    return _SIGN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def picture_of(sign: str) -> str:
    """One visible code point that stands for a hidden sign."""
    number = ord(sign)
    if number == 0x7F:
        return "\u2421"
    return chr(_PICTURES + number) if number < 0x20 else REPLACEMENT


def refuse_hidden(text: str) -> str:
    """``text``, where it holds no hidden sign; for what curators write, which has no need of one.

    Raises:
        ValueError: naming the sign.
    """
    found = _SIGN.search(text)
    if found is not None:
        raise ValueError(f"holds {code_of(found[0])}, a sign that nobody sees, after {text[: found.start()][-20:]!r}")
    return text
