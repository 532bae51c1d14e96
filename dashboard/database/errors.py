"""The errors of the database. This module needs no package that only a database needs."""

from importlib.util import find_spec


class DatabaseError(Exception):
    """The database cannot be used, or is not as it should be; the message is one line without a password."""


class WrongQueryError(DatabaseError):
    """The database answers, but cannot work out the query: a number is too large, or a geometry is invalid."""


def check_packages() -> None:
    """Raise DatabaseError where a package of ``requirements-database.txt`` is not installed."""
    missing = [name for name in ("psycopg", "sqlalchemy", "geoalchemy2") if find_spec(name) is None]
    if missing:
        raise DatabaseError(f"{', '.join(missing)} not installed; `make database` brings what a PostgreSQL wants")
