"""Lets pygeoapi answer: its configuration, what it is asked, and what of its answers is not so here put right.

Importing this imports pygeoapi, which ``routes`` does when somebody first asks.
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
from dashboard.web.ogc.openapi import described
from dashboard.web.ogc.operations import OPERATIONS, PREFIX
from dashboard.web.ogc.parameters import (
    CRS84,
    CRSS,
    DEFAULT_ITEMS,
    FILTER,
    MOST_ITEMS,
    RefusedError,
    check_question,
)
from dashboard.web.ogc.provider import NAME
from dashboard.web.ogc.questions import Collection

Json = dict[str, Any]
_ASKED: Final[Mapping[str, Callable[..., tuple[Any, int, str]]]] = MappingProxyType(
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
"""By operation, pygeoapi's function; the other two are the atlas's own, because pygeoapi's say what is not offered."""
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
    """The OGC API as it is asked for at one origin (scheme, host, and the path that the atlas is below)."""

    def __init__(self, atlas: Atlas, origin: str, version: str, collections: Mapping[str, Collection]) -> None:
        logging.getLogger("pygeoapi").setLevel(logging.CRITICAL)  # a wrong question is no error of the server's
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
            check_question(query, self._allowed(operation, ids))
        except RefusedError as error:
            return 400, {"code": "InvalidParameterValue", "description": str(error)}
        if operation == "openapi":
            return 200, described(self.collections, self._info, self._address)
        if operation == "conformance":
            return 200, {"conformsTo": CONFORMS_TO}
        kept = [(name, value) for name, value in query.items() if name not in (*FILTER, "f")]
        # A plus in an address is a space.
        asked = MultiDict([(name, value.replace(" ", "+") if name == "sortby" else value) for name, value in kept])
        request = APIRequest(
            SimpleNamespace(args=MultiDict([("f", "json"), *asked.items()]), headers={"accept-language": language}),
            self._api.locales,
        )
        _, status, content = _ASKED[operation](self._api, request, *ids)
        return int(status), self._put_right(json.loads(content), query)

    def _allowed(self, operation: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        allowed = OPERATIONS[operation].parameters
        collection = self.collections.get(ids[0]) if operation == "items" else None
        return (*allowed, *(field.name for field in collection.fields)) if collection else allowed

    def _put_right(self, answer: Json, query: MultiDict[str, str]) -> Json:
        answer.pop("timeStamp", None)  # with it no answer would equal the one before
        if "links" in answer:
            filters = urlencode([(name, query[name]) for name in FILTER if name in query])
            answer["links"] = list(self._true_links(answer["links"], filters))
        for told in (answer, *answer.get("collections", ())):
            collection = self.collections.get(str(told.get("id")))
            if collection is not None and "extent" in told:
                told["links"] = list(self._true_links(told["links"]))
                told["extent"]["temporal"] = {"interval": [_interval(collection)]}
        return answer

    def _true_links(self, links: Iterable[Json], filters: str = "") -> Iterable[Json]:
        """Without those to what is not offered; with the filter, which pygeoapi was not told."""
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
        whole = {
            "title": _in_each(lambda code: identity.title.in_language(code)),
            "description": self._info["description"],
        }
        whole |= {"keywords": list(identity.keywords), "url": f"{self._origin}/"}
        return {
            "server": {
                "url": self._address,
                "languages": list(LANGUAGES),
                "limits": {"default_items": DEFAULT_ITEMS, "max_items": MOST_ITEMS, "on_exceed": "throttle"},
            },
            "logging": {"level": "CRITICAL"},
            "metadata": {"identification": whole},
            "resources": {
                name: _resource(collection, identity.keywords) for name, collection in self.collections.items()
            },
        }


def _interval(collection: Collection) -> list[str | None]:
    """The first and the last instant of all rows (RFC 3339, UTC); None and None where no row is dated."""
    if collection.days is None:
        return [None, None]
    first, last = collection.days
    return [f"{first}T00:00:00Z", f"{last}T23:59:59Z"]


def _in_each(text: Callable[[str], str]) -> dict[str, str]:
    return {code: text(code) for code in LANGUAGES}


def _resource(collection: Collection, keywords: Iterable[str]) -> Json:
    # A function, because pygeoapi copies its configuration and all that is in it.
    provider: Json = {"type": "feature", "name": NAME, "data": lambda: collection, "id_field": ID, "storage_crs": CRS84}
    return {
        "type": "collection",
        "title": _in_each(lambda code: words_in(code)(f"ogc.{collection.name}")),
        "description": _in_each(lambda code: words_in(code)(f"ogc.{collection.name}.about")),
        "keywords": list(keywords),
        "extents": {"spatial": {"bbox": list(collection.box), "crs": CRS84}},
        "providers": [{**provider, "crs": list(CRSS), "time_field": collection.time}],
    }
