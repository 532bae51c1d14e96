"""Reads the files of the newest version out of the database, byte for byte, into a folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from psycopg import IsolationLevel

from dashboard.catalogue.load.data_files import DATA_FOLDERS, data_version
from dashboard.database.connection import (
    STORE,
    Connection,
    Version,
    check_schema,
    connect,
    database_errors,
    newest,
    public_address,
)
from dashboard.database.errors import DatabaseError

BASEMAP_FOLDER = "data/basemap/"


def read_newest(url: str, folder: Path) -> Version:
    """Write all files of the newest version below ``folder``, which has none of them.

    Raises
    ------
    DatabaseError
        There is no complete version to be had; the message has the reason.
    """
    with _snapshot(url) as connection:
        version = _newest(connection, url)
        _write_files(connection, version, folder)
    on_disk = data_version(folder)
    if on_disk != version.data:
        raise DatabaseError(
            f"{public_address(url)}: the files of version {version.data} make {on_disk}; publish it anew"
        )
    return version


def read_basemap(url: str, version: Version, folder: Path) -> None:
    """Write the files of a version's basemap below ``folder``.

    Raises
    ------
    DatabaseError
        They are not to be had; the message has the reason.
    """
    with _snapshot(url) as connection:
        _write_files(connection, version, folder, BASEMAP_FOLDER)


def newest_size(url: str) -> tuple[Version, int]:
    """The newest version, and how many statements and segments it has together.

    Raises
    ------
    DatabaseError
        There is no version to be had.
    """
    with _snapshot(url) as connection:
        version = _newest(connection, url)
        counts = (
            f"(SELECT count(*) FROM {STORE}.{table} WHERE version = %(number)s)" for table in ("statements", "segments")
        )
        query = f"SELECT {' + '.join(counts)}"
        [size] = connection.execute(query.encode(), {"number": version.number}).fetchone() or [0]
    return version, int(size)


@contextmanager
def _snapshot(url: str) -> Iterator[Connection]:
    """A connection that sees the database at one moment, whatever is published or deleted meanwhile."""
    with database_errors(url), connect(url) as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        check_schema(connection, url)
        yield connection


def _newest(connection: Connection, url: str) -> Version:
    version = newest(connection)
    if version is None:
        raise DatabaseError(f"{public_address(url)}: it holds no version; publish one")
    return version


def _write_files(connection: Connection, version: Version, folder: Path, prefix: str = "") -> None:
    query = f"SELECT path, content FROM {STORE}.files WHERE version = %s AND starts_with(path, %s)"
    with connection.cursor(name="files") as cursor:
        cursor.itersize = 20
        cursor.execute(query.encode(), [version.number, prefix])
        for path, content in cursor:
            _write(folder, path, content)


def export(url: str, folder: Path) -> Version:
    """Write all files of the newest version into a person's folder: nothing is replaced, and all is written or nothing.

    Raises
    ------
    DatabaseError
        As ``read_newest``, or the folder has data already.
    """
    existing = [name for name in DATA_FOLDERS if (folder / name).exists()]
    if existing:
        raise DatabaseError(f"{folder} has {' and '.join(existing)} already; name a folder that has neither")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".export-") as unfinished:
        version = read_newest(url, Path(unfinished))
        for name in DATA_FOLDERS:
            if (Path(unfinished) / name).exists():
                shutil.move(Path(unfinished) / name, folder / name)
    return version


def _write(folder: Path, path: str, content: bytes) -> None:
    parts = PurePosixPath(path).parts
    if not parts or parts[0] not in DATA_FOLDERS or ".." in parts:
        raise DatabaseError(f"the database holds a file {path!r}, which is no part of a catalogue")
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
