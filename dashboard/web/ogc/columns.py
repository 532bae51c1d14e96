"""What conditions are worked out on: the columns of a collection, whether pandas or a database has them.

Truth columns are put together by ``&``, ``|`` and ``~``, numbers by ``+``, ``-``, ``*`` and ``/``. Of what is missing
nothing is true or false, as CQL2 and SQL have it.
"""

from collections.abc import Callable
from typing import Any, Protocol

from dashboard.web.ogc.questions import Geometry

Value = Any
"""What a part of a condition is worth: a column, a geometry, a text, a number (a float) or a truth value."""


class Columns(Protocol):
    """The columns of one collection; ``geometry`` is one of them, asked for by ``meets`` and ``missing``."""

    def column(self, name: str) -> Value:
        """A column by its name."""

    def kind(self, value: Value) -> str:
        """What a column holds (text, number, truth, geometry); empty where ``value`` is no column."""

    def truth(self, value: bool) -> Value:
        """A column with the same truth value in each row."""

    def compared(self, operation: Callable[[Value, Value], Value], left: Value, right: Value) -> Value:
        """Two values compared, one of which is a column; texts by their code points."""

    def without_zero(self, column: Value) -> Value:
        """Numbers to divide by: what is divided by 0 is missing."""

    def missing(self, column: Value) -> Value:
        """Whether there is no value."""

    def like(self, column: Value, pattern: str) -> Value:
        r"""Whether texts fit a pattern with ``%`` (any letters), ``_`` (one) and ``\\`` before what is meant itself."""

    def casefolded(self, column: Value) -> Value:
        """Texts as ``str.casefold`` makes them."""

    def meets(self, name: str, geometry: Geometry) -> Value:
        """Whether the geometry of a row ``intersects``, ``contains``, … this one.

        Where a row has lines and points, either is enough; but ``within`` asks both.
        """
