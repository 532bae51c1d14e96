"""The vertices of a line in 16 bytes each; tuples of floats take seven times as much memory."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

import numpy as np
import numpy.typing as npt

Vertex = tuple[float, float]


class Coordinates(Sequence[Vertex]):
    """Immutable (longitude, latitude) pairs in degrees on WGS84: a sequence of tuples, and an array of shape (n, 2)."""

    __slots__ = ("_flat",)

    def __init__(self, positions: Iterable[Vertex]) -> None:
        self._flat = array("d", (degrees for position in positions for degrees in position))

    def __len__(self) -> int:
        return len(self._flat) // 2

    @overload
    def __getitem__(self, at: int) -> Vertex: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Vertex, ...]: ...
    def __getitem__(self, at: int | slice) -> Vertex | tuple[Vertex, ...]:
        if isinstance(at, slice):
            return tuple(self)[at]
        first = 2 * range(len(self))[at]
        return self._flat[first], self._flat[first + 1]

    def __iter__(self) -> Iterator[Vertex]:
        degrees = iter(self._flat)
        return zip(degrees, degrees, strict=True)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Coordinates):
            return self._flat == other._flat
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[np.float64]:  # noqa: ANN401
        """The vertices as an array; always a copy, because they are immutable."""
        return np.array(self._flat, dtype=dtype or np.float64).reshape(-1, 2)
