"""Web addresses: those in the sources that curators name, and those that lead to words in a page.

Most sources have addresses without ``https://``, and some are incomplete. Addresses of words are text fragments
(https://wicg.github.io/scroll-to-text-fragment/): browsers find the words and mark them; a browser without text
fragments opens the page at its top.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

_ADDRESS = re.compile(
    r"(?<![\w./@:-])(?P<scheme>https?://)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})"
    r"(?P<path>[/?][^\s;()<>\"]*[^\s;()<>\".,:!])",
    re.IGNORECASE,
)
_NOT_A_PAGE = re.compile(r"(?:/[a-z]{2})?/?|(?:/[^?]*)?/(?:19|20)\d\d(?:/\d\d?){0,2}/?", re.IGNORECASE)
"""Paths of no single page: the start page of a site or of a language, the archive of a year or a day."""
_COMPLETED_AFTER = re.compile(r",? \(?(?:article|item|page|project|report)s?\b", re.IGNORECASE)
"""Words after an incomplete address that complete it: ``xalqqazeti.az/ru (item 223593)``."""
_UNQUOTED = "/?&=%#:+,@!$'*~-._"
_LONGEST_WORDS: Final = 90
"""The most characters that a fragment names in full. Of longer words it names the beginning and the end only, which
also lets line breaks differ."""
_WORDS_AT_ENDS: Final = 5
_CHARACTERS_AT_ENDS: Final = 12
"""The characters at the beginning and at the end of a text in a script without spaces."""


@dataclass(frozen=True)
class SourcePiece:
    """A part of the text of a source. If it is the address of a page, ``url`` is that address in full."""

    text: str
    url: str | None = None
    host: str = ""


def source_pieces(source: str) -> Iterator[SourcePiece]:
    """Split the text of a source into addresses and the text between them, in order; joined, they are ``source``."""
    end = 0
    for match in _ADDRESS.finditer(source):
        if _NOT_A_PAGE.fullmatch(match["path"]) or _COMPLETED_AFTER.match(source, match.end()):
            continue
        if match.start() > end:
            yield SourcePiece(source[end : match.start()])
        url = f"{match['scheme'] or 'https://'}{match['host']}{quote(match['path'], safe=_UNQUOTED)}"
        yield SourcePiece(match[0], url, match["host"])
        end = match.end()
    if end < len(source):
        yield SourcePiece(source[end:])


def text_fragment_address(url: str, words: str, before: str = "", after: str = "") -> str:
    """The address of some words in a page.

    Parameters
    ----------
    url
        The page; a fragment of its own stays.
    words
        The words, as they stand there.
    before, after
        Complete words directly before and after, where the words alone occur more than once.
    """
    parts = [f"{_encoded(before)}-"] if before else []
    parts += [_encoded(part) for part in _ends(" ".join(words.split()))]
    parts += [f"-{_encoded(after)}"] if after else []
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(parts)}"


def _ends(words: str) -> tuple[str, ...]:
    if len(words) <= _LONGEST_WORDS:
        return (words,)
    each = words.split(" ")
    if len(each) < 2 * _WORDS_AT_ENDS:
        return words[:_CHARACTERS_AT_ENDS], words[-_CHARACTERS_AT_ENDS:]
    return " ".join(each[:_WORDS_AT_ENDS]), " ".join(each[-_WORDS_AT_ENDS:])


def _encoded(text: str) -> str:
    """``text`` percent-encoded; the hyphen too, because it is a sign of the syntax."""
    return quote(" ".join(text.split()), safe="").replace("-", "%2D")
