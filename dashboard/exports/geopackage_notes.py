"""The metadata of the tables in a GeoPackage: references, the meaning of columns, and licences."""

import json
import sqlite3
from xml.etree import ElementTree

from dashboard.catalogue.identity import Identity
from dashboard.catalogue.schema import SCHEMA, TableSchema
from dashboard.catalogue.table_schema import table_schema
from dashboard.catalogue.tables import Tables
from dashboard.exports.package_descriptor import licences

TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
QGIS = "http://mrcc.com/qgis.dtd"


def add_relations(connection: sqlite3.Connection, tables: Tables) -> None:
    """Declare references as foreign keys, which GDAL and QGIS show as relations.

    A column with a reference to a missing row stays plain, such as the ends of segments where only some places are in
    ``tables``. The schema changes as in SQLite's documentation (ALTER TABLE, section 7); the rows stay the same.
    """
    connection.execute("PRAGMA writable_schema = ON")
    for name, table in SCHEMA.items():
        keys = "".join(
            f', FOREIGN KEY ("{column}") REFERENCES "{to}" ("id")'
            for column, to in table.references.items()
            if tables[name][column].dropna().isin(tables[to]["id"]).all()
        )
        connection.execute(
            "UPDATE sqlite_schema SET sql = substr(trim(sql), 1, length(trim(sql)) - 1) || ? || ')' "
            "WHERE type = 'table' AND name = ?",
            (keys, name),
        )
    version = connection.execute("PRAGMA schema_version").fetchone()[0]
    connection.execute(f"PRAGMA schema_version = {version + 1}")
    connection.execute("PRAGMA writable_schema = OFF")
    for name, table in SCHEMA.items():
        columns = ", ".join(f'"{column}"' for column in table.key)
        connection.execute(f'CREATE UNIQUE INDEX "{name}_key" ON "{name}" ({columns})')


def add_notes(connection: sqlite3.Connection, tables: Tables, identity: Identity, when: str) -> None:
    """Add each table's columns and keys (Table Schema), and its title and licence in the form of QGIS."""
    for name in tables:
        table = SCHEMA[name]
        described = json.dumps(table_schema(table, "name"), ensure_ascii=False)
        _note(connection, name, (TABLE_SCHEMA, "application/json", described), when)
        _note(connection, name, (QGIS, "text/xml", _qgis_metadata(identity, table)), when)


def _note(connection: sqlite3.Connection, table: str, note: tuple[str, str, str], when: str) -> None:
    inserted = connection.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) VALUES ('dataset', ?, ?, ?)", note
    )
    connection.execute(
        "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id) "
        "VALUES ('table', ?, ?, ?)",
        (table, when, inserted.lastrowid),
    )


def _qgis_metadata(identity: Identity, table: TableSchema) -> str:
    root = ElementTree.Element("qgis", version="3.22.0")
    for tag, text in (("identifier", table.name), ("language", "en"), ("type", "dataset"), ("title", table.title)):
        ElementTree.SubElement(root, tag).text = text
    ElementTree.SubElement(root, "abstract").text = "\n".join(
        f"{field.name}: {field.description}" for field in table.fields
    )
    for licence in licences(identity, table):
        ElementTree.SubElement(root, "license").text = f"{licence['title']} ({licence['path']})"
    return f"<!DOCTYPE qgis PUBLIC '{QGIS}' 'SYSTEM'>\n{ElementTree.tostring(root, encoding='unicode')}"
