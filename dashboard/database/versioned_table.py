"""The form that all tables with rows of a version share."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Column, Double, ForeignKeyConstraint, Integer, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

from dashboard.database.connection import STORE

COLUMN_TYPES: Final = {"string": Text, "integer": Integer, "number": Double}
"""The type of a column by the type of a field of the catalogue."""


def versioned_table(
    name: str, metadata: MetaData, *items: SchemaItem, comment: str, version_comment: str | None = None
) -> Table:
    """Declare a table whose rows belong to a version: the first column has its number."""
    version = Column("version", Integer, primary_key=True, comment=version_comment)
    reference = ForeignKeyConstraint(["version"], [f"{STORE}.versions.number"])
    return Table(name, metadata, version, *items, reference, comment=comment)


def text_keys(*names: str) -> Iterator[Column[str]]:
    """Text columns that belong to the primary key."""
    return (Column(name, Text, primary_key=True) for name in names)
