"""Edits arrays of tables in TOML files and leaves everything else as its author wrote it."""

import tomlkit
from tomlkit.items import AoT

NEWLINES = "\r\n"


def tables_of(array: object) -> AoT:
    """An entry of a document as the array of tables that it is."""
    assert isinstance(array, AoT)
    return array


def with_table(document: tomlkit.TOMLDocument, text: str, key: str, block: str, at: int) -> str:
    """The text with one table more in the array ``key``.

    Parameters
    ----------
    document, text
        The file, parsed and as it is.
    key
        The name of the array.
    block
        The TOML of the new table, with its heading.
    at
        The index of the new table. At the end, or where there is no array yet, the block is appended as it is.
    """
    tables = document.get(key)
    if tables is None or at == len(tables):
        return f"{text.rstrip(NEWLINES)}\n\n{block}" if text.strip() else block
    table = tables_of(tomlkit.parse(block)[key])[0]
    table.add(tomlkit.nl())
    tables_of(tables).insert(at, table)
    return tomlkit.dumps(document)
