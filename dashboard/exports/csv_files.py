"""Tables as CSV: RFC 4180, UTF-8, and nothing in a cell that a spreadsheet would run as a formula."""

import csv

import pandas

from dashboard.catalogue.tables import Frame

BOM = "\ufeff"  # without it Excel takes UTF-8 for the machine's old code page
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The characters are those of OWASP's "CSV Injection" page."""


def csv_bytes(frame: Frame, *, bom: bool = False, header: bool = True) -> bytes:
    """``frame`` without its geometry, under a header line; ``bom`` puts the mark before it by which Excel knows UTF-8.

    A text that begins like a formula gets an apostrophe; a number is written as it is.
    """
    plain = frame.drop(columns="geometry", errors="ignore")
    texts = plain.select_dtypes("string")
    guarded = plain.assign(**{name: _disarmed(column) for name, column in texts.items()})
    # Every text in quotes: where the list sign is a semicolon, as in Azerbaijan, one inside a text begins a new cell.
    text: str = guarded.to_csv(index=False, header=header, lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    return ((BOM if bom else "") + text).encode()


def _disarmed(column: pandas.Series) -> pandas.Series:
    return column.mask(column.str.startswith(FORMULA_STARTS, na=False), "'" + column)
