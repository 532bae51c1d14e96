"""Evaluates conditions in CQL2 (OGC 21-065r2), which the package cql2 parses, on columns.

As in the standard, a comparison with a missing value is neither true nor false, so NOT does not select the row.
"""

import operator
import re
from collections.abc import Callable, Collection, Mapping
from functools import reduce
from types import MappingProxyType
from typing import Final

import cql2
import shapely
from pygeoapi.util import get_crs_from_uri
from pyproj import Transformer

from dashboard.exports.collections import DAYS
from dashboard.web.ogc.collection import Conditions, Geometry
from dashboard.web.ogc.columns import Columns, Value
from dashboard.web.ogc.parameters import CRS84, RefusedError

DEEPEST: Final = 10
"""The most nested brackets: the time to parse doubles with each open bracket."""
_LITERALS: Final = re.compile(r"'(?:[^']|'')*'|\"\w+\"")
Operation = Callable[[Value, Value], Value]
_COMPARISONS: Final[Mapping[str, Operation]] = MappingProxyType(
    {"=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)
_ARITHMETIC: Final[Mapping[str, Operation]] = MappingProxyType(
    {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
)
_SPATIAL: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{name: name for name in ("intersects", "disjoint", "touches", "crosses", "overlaps", "equals")},
        **{"contains": "within", "within": "contains"},
    }
)
"""Each function of two geometries, and the equal function with the geometries in reverse order."""
_KINDS: Final = {bool: "truth", float: "number", str: "text"}


def matching_rows(columns: Columns, names: Collection[str], conditions: Conditions, *, dated: bool) -> Value:
    """A truth column: whether a row meets all ``conditions``.

    A filter may name the columns ``names``; ``dated`` tells whether rows have a time.

    Raises
    ------
    RefusedError
        A condition is invalid, or cannot be evaluated on this collection.
    """
    met = [columns.truth(True)]
    if conditions.filter:
        met.append(_filtered(columns, names, conditions))
    if conditions.days is not None:
        met += _in_interval(columns, *conditions.days) if dated else [columns.truth(False)]
    met += [columns.compared(operator.eq, columns.column(name), value) for name, value in conditions.values]
    met += [columns.meets("intersects", conditions.box)] if conditions.box is not None else []
    return reduce(operator.and_, met)


def _in_interval(columns: Columns, first: str | None, last: str | None) -> list[Value]:
    begin, end = map(columns.column, DAYS)
    met = [~columns.missing(begin)]
    met += [columns.compared(operator.ge, end, first)] if first else []
    return [*met, columns.compared(operator.le, begin, last)] if last else met


def _filtered(columns: Columns, names: Collection[str], conditions: Conditions) -> Value:
    text = conditions.filter
    _check_brackets(text)
    try:
        condition = cql2.Expr(text).to_json()
    except Exception as error:  # cql2 raises nothing narrower
        raise RefusedError(f"filter: this is no CQL2 text: {text}") from error
    try:
        return _Condition(columns, names, conditions.filter_crs).truth(condition)
    except RefusedError:
        raise
    except (TypeError, ValueError, KeyError, ArithmeticError, RecursionError, shapely.errors.ShapelyError) as error:
        raise RefusedError(f"filter: {error}") from error


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


class _Condition:
    """Evaluates a condition, in the JSON form of cql2, on the columns of one collection."""

    def __init__(self, columns: Columns, names: Collection[str], crs: str) -> None:
        self._columns, self._names, self._crs = columns, {*names, "geometry"}, crs

    def truth(self, node: Value) -> Value:
        """A truth column."""
        value = self._value(node)
        if self._kind(value) != "truth":
            raise RefusedError("filter: a condition is wanted, such as status = 'operating'")
        return self._columns.truth(value) if isinstance(value, bool) else value

    def _kind(self, value: Value) -> str:
        if isinstance(value, shapely.Geometry):
            return "geometry"
        return _KINDS.get(type(value)) or self._columns.kind(value)

    def _value(self, node: Value) -> Value:
        if isinstance(node, int) and not isinstance(node, bool):
            return float(node)
        if not isinstance(node, dict):
            return node
        if "op" in node:
            return self._operation(str(node["op"]).lower(), node["args"])
        if "property" in node:
            return self._column(node["property"])
        if "bbox" in node:
            box = node["bbox"]
            return self._in_degrees(rectangle(*(box if len(box) == 4 else (*box[:2], *box[3:5]))))
        if "type" in node:
            return self._in_degrees(_valid(shapely.force_2d(shapely.geometry.shape(node))))
        for name in ("date", "timestamp"):
            if name in node:
                return node[name]
        raise RefusedError(f"filter: {', '.join(node)} is not understood here")

    def _column(self, name: str) -> Value:
        if name not in self._names:
            raise RefusedError(f"filter: there is no property {name!r}")
        return self._columns.column(name)

    def _in_degrees(self, geometry: Geometry) -> Geometry:
        if self._crs == CRS84:
            return geometry
        transformer = Transformer.from_crs(get_crs_from_uri(self._crs), get_crs_from_uri(CRS84))
        return shapely.transform(geometry, transformer.transform, interleaved=False)

    def _operation(self, name: str, nodes: list[Value]) -> Value:
        if name in ("and", "or"):
            return reduce(operator.and_ if name == "and" else operator.or_, map(self.truth, nodes))
        if name == "not":
            return ~self.truth(nodes[0])
        if name == "in":
            subject, *listed = [self._value(node) for node in (nodes[0], *nodes[1])]
            return reduce(operator.or_, (self._compared("=", subject, value) for value in listed))
        return self._function(name, [self._value(node) for node in nodes])

    def _function(self, name: str, values: list[Value]) -> Value:
        if name in _COMPARISONS:
            return self._compared(name, *values)
        if name == "between":
            subject, least, most = values
            return self._compared(">=", subject, least) & self._compared("<=", subject, most)
        if name in ("like", "casei", "isnull"):
            return getattr(self, f"_{name}")(*values)
        if name in _ARITHMETIC and len(values) == 2:
            return self._arithmetic(name, *values)
        if name.removeprefix("s_") in _SPATIAL and name.startswith("s_"):
            return self._spatial(name.removeprefix("s_"), *values)
        raise RefusedError(f"filter: {name} is not offered here")

    def _are_constant(self, *values: Value) -> bool:
        return not any(map(self._columns.kind, values))

    def _compared(self, name: str, left: Value, right: Value) -> Value:
        kind = self._kind(left)
        if kind != self._kind(right) or kind not in ("text", "number", "truth"):
            raise RefusedError(f"filter: {name} compares texts with texts and numbers with numbers")
        if self._are_constant(left, right):
            return _COMPARISONS[name](left, right)
        return self._columns.compared(_COMPARISONS[name], left, right)

    def _arithmetic(self, name: str, left: Value, right: Value) -> Value:
        if {self._kind(left), self._kind(right)} != {"number"}:
            raise RefusedError("filter: only numbers are reckoned with")
        if name == "/" and isinstance(right, float) and not right:
            raise RefusedError("filter: nothing is divided by 0")
        divides = name == "/" and not self._are_constant(right)
        return _ARITHMETIC[name](left, self._columns.without_zero(right) if divides else right)

    def _spatial(self, name: str, left: Value, right: Value) -> Value:
        if {self._kind(left), self._kind(right)} != {"geometry"}:
            raise RefusedError(f"filter: s_{name} is asked of two geometries")
        if self._are_constant(left, right):
            return bool(getattr(shapely, name)(left, right))
        if self._are_constant(left):
            name, left, right = _SPATIAL[name], right, left
        if not self._are_constant(right):
            raise RefusedError(f"filter: s_{name} wants one geometry that is written out")
        if name == "disjoint":
            return ~self._columns.meets("intersects", right)
        if name != "intersects" and right.geom_type == "GeometryCollection":
            raise RefusedError(f"filter: s_{name} takes geometries of one kind; ask for each part")
        return self._columns.meets(name, right)

    def _isnull(self, value: Value) -> Value:
        if self._are_constant(value):
            raise RefusedError("filter: IS NULL is asked of a property")
        return self._columns.missing(value)

    def _like(self, subject: Value, pattern: Value) -> Value:
        if not isinstance(pattern, str):
            raise RefusedError("filter: LIKE wants a text with % and _")
        return self._columns.like(self._text_column(subject), pattern)

    def _casei(self, value: Value) -> Value:
        return value.casefold() if isinstance(value, str) else self._columns.casefolded(self._text_column(value))

    def _text_column(self, value: Value) -> Value:
        if self._columns.kind(value) != "text":
            raise RefusedError("filter: LIKE and CASEI are asked of a property that is a text")
        return value


def rectangle(west: float, south: float, east: float, north: float) -> Geometry:
    """The box; without width or height, a line or a point."""
    return shapely.MultiPoint([(west, south), (east, north)]).envelope


def _valid(geometry: Geometry) -> Geometry:
    if not shapely.is_valid(geometry):
        raise RefusedError(f"filter: {shapely.is_valid_reason(geometry)}")
    return geometry
