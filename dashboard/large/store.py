"""One version of the catalogue in the database, and how a server asks for its rows."""

import os
from collections.abc import Mapping
from typing import Any

from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool, PoolTimeout

from dashboard.database.connection import CONNECT_SECONDS, Version, one_line
from dashboard.database.errors import DatabaseError


class Store:
    """Answers queries about one version. Each process has connections of its own, made when it first asks.

    Parameters
    ----------
    url
        The database's address.
    version
        The version that all queries are about; it stays where a newer one is published.
    longest_ms
        A query that takes longer is ended.
    most_connections
        Of one process.
    """

    def __init__(self, url: str, version: Version, *, longest_ms: int = 10_000, most_connections: int = 8) -> None:
        self.version = version
        self._url, self._longest_ms, self._most_connections = url, longest_ms, most_connections
        self._pool: tuple[int, ConnectionPool] | None = None

    def apart(self, *, longest_ms: int, most_connections: int) -> "Store":
        """Another for the same version, with connections of its own: what it is asked holds up nothing here."""
        return Store(self._url, self.version, longest_ms=longest_ms, most_connections=most_connections)

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> list[TupleRow]:
        """The rows of a query, in which ``%(version)s`` is the number of the version.

        Raises
        ------
        DatabaseError
            The database does not answer, or not in time.
        """
        with one_line(self._url):
            try:
                with self._connections().connection(timeout=CONNECT_SECONDS) as connection:
                    asked = {"version": self.version.number, **(values or {})}
                    return connection.execute(query.encode(), asked).fetchall()
            except PoolTimeout:
                raise DatabaseError("no connection to the database is free") from None

    def _connections(self) -> ConnectionPool:
        """The pool of this process: connections do not outlive a fork."""
        if self._pool is None or self._pool[0] != os.getpid():
            # To compile a query takes longer than any of these queries; all have an index, and what they read is kept.
            settings = {
                "statement_timeout": self._longest_ms,
                "jit": "off",
                "random_page_cost": 1.1,
                "pg_trgm.similarity_threshold": 0.15,  # so little is alike in short words with two letters exchanged
            }
            options = {
                "application_name": "atlas",
                "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
                "autocommit": True,
            }
            pool = ConnectionPool(
                self._url,
                min_size=0,
                max_size=self._most_connections,
                kwargs=options,
                open=True,
                reconnect_timeout=CONNECT_SECONDS,  # then each query tries anew, and finds it when it is back
                check=ConnectionPool.check_connection,  # the database may have been away since
            )
            self._pool = (os.getpid(), pool)
        return self._pool[1]
