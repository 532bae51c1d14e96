"""The kind of an address: metrics count by kind, and kinds for programs get their errors as JSON."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_BY_FIRST_PART: Final[Mapping[str, str]] = MappingProxyType(
    {
        "_dash-update-component": "selection",
        "panel": "selection",
        "data": "data",
        "map": "map",
        "tiles": "tiles",
        "search.json": "search",
        "index": "static",
        "timeline": "static",
        "preview": "preview",
        "picture": "selection",
        "openapi.json": "data",
        "oembed": "data",
        "ogc": "data",
        "use-the-data.md": "data",
        "robots.txt": "data",
        "sitemap.xml": "data",
        "due.ics": "data",
        "changes.atom": "data",
        "static": "static",
        "assets": "static",
        "healthz": "watch",
        "readyz": "watch",
        "metrics": "watch",
    }
)
KINDS: Final = (*dict.fromkeys(_BY_FIRST_PART.values()), "page")
FOR_PEOPLE: Final = frozenset({"page"})
"""The kinds that people open; programs ask for all others."""
_FILES: Final = (".txt", ".bib", ".jsonld", ".csv")
_PUBLIC_PARTS: Final = "|".join(
    re.escape(part) for part, kind in _BY_FIRST_PART.items() if kind != "watch" and not part.startswith("_dash")
)
PUBLIC_PATH: Final = re.compile(rf"/({_PUBLIC_PARTS})(/.*)?|/.*({'|'.join(map(re.escape, _FILES))})")
"""Paths with the same answer for every reader: scripts of any origin may read them, without credentials."""


def kind_of(path: str) -> str:
    """One of ``KINDS`` for the path of an address."""
    first = path.lstrip("/").partition("/")[0]
    if first.startswith("_dash"):
        return _BY_FIRST_PART.get(first, "static")
    if path.endswith(_FILES):
        return "data"
    return _BY_FIRST_PART.get(first, "page")
