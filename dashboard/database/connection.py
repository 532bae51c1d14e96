"""A connection to the database; what can go wrong with it, in one line that holds no password."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.conninfo import conninfo_to_dict

from dashboard.database.errors import DatabaseError, WrongQueryError

STORE: Final = "atlas_store"
CURRENT: Final = "atlas"
SRID: Final = 4326
SCHEMA_VERSION: Final = 7
"""Of the tables as they are declared: one more with each commit after which older tables no longer do."""
CHANNEL: Final = "atlas_published"
"""Where the number of each new version is told (LISTEN)."""
CONNECT_SECONDS: Final = 5
SILENT_MS: Final = 20_000
"""A peer that confirms nothing for so long is gone."""

Connection = psycopg.Connection[tuple[Any, ...]]


def shown(url: str) -> str:
    """The address without its password, and without anything else that is not the place."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise DatabaseError("the database's address cannot be read; it is postgresql://user@host/name") from None
    host, port = parts.get("host") or "the default host", parts.get("port")
    return f"{host}{f':{port}' if port else ''}/{parts.get('dbname') or ''}"


@contextmanager
def one_line(url: str) -> Iterator[None]:
    """Every error of the database in the block becomes a ``DatabaseError``."""
    place = shown(url)
    try:
        yield
    except (psycopg.DataError, psycopg.InternalError) as error:
        raise WrongQueryError(f"{place}: {_words(error)}") from None
    except psycopg.Error as error:
        raise DatabaseError(f"{place}: {_words(error)}") from None


def _words(error: psycopg.Error) -> str:
    """What the server or libpq said first, without the list of addresses that were tried."""
    said = error.diag.message_primary or str(error) or type(error).__name__
    detail = error.diag.message_detail
    return " ".join(f"{said} ({detail})".split() if detail else said.split())


def connect(url: str, **options: Any) -> Connection:  # noqa: ANN401 (psycopg's own)
    """A new connection; it gives up after ``CONNECT_SECONDS``, and notices a peer that is gone.

    Raises
    ------
    DatabaseError
        There is none to be had.
    """
    with one_line(url):
        return psycopg.connect(
            url,
            application_name="atlas",
            **{"connect_timeout": CONNECT_SECONDS, "keepalives_idle": 10, "tcp_user_timeout": SILENT_MS, **options},
        )


def schema_version(connection: Connection) -> int | None:
    """Of the tables that are there; None where there are none."""
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
        It says which command puts that right.
    """
    version, place = schema_version(connection), shown(url)
    if version is None:
        command = "python -m dashboard publish ADDRESS"
        raise DatabaseError(f"{place}: it holds no atlas yet; `{command}` brings one there")
    refuse_other(version, place)


def refuse_other(version: int, place: str) -> None:
    """Raise DatabaseError for tables of a version that is not this program's; where they are older, how to mend it."""
    if is_newer(version):
        newer = f"its tables have version {version}, this program knows {SCHEMA_VERSION}; bring the program up to date"
        raise DatabaseError(f"{place}: {newer}")
    if version != SCHEMA_VERSION:
        command = "python -m dashboard publish --migrate ADDRESS"
        older = f"its tables have version {version}, this program needs {SCHEMA_VERSION}; `{command}` writes them anew"
        raise DatabaseError(f"{place}: {older}")


def is_newer(version: int) -> bool:
    """Whether tables are those of a newer program."""
    return version > SCHEMA_VERSION


@dataclass(frozen=True)
class Version:
    """A version of the catalogue in the database; ``data`` changes with any of its files."""

    number: int
    data: str


def newest(connection: Connection) -> Version | None:
    """The version that is served; None where there is none yet."""
    row = connection.execute(f"SELECT number, data FROM {STORE}.versions ORDER BY number DESC".encode()).fetchone()
    return None if row is None else Version(*row)
