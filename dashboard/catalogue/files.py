"""Read one data file strictly: UTF-8 without a mark, TOML, JSON or CSV; a fault says line and remedy."""

import csv
import io
import json
import tomllib
from pathlib import Path
from typing import Any, NoReturn

import rtoml

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class FileError(ValueError):
    """The file cannot be read as what it should be; the message is one plain sentence."""


def read_bytes(path: Path) -> bytes:
    """The file's bytes.

    Raises:
        FileError: there is no such file, or it may not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileError("the file is missing; add it, or correct the name that points to it") from None
    except OSError as error:
        raise FileError(f"the file cannot be read: {error.strerror}") from None


def decode(raw: bytes) -> str:
    """The bytes as text, line ends left as they are.

    Raises:
        FileError: the bytes are not UTF-8.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileError(f"line {line}: byte 0x{raw[error.start]:02X} is not UTF-8; save the file as UTF-8") from None


def read_data_text(path: Path) -> str:
    """A curated file's text.

    Raises:
        FileError: missing, empty, not UTF-8, or begun with a byte order mark.
    """
    raw = read_bytes(path)
    if raw.startswith(_BYTE_ORDER_MARK):
        raise FileError("begins with a byte order mark; save the file as UTF-8 without BOM")
    text = decode(raw)
    if not text.strip():
        raise FileError("the file is empty; fill it, or delete it")
    return text


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file's top-level table.

    Raises:
        FileError: unreadable, or not TOML (with the line).
    """
    text = read_data_text(path)
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError:
        pass  # the standard library has the last word, and says in which line what is wrong
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FileError(f"not valid TOML: {error}") from None


def read_json(path: Path) -> dict[str, Any]:
    """A JSON file's object, to the letter of the standard: no NaN, no infinity, no key twice.

    Raises:
        FileError: unreadable, not JSON (with the line), or not an object.
    """
    try:
        content = json.loads(read_data_text(path), parse_constant=_refuse, object_pairs_hook=_only_once)
    except json.JSONDecodeError as error:
        raise FileError(f"line {error.lineno}, column {error.colno}: not valid JSON: {error.msg}") from None
    except RecursionError:
        raise FileError("not usable JSON: nested too deeply") from None
    if not isinstance(content, dict):
        raise FileError("must be one JSON object, in braces")
    return content


def _refuse(token: str) -> NoReturn:
    raise FileError(f"holds {token}, which is no JSON number; write the number, or leave the point out")


def _only_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise FileError(f"key {twice!r} stands twice in one object; keep one")
    return content


def read_csv(path: Path, header: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    """A CSV file's rows below its header, each with its line number, every cell as text.

    Raises:
        FileError: unreadable, not CSV, or with another header.
    """
    reader = csv.reader(io.StringIO(read_data_text(path), newline=""), strict=True)
    try:
        first = next(reader)
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise FileError(f"line {reader.line_num}: not valid CSV: {error}") from None
    if tuple(first) != header:
        raise FileError(f"line 1: the header must be {','.join(header)}")
    return rows
