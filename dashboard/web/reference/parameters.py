"""The parameters of paths and queries, for OpenAPI."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from dashboard.api.query_filters import SWITCH_ON
from dashboard.api.search import LONGEST_QUERY
from dashboard.catalogue.filters import ALL_FILTERS, STATEMENT_FILTERS
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.state.dock_address import DAY
from dashboard.state.view_state import ITINERARY_VALUES

Json = dict[str, Any]
_ID: Final[Json] = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80}
_WORD: Final[Json] = {"type": "string", "pattern": "^[A-Za-z0-9._-]+$", "maxLength": 80}
_DEGREES: Final[Json] = {"type": "string", "pattern": r"^-?[0-9]{1,3}(\.[0-9]{1,5})?$"}
_NUMBER: Final[Json] = {"type": "integer", "minimum": 0, "maximum": 30}
_SIZE: Final[Json] = {"type": "integer", "minimum": 1, "maximum": 10_000}

_IN_PATHS: Final[Mapping[str, tuple[Json, str]]] = {
    "project": (_ID, "a project's id"),
    "route": (_ID, "a route's id"),
    "place": (_ID, "a place's id"),
    "from": (_ID, "a place's id"),
    "to": (_ID, "a place's id"),
    "story": (_ID, "a story's id"),
    "fact": (_ID, "a statement's id"),
    "document": (_ID, "a document's id"),
    "code": ({"type": "string", "pattern": "^[A-Z]{2}$"}, "ISO 3166-1 alpha-2"),
    "latitude": (_DEGREES, "degrees north, WGS84"),
    "longitude": (_DEGREES, "degrees east, WGS84"),
    "language": ({"type": "string", "enum": list(LANGUAGES)}, "one of the page's languages"),
    "z": (_NUMBER, "zoom"),
    "x": (_NUMBER, "column"),
    "y": (_NUMBER, "row"),
}


def in_path(name: str, example: str) -> Json:
    """A variable of a path; ``example`` is a value that exists."""
    schema, words = _IN_PATHS.get(name, (_WORD, ""))
    value = int(example) if schema is _NUMBER else example
    described = {"description": words} if words else {}
    return {"name": name, "in": "path", "required": True, "schema": schema, "example": value, **described}


def queries(values: Mapping[str, Collection[str]]) -> Json:
    """By name, every parameter of queries; ``values`` are the values of each filter."""
    return {name: _in_query(name, values) for name in (*ALL_FILTERS, *_IN_QUERIES)}


def _in_query(name: str, values: Mapping[str, Collection[str]]) -> Json:
    if name in ALL_FILTERS:
        schema: Json = {"type": "array", "items": {"type": "string", "enum": sorted(values[name])}, "minItems": 1}
        whose = "list of statements" if name in STATEMENT_FILTERS else "page"
        words = f"only what has to do with one of these (filter “{name}” of the {whose}); several with commas between"
        return {"name": name, "in": "query", "style": "form", "explode": False, "schema": schema, "description": words}
    schema, words = _IN_QUERIES[name]
    needed = {"required": True} if name == "url" else {}
    return {"name": name, "in": "query", "schema": schema, "description": words, **needed}


_IN_QUERIES: Final[Mapping[str, tuple[Json, str]]] = {
    "retired": ({"type": "string", "enum": [SWITCH_ON]}, "what was withdrawn too"),
    "on": ({"type": "string", "pattern": f"^{DAY}$"}, "the record as it stood at the end of this day, month or year"),
    "lang": ({"type": "string", "enum": list(LANGUAGES)}, "the language of the answer"),
    "planned": ({"type": "string", "enum": [ITINERARY_VALUES["planned"]]}, "over lines that do not operate too"),
    "via": (_ID, "a place's id: where the way goes through"),
    "with": (
        {"type": "string", "pattern": f"^{ITINERARY_VALUES['with']}$", "maxLength": 500},
        "ways to compare it with, commas between: of each its places, from, through where that is asked, to",
    ),
    "q": ({"type": "string", "maxLength": LONGEST_QUERY}, "what to look for, in any script"),
    "url": ({"type": "string", "format": "uri"}, "whole address of a page of this atlas"),
    "format": ({"type": "string", "enum": ["json"]}, "XML is not offered"),
    "maxwidth": (_SIZE, "pixels"),
    "maxheight": (_SIZE, "pixels"),
}
