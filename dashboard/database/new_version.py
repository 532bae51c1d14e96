"""The transaction in which a new version is written; its end is the switch."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from psycopg.sql import SQL, Identifier

from dashboard.database.connection import (
    CHANNEL,
    STORE,
    Connection,
    connect,
    is_newer,
    newest,
    one_line,
    refuse_other,
    schema_version,
    shown,
)
from dashboard.database.errors import DatabaseError
from dashboard.database.lookup_tables import MIN_ZOOMS
from dashboard.database.schema import creation, database_tables, removal
from dashboard.database.stored_records import Row
from dashboard.settings import VERSION

KEPT: Final = 2
"""Versions that stay: the newest, and the one before, which servers may still be reading."""
_LOCK: Final = 7_214_365_002
"""Who holds it publishes; any number that no other program takes."""


@dataclass(frozen=True)
class NewVersion:
    """A version whose rows are being written; ``new`` is false where it was there before."""

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
        """Work out from which zoom on each feature of the map is drawn, once all are written."""
        self.connection.execute(MIN_ZOOMS.encode(), {"version": self.number})


@contextmanager
def new_version(url: str, data: str, *, migrate: bool = False) -> Iterator[NewVersion]:
    """A transaction; at the end of the block servers are told of the version, and versions that nobody reads go.

    Parameters
    ----------
    url
        The database's address.
    data
        What the version is called; where the newest is called so, nothing is to be written.
    migrate
        Take away tables of an older program, with the versions in them, and make those of this one.

    Raises
    ------
    DatabaseError
        Nothing was changed, for the reason it says.
    """
    with one_line(url), connect(url) as connection:
        _alone(connection, url)
        _make_tables(connection, url, migrate=migrate)
        there = newest(connection)
        if there is not None and there.data == data:
            yield NewVersion(connection, there.number, new=False)
            return
        version = NewVersion(connection, _number(connection, data), new=True)
        yield version
        _forget_old(connection, version.number)
        connection.execute(b"SELECT pg_notify(%s, %s)", [CHANNEL, str(version.number)])


def _alone(connection: Connection, url: str) -> None:
    [free] = connection.execute(b"SELECT pg_try_advisory_xact_lock(%s)", [_LOCK]).fetchone() or [False]
    if not free:
        raise DatabaseError(f"{shown(url)}: somebody else is publishing at this moment; try again when that is done")


def _make_tables(connection: Connection, url: str, *, migrate: bool) -> None:
    """Make the tables where there are none; those of another program are refused, or made anew."""
    version = schema_version(connection)
    if version is not None and (is_newer(version) or not migrate):
        refuse_other(version, shown(url))
        return
    for statement in (*(removal() if version is not None else ()), *creation()):
        connection.execute(statement.encode())


def _number(connection: Connection, data: str) -> int:
    row = connection.execute(
        f"INSERT INTO {STORE}.versions (data, program) VALUES (%s, %s) RETURNING number".encode(),
        [data, VERSION],
    ).fetchone()
    assert row is not None
    return int(row[0])


def _forget_old(connection: Connection, number: int) -> None:
    """Delete the rows of versions before the last ``KEPT``, those that refer to others first."""
    kept = f"SELECT number FROM {STORE}.versions WHERE number <= {number} ORDER BY number DESC LIMIT {KEPT}"
    for table in reversed(database_tables().sorted_tables):
        if "version" in table.columns:
            connection.execute(f"DELETE FROM {STORE}.{table.name} WHERE version NOT IN ({kept})".encode())
    connection.execute(f"DELETE FROM {STORE}.versions WHERE number NOT IN ({kept})".encode())
