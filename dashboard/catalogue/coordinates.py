"""The vertices of a line, kept in 16 bytes each: as tuples of floats they would take seven times as much."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

import numpy as np
import numpy.typing as npt

Vertex = tuple[float, float]


class Coordinates(Sequence[Vertex]):
    """(longitude, latitude) pairs that cannot be changed; reads as a tuple of tuples, and as an array of n × 2."""

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

    def __reduce__(self) -> tuple[Any, ...]:
        return unpacked, (self._flat.tobytes(),)

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[np.float64]:  # noqa: ANN401
        """The vertices as an array; always a copy, so that nobody writes into what is frozen."""
        return np.array(self._flat, dtype=dtype or np.float64).reshape(-1, 2)


def unpacked(content: bytes) -> Coordinates:
    """Coordinates from their bytes: pairs of 64-bit floats."""
    made = Coordinates(())
    made._flat.frombytes(content)
    return made
