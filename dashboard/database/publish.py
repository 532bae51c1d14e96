"""Writes a checked catalogue into the database as a new version."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.atlas import Atlas
from dashboard.catalogue.load.data_files import VersionSum, data_files
from dashboard.catalogue.schema import SCHEMA
from dashboard.database.collection_tables import collection_rows, rows_of
from dashboard.database.connection import Row, TableRows
from dashboard.database.errors import DatabaseError
from dashboard.database.lookup_rows import lookup_rows
from dashboard.database.new_version import new_version
from dashboard.database.schema import columns_of, database_tables

FILE_COLUMNS: Final = ("path", "content")


@dataclass(frozen=True)
class Published:
    """The version that is served from now on; ``new`` is false where the database had it already."""

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
        The loaded catalogue, for which all checks hold.
    root
        The folder that it was loaded from; its files are stored beside the tables.
    migrate
        Delete the tables of an older program, with the versions in them, and make those of this one.

    Raises
    ------
    DatabaseError
        Nothing was changed; the message has the reason.
    """
    with new_version(url, atlas.version, migrate=migrate) as version:
        if version.new:
            version.copy("files", FILE_COLUMNS, _files(atlas, root))
            for table, columns, rows in table_rows(atlas):
                version.copy(table, columns, rows)
            version.set_min_zooms()
    return Published(version.number, atlas.version, version.new)


def _files(atlas: Atlas, root: Path) -> Iterator[Row]:
    """All files; an error at the end where they are no longer those from which ``atlas`` was loaded."""
    version_sum = VersionSum()
    for name, content in data_files(root):
        version_sum.add(name, content)
        yield name, content
    if version_sum.digits != atlas.version:
        raise DatabaseError("files changed while they were read, so nothing was published; publish again")


def table_rows(atlas: Atlas) -> Iterator[TableRows]:
    """The rows of all tables of a catalogue but its files; each table comes after those that it refers to."""
    for name in (table.name for table in database_tables().sorted_tables if table.name in SCHEMA):
        schema, frame = SCHEMA[name], atlas.tables[name]
        yield name, columns_of(schema), rows_of(frame[schema.columns], [frame.geometry] if schema.geometry else [])
    yield from lookup_rows(atlas)
    yield from collection_rows(atlas)
