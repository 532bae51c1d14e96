"""Tables as CSV: RFC 4180, UTF-8, and nothing in a cell that a spreadsheet would run as a formula."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

Cell = str | int | float | None
T = TypeVar("T")

BOM = "\ufeff"  # without it Excel takes UTF-8 for the machine's old code page
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Field:
    """A column: its name, the type of its values, what it means, and the table whose id it gives."""

    name: str
    type: Literal["string", "integer", "number"]
    description: str
    refers_to: str | None = None
    required: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under named columns. ``key`` names the columns that tell one row from every other."""

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Columns = Sequence[tuple[Field, Callable[[T], Cell]]]
"""Each column with the function that takes its value from a record."""


def make_table(
    name: str, title: str, columns: Columns[T], records: Iterable[T], key: tuple[str, ...] = ("id",)
) -> Table:
    """A row for every record."""
    rows = tuple(tuple(take(record) for _, take in columns) for record in records)
    return Table(name, title, tuple(field for field, _ in columns), key, rows)


def csv_bytes(table: Table, *, bom: bool = False) -> bytes:
    """``table`` with a header line; ``bom`` puts the mark before it by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    # Every text in quotes: where the list sign is a semicolon, as in Azerbaijan, one inside a text begins a new cell.
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(field.name for field in table.fields)
    writer.writerows([written(cell) for cell in row] for row in table.rows)
    return ((BOM if bom else "") + text.getvalue()).encode()


def written(cell: Cell) -> str | int | float:
    """What is written of a cell: a number as it is; before a text that begins like a formula, an apostrophe.

    The characters are those of OWASP's "CSV Injection" page.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
    return cell
