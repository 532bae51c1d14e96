"""What a GeoPackage says of its tables: which column refers to which table, what each means, under which licence."""

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


def add_relations(opened: sqlite3.Connection, tables: Tables) -> None:
    """Make references foreign keys, which GDAL and QGIS show as relations: those that lead nowhere in ``tables`` stay
    plain columns, as the ends of a segment do where only a part of the places is there.

    Tables are changed as SQLite's documentation has it (ALTER TABLE, section 7): what is stored is the same.
    """
    opened.execute("PRAGMA writable_schema = ON")
    for name, table in SCHEMA.items():
        keys = "".join(
            f', FOREIGN KEY ("{column}") REFERENCES "{to}" ("id")'
            for column, to in table.references.items()
            if tables[name][column].dropna().isin(tables[to]["id"]).all()
        )
        opened.execute(
            "UPDATE sqlite_schema SET sql = substr(trim(sql), 1, length(trim(sql)) - 1) || ? || ')' "
            "WHERE type = 'table' AND name = ?",
            (keys, name),
        )
    version = opened.execute("PRAGMA schema_version").fetchone()[0]
    opened.execute(f"PRAGMA schema_version = {version + 1}")
    opened.execute("PRAGMA writable_schema = OFF")
    for name, table in SCHEMA.items():
        columns = ", ".join(f'"{column}"' for column in table.key)
        opened.execute(f'CREATE UNIQUE INDEX "{name}_key" ON "{name}" ({columns})')


def add_notes(opened: sqlite3.Connection, tables: Tables, identity: Identity, when: str) -> None:
    """Put each table's columns and keys (Table Schema) and its title and licence (as QGIS reads them) into it."""
    for name in tables:
        table = SCHEMA[name]
        described = json.dumps(table_schema(table, "name"), ensure_ascii=False)
        _note(opened, name, (TABLE_SCHEMA, "application/json", described), when)
        _note(opened, name, (QGIS, "text/xml", _qgis_metadata(identity, table)), when)


def _note(opened: sqlite3.Connection, table: str, note: tuple[str, str, str], when: str) -> None:
    made = opened.execute(
        "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) VALUES ('dataset', ?, ?, ?)", note
    )
    opened.execute(
        "INSERT INTO gpkg_metadata_reference (reference_scope, table_name, timestamp, md_file_id) "
        "VALUES ('table', ?, ?, ?)",
        (table, when, made.lastrowid),
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
