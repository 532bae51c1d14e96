"""One version of the catalogue in the database, and how a server queries it."""

import os
from collections.abc import Mapping
from typing import Any

from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool, PoolTimeout

from dashboard.database.connection import CONNECT_SECONDS, LOST_PEER, STORE, Version, database_errors
from dashboard.database.errors import DatabaseError


def from_table(table: str) -> str:
    """The part of a query that selects the rows of a table that belong to the version of the ``Store``."""
    return f"FROM {STORE}.{table} WHERE version = %(version)s"


class Store:
    """Answers queries about one version. Each process has connections of its own, made at its first query.

    Parameters
    ----------
    url
        The database's address.
    version
        The version that all queries are about; it stays where a newer one is published.
    longest_ms
        A query that takes longer is ended.
    most_connections
        The most connections of one process.
    """

    def __init__(self, url: str, version: Version, *, longest_ms: int = 10_000, most_connections: int = 8) -> None:
        self.version = version
        self._url, self._longest_ms, self._most_connections = url, longest_ms, most_connections
        self._pool: tuple[int, ConnectionPool] | None = None

    def separate(self, *, longest_ms: int, most_connections: int) -> "Store":
        """Another store for the same version, with its own connections, so that its queries delay none of this one."""
        return Store(self._url, self.version, longest_ms=longest_ms, most_connections=most_connections)

    def rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[TupleRow]:
        """The rows of a query, in which ``%(version)s`` is the number of the version.

        Raises
        ------
        DatabaseError
            The database does not answer, or not in time.
        """
        with database_errors(self._url):
            try:
                with self._connections().connection(timeout=CONNECT_SECONDS) as connection:
                    all_parameters = {"version": self.version.number, **(parameters or {})}
                    return connection.execute(query.encode(), all_parameters).fetchall()
            except PoolTimeout:
                raise DatabaseError("no connection to the database is free") from None

    def column(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Any]:
        """The values of a query that has one column; otherwise as ``rows``."""
        return [value for (value,) in self.rows(query, parameters)]

    def _connections(self) -> ConnectionPool:
        """The pool of this process: connections do not outlive a fork."""
        if self._pool is None or self._pool[0] != os.getpid():
            # Compiling takes longer than running any of these queries: all use an index, and what they read is cached.
            settings = {
                "statement_timeout": self._longest_ms,
                "jit": "off",
                "random_page_cost": 1.1,
                "pg_trgm.similarity_threshold": 0.15,  # a short word with two letters exchanged is no more alike
            }
            options = {
                **LOST_PEER,
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
                reconnect_timeout=CONNECT_SECONDS,  # then each query tries anew, and works when the database is back
                check=ConnectionPool.check_connection,  # the database may have been away since the last query
            )
            self._pool = (os.getpid(), pool)
        return self._pool[1]
