"""Writes a checked catalogue into the database as a new version: in one transaction, whose end is the switch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import shapely
from psycopg.sql import SQL, Identifier

from dashboard.atlas import Atlas
from dashboard.catalogue.load.data_files import VersionSum, data_files
from dashboard.catalogue.schema import SCHEMA, TableSchema
from dashboard.catalogue.tables import Frame
from dashboard.database.connection import (
    CHANNEL,
    STORE,
    Connection,
    connect,
    is_newer,
    one_line,
    refuse_other,
    schema_version,
    shown,
)
from dashboard.database.errors import DatabaseError
from dashboard.database.filter_groups import COLUMNS, group_rows
from dashboard.database.lookup_tables import MIN_ZOOMS
from dashboard.database.schema import SRID, columns_of, creation, database_tables, removal
from dashboard.database.stored_records import feature_rows, filter_rows, record_rows, search_rows
from dashboard.settings import VERSION

KEPT: Final = 2
"""Versions that stay: the newest, and the one before, which servers may still be reading."""
_LOCK: Final = 7_214_365_002
"""Who holds it publishes; any number that no other program takes."""


@dataclass(frozen=True)
class Published:
    """The version that is served from now on; ``new`` is false where it was there before."""

    number: int
    data: str
    new: bool


def publish(url: str, atlas: Atlas, root: Path, *, migrate: bool = False) -> Published:
    """Bring ``atlas``, loaded from ``root``, into the database.

    Parameters
    ----------
    url
        The database's address.
    atlas
        What was loaded, so all checks hold.
    root
        The folder that it was loaded from; its files are stored beside the tables.
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
        newest = connection.execute(
            f"SELECT number, data FROM {STORE}.versions ORDER BY number DESC".encode()
        ).fetchone()
        if newest is not None and newest[1] == atlas.version:
            return Published(newest[0], atlas.version, new=False)
        number = _new_version(connection, atlas)
        _copy(connection, "files", ["version", "path", "content"], _files(number, atlas, root))
        for name in _tables_in_order():
            schema, frame = SCHEMA[name], atlas.tables[name]
            _copy(connection, name, ["version", *columns_of(schema)], _rows(number, schema, frame))
        _copy_lookups(connection, number, atlas)
        _forget_old(connection, number)
        connection.execute(b"SELECT pg_notify(%s, %s)", [CHANNEL, str(number)])
    return Published(number, atlas.version, new=True)


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


def _new_version(connection: Connection, atlas: Atlas) -> int:
    row = connection.execute(
        f"INSERT INTO {STORE}.versions (data, program) VALUES (%s, %s) RETURNING number".encode(),
        [atlas.version, VERSION],
    ).fetchone()
    assert row is not None
    return int(row[0])


def _tables_in_order() -> list[str]:
    """The declared tables, each after those that it refers to."""
    return [table.name for table in database_tables().sorted_tables if table.name in SCHEMA]


def _copy(connection: Connection, table: str, columns: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    names = SQL(", ").join(map(Identifier, columns))
    command = SQL("COPY {} ({}) FROM STDIN").format(Identifier(STORE, table), names)
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        for row in rows:
            copy.write_row(row)


def _files(number: int, atlas: Atlas, root: Path) -> Iterator[tuple[Any, ...]]:
    """All files; an error at the end where they are no longer those that ``atlas`` was loaded from."""
    whole = VersionSum()
    for name, content in data_files(root):
        whole.add(name, content)
        yield number, name, content
    if whole.digits != atlas.version:
        raise DatabaseError("files changed while they were read, so nothing was published; publish again")


def _rows(number: int, schema: TableSchema, frame: Frame) -> Iterator[tuple[Any, ...]]:
    plain = frame[schema.columns].astype(object)
    rows = plain.where(plain.notna(), None).itertuples(index=False, name=None)
    if schema.geometry is None:
        return ((number, *row) for row in rows)
    located = shapely.set_srid(frame.geometry.to_numpy(), SRID)
    shapes = shapely.to_wkb(located, hex=True, include_srid=True)
    return ((number, *row, shape) for row, shape in zip(rows, shapes, strict=True))


def _copy_lookups(connection: Connection, number: int, atlas: Atlas) -> None:
    """What a server asks for that does not load the catalogue."""
    groups = ((place, *row) for place, row in enumerate(group_rows(atlas)))
    for table, columns, rows in (
        ("records", ["kind", "id", "content"], record_rows(atlas)),
        ("filter_values", ["kind", "id", "filter", "value", "route"], filter_rows(atlas)),
        ("filter_groups", ["number", *COLUMNS], groups),
        ("map_features", ["number", "layer", "id", "properties", "geometry"], feature_rows(atlas)),
        ("search_items", ["number", "kind", "id", "content", "forms"], search_rows(atlas)),
    ):
        _copy(connection, table, ["version", *columns], ((number, *row) for row in rows))
    connection.execute(MIN_ZOOMS.encode(), {"version": number})


def _forget_old(connection: Connection, number: int) -> None:
    """Delete the rows of versions before the last ``KEPT``, those that refer to others first."""
    kept = f"SELECT number FROM {STORE}.versions WHERE number <= {number} ORDER BY number DESC LIMIT {KEPT}"
    for table in reversed(database_tables().sorted_tables):
        if "version" in table.columns:
            connection.execute(f"DELETE FROM {STORE}.{table.name} WHERE version NOT IN ({kept})".encode())
    connection.execute(f"DELETE FROM {STORE}.versions WHERE number NOT IN ({kept})".encode())
