"""The addresses below ``/ogc``: the answer of each, its media type, and its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from types import MappingProxyType
from typing import Final

from dashboard.http.compression import GEOJSON
from dashboard.web.ogc.parameters import FOR_ALL, FOR_ITEM, FOR_ITEMS

PREFIX: Final = "/ogc"
TITLE: Final = "OGC API – Features"
"""The standard's name, in every language."""
JSON: Final = "application/json"
SCHEMA: Final = "application/schema+json"
OPENAPI: Final = "application/vnd.oai.openapi+json;version=3.0"


@dataclass(frozen=True)
class Operation:
    """The answer of one address.

    Parameters
    ----------
    path
        The path below ``PREFIX``, as OpenAPI writes it.
    summary
        The content of the answer, in a sentence of English.
    media
        The media type of its JSON.
    parameters
        The parameters of its query.
    page
        Whether it also has a page for people.
    """

    path: str
    summary: str
    media: str = JSON
    parameters: tuple[str, ...] = FOR_ALL
    page: bool = True


OPERATIONS: Final[Mapping[str, Operation]] = MappingProxyType(
    {
        "landing": Operation("", "OGC API – Features: what it offers to QGIS, GDAL and other programs."),
        "openapi": Operation(
            "/openapi", "The OGC API's own description (OpenAPI 3.0).", OPENAPI, page=False
        ),
        "conformance": Operation("/conformance", "To which parts of the standards the OGC API keeps."),
        "collections": Operation("/collections", "The collections: segments, routes, places, statements."),
        "collection": Operation("/collections/{collection}", "A collection: what it is, where and when."),
        "schema": Operation("/collections/{collection}/schema", "The columns of a collection, as JSON Schema.", SCHEMA),
        "queryables": Operation(
            "/collections/{collection}/queryables", "What a collection can be filtered by, as JSON Schema.", SCHEMA
        ),
        "items": Operation(
            "/collections/{collection}/items",
            "Features by box, date, values and CQL2, a page at a time.",
            GEOJSON,
            FOR_ITEMS,
        ),
        "item": Operation("/collections/{collection}/items/{item}", "One feature.", GEOJSON, FOR_ITEM),
    }
)  # fmt: skip
"""By name, in the order of the description."""


def installed() -> bool:
    """Whether the packages of the API are installed (``requirements-ogc.txt``); this does not load them."""
    return all(find_spec(name) for name in ("pygeoapi", "cql2"))
