"""Configures pygeoapi, passes requests to it, and corrects its answers.

This module imports pygeoapi; ``routes`` imports it at the first request.
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType, SimpleNamespace
from typing import Any, Final
from urllib.parse import urlencode

from pygeoapi.api import (
    API,
    CONFORMANCE_CLASSES,
    APIRequest,
    describe_collections,
    get_collection_schema,
    landing_page,
)
from pygeoapi.api.itemtypes import (
    CONFORMANCE_CLASSES_FEATURES,
    get_collection_item,
    get_collection_items,
    get_collection_queryables,
)
from werkzeug.datastructures import MultiDict

from dashboard.atlas import Atlas
from dashboard.catalogue.identity import LICENCES
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.exports.collections import ID
from dashboard.exports.package_descriptor import description
from dashboard.i18n import words_in
from dashboard.web.ogc.collection import Collection
from dashboard.web.ogc.openapi import openapi_document
from dashboard.web.ogc.operations import OPERATIONS, PREFIX
from dashboard.web.ogc.parameters import (
    CRS84,
    CRSS,
    DEFAULT_ITEMS,
    FILTER,
    MOST_ITEMS,
    RefusedError,
    check_query,
)
from dashboard.web.ogc.provider import NAME

Json = dict[str, Any]
_FUNCTIONS: Final[Mapping[str, Callable[..., tuple[Any, int, str]]]] = MappingProxyType(
    {
        "landing": landing_page,
        "collections": describe_collections,
        "collection": describe_collections,
        "schema": get_collection_schema,
        "queryables": get_collection_queryables,
        "items": get_collection_items,
        "item": get_collection_item,
    }
)
"""By operation, pygeoapi's function; the atlas makes the other two: pygeoapi's describe what it does not offer."""
_CQL2: Final = "http://www.opengis.net/spec/cql2/1.0/conf"
_FILTERING: Final = (
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    *(
        f"{_CQL2}/{name}"
        for name in (
            "cql2-text", "basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison",
            "basic-spatial-functions", "basic-spatial-functions-plus", "spatial-functions", "arithmetic",
        )
    ),
)  # fmt: skip
CONFORMS_TO: Final = tuple(
    sorted(
        {
            *CONFORMANCE_CLASSES,
            *(address for address in CONFORMANCE_CLASSES_FEATURES if "features-4" not in address),
            *_FILTERING,
        }
    )
)
_NOT_OFFERED: Final = ("/processes", "/jobs", "/TileMatrixSets")
_JSON_LD: Final = "application/ld+json"


class Service:
    """The OGC API at one origin (scheme, host, and the path below which the atlas is served)."""

    def __init__(self, atlas: Atlas, origin: str, version: str, collections: Mapping[str, Collection]) -> None:
        logging.getLogger("pygeoapi").setLevel(logging.CRITICAL)  # a wrong request is not an error of the server
        self.collections = collections
        self._described = not atlas.catalogue.large
        self._origin, self._address = origin, f"{origin}{PREFIX}"
        identity = atlas.catalogue.identity
        self._info = {
            "title": identity.title.in_language("en"),
            "description": description(identity, atlas.catalogue.languages),
            "version": f"{version}+{atlas.version}",
            "license": {"name": LICENCES[identity.licence][1], "url": LICENCES[identity.licence][0]},
        }
        self._api = API(self._configuration(atlas), {})

    def ask(self, operation: str, ids: tuple[str, ...], query: MultiDict[str, str], language: str) -> tuple[int, Json]:
        """The status of an answer, and its JSON; ``language`` is that of the answer where the query names none."""
        try:
            check_query(query, self._allowed(operation, ids))
        except RefusedError as error:
            return 400, {"code": "InvalidParameterValue", "description": str(error)}
        if operation == "openapi":
            return 200, openapi_document(self.collections, self._info, self._address)
        if operation == "conformance":
            return 200, {"conformsTo": CONFORMS_TO}
        args = {name: value for name, value in query.items() if name not in (*FILTER, "f")}
        if "sortby" in args:
            args["sortby"] = args["sortby"].replace(" ", "+")  # a plus in an address is read as a space
        http_request = SimpleNamespace(args=MultiDict({"f": "json", **args}), headers={"accept-language": language})
        request = APIRequest(http_request, self._api.locales)
        _, status, content = _FUNCTIONS[operation](self._api, request, *ids)
        return int(status), self._correct(json.loads(content), query)

    def _allowed(self, operation: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        allowed = OPERATIONS[operation].parameters
        collection = self.collections.get(ids[0]) if operation == "items" else None
        return (*allowed, *(field.name for field in collection.fields)) if collection else allowed

    def _correct(self, answer: Json, query: MultiDict[str, str]) -> Json:
        answer.pop("timeStamp", None)  # it would make each answer differ from the one before
        if "links" in answer:
            filters = urlencode([(name, query[name]) for name in FILTER if name in query])
            answer["links"] = list(self._valid_links(answer["links"], filters))
        for part in (answer, *answer.get("collections", ())):
            collection = self.collections.get(str(part.get("id")))
            if collection is not None and "extent" in part:
                part["links"] = list(self._valid_links(part["links"]))
                part["extent"]["temporal"] = {"interval": [_interval(collection)]}
        return answer

    def _valid_links(self, links: Iterable[Json], filters: str = "") -> Iterable[Json]:
        """The links to existing addresses, with the filter, which pygeoapi does not know."""
        for link in links:
            path = link["href"].removeprefix(self._address)
            if link.get("type") == _JSON_LD or path.startswith(_NOT_OFFERED):
                continue
            if link["rel"] == "service-doc":
                if not self._described:
                    continue
                link |= {"href": f"{self._origin}/api", "title": "All addresses of the atlas, each with an example"}
            if filters and "/items?" in path:
                link["href"] += f"&{filters}"
            yield link

    def _configuration(self, atlas: Atlas) -> Json:
        identity = atlas.catalogue.identity
        identification = {
            "title": _by_language(identity.title.in_language),
            "description": self._info["description"],
            "keywords": list(identity.keywords),
            "url": f"{self._origin}/",
        }
        return {
            "server": {
                "url": self._address,
                "languages": list(LANGUAGES),
                "limits": {"default_items": DEFAULT_ITEMS, "max_items": MOST_ITEMS, "on_exceed": "throttle"},
            },
            "logging": {"level": "CRITICAL"},
            "metadata": {"identification": identification},
            "resources": {
                name: _resource(collection, identity.keywords) for name, collection in self.collections.items()
            },
        }


def _interval(collection: Collection) -> list[str | None]:
    """The first and the last instant of all rows (RFC 3339, UTC); None and None where no row has a date."""
    if collection.days is None:
        return [None, None]
    first, last = collection.days
    return [f"{first}T00:00:00Z", f"{last}T23:59:59Z"]


def _by_language(text: Callable[[str], str]) -> dict[str, str]:
    return {code: text(code) for code in LANGUAGES}


def _resource(collection: Collection, keywords: Iterable[str]) -> Json:
    # A function, because pygeoapi makes a deep copy of its configuration.
    provider: Json = {"type": "feature", "name": NAME, "data": lambda: collection, "id_field": ID, "storage_crs": CRS84}
    return {
        "type": "collection",
        "title": _by_language(lambda code: words_in(code)(f"ogc.{collection.name}")),
        "description": _by_language(lambda code: words_in(code)(f"ogc.{collection.name}.about")),
        "keywords": list(keywords),
        "extents": {"spatial": {"bbox": list(collection.box), "crs": CRS84}},
        "providers": [{**provider, "crs": list(CRSS), "time_field": collection.time}],
    }
