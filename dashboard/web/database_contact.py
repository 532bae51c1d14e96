"""Whether the database answers: gunicorn's master, which watches it, writes this, and every worker reads it."""

import mmap
import time
from datetime import UTC, datetime
from typing import Final

import numpy as np

SILENT_SECONDS: Final = 30
"""After this time without an answer the database counts as away, even without an error."""


class DatabaseContact:
    """Two times in memory that forks share: of the last answer, and of the first failure since then."""

    def __init__(self) -> None:
        self._times = np.frombuffer(mmap.mmap(-1, 16), np.float64)
        self.reached()

    def reached(self) -> bool:
        """Record an answer; true where it is the first one after a failure."""
        was_away = bool(self._times[1])
        self._times[:] = time.time(), 0
        return was_away

    def lost(self) -> bool:
        """Record a failure; true where it is the first one after an answer."""
        is_new = not self._times[1]
        if is_new:
            self._times[1] = time.time()
        return is_new

    def away_since(self) -> datetime | None:
        """The time since which the database does not answer; None while it answers."""
        answered, lost = self._times
        if not lost and time.time() - answered < SILENT_SECONDS:
            return None
        return datetime.fromtimestamp(float(lost or answered), UTC)
