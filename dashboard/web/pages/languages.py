"""The language of an answer, and the headers that name it."""

from flask import Request, Response, abort, after_this_request, request

from dashboard.atlas import Atlas
from dashboard.catalogue.identity import Identity
from dashboard.catalogue.text.languages import base_language
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.http.responses import error_response
from dashboard.i18n import Words, words_in
from dashboard.map.style.own_basemap import OwnBasemap
from dashboard.settings import Settings
from dashboard.views.context import Context

COOKIE = "lang"
"""The cookie with the reader's last choice; ``assets/src/page/header.js`` writes it."""


def page_language(tag: str) -> str | None:
    """The language of the page that a BCP 47 tag means: ``az-Latn-AZ`` means Azerbaijani. None where there is none."""
    language = base_language(tag.lower())
    return language if language in LANGUAGES else None


def preferred_language(request: Request) -> str:
    """The language in the cookie, else the one that the browser prefers among the page's, else the first."""
    remembered = request.cookies.get(COOKIE)
    if remembered in LANGUAGES:
        return str(remembered)
    wanted = sorted(request.accept_languages, key=lambda pair: -pair[1])
    accepted = (page_language(tag) for tag, weight in wanted if weight > 0)
    return next(filter(None, accepted), LANGUAGES[0])


def language_of_query() -> str:
    """The value of ``lang`` in the present request, else the first language; a refusal (400) of any other value."""
    language = request.args.get("lang", LANGUAGES[0])
    if language not in LANGUAGES:
        abort(error_response(400, "no such language", lang=list(LANGUAGES)))
    return language


def words_of_request(identity: Identity) -> Words:
    """The words in the language ``lang`` of the present request, else in its preferred language."""
    language = request.args.get("lang")
    return words_in(language if language in LANGUAGES else preferred_language(request), identity)


def say_language(language: str) -> None:
    """Set Content-Language on the present answer, and Vary with the headers that the language depends on."""

    @after_this_request
    def _set_headers(response: Response) -> Response:
        response.headers["Content-Language"] = language
        response.vary.update(("Accept-Language", "Cookie"))
        return response


def contexts_of(atlas: Atlas, settings: Settings, own_basemap: OwnBasemap | None) -> dict[str, Context]:
    """The contexts of the views, by language."""
    return {
        language: Context(
            atlas.catalogue,
            atlas.relations,
            atlas.measures,
            words_in(language, atlas.catalogue.identity),
            base=settings.base_path,
            contact_url=settings.contact_url,
            country_bounds=atlas.shapes.bounds,
            own_basemap=own_basemap.attribution if own_basemap else (),
        )
        for language in LANGUAGES
    }
