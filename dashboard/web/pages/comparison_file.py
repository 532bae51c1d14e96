"""The comparison of ways as a file, below the address of its corridor."""

from dataclasses import replace

from flask import Blueprint, Response, request

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.exports.downloads import origin_of_exports, to_be_saved
from dashboard.http.responses import error_response, revalidated
from dashboard.state.view_state import parse
from dashboard.views.comparison.view import FILE
from dashboard.web.pages.comparison import comparison_csv
from dashboard.web.pages.page import Pages


def comparison_blueprint(pages: Pages) -> Blueprint:
    """The route ``/corridor/<from>/<to>/ways.csv``, which takes the query of its corridor."""
    blueprint = Blueprint("ways", __name__)

    @blueprint.get(f"/corridor/<start>/<end>{FILE}")
    def ways(start: str, end: str) -> Response:
        language = request.args.get("lang", LANGUAGES[0])
        if language not in LANGUAGES:
            return error_response(400, "no such language", lang=list(LANGUAGES))
        query = request.query_string.decode("utf-8", "replace")
        state, notices = parse(f"/corridor/{start}/{end}", query, pages.known)
        if notices:
            return error_response(400, "not known", parameter=notices[0].parameter, value=notices[0].value)
        if not state.itineraries:
            return error_response(404, "no such corridor")
        context = pages.contexts[language]
        text = comparison_csv(replace(context, origin=origin_of_exports() + context.base), state)
        return to_be_saved(revalidated(text, "text/csv"), f"ways-{start}-{end}.csv")

    return blueprint
