"""Numbers that all workers count together, in memory that a fork shares.

The table is anonymous shared memory: made before the workers are forked, one row a worker, so nobody waits for anybody
and a worker that is killed leaves what it counted. No file is behind it: a full disk cannot stop a request.
"""

import mmap
import os
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

ROWS: Final = 256
"""Workers that may live at once; more than twice the most of ``Settings.workers``, for a reload doubles them."""


class Counters:
    """Named sums, each beginning at 0 and only growing.

    Args:
        names: every sum there will be.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._column = {name: index for index, name in enumerate(names)}
        self._sums = np.frombuffer(mmap.mmap(-1, ROWS * len(names) * 8), np.float64).reshape(ROWS, len(names))
        self._pids = np.frombuffer(mmap.mmap(-1, ROWS * 8), np.int64)
        self._row = 0
        self._lock = threading.Lock()

    def claim(self, row: int) -> None:
        """Count into ``row`` from now on; called once in each new worker, with a row that no living one has."""
        self._row = row
        self._lock = threading.Lock()  # the one before the fork may have been held by a thread that is not here
        self._pids[row] = os.getpid()

    def add(self, amounts: Iterable[tuple[str, float]]) -> None:
        """Add an amount to each of some sums. Raises KeyError for a name that is none."""
        with self._lock:
            for name, amount in amounts:
                self._sums[self._row, self._column[name]] += amount

    def totals(self) -> dict[str, float]:
        """Every sum over all workers, those that are gone included."""
        sums = self._sums.sum(axis=0)
        return {name: float(sums[index]) for name, index in self._column.items()}

    def resident_bytes(self) -> dict[int, int]:
        """By row, the memory of each living worker of this server; empty where the system does not tell (/proc)."""
        found = {}
        for row in np.flatnonzero(self._pids):
            size = _resident_bytes(int(self._pids[row]), os.getppid())
            if size is not None:
                found[int(row)] = size
        return found


def _resident_bytes(pid: int, parent: int) -> int | None:
    """A process's resident memory; None where it is gone, or its number is another family's by now."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    after_name = stat.rpartition(")")[2].split()
    return int(after_name[21]) * mmap.PAGESIZE if int(after_name[1]) == parent else None
