"""Declares the query parameters of the OGC API once; every other parameter is refused."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.vocabulary import LANGUAGES

Json = dict[str, Any]
CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CRSS: Final = (
    CRS84,
    "http://www.opengis.net/def/crs/EPSG/0/4326",
    "http://www.opengis.net/def/crs/EPSG/0/3857",
)
"""The coordinate systems: longitude before latitude, latitude before longitude, and Web Mercator."""
DEFAULT_ITEMS, MOST_ITEMS = 100, 1000
LONGEST_FILTER: Final = 2000
_WORDS: Final[Json] = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
_CRS: Final[Json] = {"type": "string", "enum": list(CRSS), "default": CRS84}

FOR_ALL: Final = ("f", "lang")
FOR_ITEMS: Final = (
    *FOR_ALL, "bbox", "bbox-crs", "crs", "datetime", "limit", "offset", "sortby", "properties", "skipGeometry",
    "filter", "filter-lang", "filter-crs",
)  # fmt: skip
"""The parameters besides the collection's own columns, each of which may filter by a value."""
FOR_ITEM: Final = (*FOR_ALL, "crs")
FILTER: Final = ("filter", "filter-lang", "filter-crs")

PARAMETERS: Final[Mapping[str, tuple[Json, str]]] = MappingProxyType(
    {
        "f": ({"type": "string", "enum": ["json", "html"]}, "the form of the answer, before the Accept header"),
        "lang": ({"type": "string", "enum": list(LANGUAGES)}, "the language of titles and pages"),
        "bbox": (
            {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6},
            "only features that meet this box: its lower and its upper corner",
        ),
        "bbox-crs": (_CRS, "of the box"),
        "crs": (_CRS, "of the answer's coordinates"),
        "datetime": ({"type": "string"}, "only features of this day, instant or interval (a/b, ../b, a/..)"),
        "limit": (
            {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS, "default": DEFAULT_ITEMS},
            "at most so many features in this answer; more than the maximum are not sent at a time",
        ),
        "offset": ({"type": "integer", "minimum": 0, "default": 0}, "begin behind so many"),
        "sortby": (_WORDS, "columns to sort by, a minus before one that goes down"),
        "properties": (_WORDS, "columns to send; without it all"),
        "skipGeometry": ({"type": "boolean", "default": False}, "send no geometry"),
        "filter": ({"type": "string", "minLength": 1, "maxLength": LONGEST_FILTER}, "a condition in CQL2 text"),
        "filter-lang": ({"type": "string", "enum": ["cql2-text"]}, "what the filter is written in"),
        "filter-crs": (_CRS, "of geometries in the filter"),
    }
)  # fmt: skip
"""By name, the schema of each parameter and its description."""
_WHOLE_NUMBER: Final = re.compile(r"[0-9]{1,9}", re.ASCII)


class RefusedError(ValueError):
    """A request that is refused; the message has the reason in English."""


def check_query(query: MultiDict[str, str], allowed: Collection[str]) -> None:
    """Check the parameters as the standard requires: each is ``allowed``, occurs once, and has a valid value.

    Raises
    ------
    RefusedError
        The message names the first wrong parameter.
    """
    for name, values in query.lists():
        if name not in allowed:
            raise RefusedError(f"unknown parameter {name!r}; there are {', '.join(sorted(allowed))}")
        if len(values) > 1:
            raise RefusedError(f"{name} stands more than once")
        if "\0" in values[0]:
            raise RefusedError(f"{name} has a letter that no text has (U+0000)")
        if name in PARAMETERS:
            _check_value(name, values[0])


def _check_value(name: str, value: str) -> None:
    if name == "datetime":
        read_interval(value)
        return
    schema, _ = PARAMETERS[name]
    wrong = _CHECKS[schema["type"]](schema, value)
    if wrong:
        raise RefusedError(f"{name}: {wrong}")


def _string(schema: Json, value: str) -> str:
    if "enum" in schema:
        return "" if value in schema["enum"] else f"{value!r} is none of {', '.join(schema['enum'])}"
    if not value.strip():
        return "is empty"
    return "" if len(value) <= schema["maxLength"] else f"is longer than {schema['maxLength']} characters"


def _integer(schema: Json, value: str) -> str:
    fits = _WHOLE_NUMBER.fullmatch(value) is not None and int(value) >= schema["minimum"]
    return "" if fits else f"{value!r} is no whole number from {schema['minimum']}"


def _array(schema: Json, value: str) -> str:
    parts = value.split(",")
    if schema["items"]["type"] == "string":
        return "" if all(parts) else "has an empty part"
    if len(parts) not in (4, 6):
        return "has four numbers, or six with heights"
    return "" if all(map(_is_number, parts)) else "has a part that is no number"


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


_CHECKS: Final[Mapping[str, Callable[[Json, str], str]]] = MappingProxyType(
    {
        "string": _string,
        "integer": _integer,
        "array": _array,
        "boolean": lambda _, value: "" if value in ("true", "false") else f"{value!r} is neither true nor false",
    }
)
"""By type, a function that returns the error in a value, or an empty text."""


def read_interval(text: str) -> tuple[str | None, str | None]:
    """The first and the last day (ISO dates) of ``datetime``; None for an open end.

    Raises
    ------
    RefusedError
        The text is not a date, an instant or an interval, or ends before it begins.
    """
    begin, slash, end = text.partition("/")
    if not slash and begin in ("", ".."):
        raise RefusedError("datetime: a date, an instant (RFC 3339), or an interval of two with / between")
    first, last = _days(begin), _days(end if slash else begin)
    if first and last and last[1] < first[0]:
        raise RefusedError("datetime: ends before it begins")
    return first and first[0], last and last[1]


def _days(text: str) -> tuple[str, str] | None:
    if text in ("", ".."):
        return None
    try:
        if "T" in text:
            day = datetime.fromisoformat(text).date()
            return day.isoformat(), day.isoformat()
        first, last = date_bounds(text)
        if "/" in text:
            raise ValueError("an interval has two ends")
    except ValueError as error:
        raise RefusedError(f"datetime: {error}") from error
    return first.isoformat(), last.isoformat()
