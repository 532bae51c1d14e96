"""Which rows a condition in CQL2 (OGC 21-065r2) chooses: read by the package cql2, worked out here on whole columns.

A comparison with a value that is missing is neither true nor false, as the standard has it, so NOT does not choose it.
"""

import operator
import re
from collections.abc import Callable, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Any, Final

import cql2
import pandas
import shapely
from pygeoapi.util import get_crs_from_uri
from pyproj import Transformer

from dashboard.web.ogc.collections import Collection
from dashboard.web.ogc.parameters import CRS84, RefusedError

DEEPEST: Final = 10
"""Brackets within brackets: the time that reading takes doubles with each that is not closed."""
_LITERALS: Final = re.compile(r"'(?:[^']|'')*'|\"\w+\"")
_COMPARISONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = MappingProxyType(
    {"=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)
_ARITHMETIC: Final[Mapping[str, Callable[[Any, Any], Any]]] = MappingProxyType(
    {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
)
_SPATIAL: Final = frozenset(
    {"s_intersects", "s_disjoint", "s_contains", "s_within", "s_touches", "s_crosses", "s_overlaps", "s_equals"}
)
Value = Any
"""What a part of a condition is worth: a column, a geometry, a text, a number or a truth value."""


def chosen_rows(collection: Collection, text: str, crs: str = CRS84) -> "pandas.Series[bool]":
    """For each row whether the condition ``text`` chooses it; its geometries are in ``crs`` (a URI).

    Raises
    ------
    RefusedError
        It is no condition, or none that can be worked out on this collection.
    """
    _check_brackets(text)
    try:
        condition = cql2.Expr(text).to_json()
    except Exception as error:  # cql2 raises nothing narrower
        raise RefusedError(f"filter: this is no CQL2 text: {text}") from error
    try:
        chosen = _Conditions(collection, crs).truth(condition)
    except RefusedError:
        raise
    except (TypeError, ValueError, KeyError, ArithmeticError, shapely.errors.ShapelyError) as error:
        raise RefusedError(f"filter: {error}") from error
    return chosen.fillna(False).astype(bool)


def _check_brackets(text: str) -> None:
    rest = _LITERALS.sub("", text)
    if "'" in rest or '"' in rest or "\\'" in text:
        raise RefusedError("filter: a quotation mark is not closed; within a text it is written twice")
    level = 0
    for sign in re.findall(r"[()]", rest):
        level += 1 if sign == "(" else -1
        if not 0 <= level <= DEEPEST:
            break
    if level:
        raise RefusedError(f"filter: brackets are not closed, or more than {DEEPEST} deep")


class _Conditions:
    """Works out conditions, as cql2 gives them in JSON, over the rows of one collection."""

    def __init__(self, collection: Collection, crs: str) -> None:
        self._frame = collection.frame
        self._columns = {field.name for field in collection.fields}
        self._crs = crs

    def truth(self, node: Value) -> Any:  # noqa: ANN401
        """A column of true, false and missing."""
        value = self._value(node)
        if isinstance(value, bool):
            return pandas.Series(value, index=self._frame.index, dtype="boolean")
        if not isinstance(value, pandas.Series) or value.dtype != "boolean":
            raise RefusedError("filter: a condition is wanted, such as status = 'operating'")
        return value

    def _value(self, node: Value) -> Value:
        if not isinstance(node, dict):
            return node
        if "op" in node:
            return self._operation(str(node["op"]).lower(), node["args"])
        if "property" in node:
            return self._column(node["property"])
        if "bbox" in node:
            box = node["bbox"]
            return self._in_degrees(shapely.box(*(box if len(box) == 4 else (*box[:2], *box[3:5]))))
        if "type" in node:
            return self._in_degrees(shapely.force_2d(shapely.geometry.shape(node)))
        for name in ("date", "timestamp"):
            if name in node:
                return node[name]
        raise RefusedError(f"filter: {', '.join(node)} is not understood here")

    def _column(self, name: str) -> Value:
        if name != "geometry" and name not in self._columns:
            raise RefusedError(f"filter: there is no property {name!r}")
        return self._frame[name]

    def _in_degrees(self, geometry: Value) -> Value:
        if self._crs == CRS84:
            return geometry
        turned = Transformer.from_crs(get_crs_from_uri(self._crs), get_crs_from_uri(CRS84))
        return shapely.transform(geometry, turned.transform, interleaved=False)

    def _operation(self, name: str, nodes: list[Value]) -> Value:
        if name in ("and", "or"):
            return reduce(operator.and_ if name == "and" else operator.or_, map(self.truth, nodes))
        if name == "not":
            return ~self.truth(nodes[0])
        if name == "in":
            subject, *listed = [self._value(node) for node in (nodes[0], *nodes[1])]
            return reduce(operator.or_, (self._compared("=", subject, value) for value in listed))
        return self._of_values(name, [self._value(node) for node in nodes])

    def _of_values(self, name: str, values: list[Value]) -> Value:
        if name in _COMPARISONS:
            return self._compared(name, *values)
        if name == "between":
            subject, least, most = values
            return self._compared(">=", subject, least) & self._compared("<=", subject, most)
        if name in _OF_TEXTS:
            return _OF_TEXTS[name](*values)
        if name in _ARITHMETIC and len(values) == 2:
            return _ARITHMETIC[name](*map(_a_number, values))
        if name in _SPATIAL:
            return self._spatial(name.removeprefix("s_"), *values)
        raise RefusedError(f"filter: {name} is not offered here")

    def _compared(self, name: str, left: Value, right: Value) -> Value:
        if _kind(left) != _kind(right) or _kind(left) == "geometry":
            raise RefusedError(f"filter: {name} compares texts with texts and numbers with numbers")
        result = _COMPARISONS[name](left, right)
        return pandas.Series(result, index=self._frame.index, dtype="boolean")

    def _spatial(self, name: str, left: Value, right: Value) -> Value:
        if _kind(left) != "geometry" or _kind(right) != "geometry":
            raise RefusedError(f"filter: s_{name} is asked of two geometries")
        met = getattr(shapely, name)(*(_shapes(side) for side in (left, right)))
        return pandas.Series(met, index=self._frame.index, dtype="boolean").mask(self._frame.geometry.isna())


def _kind(value: Value) -> str:
    if isinstance(value, pandas.Series):
        if value.dtype == "geometry":
            return "geometry"
        return "truth" if value.dtype == "boolean" else "number" if pandas.api.types.is_numeric_dtype(value) else "text"
    if isinstance(value, shapely.Geometry):
        return "geometry"
    kinds = {bool: "truth", int: "number", float: "number", str: "text"}
    return kinds.get(type(value), "nothing")


def _shapes(value: Value) -> Value:
    return value.to_numpy() if isinstance(value, pandas.Series) else value


def _is_null(value: Value) -> Value:
    if not isinstance(value, pandas.Series):
        raise RefusedError("filter: IS NULL is asked of a property")
    return value.isna().astype("boolean")


def _a_text(value: Value) -> Any:  # noqa: ANN401
    if not isinstance(value, pandas.Series) or _kind(value) != "text":
        raise RefusedError("filter: LIKE and CASEI are asked of a property that is a text")
    return value


def _a_number(value: Value) -> Value:
    if _kind(value) != "number":
        raise RefusedError("filter: only numbers are reckoned with")
    return value


def _like(subject: Value, pattern: Value) -> Value:
    if not isinstance(pattern, str):
        raise RefusedError("filter: LIKE wants a text with % and _")
    return _a_text(subject).str.fullmatch(like_expression(pattern)).astype("boolean")


def _casefolded(value: Value) -> Value:
    return value.casefold() if isinstance(value, str) else _a_text(value).str.casefold()


def like_expression(pattern: str) -> str:
    r"""A regular expression for a pattern with ``%`` (any letters), ``_`` (one) and ``\`` before what is meant itself.

    What stands between two ``%`` is taken where it first fits, and never tried again: no pattern takes long.
    """
    parts: list[str] = [""]
    for sign in re.findall(r"\\.|.", pattern, re.DOTALL):
        if sign == "%":
            parts.append("")
        else:
            parts[-1] += "." if sign == "_" else re.escape(sign[-1])
    first, *rest = parts
    if not rest:
        return f"(?s:{first})"
    *between, last = rest
    return f"(?s:{first}{''.join(f'(?>.*?{part})' for part in between)}.*{last})"


_OF_TEXTS: Final[Mapping[str, Callable[..., Value]]] = MappingProxyType(
    {"like": _like, "casei": _casefolded, "isnull": _is_null}
)
