"""The columns of a collection, in pandas or in a database, on which conditions are evaluated.

Truth columns combine by ``&``, ``|`` and ``~``, numbers by ``+``, ``-``, ``*`` and ``/``. A condition on a missing
value is neither true nor false, as in CQL2 and SQL.
"""

from collections.abc import Callable
from typing import Any, Protocol

from dashboard.web.ogc.collection import Geometry

Value = Any
"""The value of a part of a condition: a column, a geometry, a text, a number (a float) or a truth value."""


class Columns(Protocol):
    """The columns of one collection; ``meets`` and ``missing`` also take the column ``geometry``."""

    def column(self, name: str) -> Value:
        """A column by its name."""

    def kind(self, value: Value) -> str:
        """The type of a column (text, number, truth, geometry); empty where ``value`` is not a column."""

    def truth(self, value: bool) -> Value:
        """A column with the same truth value in each row."""

    def compared(self, operation: Callable[[Value, Value], Value], left: Value, right: Value) -> Value:
        """The comparison of two values, of which at least one is a column; texts compare by code points."""

    def without_zero(self, column: Value) -> Value:
        """The column as a divisor: 0 becomes missing."""

    def missing(self, column: Value) -> Value:
        """Whether there is no value."""

    def like(self, column: Value, pattern: str) -> Value:
        r"""Whether texts match a pattern with ``%`` (any characters), ``_`` (one) and the escape ``\\``."""

    def casefolded(self, column: Value) -> Value:
        """The texts after ``str.casefold``."""

    def meets(self, name: str, geometry: Geometry) -> Value:
        """Whether the geometry of a row ``intersects``, ``contains``, … this one.

        In a row with lines and points one of them is enough, but both must be ``within`` it.
        """
