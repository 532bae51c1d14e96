"""The routes below ``/ogc``; the first request loads the packages of ``requirements-ogc.txt``."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from dash import html
from flask import Blueprint, Response, request

from dashboard.atlas import Atlas
from dashboard.http.origins import origin_of_request
from dashboard.http.responses import encode, error_response, revalidated
from dashboard.i18n import Words
from dashboard.web.ogc.operations import OPERATIONS, PREFIX, TITLE, installed
from dashboard.web.ogc.parameters import CRS84
from dashboard.web.pages.languages import say_language, words_of_request
from dashboard.web.reference.plain_page import PlainPage, plain_page, plain_response

if TYPE_CHECKING:
    from dashboard.web.ogc.collection import Collection
    from dashboard.web.ogc.service import Service

MakeCollections = Callable[[str], Mapping[str, "Collection"]]
MOST_ORIGINS: Final = 4
"""The most origins of the server for which a service is cached."""
HOW: Final = "OGC API – Features is not installed here: `make ogc` (requirements-ogc.txt) brings it"


def ogc_blueprint(atlas: Atlas, version: str, base: str, collections: MakeCollections | None = None) -> Blueprint:
    """The routes; ``version`` is the program's, ``base`` the path below which the atlas is served.

    ``collections`` makes all collections by name, with addresses that begin with its argument; by default those of the
    loaded catalogue.
    """
    blueprint = Blueprint("ogc", __name__)

    @lru_cache(maxsize=MOST_ORIGINS)
    def service(origin: str) -> "Service":
        from dashboard.web.ogc.service import Service

        if collections is not None:
            return Service(atlas, origin, version, collections(origin))
        from dashboard.web.ogc.loaded_collection import loaded_collections

        return Service(atlas, origin, version, loaded_collections(atlas, origin))

    def answer(operation: str, **ids: str) -> Response:
        words = words_of_request(atlas.catalogue.identity)
        for_people = _reads_html()
        if not installed():
            if for_people:
                return _not_installed(words, base)
            return error_response(501, HOW, code="NotImplemented", description=HOW)
        status, content = service(origin_of_request()).ask(operation, tuple(ids.values()), request.args, words.language)
        say_language(words.language)
        if status != 200:
            return error_response(status, content["description"], **content)
        if for_people and OPERATIONS[operation].page:
            from dashboard.web.ogc.pages import page_of

            response = plain_response(words, page_of(words, operation, ids, content), base)
        else:
            response = revalidated(encode(content), OPERATIONS[operation].media)
        if operation in ("items", "item"):
            response.headers["Content-Crs"] = f"<{request.args.get('crs', CRS84)}>"
        response.vary.add("Accept")
        return response

    for name, operation in OPERATIONS.items():
        rule = PREFIX + re.sub(r"{(\w+)}", r"<\1>", operation.path)
        blueprint.add_url_rule(rule, name, answer, defaults={"operation": name}, strict_slashes=False)
    return blueprint


def _reads_html() -> bool:
    """Whether the request prefers a page; without any preference it gets JSON."""
    if "f" in request.args:
        return request.args["f"] == "html"
    best = request.accept_mimetypes.best_match(["application/json", "application/geo+json", "text/html"])
    return best == "text/html"


def _not_installed(words: Words, base: str) -> Response:
    page = PlainPage(PREFIX, TITLE, [html.P(words("ogc.off"))])
    say_language(words.language)
    return Response(plain_page(words, page, origin_of_request(), base), status=501, mimetype="text/html")
