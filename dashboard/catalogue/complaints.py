"""Validate one record and put what pydantic finds into short sentences that say what to do."""

import difflib
import re
from collections.abc import Callable, Mapping, Sized
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Complaint = tuple[str, str]
"""A field's path (``names.ar``, ``coordinates[0][1]``; empty for the whole record) and a sentence."""

R = TypeVar("R", bound=BaseModel)

_PATTERNS: Mapping[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "is not an id; use a-z, 0-9 and single hyphens",
    r"^[A-Z]{2}$": "is not a country code; write the two capital letters of ISO 3166-1",
    r"^[0-9a-f]{64}$": "is not a sha256; write its 64 lower-case hexadecimal digits",
    r"^(az-Latn|ar)$": "is not a document language; write az-Latn or ar",
    r"^(ltr|rtl)$": "is not a direction; write ltr or rtl",
}
_EMBEDDED_FIELD = re.compile(r"([a-z_]+): (.+)", re.DOTALL)


def validate(model: type[R], raw: Mapping[str, Any]) -> tuple[R | None, list[Complaint]]:
    """The record, or None with every complaint about it."""
    try:
        return model.model_validate(raw), []
    except ValidationError as error:
        return None, [_complaint(detail, model) for detail in error.errors(include_url=False) if not _echo(detail)]


def _echo(detail: ErrorDetails) -> bool:
    """Whether a list is only too short because its bad entries, complained of already, were left out."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _complaint(detail: ErrorDetails, model: type[BaseModel]) -> Complaint:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail["input"]
    field = field_path(detail["loc"])
    if kind == "value_error":
        message = str(context["error"])
        embedded = _EMBEDDED_FIELD.fullmatch(message)
        if embedded:
            return ".".join(part for part in (field, embedded[1]) if part), embedded[2]
        return field, message
    if kind == "extra_forbidden":
        return field, _unknown_key(detail["loc"], model)
    sentence = _SENTENCES.get(kind)
    return field, sentence(given, context) if sentence else f"{given!r}: {detail['msg']}"


def field_path(location: tuple[int | str, ...]) -> str:
    """A pydantic location as one reads it in a file: ``names.ar``, ``coordinates[0][1]``."""
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _unknown_key(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    if len(location) > 1:
        return "is not a known key; remove it or correct its spelling"
    known = [info.alias or name for name, info in model.model_fields.items()]
    near = difflib.get_close_matches(str(location[-1]), known, n=1)
    return "is not a known key; " + (f"did you mean {near[0]}?" if near else "remove it or correct its spelling")


def _number(given: object, _: Mapping[str, Any]) -> str:
    if isinstance(given, str):
        return f"{given!r} is not a number; write it with a decimal point, unquoted"
    return f"{given!r} is not a number"


def _too_short(given: Sized, context: Mapping[str, Any]) -> str:
    if context.get("field_type") == "Tuple" and context["min_length"] == 2:
        return f"has {len(given)} point(s); a line needs at least 2"
    return f"has {len(given)} entries; at least {context['min_length']} needed"


def _too_long(given: Sized, context: Mapping[str, Any]) -> str:
    return f"has {context.get('actual_length', len(given))} entries; at most {context['max_length']} allowed"


def _pattern(given: object, context: Mapping[str, Any]) -> str:
    return f"{given!r} {_PATTERNS.get(context['pattern'], 'does not fit ' + context['pattern'])}"


_SENTENCES: Mapping[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "missing": lambda _, __: "is missing; add it",
    "string_type": lambda given, _: f"{given!r} is not text; put it in quotation marks",
    "string_too_short": lambda _, c: f"is empty or too short; at least {c['min_length']} character(s) needed",
    "string_too_long": lambda _, c: f"is too long; at most {c['max_length']} characters allowed",
    "string_pattern_mismatch": _pattern,
    "enum": lambda given, c: f"{given!r} is not one of {c['expected']}",
    "float_parsing": _number,
    "float_type": _number,
    "int_parsing": lambda given, _: f"{given!r} is not a whole number",
    "int_type": lambda given, _: f"{given!r} is not a whole number",
    "int_from_float": lambda given, _: f"{given!r} is not a whole number",
    "finite_number": lambda given, _: f"{given!r} is not a finite number",
    "greater_than": lambda given, c: f"{given} is too small; it must be more than {c['gt']}",
    "greater_than_equal": lambda given, c: f"{given} is too small; the least is {c['ge']:g}",
    "less_than_equal": lambda given, c: f"{given} is too great; the most is {c['le']:g}",
    "too_short": _too_short,
    "too_long": _too_long,
    "tuple_type": lambda _, __: "must be a list, in brackets",
    "dict_type": lambda _, __: "must be a table with keys and values",
    "model_type": lambda _, __: "must be a table with keys and values",
}
