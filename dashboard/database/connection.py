"""A connection to the database, its errors in one line that holds no password, and the newest version in it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict

from dashboard.database.errors import DatabaseError, WrongQueryError

STORE: Final = "atlas_store"
"""The schema with the rows of all versions."""
VIEWS: Final = "atlas"
"""The schema with a view of each table's newest version."""
SRID: Final = 4326
SCHEMA_VERSION: Final = 8
"""The version of the declared tables; it grows by one with each commit that makes older tables unusable."""
CHANNEL: Final = "atlas_published"
"""The channel (LISTEN) that receives the number of each new version."""
CONNECT_SECONDS: Final = 5
LOST_PEER: Final = {"connect_timeout": CONNECT_SECONDS, "keepalives_idle": 10, "tcp_user_timeout": 20_000}
"""The options (seconds, seconds, milliseconds) by which a connection ends whose peer confirms nothing."""

Connection = psycopg.Connection[tuple[Any, ...]]
Row = tuple[Any, ...]
"""The cells of one row of a table."""
TableRows = tuple[str, Sequence[str], Iterable[Row]]
"""The name of a table, some of its columns, and rows with a cell for each of these."""


def public_address(url: str) -> str:
    """The host, port and name of a database's address, without the password and all else.

    Raises
    ------
    DatabaseError
        The address cannot be read.
    """
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise DatabaseError("the database's address cannot be read; it is postgresql://user@host/name") from None
    host, port = parts.get("host") or "the default host", parts.get("port")
    return f"{host}{f':{port}' if port else ''}/{parts.get('dbname') or ''}"


@contextmanager
def database_errors(url: str) -> Iterator[None]:
    """Turn every error of the database in the block into a ``DatabaseError``."""
    address = public_address(url)
    try:
        yield
    except (psycopg.DataError, psycopg.InternalError) as error:
        raise WrongQueryError(f"{address}: {_error_text(error)}") from None
    except psycopg.Error as error:
        raise DatabaseError(f"{address}: {_error_text(error)}") from None


def _error_text(error: psycopg.Error) -> str:
    """The first message of the server or of libpq, without the list of addresses that were tried."""
    message = error.diag.message_primary or str(error) or type(error).__name__
    detail = error.diag.message_detail
    return " ".join(f"{message} ({detail})".split() if detail else message.split())


def connect(url: str, **options: Any) -> Connection:  # noqa: ANN401 (psycopg's own)
    """A new connection; it gives up after ``CONNECT_SECONDS``, and notices a peer that is lost.

    Raises
    ------
    DatabaseError
        There is no connection to be had.
    """
    with database_errors(url):
        return psycopg.connect(url, application_name="atlas", **{**LOST_PEER, **options})


def schema_version(connection: Connection) -> int | None:
    """The version of the tables in the database; None where there are none."""
    [table] = connection.execute("SELECT to_regclass(%s)", [f"{STORE}.about"]).fetchone() or [None]
    if table is None:
        return None
    [version] = connection.execute(f"SELECT schema_version FROM {STORE}.about".encode()).fetchone() or [None]
    return int(version) if version is not None else None


def check_schema(connection: Connection, url: str) -> None:
    """Refuse a database without an atlas, or with tables of another version.

    Raises
    ------
    DatabaseError
        The message names the command that puts it right.
    """
    version, address = schema_version(connection), public_address(url)
    if version is None:
        command = "python -m dashboard publish ADDRESS"
        raise DatabaseError(f"{address}: it holds no atlas yet; `{command}` brings one there")
    check_schema_version(version, address)


def check_schema_version(version: int, address: str) -> None:
    """Raise DatabaseError for tables of a version that is not this program's, with the remedy."""
    if version > SCHEMA_VERSION:
        newer = f"its tables have version {version}, this program knows {SCHEMA_VERSION}; bring the program up to date"
        raise DatabaseError(f"{address}: {newer}")
    if version != SCHEMA_VERSION:
        command = "python -m dashboard publish --migrate ADDRESS"
        older = f"its tables have version {version}, this program needs {SCHEMA_VERSION}; `{command}` writes them anew"
        raise DatabaseError(f"{address}: {older}")


@dataclass(frozen=True)
class Version:
    """A version of the catalogue in the database; ``data`` changes with any of its files."""

    number: int
    data: str


def newest(connection: Connection) -> Version | None:
    """The version that is served; None where there is none yet."""
    row = connection.execute(f"SELECT number, data FROM {STORE}.versions ORDER BY number DESC".encode()).fetchone()
    return None if row is None else Version(*row)
