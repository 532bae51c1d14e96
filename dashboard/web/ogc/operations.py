"""The addresses below ``/ogc``: what each answers, in which form, and what its query may have."""

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
    """What one address answers.

    Parameters
    ----------
    path
        Below ``PREFIX``, as OpenAPI writes it.
    summary
        In a sentence of English.
    media
        The media type of its JSON.
    parameters
        What its query may have.
    page
        It has a page for people too.
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
"""By name, in the order of a description."""


def installed() -> bool:
    """Whether what the API wants is there (``requirements-ogc.txt``); nothing of it is loaded by asking."""
    return all(find_spec(name) for name in ("pygeoapi", "cql2"))
