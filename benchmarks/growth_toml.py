"""Writing the few shapes of TOML that the catalogue has; Python's standard library only reads it."""

import json
from collections.abc import Mapping
from typing import Any


def to_toml(table: Mapping[str, Any], tables: str = "") -> str:
    """``table`` as a file; the list under ``tables`` as ``[[tables]]`` at its end, what else is nested inline."""
    lines = [f"{key} = {_value(value)}" for key, value in table.items() if key != tables]
    for entry in table.get(tables, ()):
        lines += ["", f"[[{tables}]]", *(f"{key} = {_value(value)}" for key, value in entry.items())]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:  # noqa: ANN401 (whatever tomllib gives)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    # A JSON string, number or truth value is one of TOML too.
    return json.dumps(value, ensure_ascii=False)
