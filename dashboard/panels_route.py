"""``/panel/…``: what the panel of sources shows at an address, as HTML, for a page that is open already."""

from flask import Blueprint, Response, request

from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.pages import Pages
from dashboard.publishing.answers import FOREVER, REVALIDATE, kept, refusal
from dashboard.publishing.compression import answer_with


def panel_blueprint(pages: Pages) -> Blueprint:
    """The route ``/panel/<any path of the atlas>?lang=…[&planned=yes][&v=…]``; 404 with the panel that says so.

    Where ``v`` is the version of the data that is served, the answer may be kept for a year.
    """
    blueprint = Blueprint("panels", __name__)

    @blueprint.get("/panel/")
    @blueprint.get("/panel/<path:path>")
    def panel(path: str = "") -> Response:
        language = request.args.get("lang", LANGUAGES[0])
        if language not in LANGUAGES:
            return refusal(400, "no such language", lang=list(LANGUAGES))
        found = pages.panel(f"/{path}", language, request.args.get("planned") == "yes")
        if found.missing:
            response = answer_with(found.content)
            response.status_code = 404
            return response
        return kept(found.content, FOREVER if request.args.get("v") == pages.version else REVALIDATE)

    return blueprint
