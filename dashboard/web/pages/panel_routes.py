"""What a page that is open already asks for: the panel of sources at an address, as HTML; the index for its filters."""

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.http.caching import FOREVER, REVALIDATE
from dashboard.http.compression import answer_with
from dashboard.http.responses import error_response, immutable_response, redirect_temporarily
from dashboard.web.pages.page import Pages, PagesOf
from dashboard.web.pages.stories import PICTURES


def panel_blueprint(pages_of: PagesOf, version: str) -> Blueprint:
    """The route ``/panel/<any path of the atlas>?lang=…[&planned=yes][&via=…][&with=…][&country=…][&v=…]``.

    An address that names nothing is answered with 404 and the panel that says so. Where ``v`` is the ``version`` of
    the data that is served, the answer may be kept for a year.
    """
    blueprint = Blueprint("panels", __name__)

    @blueprint.get("/panel/")
    @blueprint.get("/panel/<path:path>")
    def panel(path: str = "") -> Response:
        language = request.args.get("lang", LANGUAGES[0])
        if language not in LANGUAGES:
            return error_response(400, "no such language", lang=list(LANGUAGES))
        query = request.query_string.decode("utf-8", "replace")
        answer = pages_of(f"/{path}", query).panel(f"/{path}", query, language)
        if answer.missing:
            response = answer_with(answer.content)
            response.status_code = 404
            return response
        return immutable_response(answer.content, FOREVER if request.args.get("v") == version else REVALIDATE)

    @blueprint.get(f"{PICTURES}/<path:name>.svg")
    def still(name: str) -> Response:
        language = request.args.get("lang", LANGUAGES[0])
        path = f"/{name}"
        content = pages_of(path, "").still(path, language) if language in LANGUAGES else None
        return error_response(404, "no such picture") if content is None else immutable_response(content, REVALIDATE)

    @blueprint.get(f"{PICTURES}/<path:rest>")
    def no_picture(rest: str) -> Response:  # noqa: ARG001 (the route's variable)
        return error_response(404, "no such picture")

    return blueprint


def whole_blueprint(pages: Pages) -> Blueprint:
    """What a page asks for that works on the whole catalogue in the browser.

    ``/index/…`` is the index of the filters, ``/timeline/…`` the record of every day. Under an older version both are
    sent on to the present one.
    """
    blueprint = Blueprint("whole", __name__)

    @blueprint.get("/index/<version>/<language>.json")
    def index(version: str, language: str) -> AnyResponse:
        if language not in LANGUAGES:
            return error_response(404, "no such language", allowed=list(LANGUAGES))
        content = pages.index(language)
        return (
            immutable_response(content)
            if version == content.version
            else redirect_temporarily(pages.index_address(language))
        )

    @blueprint.get("/index/<path:rest>")
    def nothing(rest: str) -> Response:  # noqa: ARG001 (the route's variable)
        return error_response(404, "nothing here")

    _add_timeline(blueprint, pages)
    return blueprint


def _add_timeline(blueprint: Blueprint, pages: Pages) -> None:
    @blueprint.get("/timeline/<version>.json")
    def timeline(version: str) -> AnyResponse:
        content = pages.past.timeline
        now = f"{pages.base}/timeline/{content.version}.json"
        return immutable_response(content) if version == content.version else redirect_temporarily(now)

    @blueprint.get("/timeline/<path:rest>")
    def no_timeline(rest: str) -> Response:  # noqa: ARG001 (the route's variable)
        return error_response(404, "nothing here")
