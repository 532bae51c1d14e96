"""What is said where the database cannot be had. Needs no package that only a database wants."""

from importlib.util import find_spec


class DatabaseError(Exception):
    """The database cannot be had, or is not what it should be; the message says so in one line, without a password."""


class WrongQueryError(DatabaseError):
    """The database answers, but cannot work out what it is asked: a number is too large, a geometry is no such."""


def check_packages() -> None:
    """Raise DatabaseError where a package of ``requirements-database.txt`` is not installed."""
    missing = [name for name in ("psycopg", "sqlalchemy", "geoalchemy2") if find_spec(name) is None]
    if missing:
        raise DatabaseError(f"{', '.join(missing)} not installed; `make database` brings what a PostgreSQL wants")
