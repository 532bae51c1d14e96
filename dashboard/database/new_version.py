"""The transaction in which a new version is written; its commit makes the version the one that is served."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from psycopg.sql import SQL, Identifier

from dashboard.database.connection import (
    CHANNEL,
    SCHEMA_VERSION,
    STORE,
    Connection,
    Row,
    check_schema_version,
    connect,
    database_errors,
    newest,
    public_address,
    schema_version,
)
from dashboard.database.errors import DatabaseError
from dashboard.database.lookup_tables import MIN_ZOOMS
from dashboard.database.schema import creation, database_tables, removal
from dashboard.settings import VERSION

STORED_VERSIONS: Final = 2
"""The newest version, and the one before it, which servers may still be reading."""
_LOCK: Final = 7_214_365_002
"""The number of the lock that a publisher holds: any number that no other program uses."""


@dataclass(frozen=True)
class NewVersion:
    """A version whose rows are being written; ``new`` is false where the database had it already."""

    connection: Connection
    number: int
    new: bool

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Write rows of this version; their cells are in the order of ``columns``.

        The table is analysed at once: plans for an empty table would serve the rules of the tables after it, and a
        large catalogue would take hours.
        """
        names = SQL(", ").join(map(Identifier, ("version", *columns)))
        command = SQL("COPY {} ({}) FROM STDIN").format(Identifier(STORE, table), names)
        with self.connection.cursor() as cursor, cursor.copy(command) as copy:
            for row in rows:
                copy.write_row((self.number, *row))
        self.connection.execute(SQL("ANALYZE {}").format(Identifier(STORE, table)))

    def set_min_zooms(self) -> None:
        """Work out from which zoom on each feature of the map is drawn, once all features are written."""
        self.connection.execute(MIN_ZOOMS.encode(), {"version": self.number})


@contextmanager
def new_version(url: str, data: str, *, migrate: bool = False) -> Iterator[NewVersion]:
    """A transaction; at the end of the block servers are told of the version, and versions that no server reads go.

    Parameters
    ----------
    url
        The database's address.
    data
        The name of the version; where the newest has this name, there is nothing to write.
    migrate
        Delete the tables of an older program, with the versions in them, and make those of this one.

    Raises
    ------
    DatabaseError
        Nothing was changed; the message has the reason.
    """
    with database_errors(url), connect(url) as connection:
        _lock_out_other_publishers(connection, url)
        _make_tables(connection, url, migrate=migrate)
        current = newest(connection)
        if current is not None and current.data == data:
            yield NewVersion(connection, current.number, new=False)
            return
        version = NewVersion(connection, _insert_version(connection, data), new=True)
        yield version
        _delete_old_versions(connection, version.number)
        connection.execute(b"SELECT pg_notify(%s, %s)", [CHANNEL, str(version.number)])


def _lock_out_other_publishers(connection: Connection, url: str) -> None:
    [free] = connection.execute(b"SELECT pg_try_advisory_xact_lock(%s)", [_LOCK]).fetchone() or [False]
    if not free:
        address = public_address(url)
        raise DatabaseError(f"{address}: somebody else is publishing at this moment; try again when that is done")


def _make_tables(connection: Connection, url: str, *, migrate: bool) -> None:
    """Make the tables where there are none; those of another program are refused, or made anew."""
    version = schema_version(connection)
    if version is not None and (version > SCHEMA_VERSION or not migrate):
        check_schema_version(version, public_address(url))
        return
    for statement in (*(removal() if version is not None else ()), *creation()):
        connection.execute(statement.encode())


def _insert_version(connection: Connection, data: str) -> int:
    """Insert a version of this name, and give its number."""
    row = connection.execute(
        f"INSERT INTO {STORE}.versions (data, program) VALUES (%s, %s) RETURNING number".encode(),
        [data, VERSION],
    ).fetchone()
    assert row is not None
    return int(row[0])


def _delete_old_versions(connection: Connection, number: int) -> None:
    """Delete the rows of versions before the last ``STORED_VERSIONS``, those that refer to others first."""
    query = f"SELECT number FROM {STORE}.versions WHERE number <= {number} ORDER BY number DESC LIMIT {STORED_VERSIONS}"
    for table in reversed(database_tables().sorted_tables):
        if "version" in table.columns:
            connection.execute(f"DELETE FROM {STORE}.{table.name} WHERE version NOT IN ({query})".encode())
    connection.execute(f"DELETE FROM {STORE}.versions WHERE number NOT IN ({query})".encode())
