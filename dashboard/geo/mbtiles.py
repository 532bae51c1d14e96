"""Reads tiles from an MBTiles file (SQLite, version 1.3 of the specification) with the standard library.

Tiles have the address z/x/y with y counted from the north, as maps request them; the file counts from the south. Each
call opens a read-only connection, so every thread of every worker can read.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

TOWNS: Final = "towns"
"""A key in the metadata of the basemap that the specification lacks: the English names of its towns, a list in JSON."""


def read_tile(path: Path, z: int, x: int, y: int) -> bytes | None:
    """The bytes of the tile as stored (gzip for vector tiles), or None if the file does not have it.

    Raises FileNotFoundError if there is no such file, sqlite3.DatabaseError if it is no MBTiles file.
    """
    if z < 0 or not (0 <= x < 2**z and 0 <= y < 2**z):
        return None
    with _connection(path) as connection:
        row = connection.execute(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
            (z, x, 2**z - 1 - y),
        ).fetchone()
    return None if row is None else bytes(row[0])


def read_metadata(path: Path) -> dict[str, str]:
    """The file's metadata: name, format, bounds, minzoom, maxzoom, attribution, json …

    Raises as ``read_tile`` does.
    """
    with _connection(path) as connection:
        return {str(name): str(value) for name, value in connection.execute("SELECT name, value FROM metadata")}


@contextmanager
def _connection(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise FileNotFoundError(path)
    # immutable: nothing writes while the atlas runs, so SQLite needs neither locks nor a journal
    with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection
