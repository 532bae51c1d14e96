"""Whether the database is there: written by gunicorn's master, which watches it, and read by every worker."""

import mmap
import time
from datetime import UTC, datetime
from typing import Final

import numpy as np

SILENT_SECONDS: Final = 30
"""After so long without an answer the database counts as away, even where no error has come."""


class DatabaseContact:
    """Two moments in memory that a fork shares: of the last answer, and since when there has been none."""

    def __init__(self) -> None:
        self._moments = np.frombuffer(mmap.mmap(-1, 16), np.float64)
        self.reached()

    def reached(self) -> bool:
        """Note an answer; whether it is the first after there was none."""
        was_away = bool(self._moments[1])
        self._moments[:] = time.time(), 0
        return was_away

    def lost(self) -> bool:
        """Note that there is none; whether that is new."""
        is_new = not self._moments[1]
        if is_new:
            self._moments[1] = time.time()
        return is_new

    def away_since(self) -> datetime | None:
        """Since when the database has not been there; None while it is."""
        answered, lost = self._moments
        if not lost and time.time() - answered < SILENT_SECONDS:
            return None
        return datetime.fromtimestamp(float(lost or answered), UTC)
