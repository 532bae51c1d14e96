"""Reads one data file strictly: UTF-8 without a byte order mark, TOML, JSON or CSV. Errors name the line."""

import csv
import io
import json
import stat
import tomllib
from pathlib import Path
from typing import Any, Final, NoReturn

import rtoml

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class FileError(ValueError):
    """A file cannot be used; the message is the end of a sentence that begins with the file's name."""


LARGEST_FILE: Final = 100_000_000
"""In bytes. A larger file is there by mistake and would fill the memory."""


def check_regular_file(path: Path) -> None:
    """Check that ``path`` is a regular file of at most ``LARGEST_FILE`` bytes; reading a pipe would never end.

    Raises
    ------
    FileError
        It is not a regular file, or too large.
    OSError
        It does not exist, or permission is missing.
    """
    info = path.stat()
    if not stat.S_ISREG(info.st_mode):
        raise FileError("is no file; take it away")
    if info.st_size > LARGEST_FILE:
        raise FileError(f"has more than {LARGEST_FILE // 1_000_000} MB; take it away")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises FileError: it does not exist, is not a regular file, is too large, or permission is missing.
    """
    try:
        check_regular_file(path)
        return path.read_bytes()
    except FileNotFoundError:
        raise FileError("the file is missing; add it, or correct the name that points to it") from None
    except OSError as error:
        raise FileError(f"the file cannot be read: {error.strerror}") from None


def decode(raw: bytes) -> str:
    """Decode UTF-8; line ends stay as they are.

    Raises
    ------
    FileError
        The bytes are not UTF-8.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileError(f"line {line}: byte 0x{raw[error.start]:02X} is not UTF-8; save the file as UTF-8") from None


def read_data_text(path: Path) -> str:
    """The text of a curated file, without a byte order mark, which ``begins_with_mark`` finds.

    Raises FileError: it is missing, empty or not UTF-8.
    """
    text = decode(read_bytes(path).removeprefix(BYTE_ORDER_MARK))
    if not text.strip():
        raise FileError("the file is empty; fill it, or delete it")
    return text


def begins_with_mark(path: Path) -> bool:
    """Whether a file begins with a byte order mark; False if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(BYTE_ORDER_MARK)) == BYTE_ORDER_MARK
    except OSError:
        return False


def read_toml(path: Path) -> dict[str, Any]:
    """The top-level table of a TOML file.

    Raises FileError: it cannot be read, or is not TOML; the message says the line.
    """
    text = read_data_text(path)
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError:
        pass  # the standard library has the last word, and names the line of the error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FileError(f"not valid TOML: {error}") from None


def read_json(path: Path) -> dict[str, Any]:
    """The object of a JSON file, strictly by the standard: no NaN, no infinity, no duplicate key.

    Raises FileError: it cannot be read, is not JSON (the message says the line), or is not an object.
    """
    try:
        content = json.loads(
            read_data_text(path), parse_constant=_reject_constant, object_pairs_hook=_reject_duplicate_keys
        )
    except json.JSONDecodeError as error:
        raise FileError(f"line {error.lineno}, column {error.colno}: not valid JSON: {error.msg}") from None
    except RecursionError:
        raise FileError("not usable JSON: nested too deeply") from None
    if not isinstance(content, dict):
        raise FileError("must be one JSON object, in braces")
    return content


def _reject_constant(token: str) -> NoReturn:
    raise FileError(f"holds {token}, which is no JSON number; write the number, or leave the point out")


def _reject_duplicate_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise FileError(f"key {twice!r} stands twice in one object; keep one")
    return content


def read_csv(path: Path, header: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    """The rows of a CSV file below its header, each with its line number; all cells are text.

    The column of a name may be missing: the page may have got a language after the file was written. Raises FileError
    where the file cannot be read, is not CSV, or has another header.
    """
    reader = csv.reader(io.StringIO(read_data_text(path), newline=""), strict=True)
    try:
        first = next(reader)
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise FileError(f"line {reader.line_num}: not valid CSV: {error}") from None
    for at, column in enumerate(header):
        if column.startswith("name_") and column not in first:
            for cells, cell in ((first, column), *((row, "") for _, row in rows)):
                cells.insert(at, cell)
    if tuple(first) != header:
        raise FileError(f"line 1: the header must be {','.join(header)}")
    return rows
