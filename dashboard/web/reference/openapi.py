"""The OpenAPI 3.1 document of all public addresses, made from ``addresses``."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from dashboard.atlas import Atlas
from dashboard.catalogue.identity import LICENCES
from dashboard.exports.package_descriptor import description
from dashboard.web.reference.addresses import ADDRESSES, HTML, JSON, PARTS, Address
from dashboard.web.reference.examples import addresses_with, example_values
from dashboard.web.reference.parameters import in_path, queries
from dashboard.web.reference.schemas import reference, schemas

Json = dict[str, Any]
VERSION: Final = "3.1.0"
_HOW: Final = (
    "Read only: GET, HEAD and OPTIONS. No key, no sign-in; any origin may read what is no page. Most answers have an "
    "ETag (If-None-Match gives 304) and give ranges (206). A refusal is JSON with `error`. What costs may be asked for "
    "so often in a minute (else 429 with Retry-After). Coordinates are longitude, latitude in degrees on WGS84."
)


def openapi(atlas: Atlas, origin: str, version: str) -> Json:
    """The complete document; ``origin`` begins every address, ``version`` is the program's."""
    catalogue = atlas.catalogue
    examples, values = example_values(atlas), atlas.stats.values
    return {
        "openapi": VERSION,
        "info": {
            "title": catalogue.identity.title.in_language("en"),
            "description": f"{description(catalogue.identity, catalogue.languages)}\n\n{_HOW}",
            "version": f"{version}+{atlas.version}",
            "license": {"name": LICENCES[catalogue.identity.licence][1], "identifier": catalogue.identity.licence},
        },
        "servers": [{"url": origin}],
        "tags": [{"name": name} for name in dict.fromkeys(address.group for address in ADDRESSES)],
        "paths": {address.path: {"get": _operation(address, examples)} for address in addresses_with(examples)},
        "components": {"schemas": schemas(), "parameters": queries(values)},
    }


def _operation(address: Address, examples: Mapping[str, str]) -> Json:
    parts = [in_path(name, examples[name]) for name in PARTS.findall(address.path)]
    query = [{"$ref": f"#/components/parameters/{name}"} for name in address.query]
    return {
        "operationId": re.sub(r"\W+", "-", address.path).strip("-") or "home",
        "tags": [address.group],
        "summary": address.summary,
        "parameters": [*parts, *query],
        "responses": _responses(address),
    }


def _responses(address: Address) -> Json:
    content = {
        media.split(";")[0]: {"schema": reference(schema)} if schema else {} for media, schema in address.media.items()
    }
    answers: Json = {"200": {"description": "what was asked for", "content": content}}
    if ".mvt" in address.path:
        answers["204"] = {"description": "nothing is there"}
    if address.redirect_status:
        answers[str(address.redirect_status)] = {"description": "at another address", "content": {HTML: {}}}
    if address.conditional:
        answers["304"] = {"description": "the asker has it already"}
    refusals = {400, 414, *address.error_statuses, *((429, 503) if address.rate_limited else ())}
    if "{" in address.path:
        refusals.add(404)
    for status in sorted(refusals):
        answers[str(status)] = _refusal(status, page=address.group in ("pages", "parts"))
    return answers


def _refusal(status: int, *, page: bool) -> Json:
    content: Json = {JSON: {"schema": reference("Error")}, **({HTML: {}} if page else {})}
    return {"description": HTTPStatus(status).phrase, "content": content}
