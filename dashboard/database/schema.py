"""The relational schema of ``catalogue.schema`` as one of PostgreSQL with PostGIS.

``atlas_store`` has the rows of the stored versions; ``atlas`` has a view of each table with the rows of the newest one,
for people and programs that do not care about versions.
"""

from collections.abc import Iterator
from typing import Any, Final

from geoalchemy2 import Geometry
from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP, dialect
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement, SetColumnComment, SetTableComment

from dashboard.catalogue.schema import SCHEMA, STATEMENTS, TableSchema
from dashboard.database.collection_tables import add_collection_tables
from dashboard.database.connection import SCHEMA_VERSION, SRID, STORE, VIEWS
from dashboard.database.constraints import REFERENCES, cross_rules, rules_of
from dashboard.database.lookup_tables import STATISTICS, add_lookup_tables
from dashboard.database.versioned_table import COLUMN_TYPES, versioned_table

_DIALECT: Final = dialect()  # type: ignore[no-untyped-call]  # its arguments have no types


def database_tables() -> MetaData:
    """Every table of the store."""
    metadata = MetaData(schema=STORE)
    Table("about", metadata, Column("schema_version", Integer, primary_key=True))
    Table(
        "versions",
        metadata,
        Column("number", Integer, Identity(always=True), primary_key=True),
        Column("data", Text, nullable=False, comment="changes with any file of the catalogue"),
        Column("program", Text, nullable=False, comment="the version of the program that published it"),
        Column("published_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.clock_timestamp()),
        comment="Versions of the catalogue that are kept; the one with the highest number is served",
    )
    versioned_table(
        "files",
        metadata,
        Column("path", Text, primary_key=True, comment="below the project's root"),
        Column("content", LargeBinary, nullable=False),
        Column("sha256", Text, Computed("encode(sha256(content), 'hex')", persisted=True), nullable=False),
        CheckConstraint(r"path ~ '^(data|seeds)/' AND path !~ '(^|/)\.\.(/|$)'", name="files_path_is_below_the_root"),
        Index("files_by_sha256", "version", "sha256"),
        comment="The curators' files, byte for byte",
        version_comment=_OF_CATALOGUE,
    )
    for table in SCHEMA.values():
        items = (*_columns(table), *_constraints(table))
        versioned_table(table.name, metadata, *items, comment=table.title, version_comment=_OF_CATALOGUE)
    add_lookup_tables(metadata)
    add_collection_tables(metadata)
    return metadata


_OF_CATALOGUE: Final = "of the catalogue"


def _columns(table: TableSchema) -> Iterator[Column[Any]]:
    for field in table.fields:
        yield Column(
            field.name,
            COLUMN_TYPES[field.type],
            primary_key=field.name in table.key,
            nullable=not (field.required or field.name in table.key),
            autoincrement=False,
            comment=field.description,
        )
    if table.geometry is not None:
        yield Column("geometry", Geometry(table.geometry.upper(), srid=SRID, spatial_index=False), nullable=False)


def _constraints(table: TableSchema) -> Iterator[ForeignKeyConstraint | CheckConstraint | Index]:
    for field in table.fields:
        target = field.refers_to or REFERENCES.get((table.name, field.name))
        if target is not None:
            yield ForeignKeyConstraint(["version", field.name], [f"{STORE}.{target}.version", f"{STORE}.{target}.id"])
            yield Index(f"{table.name}_by_{field.name}", "version", field.name)
    if table.geometry is not None:
        yield Index(f"{table.name}_by_geometry", "geometry", postgresql_using="gist")
    if table is STATEMENTS:  # lists have the newest first, and read no other column of a statement
        newest = text("published DESC NULLS LAST")
        yield Index("statements_by_date", "version", newest, "document", "start", "id", "modality")
    for name, condition in rules_of(table):
        yield CheckConstraint(condition, name=f"{table.name}_{name}")


def creation() -> Iterator[str]:
    """The SQL statements that make both schemas with their contents."""
    yield from (f"CREATE EXTENSION IF NOT EXISTS {extension}" for extension in ("postgis", "pg_trgm"))
    yield from (f"CREATE SCHEMA {schema}" for schema in (STORE, VIEWS))
    for table in database_tables().sorted_tables:
        commented = [column for column in table.columns if column.comment]
        comments = [SetTableComment(table)] if table.comment else []
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        parts: list[ExecutableDDLElement] = [
            CreateTable(table),
            *map(CreateIndex, indexes),
            *comments,
            *map(SetColumnComment, commented),
        ]
        yield from (str(part.compile(dialect=_DIALECT)) for part in parts)
    yield from STATISTICS
    yield from cross_rules(STORE)
    yield from _views()
    yield f"INSERT INTO {STORE}.about VALUES ({SCHEMA_VERSION})"


def removal() -> Iterator[str]:
    """The SQL statements that delete both schemas, with all versions, and with views that others made of them."""
    return (f"DROP SCHEMA IF EXISTS {schema} CASCADE" for schema in (VIEWS, STORE))


def _views() -> Iterator[str]:
    newest = f"(SELECT max(number) FROM {STORE}.versions)"
    for table in SCHEMA.values():
        columns = ", ".join(f'"{name}"' for name in columns_of(table))
        rows = f"SELECT {columns} FROM {STORE}.{table.name} WHERE version = {newest}"
        yield f"CREATE VIEW {VIEWS}.{table.name} AS {rows}"
        title = table.title.replace("'", "''")
        yield f"COMMENT ON VIEW {VIEWS}.{table.name} IS '{title}'"


def columns_of(table: TableSchema) -> list[str]:
    """The names of all columns, with that of the geometry, without that of the version."""
    return [*table.columns, *(["geometry"] if table.geometry else [])]
