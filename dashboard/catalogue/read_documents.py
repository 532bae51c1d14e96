"""Read one document: its header and facts, its seed held to the checksum, every quotation found in it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from dashboard.catalogue.files import decode, read_bytes, read_toml
from dashboard.catalogue.intake import Intake, shown_id
from dashboard.catalogue.models import Document, Fact
from dashboard.catalogue.quotes import QuoteError, find_quote
from dashboard.catalogue.read_records import tables


@dataclass(frozen=True)
class ReadDocument:
    """A document with its facts in the order of the file, and where each quotation stands."""

    document: Document
    facts: tuple[Fact, ...]
    spans: Mapping[str, tuple[int, int]]


def read_document(intake: Intake, file: str) -> ReadDocument | None:
    """The document of one ``data/documents/<id>.toml``; None where anything in it is wrong."""
    content = intake.read(file, read_toml)
    if content is None:
        return None
    header = {key: value for key, value in content.items() if key != "facts"}
    intake.take_id("document", header.get("id"), file)
    intake.hold_to_stem(file, header.get("id"))
    document = intake.validated(Document, header, file, shown_id(header, ""))
    text = _seed_text(intake, file, header)
    facts, spans = [], {}
    for number, raw in enumerate(tables(intake, file, content, "facts"), start=1):
        record = shown_id(raw, f"fact {number}")
        intake.take_id("fact", raw.get("id"), file)
        fact = intake.validated(Fact, raw, file, record)
        span = None if text is None else _span(intake, file, record, raw, text)
        if fact is not None and span is not None:
            facts.append(fact)
            spans[fact.id] = span
    return None if document is None else ReadDocument(document, tuple(facts), spans)


def _seed_text(intake: Intake, file: str, header: Mapping[str, Any]) -> str | None:
    """The text of the header's seed; errors for a way out of the root, a missing seed, another checksum."""
    seed, sha256, record = header.get("file"), header.get("sha256"), shown_id(header, "")
    if not isinstance(seed, str) or not seed:
        return None
    path = PurePosixPath(seed)
    if path.is_absolute() or ".." in path.parts or "\\" in seed:
        intake.complain(file, record, "file", f"{seed!r} must be a path below the project, such as seeds/name.txt")
        return None
    raw = intake.read(seed, read_bytes)
    if raw is None:
        return None
    actual = hashlib.sha256(raw).hexdigest()
    if isinstance(sha256, str) and sha256 != actual:
        message = f"{seed} has {actual}; a seed is never edited: bring the file back, or correct a mistyped sum"
        intake.complain(file, record, "sha256", message)
    return intake.read(seed, lambda _: decode(raw))


def _span(intake: Intake, file: str, record: str, raw: Mapping[str, Any], text: str) -> tuple[int, int] | None:
    """Where the quotation stands, looked up also for a fact with other faults, to report them all at once."""
    quote, prefix, suffix = (raw.get(key, "") for key in ("quote", "prefix", "suffix"))
    if not (isinstance(quote, str) and quote and isinstance(prefix, str) and isinstance(suffix, str)):
        return None  # the model complains of these
    try:
        return find_quote(text, quote, prefix, suffix)
    except QuoteError as error:
        intake.complain(file, record, "quote", str(error))
        return None
