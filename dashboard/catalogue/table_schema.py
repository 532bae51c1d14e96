"""The schema as a Frictionless Table Schema (https://datapackage.org/standard/table-schema/), for programs."""

from typing import Literal

from dashboard.catalogue.schema import SCHEMA, Field, Json, TableSchema

PROFILE = "https://datapackage.org/profiles/2.0/"


def table_schema(table: TableSchema, names: Literal["name", "file"]) -> Json:
    """Fields, primary key and foreign keys of ``table``; ``names`` is the attribute with the names of other tables."""
    return {
        "$schema": f"{PROFILE}tableschema.json",
        "fields": [_field(field) for field in table.fields],
        "primaryKey": list(table.key),
        "foreignKeys": [
            # A reference to the table itself has an empty name.
            {
                "fields": [column],
                "reference": {"resource": "" if to == table.name else getattr(SCHEMA[to], names), "fields": ["id"]},
            }
            for column, to in table.references.items()
        ],
    }


def _field(field: Field) -> Json:
    required = {"constraints": {"required": True}} if field.required else {}
    return {"name": field.name, "type": field.type, "description": field.description, **required}
