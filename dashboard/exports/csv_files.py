"""Tables as CSV: RFC 4180, UTF-8, without cells that a spreadsheet would run as formulas."""

import csv

import pandas

from dashboard.catalogue.tables import Frame

BOM = "\ufeff"  # without it Excel reads UTF-8 as the machine's old code page
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The characters are those of OWASP's "CSV Injection" page."""


def csv_bytes(frame: Frame, *, bom: bool = False, header: bool = True) -> bytes:
    """``frame`` without its geometry, below a header line; ``bom`` adds the mark by which Excel detects UTF-8.

    A text that begins like a formula gets an apostrophe; numbers do not change.
    """
    plain = frame.drop(columns="geometry", errors="ignore")
    texts = plain.select_dtypes("string")
    guarded = plain.assign(**{name: _disarmed(column) for name, column in texts.items()})
    # Every text is quoted: where the list separator is a semicolon, as in Azerbaijan, one in a text would split a cell.
    text: str = guarded.to_csv(index=False, header=header, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    return ((BOM if bom else "") + text).encode()


def _disarmed(column: pandas.Series) -> pandas.Series:
    return column.mask(column.str.startswith(FORMULA_STARTS, na=False), "'" + column)
