"""The columns of a collection in the database: conditions become SQL, in which every value is a parameter."""

import json
import operator
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

import shapely
from geoalchemy2 import Geometry as GeometryType
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Double,
    LargeBinary,
    Text,
    and_,
    case,
    cast,
    collate,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.types import TypeEngine

from dashboard.database.connection import SRID
from dashboard.web.ogc.collection import Geometry
from dashboard.web.ogc.columns import Value

Expression = ColumnElement[Any]
_KINDS: Final[Mapping[type[TypeEngine[Any]], str]] = {GeometryType: "geometry", Double: "number", Text: "text"}
"""The kind by the type of a column; every other type is that of a condition."""
_TYPES: Final[Mapping[type, type[TypeEngine[Any]]]] = {float: Double, str: Text, bool: Boolean}


class SqlColumns:
    """The ``Columns`` of a table: texts and numbers (``Double``) by name, and the ``shapes`` of a row's geometry.

    ``extent`` is the column with the box round them, which has an index.
    """

    def __init__(self, columns: Mapping[str, Expression], shapes: Sequence[Expression], extent: Expression) -> None:
        self._columns, self.shapes, self._extent = columns, shapes, extent

    def column(self, name: str) -> Value:
        """As ``Columns.column``."""
        return self._columns.get(name, self._extent)

    def kind(self, value: Value) -> str:
        """As ``Columns.kind``."""
        if not isinstance(value, ColumnElement):
            return ""
        return _KINDS.get(type(value.type), "truth")

    def truth(self, value: bool) -> Value:
        """As ``Columns.truth``."""
        return true() if value else false()

    def compared(self, operation: Callable[[Value, Value], Value], left: Value, right: Value) -> Value:
        """As ``Columns.compared``."""
        sides = [side if self.kind(side) else literal(side, _TYPES[type(side)]) for side in (left, right)]
        if isinstance(sides[0].type, Text) and operation not in (operator.eq, operator.ne):
            sides = [by_code_points(side) for side in sides]
        return operation(*sides)

    def without_zero(self, column: Value) -> Value:
        """As ``Columns.without_zero``."""
        return func.nullif(column, 0.0, type_=Double)

    def missing(self, column: Value) -> Value:
        """As ``Columns.missing``."""
        return (
            and_(*(shape.is_(None) for shape in self.shapes)) if self.kind(column) == "geometry" else column.is_(None)
        )

    def like(self, column: Value, pattern: str) -> Value:
        """As ``Columns.like``."""
        signs = re.findall(r"\\.|.", pattern, re.DOTALL)
        return column.like("".join(r"\\" if sign == "\\" else sign for sign in signs))

    def casefolded(self, column: Value) -> Value:
        """As ``Columns.casefolded``. PostgreSQL before version 18 has only ``lower``; other letters are replaced."""
        lowered = func.lower(collate(column, "und-x-icu"), type_=Text)
        letter = (
            func.regexp_split_to_table(lowered, "").table_valued("letter", with_ordinality="place").render_derived()
        )
        replaced = func.coalesce(
            cast(literal(json.dumps(_folds()), Text), JSONB)[letter.c.letter].astext, letter.c.letter
        )
        folded = select(func.string_agg(replaced, aggregate_order_by(literal(""), letter.c.place))).scalar_subquery()
        return case((column.regexp_match(f"[Σ{''.join(_folds())}]"), cast(folded, Text)), else_=lowered)

    def meets(self, name: str, geometry: Geometry) -> Value:
        """As ``Columns.meets``."""
        other = func.ST_GeomFromWKB(literal(shapely.to_wkb(geometry), LargeBinary), SRID)
        results = [getattr(func, f"ST_{name.capitalize()}")(shape, other, type_=Boolean) for shape in self.shapes]
        if len(results) > 1:
            # A missing shape decides nothing; a row without any shape meets no condition.
            by_shape = [func.coalesce(result, name == "within", type_=Boolean) for result in results]
            has_shape = or_(*(shape.is_not(None) for shape in self.shapes))
            results = [case((has_shape, and_(*by_shape) if name == "within" else or_(*by_shape)))]
        return self._extent.intersects(other) & results[0]


def by_code_points(text: Expression) -> Expression:
    """A text that is compared and sorted alike, whatever the language of the database."""
    return collate(text, "C")


@cache
def _folds() -> dict[str, str]:
    """By letter its ``str.casefold``, for the letters whose ``str.lower`` is another (that of Σ at a word's end)."""
    letters = map(chr, range(sys.maxunicode + 1))
    return {letter: letter.casefold() for letter in letters if letter.lower() != letter.casefold()}
