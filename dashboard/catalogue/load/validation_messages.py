"""Validates one record and turns the errors of pydantic into short sentences that say what to do."""

import re
from collections.abc import Callable, Mapping, Sized
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticUndefined

from dashboard.catalogue.stories.story import FIGURE_PATTERN, MAP_PATTERN
from dashboard.catalogue.text.likeness import nearest

ValidationMessage = tuple[str, str]
"""A field's path (``names.ar``, ``coordinates[0][1]``; empty for the whole record) and a sentence."""

R = TypeVar("R", bound=BaseModel)

_PATTERNS: Mapping[str, str] = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "is not an id; use a-z, 0-9 and single hyphens",
    r"^[A-Z]{2}$": "is not a country code; write the two capital letters of ISO 3166-1",
    r"^[0-9a-f]{64}$": "is not a sha256; write its 64 lower-case hexadecimal digits",
    MAP_PATTERN: "is not the address of a map; write one such as /project/cable or /corridor/here/there?view=5/41/47",
    FIGURE_PATTERN: "is not the name of a figure; write its project's or route's id and its own, as in cable/length",
}
_EMBEDDED_FIELD = re.compile(r"([a-z_]+): (.+)", re.DOTALL)


def validate(model: type[R], raw: Mapping[str, Any]) -> tuple[R | None, list[ValidationMessage]]:
    """Make a record from raw values.

    Parameters
    ----------
    model
        The class of the record.
    raw
        Its values by field name, as a file has them.

    Returns
    -------
    tuple
        The record and an empty list; or None and a message for each error.
    """
    try:
        return model.model_validate(raw), []
    except ValidationError as error:
        return None, [
            _message(detail, model) for detail in error.errors(include_url=False) if not _repeats_an_error(detail)
        ]


def valid_parts(model: type[R], raw: Mapping[str, Any]) -> R:
    """A record of those fields of ``raw`` that are valid by themselves, for checks. It is never served.

    A field that is missing or invalid has its default, or None where it has no default, whatever its type says.
    """
    parts: dict[str, Any] = {
        info.alias or name: _part(info, raw.get(info.alias or name)) for name, info in model.model_fields.items()
    }
    return model.model_construct(**parts)


def _part(info: FieldInfo, value: object) -> object:
    kind: Any = info.annotation
    if isinstance(kind, type) and issubclass(kind, BaseModel) and isinstance(value, Mapping):
        return valid_parts(kind, value)
    try:
        return TypeAdapter(Annotated[kind, "a field", *info.metadata]).validate_python(value)
    except ValidationError:
        default = info.get_default(call_default_factory=True)
        return None if default is PydanticUndefined else default


def _repeats_an_error(detail: ErrorDetails) -> bool:
    """Whether a list is too short only because invalid entries were dropped, which have messages already."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _message(detail: ErrorDetails, model: type[BaseModel]) -> ValidationMessage:
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
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
    return field, sentence(value, context) if sentence else f"{value!r}: {detail['msg']}"


def field_path(location: tuple[int | str, ...]) -> str:
    """A location of pydantic as a path in the file: ``names.ar``, ``coordinates[0][1]``."""
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _unknown_key(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    if len(location) > 1:
        return "is not a known key; remove it or correct its spelling"
    keys = [info.alias or name for name, info in model.model_fields.items()]
    near = nearest(str(location[-1]), keys)
    return "is not a known key; " + (f"did you mean {near}?" if near else "remove it or correct its spelling")


def _number(value: object, _: Mapping[str, Any]) -> str:
    if isinstance(value, str):
        return f"{value!r} is not a number; write it with a decimal point, unquoted"
    return f"{value!r} is not a number"


def _too_short(value: Sized, context: Mapping[str, Any]) -> str:
    has_tables = isinstance(value, list) and value and all(isinstance(entry, Mapping) for entry in value)
    if context.get("field_type") == "Tuple" and context["min_length"] == 2 and not has_tables:
        return f"has {len(value)} point(s); a line needs at least 2"
    return f"has {len(value)} entries; at least {context['min_length']} needed"


def _too_long(value: Sized, context: Mapping[str, Any]) -> str:
    return f"has {context.get('actual_length', len(value))} entries; at most {context['max_length']} allowed"


def _pattern(value: object, context: Mapping[str, Any]) -> str:
    return f"{value!r} {_PATTERNS.get(context['pattern'], 'does not fit ' + context['pattern'])}"


def _not_one_of(value: object, expected: str) -> str:
    near = nearest(str(value), re.findall("'([^']+)'", expected))
    return f"{value!r} is not one of {expected}" + (f"; did you mean {near!r}?" if near else "")


_SENTENCES: Mapping[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "missing": lambda _, __: "is missing; add it",
    "string_type": lambda value, _: f"{value!r} is not text; put it in quotation marks",
    "string_too_short": lambda _, c: f"is empty or too short; at least {c['min_length']} character(s) needed",
    "string_too_long": lambda _, c: f"is too long; at most {c['max_length']} characters allowed",
    "string_pattern_mismatch": _pattern,
    "enum": lambda value, c: _not_one_of(value, c["expected"]),
    "float_parsing": _number,
    "float_type": _number,
    "int_parsing": lambda value, _: f"{value!r} is not a whole number",
    "int_type": lambda value, _: f"{value!r} is not a whole number",
    "int_from_float": lambda value, _: f"{value!r} is not a whole number",
    "finite_number": lambda value, _: f"{value!r} is not a finite number",
    "greater_than": lambda value, c: f"{value} is too small; it must be more than {c['gt']}",
    "greater_than_equal": lambda value, c: f"{value} is too small; the least is {c['ge']:g}",
    "less_than_equal": lambda value, c: f"{value} is too great; the most is {c['le']:g}",
    "too_short": _too_short,
    "too_long": _too_long,
    "tuple_type": lambda _, __: "must be a list, in brackets",
    "dict_type": lambda _, __: "must be a table with keys and values",
    "model_type": lambda _, __: "must be a table with keys and values",
}
