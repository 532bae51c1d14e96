"""Counts the answers of all workers together, in memory that forks share.

The table is anonymous shared memory, made before the workers are forked. Each worker has its own row: no worker waits
for another, and the counts of a killed worker stay. There is no file behind it that a full disk could block.
"""

import mmap
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from dashboard.web.middleware.route_groups import KINDS

ROWS: Final = 256
"""The most workers at once: more than twice the maximum of ``Settings.workers``, because a reload doubles them."""
CLASSES: Final = ("2xx", "3xx", "4xx", "5xx")
SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, np.inf)
"""The upper bounds of the classes of an answer's time."""
_SUMS: Final = 3  # the last columns: all seconds, all bytes, answers that were cut off
_WIDTH: Final = len(CLASSES) + len(SECONDS) + _SUMS


class Counters:
    """Sums over answers by kind; each starts at 0 and only grows."""

    def __init__(self) -> None:
        shape = ROWS, len(KINDS), _WIDTH
        self._sums = np.frombuffer(mmap.mmap(-1, 8 * int(np.prod(shape))), np.float64).reshape(shape)
        self._pids = np.frombuffer(mmap.mmap(-1, ROWS * 8), np.int64)
        self._row = 0

    def claim(self, row: int) -> None:
        """Use ``row`` from now on; called once in each new worker, with a row that no living worker has."""
        self._row = row
        self._pids[row] = os.getpid()

    def add(self, kind: str, status: int, seconds: float, sent: int, *, cut: bool) -> None:
        """Count one answer of ``sent`` bytes. Raises ValueError for an unknown kind."""
        steps = [seconds <= upper for upper in SECONDS]
        classes = [number == min(max(status // 100, 2), 5) for number in range(2, 6)]
        self._sums[self._row, KINDS.index(kind)] += [*classes, *steps, seconds, sent, cut]

    def totals(self) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
        """By kind, the sums over all workers, ended ones included."""
        return np.asarray(self._sums.sum(axis=0))

    def lines(self) -> Iterator[str]:
        """All counts in the Prometheus text format."""
        known = [
            (f'kind="{kind}"', sums[: len(CLASSES)], sums[len(CLASSES) : -_SUMS], sums[-_SUMS:])
            for kind, sums in zip(KINDS, self.totals().tolist(), strict=True)
        ]
        yield from described("atlas_requests_total", "counter", "Answers by class of their status.")
        for kind, classes, _, _ in known:
            for name, number in zip(CLASSES, classes, strict=True):
                yield f'atlas_requests_total{{{kind},status="{name}"}} {number:.12g}'
        yield from described("atlas_request_seconds", "histogram", "Seconds from a request to the end of its answer.")
        for kind, _, steps, (seconds, *_) in known:
            for upper, number in zip(SECONDS, steps, strict=True):
                yield f'atlas_request_seconds_bucket{{{kind},le="{f"{upper:g}".replace("inf", "+Inf")}"}} {number:.12g}'
            yield f"atlas_request_seconds_sum{{{kind}}} {seconds:.12g}"
            yield f"atlas_request_seconds_count{{{kind}}} {steps[-1]:.12g}"
        yield from described("atlas_answer_bytes_total", "counter", "Bytes of the bodies of answers.")
        yield from (f"atlas_answer_bytes_total{{{kind}}} {sums[1]:.12g}" for kind, _, _, sums in known)
        yield from described("atlas_answers_cut_total", "counter", "Answers that broke off.")
        yield f"atlas_answers_cut_total {sum(sums[2] for *_, sums in known):.12g}"
        yield from described("atlas_worker_resident_bytes", "gauge", "Resident memory of each living worker.")
        for row in np.flatnonzero(self._pids):
            size = _resident_bytes(int(self._pids[row]), os.getppid())
            if size is not None:
                yield f'atlas_worker_resident_bytes{{worker="{row}"}} {size}'


def described(name: str, kind: str, meaning: str) -> tuple[str, str]:
    """The two lines before the numbers of ``name``, as Prometheus writes them."""
    return f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"


def _resident_bytes(pid: int, parent: int) -> int | None:
    """A process's resident memory; None where it has ended, another process has its id, or there is no /proc."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    after_name = stat.rpartition(")")[2].split()
    return int(after_name[21]) * mmap.PAGESIZE if int(after_name[1]) == parent else None
