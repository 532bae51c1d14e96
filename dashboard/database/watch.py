"""Watches the database for a new version: told by NOTIFY, and asked for where nothing can be told, as on a replica."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from psycopg import errors

from dashboard.database.connection import CHANNEL, Connection, check_schema, connect, newest, one_line
from dashboard.database.errors import DatabaseError

ASK_SECONDS: Final = 3
"""So often it asks without being told, and tries again where the database is away."""
AGAIN_SECONDS: Final = 30
"""After so long a version that could not be taken is tried once more."""
_LOG = logging.getLogger(__name__)


class DatabaseWatch(threading.Thread):
    """Runs in gunicorn's master, for as long as that does. It sleeps in the kernel but for some milliseconds at a time.

    Parameters
    ----------
    url
        The database's address.
    serving
        Gives the version of the data that is served.
    renew
        Asks for an exchange of the server.
    reached, lost
        Are told of each answer and of each failure; they say whether that is news.
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
        self._asked = ("", 0.0)

    def run(self) -> None:
        """Watch; whatever goes wrong is told once, and tried again."""
        while True:
            try:
                with one_line(self._url), connect(self._url, autocommit=True) as connection:
                    self._watch(connection)
            except DatabaseError as error:
                if self._lost():
                    _LOG.warning("the database is away", extra={"fields": {"why": str(error)}})
            time.sleep(ASK_SECONDS)

    def _watch(self, connection: Connection) -> None:
        with suppress(errors.ReadOnlySqlTransaction):  # a replica is told nothing
            connection.execute(f"LISTEN {CHANNEL}".encode())
        while True:
            check_schema(connection, self._url)
            version = newest(connection)
            if self._reached():
                _LOG.warning("the database is back")
            if version is not None and version.data != self._serving():
                self._ask_for(version.data)
            for _ in connection.notifies(timeout=ASK_SECONDS, stop_after=1):
                pass

    def _ask_for(self, data: str) -> None:
        version, at = self._asked
        if version != data or time.monotonic() - at > AGAIN_SECONDS:
            self._asked = (data, time.monotonic())
            self._renew()
