"""A document and its draft as they are on disk: the statements and candidates with the places of their words."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.authoring.errors import AuthoringError
from dashboard.catalogue.load.files import FileError, decode, read_bytes
from dashboard.catalogue.load.paths import DOCUMENT_FILE, DRAFT_FILE
from dashboard.catalogue.text.quote_offsets import QuoteError, find_quote
from dashboard.curation.draft_file import Candidate, Draft
from dashboard.curation.saving.store import FileStore
from dashboard.workbench import proposals


@dataclass(frozen=True)
class OpenDocument:
    """A document and its draft, either of which may be missing.

    ``content`` is the document's file as parsed TOML. All positions are in code points.
    """

    id: str
    text: str
    content: dict[str, Any] | None
    draft: Draft | None

    @property
    def language(self) -> str | None:
        """The BCP 47 tag of the text's language."""
        language = self.content["language"] if self.content else self.draft.language if self.draft else None
        return str(language) if language else None

    @property
    def header(self) -> dict[str, Any]:
        """The header of the document, or the one that its draft proposes."""
        header = {key: value for key, value in (self.content or {}).items() if key != "facts"}
        return header or self.proposed_header

    @property
    def proposed_header(self) -> dict[str, Any]:
        """The header that the draft proposes; empty where there is no draft."""
        return proposals.header(self.draft) if self.draft else {}

    @property
    def facts(self) -> list[dict[str, Any]]:
        """The statements as parsed TOML."""
        return list((self.content or {}).get("facts", ()))

    def statements(self) -> Iterator[tuple[dict[str, Any], int, int]]:
        """The statements whose words are in the text, each with start and end of the words."""
        for fact in self.facts:
            try:
                span = find_quote(self.text, fact["quote"], fact.get("prefix", ""), fact.get("suffix", ""))
            except (QuoteError, KeyError):
                continue
            yield fact, *span

    def candidates(self) -> Iterator[tuple[Candidate, int, int]]:
        """The candidates whose words are in the text, each with start and end of the words."""
        for candidate in self.draft.candidates if self.draft else ():
            try:
                span = find_quote(self.text, candidate.quote, candidate.prefix, candidate.suffix)
            except QuoteError:
                continue
            yield candidate, *span


def quotation_of(candidate: Candidate) -> dict[str, str]:
    """The words of a candidate, with the prefix and suffix that the draft has."""
    return {key: words for key in ("quote", "prefix", "suffix") if (words := getattr(candidate, key))}


def open_document(store: FileStore, document: str) -> OpenDocument:
    """A document. Raises AuthoringError where there is none, or its files cannot be read."""
    content = read_toml(store, DOCUMENT_FILE.format(document))
    raw_draft = read_toml(store, DRAFT_FILE.format(document))
    draft = None if raw_draft is None else Draft.model_validate(raw_draft)
    seed = content["file"] if content else draft.file if draft else None
    if seed is None:
        raise AuthoringError(f"there is no document or draft {document!r}")
    try:
        return OpenDocument(document, decode(read_bytes(store.root / seed)), content, draft)
    except FileError as fault:
        raise AuthoringError(f"{seed}: {fault}") from None


def read_toml(store: FileStore, file: str) -> dict[str, Any] | None:
    """The content of a TOML file; None where there is no file. Raises AuthoringError where it is not TOML."""
    text = store.read(file)
    try:
        return None if text is None else tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise AuthoringError(f"{file}: not valid TOML: {fault}; put it right in an editor") from None
