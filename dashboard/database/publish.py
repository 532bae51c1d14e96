"""Writes a checked catalogue into the database as a new version."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.atlas import Atlas
from dashboard.catalogue.load.data_files import VersionSum, data_files
from dashboard.catalogue.schema import SCHEMA, TableSchema
from dashboard.catalogue.tables import Frame
from dashboard.database.errors import DatabaseError
from dashboard.database.feature_tables import collection_rows, rows_of
from dashboard.database.filter_groups import COLUMNS as GROUP_COLUMNS
from dashboard.database.filter_groups import group_rows
from dashboard.database.new_version import new_version
from dashboard.database.schema import columns_of, database_tables
from dashboard.database.stored_records import Row, feature_rows, filter_rows, record_rows, search_rows, word_rows

FILE_COLUMNS: Final = ("path", "content")


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
    with new_version(url, atlas.version, migrate=migrate) as version:
        if version.new:
            version.copy("files", FILE_COLUMNS, _files(atlas, root))
            for table, columns, rows in table_rows(atlas):
                version.copy(table, columns, rows)
            version.set_min_zooms()
    return Published(version.number, atlas.version, version.new)


def _files(atlas: Atlas, root: Path) -> Iterator[Row]:
    """All files; an error at the end where they are no longer those that ``atlas`` was loaded from."""
    whole = VersionSum()
    for name, content in data_files(root):
        whole.add(name, content)
        yield name, content
    if whole.digits != atlas.version:
        raise DatabaseError("files changed while they were read, so nothing was published; publish again")


def table_rows(atlas: Atlas) -> Iterator[tuple[str, list[str], Iterator[Row]]]:
    """The tables of a catalogue but for its files, each after those that it refers to: name, columns, rows."""
    for name in _tables_in_order():
        yield name, columns_of(SCHEMA[name]), _rows(SCHEMA[name], atlas.tables[name])
    # What a server asks for that does not load the catalogue.
    yield "records", ["kind", "id", "content"], record_rows(atlas)
    yield "filter_values", ["kind", "id", "filter", "value", "route"], filter_rows(atlas)
    groups = ((place, *row) for place, row in enumerate(group_rows(atlas)))
    yield "filter_groups", ["number", *GROUP_COLUMNS], groups
    yield "map_features", ["number", "layer", "id", "properties", "geometry"], feature_rows(atlas)
    yield from collection_rows(atlas)
    yield "search_items", ["number", "kind", "id", "content", "forms"], search_rows(atlas)
    yield "search_words", ["word", "named", "records"], word_rows(atlas)


def _tables_in_order() -> list[str]:
    """The names of the declared tables, each after those that it refers to."""
    return [table.name for table in database_tables().sorted_tables if table.name in SCHEMA]


def _rows(schema: TableSchema, frame: Frame) -> Iterator[Row]:
    return rows_of(frame[schema.columns], [frame.geometry] if schema.geometry else [])
