"""Finds web addresses in the sources that curators name; most are written without ``https://``, some are incomplete."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

_ADDRESS = re.compile(
    r"(?<![\w./@:-])(?P<scheme>https?://)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})"
    r"(?P<path>[/?][^\s;()<>\"]*[^\s;()<>\".,:!])",
    re.IGNORECASE,
)
_NOT_A_PAGE = re.compile(r"(?:/[a-z]{2})?/?|(?:/[^?]*)?/(?:19|20)\d\d(?:/\d\d?){0,2}/?", re.IGNORECASE)
"""Paths of no single page: the start page of a site or of one of its languages, the archive of a year or a day."""
_COMPLETED_AFTER = re.compile(r",? \(?(?:article|item|page|project|report)s?\b", re.IGNORECASE)
"""Words after an incomplete address that complete it: ``xalqqazeti.az/ru (item 223593)``."""
_UNQUOTED = "/?&=%#:+,@!$'*~-._"


@dataclass(frozen=True)
class SourcePiece:
    """A part of the text of a source. If it is the address of a page, ``url`` is that address in full."""

    text: str
    url: str | None = None
    host: str = ""


def source_pieces(source: str) -> Iterator[SourcePiece]:
    """Split the text of a source into addresses and the text between them, in order; joined, they are ``source``."""
    done = 0
    for match in _ADDRESS.finditer(source):
        if _NOT_A_PAGE.fullmatch(match["path"]) or _COMPLETED_AFTER.match(source, match.end()):
            continue
        if match.start() > done:
            yield SourcePiece(source[done : match.start()])
        url = f"{match['scheme'] or 'https://'}{match['host']}{quote(match['path'], safe=_UNQUOTED)}"
        yield SourcePiece(match[0], url, match["host"])
        done = match.end()
    if done < len(source):
        yield SourcePiece(source[done:])
