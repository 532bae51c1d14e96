"""Writes the description of the tables of downloads in ``data/README.md`` from the schema."""

from pathlib import Path
from typing import Final

from dashboard.catalogue.schema import SCHEMA, TableSchema

FILE: Final = "data/README.md"
BEGIN: Final = "<!-- Written by `python -m dashboard schemas` from dashboard/catalogue/schema.py. -->\n"
END: Final = "<!-- End of what is written. -->\n"


def field_tables() -> str:
    """The Markdown for each table of the schema: its name, its title, and a row for each column."""
    return "\n".join(_table(table) for table in SCHEMA.values())


def _table(table: TableSchema) -> str:
    heading = f"`{table.name}`" if table.file == table.name else f"`{table.name}` (`{table.file}.csv`)"
    key = ", ".join(f"`{column}`" for column in table.key)
    geometry = f" Each row has a geometry, {table.geometry}." if table.geometry else ""
    rows = [
        f"| `{field.name}` | {field.type} | {'yes' if field.required else 'no'} | "
        f"{f'`{field.refers_to}`' if field.refers_to else ''} | {field.description} |\n"
        for field in table.fields
    ]
    head = f"#### {heading}\n\n{table.title}. Key: {key}.{geometry}\n\n"
    return f"{head}| column | type | always there | id in | meaning |\n|---|---|---|---|---|\n{''.join(rows)}"


def write_field_tables(root: Path) -> str:
    """Write the tables into the dictionary below ``root``, and give the path of its file below ``root``."""
    text = (root / FILE).read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    (root / FILE).write_text(f"{before}{BEGIN}\n{field_tables()}\n{END}{after}", encoding="utf-8")
    return FILE
