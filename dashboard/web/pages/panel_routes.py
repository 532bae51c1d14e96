"""The routes for an open page: the panel of an address as HTML, the index for its filters, the record of each day."""

from dataclasses import replace

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.http.caching import FOREVER, REVALIDATE
from dashboard.http.compression import answer_with
from dashboard.http.origins import origin_of_files
from dashboard.http.responses import (
    add_not_found,
    as_attachment,
    error_response,
    immutable_response,
    redirect_temporarily,
    revalidated,
)
from dashboard.state.view_state import parse
from dashboard.views.comparison.view import FILE
from dashboard.web.pages.comparison import comparison_csv
from dashboard.web.pages.languages import language_of_query
from dashboard.web.pages.page import FindPages, Pages
from dashboard.web.pages.stories import PICTURES


def panel_blueprint(find_pages: FindPages, version: str) -> Blueprint:
    """The route ``/panel/<any path of the atlas>?lang=…[&planned=yes][&via=…][&with=…][&country=…][&v=…]``.

    The answer to an address that names nothing is 404, with the panel that says so. Where ``v`` is the ``version`` of
    the data, browsers may cache the answer for a year.
    """
    blueprint = Blueprint("panels", __name__)

    @blueprint.get("/panel/")
    @blueprint.get("/panel/<path:path>")
    def panel(path: str = "") -> Response:
        language = language_of_query()
        query = request.query_string.decode("utf-8", "replace")
        answer = find_pages(f"/{path}", query).panel(f"/{path}", query, language)
        if answer.missing:
            response = answer_with(answer.content)
            response.status_code = 404
            return response
        return immutable_response(answer.content, FOREVER if request.args.get("v") == version else REVALIDATE)

    @blueprint.get(f"{PICTURES}/<path:name>.svg")
    def still(name: str) -> Response:
        language = request.args.get("lang", LANGUAGES[0])
        path = f"/{name}"
        content = find_pages(path, "").still(path, language) if language in LANGUAGES else None
        return error_response(404, "no such picture") if content is None else immutable_response(content, REVALIDATE)

    add_not_found(blueprint, PICTURES, error="no such picture")
    return blueprint


def catalogue_blueprint(pages: Pages) -> Blueprint:
    """The routes for an open page that need a loaded catalogue.

    ``/index/…`` is the index of the filters, ``/timeline/…`` the record of every day; an older version of either is
    redirected to the present one. ``/corridor/<from>/<to>/ways.csv`` takes the query of its corridor.
    """
    blueprint = Blueprint("catalogue", __name__)

    @blueprint.get("/index/<version>/<language>.json")
    def index(version: str, language: str) -> AnyResponse:
        if language not in LANGUAGES:
            return error_response(404, "no such language", allowed=list(LANGUAGES))
        content = pages.index(language)
        if version != content.version:
            return redirect_temporarily(pages.index_address(language))
        return immutable_response(content)

    @blueprint.get("/timeline/<version>.json")
    def timeline(version: str) -> AnyResponse:
        content = pages.past.timeline
        if version != content.version:
            return redirect_temporarily(f"{pages.base}/timeline/{content.version}.json")
        return immutable_response(content)

    @blueprint.get(f"/corridor/<start>/<end>{FILE}")
    def ways(start: str, end: str) -> Response:
        language = language_of_query()
        query = request.query_string.decode("utf-8", "replace")
        state, notices = parse(f"/corridor/{start}/{end}", query, pages.known)
        if notices:
            return error_response(400, "not known", parameter=notices[0].parameter, value=notices[0].value)
        if not state.itineraries:
            return error_response(404, "no such corridor")
        context = pages.contexts[language]
        text = comparison_csv(replace(context, origin=origin_of_files()), state)
        return as_attachment(revalidated(text, "text/csv"), f"ways-{start}-{end}.csv")

    add_not_found(blueprint, "/index", "/timeline")
    return blueprint
