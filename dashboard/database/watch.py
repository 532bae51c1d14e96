"""Watches the database for a new version, by NOTIFY, and by polling where there is no NOTIFY, as on a replica."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from psycopg import errors

from dashboard.database.connection import CHANNEL, Connection, check_schema, connect, database_errors, newest
from dashboard.database.errors import DatabaseError

POLL_SECONDS: Final = 3
"""The time between two looks for a new version, and between two attempts to connect."""
RETRY_SECONDS: Final = 30
"""The time after which a version that could not be loaded is requested again."""
_LOG = logging.getLogger(__name__)


class DatabaseWatch(threading.Thread):
    """Runs in gunicorn's master, for as long as that does. It sleeps in the kernel for all but some milliseconds.

    Parameters
    ----------
    url
        The database's address.
    serving
        Gives the version of the data that is served.
    renew
        Requests an exchange of the server.
    reached, lost
        Receive each answer and each failure, and return whether it is a change that the log should have.
    """

    def __init__(
        self,
        url: str,
        serving: Callable[[], str],
        renew: Callable[[], None],
        reached: Callable[[], bool],
        lost: Callable[[], bool],
    ) -> None:
        super().__init__(name="database-watch", daemon=True)
        self._url, self._serving, self._renew, self._reached, self._lost = url, serving, renew, reached, lost
        self._requested = ("", 0.0)

    def run(self) -> None:
        """Watch for ever; each failure is logged once, and the attempt repeated."""
        while True:
            try:
                with database_errors(self._url), connect(self._url, autocommit=True) as connection:
                    self._watch(connection)
            except DatabaseError as error:
                if self._lost():
                    _LOG.warning("the database is away", extra={"fields": {"why": str(error)}})
            time.sleep(POLL_SECONDS)

    def _watch(self, connection: Connection) -> None:
        with suppress(errors.ReadOnlySqlTransaction):  # a replica cannot listen
            connection.execute(f"LISTEN {CHANNEL}".encode())
        while True:
            check_schema(connection, self._url)
            version = newest(connection)
            if self._reached():
                _LOG.warning("the database is back")
            if version is not None and version.data != self._serving():
                self._request(version.data)
            for _ in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                pass

    def _request(self, data: str) -> None:
        version, at = self._requested
        if version != data or time.monotonic() - at > RETRY_SECONDS:
            self._requested = (data, time.monotonic())
            self._renew()
