"""The canonical text of curated GeoJSON files, so that a small change of the data is a small change of the text.

Keys are sorted, the indent is two spaces, each position has a line of its own, text is not escaped, and a newline ends
the file (RFC 7946, no ``crs``).
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

INDENT: Final = "  "


def canonical(collection: Mapping[str, Any]) -> str:
    """The canonical text of ``collection``. Raises ValueError for NaN and infinities."""
    return f"{_text(collection, 0)}\n"


def _text(value: object, depth: int) -> str:
    inner, outer = INDENT * (depth + 1), INDENT * depth
    if isinstance(value, Mapping):
        if not value:
            return "{}"
        rows = [
            f"{inner}{json.dumps(key, ensure_ascii=False)}: {_text(value[key], depth + 1)}" for key in sorted(value)
        ]
        return "{\n" + ",\n".join(rows) + f"\n{outer}}}"
    if isinstance(value, list | tuple):
        if _is_position(value):
            return f"[{', '.join(_number(part) for part in value)}]"
        if not value:
            return "[]"
        return "[\n" + ",\n".join(f"{inner}{_text(item, depth + 1)}" for item in value) + f"\n{outer}]"
    if isinstance(value, float):
        return _number(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _is_position(value: Sequence[object]) -> bool:
    return len(value) in {2, 3} and all(isinstance(part, int | float) and not isinstance(part, bool) for part in value)


def _number(number: float) -> str:
    """A number in JSON; an integral float has no fraction, so that 45.0 and 45 have the same text."""
    if isinstance(number, float) and number.is_integer():
        return str(int(number))
    return json.dumps(number, allow_nan=False)
