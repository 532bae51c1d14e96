"""Reading tiles from an MBTiles file (SQLite, the 1.3 specification). Standard library only.

Tiles are named z/x/y with y counted from the north, as maps ask for them; the file counts from the south.
A connection is opened for each call, read-only, so any thread of any worker may ask.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

TOWNS: Final = "towns"
"""In the metadata of the basemap, beside what the specification names: its towns' English names, as a list in JSON."""


def read_tile(path: Path, z: int, x: int, y: int) -> bytes | None:
    """The tile's bytes as stored (vector tiles: gzip), or None where the file has none.

    Raises FileNotFoundError when there is no such file, sqlite3.DatabaseError when it is no MBTiles file.
    """
    if z < 0 or not (0 <= x < 2**z and 0 <= y < 2**z):
        return None
    with _opened(path) as connection:
        row = connection.execute(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
            (z, x, 2**z - 1 - y),
        ).fetchone()
    return None if row is None else bytes(row[0])


def read_metadata(path: Path) -> dict[str, str]:
    """The file's metadata: name, format, bounds, minzoom, maxzoom, attribution, json …

    Raises as ``read_tile`` does.
    """
    with _opened(path) as connection:
        return {str(name): str(value) for name, value in connection.execute("SELECT name, value FROM metadata")}


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    if not path.is_file():
        raise FileNotFoundError(path)
    # immutable: nobody writes while the atlas runs, so SQLite need neither lock nor look for a journal
    with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection
