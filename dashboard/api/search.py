"""``/search.json``: the results for a text in any script, in the reader's language."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from cachetools import cached
from flask import Blueprint, Response, request

from dashboard.api.search_results import Json, SearchResults
from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.http import caching
from dashboard.http.responses import error_response, json_response
from dashboard.i18n import words_in
from dashboard.search.find import Search
from dashboard.search.items import generic_words, search_items
from dashboard.search.points import read_point

SEARCH = "/search.json"
LONGEST_QUERY = 200


@cached(WeakKeyDictionary(), key=lambda atlas: atlas)
def search_of(atlas: Atlas) -> Search:
    """The search over an atlas. Building its index takes a second; it is cached as long as the atlas exists.

    Raises
    ------
    CatalogueError
        A document's text cannot be read.
    """
    return Search(search_items(atlas), generic_words())


def search_blueprint(atlas: Atlas, base: str = "") -> Blueprint:
    """The route ``/search.json?q=…&lang=…``; the first search builds the index (``search_of``).

    ``base`` is the path below which the atlas is served.
    """
    blueprint = Blueprint("search", __name__)
    answers = {language: SearchResults(atlas, words_in(language), base) for language in LANGUAGES}

    def answer(query: str, language: str) -> Json:
        point = read_point(query)
        results = () if point else search_of(atlas).find(query, language)  # the numbers of a position are no figures
        return answers[language].make(query, results, point)

    add_search(blueprint, answer)
    return blueprint


def add_search(blueprint: Blueprint, answer: Callable[[str, str], Json]) -> None:
    """Add the route; ``answer`` gets the query and the language."""

    @blueprint.get(SEARCH)
    def find() -> Response:
        query = request.args.get("q", "")
        language = request.args.get("lang", LANGUAGES[0])
        if len(query) > LONGEST_QUERY:
            return error_response(400, f"q: at most {LONGEST_QUERY} letters", length=len(query))
        if language not in LANGUAGES:
            return error_response(400, f"lang: {language!r} is none of the page's languages", allowed=LANGUAGES)
        response = json_response(answer(query, language))
        response.headers["Cache-Control"] = caching.SEARCH
        return response
