"""The routes of the reference: ``/openapi.json``, ``/api``, ``/data``, ``/data/dcat.jsonld``, ``/oembed`` …"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, request

from dashboard.atlas import Atlas
from dashboard.http.child_process import ChildProcess
from dashboard.http.origins import origin_of_files, origin_of_request
from dashboard.http.responses import encode, error_response, json_response, revalidated
from dashboard.web.pages.languages import words_of_request
from dashboard.web.pages.server_errors import prefers_json
from dashboard.web.reference.addresses import LD
from dashboard.web.reference.api_page import api_page
from dashboard.web.reference.croissant import croissant
from dashboard.web.reference.data_page import CROISSANT, DCAT, data_page
from dashboard.web.reference.dcat import dcat
from dashboard.web.reference.examples import example_values
from dashboard.web.reference.listing import Deployment, Json, costly_files, listing
from dashboard.web.reference.oembed import PATH as OEMBED
from dashboard.web.reference.oembed import LinkedPage, oembed, own_path
from dashboard.web.reference.openapi import openapi
from dashboard.web.reference.plain_page import plain_response

MADE_IN_CHILD: Final = frozenset({"/data", DCAT, CROISSANT})
"""Addresses whose answer a child process makes, because it takes every file."""
GUIDE: Final = Path(__file__).parents[3] / "docs" / "USE_THE_DATA.md"
"""Its addresses begin with ``ORIGIN``; the origin, a country and a mode are replaced by those of the served atlas."""
ORIGIN: Final = "https://atlas.example"
LARGEST_PX: Final = 10_000

Linked = Callable[[str, str], LinkedPage | None]
"""The linked page by path and query; None where the atlas has no such page."""


def reference_blueprint(atlas: Atlas, version: str, base: str, child_process: ChildProcess) -> Blueprint:
    """The routes; ``version`` is the program's, ``base`` the path below which the atlas is served."""
    blueprint = Blueprint("reference", __name__)
    examples = example_values(atlas)

    def file_list() -> Json:
        deployment = Deployment(origin_of_files(), version)
        costly = costly_files(atlas, deployment, child_process)
        body = child_process.answer(("listing", deployment), lambda: encode(listing(atlas, deployment, costly)))
        files: Json = json.loads(body)
        return files

    @blueprint.get("/openapi.json")
    def openapi_json() -> Response:
        return json_response(openapi(atlas, origin_of_files(), version))

    @blueprint.get("/api")
    def addresses() -> Response:
        words = words_of_request(atlas.catalogue.identity)
        return plain_response(words, api_page(words, examples, origin_of_request()), base)

    @blueprint.get("/data")
    def data() -> Response:
        if prefers_json():
            response = json_response(file_list())
        else:
            words = words_of_request(atlas.catalogue.identity)
            response = plain_response(words, data_page(words, file_list()), base)
        response.vary.add("Accept")
        return response

    @blueprint.get(DCAT)
    def as_dcat() -> Response:
        return json_response(dcat(atlas, file_list(), origin_of_files()), LD)

    @blueprint.get(CROISSANT)
    def as_croissant() -> Response:
        return json_response(croissant(atlas.catalogue.identity, file_list(), origin_of_files()), LD)

    @blueprint.get("/use-the-data.md")
    def guide() -> Response:
        text = GUIDE.read_text(encoding="utf-8").replace(ORIGIN, origin_of_files())
        for name, example in (("country", "code"), ("mode", "mode")):
            text = re.sub(rf"\b{name}=\w+", f"{name}={examples.get(example, '')}", text)
        return revalidated(text.encode(), "text/plain")

    return blueprint


def oembed_blueprint(linked: Linked) -> Blueprint:
    """The route ``/oembed?url=…[&format=json][&maxwidth=…][&maxheight=…]``."""
    blueprint = Blueprint("oembed", __name__)

    @blueprint.get(OEMBED)
    def oembed_json() -> Response:
        origin = origin_of_request()
        if request.args.get("format", "json") != "json":
            return error_response(501, "format: only json is offered", allowed=["json"])
        width, height = _pixels("maxwidth"), _pixels("maxheight")
        if "url" not in request.args or width is None or height is None:
            wanted = "url: the address of a page; maxwidth and maxheight: whole numbers of pixels, at least 1"
            return error_response(400, wanted)
        address = own_path(request.args["url"], origin)
        page = linked(*address) if address else None
        if page is None:
            return error_response(404, "this atlas has no such page")
        return json_response(oembed(origin, page, (width, height)))

    return blueprint


def _pixels(name: str) -> int | None:
    """A size in the query; the largest one by default, None where it is not a positive whole number."""
    text = request.args.get(name, str(LARGEST_PX))
    if not (text.isascii() and text.isdigit() and len(text) < len(str(LARGEST_PX)) + 1):
        return None
    return int(text) or None
