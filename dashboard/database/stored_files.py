"""Reads the files of the newest version out of the database, byte for byte, into a folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from psycopg import IsolationLevel

from dashboard.catalogue.load.data_files import DATA_FOLDERS, data_version
from dashboard.database.connection import STORE, Connection, Version, check_schema, connect, newest, one_line, shown
from dashboard.database.errors import DatabaseError

BASEMAP_FOLDER = "data/basemap/"


def read_newest(url: str, folder: Path) -> Version:
    """Write all files of the newest version below ``folder``, which has none of them.

    Raises
    ------
    DatabaseError
        There is no whole version to be had, for the reason it says.
    """
    with _snapshot(url) as connection:
        version = _newest(connection, url)
        _write_files(connection, version, folder)
    on_disk = data_version(folder)
    if on_disk != version.data:
        raise DatabaseError(f"{shown(url)}: the files of version {version.data} make {on_disk}; publish it anew")
    return version


def read_basemap(url: str, version: Version, folder: Path) -> None:
    """Write the files of a version's basemap below ``folder``.

    Raises
    ------
    DatabaseError
        They are not to be had, for the reason it says.
    """
    with _snapshot(url) as connection:
        _write_files(connection, version, folder, BASEMAP_FOLDER)


def newest_size(url: str) -> tuple[Version, int]:
    """The newest version, and how many statements and segments it has together.

    Raises
    ------
    DatabaseError
        There is none to be had.
    """
    with _snapshot(url) as connection:
        version = _newest(connection, url)
        counted = (
            f"(SELECT count(*) FROM {STORE}.{table} WHERE version = %(number)s)" for table in ("statements", "segments")
        )
        query = f"SELECT {' + '.join(counted)}"
        [size] = connection.execute(query.encode(), {"number": version.number}).fetchone() or [0]
    return version, int(size)


@contextmanager
def _snapshot(url: str) -> Iterator[Connection]:
    """A connection that sees one moment: no version published meanwhile, and none that is deleted meanwhile missing."""
    with one_line(url), connect(url) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        check_schema(connection, url)
        yield connection


def _newest(connection: Connection, url: str) -> Version:
    version = newest(connection)
    if version is None:
        raise DatabaseError(f"{shown(url)}: it holds no version; publish one")
    return version


def _write_files(connection: Connection, version: Version, folder: Path, beginning: str = "") -> None:
    query = f"SELECT path, content FROM {STORE}.files WHERE version = %s AND starts_with(path, %s)"
    with connection.cursor(name="files") as cursor:
        cursor.itersize = 20
        cursor.execute(query.encode(), [version.number, beginning])
        for path, content in cursor:
            _write(folder, path, content)


def export(url: str, folder: Path) -> Version:
    """The same into a folder of people's, where nothing is replaced and nothing half is left.

    Raises
    ------
    DatabaseError
        As above, or the folder has data already.
    """
    there = [name for name in DATA_FOLDERS if (folder / name).exists()]
    if there:
        raise DatabaseError(f"{folder} has {' and '.join(there)} already; name a folder that has neither")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".export-") as half:
        version = read_newest(url, Path(half))
        for name in DATA_FOLDERS:
            if (Path(half) / name).exists():
                shutil.move(Path(half) / name, folder / name)
    return version


def _write(folder: Path, path: str, content: bytes) -> None:
    parts = PurePosixPath(path).parts
    if not parts or parts[0] not in DATA_FOLDERS or ".." in parts:
        raise DatabaseError(f"the database holds a file {path!r}, which is no part of a catalogue")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
