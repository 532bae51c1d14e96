"""The schema as a Frictionless Table Schema (https://datapackage.org/standard/table-schema/), for programs."""

from typing import Literal

from dashboard.catalogue.schema import SCHEMA, Field, Json, TableSchema

PROFILE = "https://datapackage.org/profiles/2.0/"


def table_schema(table: TableSchema, called: Literal["name", "file"]) -> Json:
    """Fields, primary key and foreign keys of ``table``; ``called`` is which of their names the tables have there."""
    return {
        "$schema": f"{PROFILE}tableschema.json",
        "fields": [_field(field) for field in table.fields],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": _resource(to, table, called), "fields": ["id"]}}
            for column, to in table.references.items()
        ],
    }


def _resource(to: str, table: TableSchema, called: str) -> str:
    """What a table's reference calls another; itself it calls by an empty name."""
    return "" if to == table.name else str(getattr(SCHEMA[to], called))


def _field(field: Field) -> Json:
    required = {"constraints": {"required": True}} if field.required else {}
    return {"name": field.name, "type": field.type, "description": field.description, **required}
