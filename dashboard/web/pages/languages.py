"""The language in which a page is answered, and the headers that say so."""

from flask import Request, Response, after_this_request

from dashboard.catalogue.vocabulary import LANGUAGES

COOKIE = "lang"
"""Remembers the reader's last choice; ``assets/src/page/header.js`` writes it."""


def preferred_language(request: Request) -> str:
    """The language remembered in a cookie, else the browser's choice among the page's, else the first.

    ``az-Latn-AZ`` asks for Azerbaijani, ``ar-EG`` for Arabic; a tag with the weight 0 is not accepted.
    """
    remembered = request.cookies.get(COOKIE)
    if remembered in LANGUAGES:
        return str(remembered)
    wanted = sorted(request.accept_languages, key=lambda pair: -pair[1])
    for tag, weight in wanted:
        language = tag.lower().partition("-")[0]
        if weight > 0 and language in LANGUAGES:
            return language
    return LANGUAGES[0]


def say_language(language: str) -> None:
    """Set Content-Language on the present answer, and Vary, so that caches know what the language depends on."""

    @after_this_request
    def _said(response: Response) -> Response:
        response.headers["Content-Language"] = language
        response.vary.update(("Accept-Language", "Cookie"))
        return response
