"""Writes values in TOML as a person does: one key a line, texts in several languages under dotted keys."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dashboard.catalogue.text.quote_offsets import as_toml

_WORDS_OF_A_TEXT: Final = ("quote", "prefix", "suffix", "evidence")
"""Fields with words of a text, written in single quotation marks, where nothing is an escape."""


def toml_lines(table: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a table; a table in it becomes dotted keys."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from (f"{key}.{inner} = {toml_value(inner_value)}" for inner, inner_value in value.items())
        elif key in _WORDS_OF_A_TEXT:
            yield f"{key} = {as_toml(str(value))}"
        else:
            yield f"{key} = {toml_value(value)}"


def toml_value(value: object) -> str:
    """One value, on one line."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)  # JSON's escapes are TOML's too
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml_value(entry)}" for key, entry in value.items()) + " }"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
