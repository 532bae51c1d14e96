"""``/index/<version>/<language>.json``: the rest of the page's index; ``/list/<language>/<kind>.json``: lists in pages.

What the index holds is made by ``dashboard/interaction/index_pieces.py`` and given to this module as a function.
"""

import gzip
import re
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import brotli
from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.atlas import version_of
from dashboard.kept import stored
from dashboard.publishing.answers import json_answer, kept, moved, refusal
from dashboard.publishing.compression import Compressed

QUICK: Final = 5
"""Quality of brotli: the index of a large catalogue has megabytes, and is made while somebody waits."""
NUMBER: Final = re.compile(r"[0-9]{1,4}")
MIMETYPE: Final = "application/json"

Make = Callable[[str], bytes]
PageOf = Callable[[str, str, str | None, int], Any]
"""(language, kind, after, size) → a page of a list, as what JSON can hold. Raises KeyError and ValueError."""


class IndexFiles:
    """The rest of the index by language, made when it is first needed and kept.

    Args:
        languages: of the page.
        make: the index in one language as JSON.
        kept: a folder of this very version of data and program, where what was made is kept for the next start.
    """

    def __init__(self, languages: Collection[str], make: Make, kept: Path | None = None) -> None:
        self.languages = tuple(languages)
        self._make = make
        self._kept = kept
        self.content = lru_cache(maxsize=len(self.languages))(self._content)

    def address(self, language: str) -> str:
        """Where the index of a language is; changes with its content."""
        return f"/index/{self.version(language)}/{language}.json"

    def version(self, language: str) -> str:
        """The folder's name where there is one, so that a page can name an index that nobody has asked for yet."""
        return self._kept.name if self._kept else self.content(language).version

    def _content(self, language: str) -> Compressed:
        body = stored(self._kept, f"index-{language}.json", lambda: self._make(language))
        codings = {
            "br": stored(self._kept, f"index-{language}.json.br", lambda: bytes(brotli.compress(body, quality=QUICK))),
            "gzip": stored(self._kept, f"index-{language}.json.gz", lambda: gzip.compress(body, 6, mtime=0)),
        }
        return Compressed(body, MIMETYPE, self._kept.name if self._kept else version_of(body), codings)


def index_blueprint(files: IndexFiles, page_of: PageOf, data_version: str) -> Blueprint:
    """The routes. An index under an older version is sent on to the present one; a list's answer has an ETag."""
    blueprint = Blueprint("index_files", __name__)

    @blueprint.get("/index/<version>/<language>.json")
    def index(version: str, language: str) -> AnyResponse:
        if language not in files.languages:
            return refusal(404, "no such language", allowed=list(files.languages))
        if version != files.version(language):
            return moved(files.address(language))
        return kept(files.content(language))

    @blueprint.get("/list/<language>/<kind>.json")
    def page(language: str, kind: str) -> AnyResponse:
        if language not in files.languages:
            return refusal(404, "no such language", allowed=list(files.languages))
        size = request.args.get("n", "50")
        try:
            number = int(size) if NUMBER.fullmatch(size) else 0
            found = page_of(language, kind, request.args.get("after"), number)
        except KeyError as error:
            return refusal(404, f"no such list, or nothing in it with the id {error}")
        except ValueError as error:
            return refusal(400, str(error))
        return json_answer({"data": data_version, **found})

    @blueprint.get("/index/<path:rest>")
    @blueprint.get("/list/<path:rest>")
    def nothing(rest: str) -> AnyResponse:  # noqa: ARG001 (the route's variable)
        return refusal(404, "nothing here")

    return blueprint
