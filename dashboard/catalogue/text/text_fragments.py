"""Addresses that lead to words in a page: text fragments (https://wicg.github.io/scroll-to-text-fragment/).

Browsers find the words and mark them; one that does not know these fragments opens the page from its top.
"""

from typing import Final
from urllib.parse import quote as percent_encoded

_LONGEST: Final = 90
"""So many characters are named whole; of longer words only the beginning and the end, which also lets lines differ."""
_ENDS: Final = 5
"""Words at the beginning and at the end."""
_ENDS_WITHOUT_SPACES: Final = 12
"""Characters at the beginning and at the end of a text in a script without spaces."""


def to_words(url: str, words: str, before: str = "", after: str = "") -> str:
    """The address of the place in a page where some words stand.

    Parameters
    ----------
    url
        The page; a fragment of its own stays.
    words
        The words, as they stand there.
    before, after
        Whole words directly before and after, where the words alone occur more than once.
    """
    parts = [f"{_encoded(before)}-"] if before else []
    parts += [_encoded(part) for part in _ends(" ".join(words.split()))]
    parts += [f"-{_encoded(after)}"] if after else []
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(parts)}"


def _ends(words: str) -> tuple[str, ...]:
    if len(words) <= _LONGEST:
        return (words,)
    each = words.split(" ")
    if len(each) < 2 * _ENDS:
        return words[:_ENDS_WITHOUT_SPACES], words[-_ENDS_WITHOUT_SPACES:]
    return " ".join(each[:_ENDS]), " ".join(each[-_ENDS:])


def _encoded(text: str) -> str:
    """Percent-encoded, the hyphen too, which is a sign of the syntax."""
    return percent_encoded(" ".join(text.split()), safe="").replace("-", "%2D")
