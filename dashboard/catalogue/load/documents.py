"""Reads one document: its header and its facts. Checks its text, and finds every quotation in it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from dashboard.catalogue.load.files import decode, read_bytes, read_toml
from dashboard.catalogue.load.load_context import LoadContext, record_label
from dashboard.catalogue.load.records import tables
from dashboard.catalogue.models import Document, Fact
from dashboard.catalogue.text.quote_offsets import QuoteError, find_quote


@dataclass(frozen=True)
class ReadDocument:
    """A document with its facts in the order of the file; ``spans`` has the position of each quotation by fact.

    ``stem`` is the name of the file; ``document`` is None if the header is invalid.
    """

    stem: str
    document: Document | None
    facts: tuple[Fact, ...]
    spans: Mapping[str, tuple[int, int]]


def read_document(context: LoadContext, file: str) -> ReadDocument | None:
    """The valid records of a ``data/documents/<id>.toml``; None if it cannot be read at all."""
    content = context.read(file, read_toml)
    if content is None:
        context.unread_kinds.add("fact")
        context.presume_id("document", file)
        return None
    header = {key: value for key, value in content.items() if key != "facts"}
    context.register_file_id("document", header.get("id"), file)
    document = context.validate(Document, header, file, record_label(header, ""))
    text = _seed_text(context, file, header)
    facts, spans = [], {}
    for number, raw in enumerate(tables(context, file, content, "facts"), start=1):
        record = record_label(raw, f"fact {number}")
        context.register_id("fact", raw.get("id"), file)
        fact = context.validate(Fact, raw, file, record)
        span = None if text is None else _span(context, file, record, raw, text)
        if fact is None:
            continue
        if span is None:
            context.unfinished.append((file, fact))  # its other fields are checked all the same
            continue
        facts.append(fact)
        spans[fact.id] = span
    return ReadDocument(PurePosixPath(file).stem, document, tuple(facts), spans)


def _seed_text(context: LoadContext, file: str, header: Mapping[str, Any]) -> str | None:
    """The text that the header names; errors for a path outside the root, a missing file, another checksum."""
    seed, sha256, record = header.get("file"), header.get("sha256"), record_label(header, "")
    if not isinstance(seed, str) or not seed:
        return None
    path = PurePosixPath(seed)
    if path.is_absolute() or ".." in path.parts or "\\" in seed:
        context.add_error(file, record, "file", f"{seed!r} must be a path below the project, such as seeds/name.txt")
        return None
    raw = context.read(seed, read_bytes)
    if raw is None:
        return None
    actual = hashlib.sha256(raw).hexdigest()
    if isinstance(sha256, str) and sha256 != actual:
        message = f"{seed} has {actual}; a seed is never edited: bring the file back, or correct a mistyped sum"
        context.add_error(file, record, "sha256", message, actual)
    return context.read(seed, lambda _: decode(raw))


def _span(context: LoadContext, file: str, record: str, raw: Mapping[str, Any], text: str) -> tuple[int, int] | None:
    """The position of the quotation. A fact with other errors is looked up too, so that all are reported at once."""
    quote, prefix, suffix = (raw.get(key, "") for key in ("quote", "prefix", "suffix"))
    if not (isinstance(quote, str) and quote and isinstance(prefix, str) and isinstance(suffix, str)):
        return None  # validation reports these
    try:
        return find_quote(text, quote, prefix, suffix)
    except QuoteError as error:
        context.add_error(file, record, "quote", str(error), error.suggestion)
        return None
