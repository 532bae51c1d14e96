"""What a person does with a document: look, check, confirm, change, reject, take back."""

import difflib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from dashboard.authoring.errors import AuthoringError
from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import read_catalogue
from dashboard.catalogue.load.files import FileError, decode, read_bytes
from dashboard.catalogue.load.paths import DOCUMENT_FILE, DOCUMENTS_FOLDER, DRAFT_FILE, DRAFTS_FOLDER
from dashboard.catalogue.text.quote_offsets import QuoteError, find_quote
from dashboard.curation.draft_file import Draft
from dashboard.curation.saving.overlay import overlaid
from dashboard.curation.saving.statements import (
    new_document,
    with_changed_statement,
    with_statement,
    without_candidates,
    without_statement,
)
from dashboard.curation.saving.store import ConflictError, FileChange, FileStore
from dashboard.curation.shortest_quote import shortest_quote, trimmed
from dashboard.workbench import proposals
from dashboard.workbench.working import Working

FORM_FIELDS: Final = ("about", "kind", "modality", "speaker", "value", "unit", "as_of", "due", "written", "statement")
"""What the form has; what else a statement has stays as it is."""


class StatementForm(BaseModel):
    """A statement as the page has it: where its words stand, in code points, and the fields of its form.

    ``was`` is the id that it is saved under already, ``candidate`` where the words stand that it was proposed with.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    start: int
    end: int
    fields: dict[str, Any]
    was: str | None = None
    candidate: tuple[int, int] | None = None
    versions: dict[str, str] = {}


@dataclass(frozen=True)
class Opened:
    """A document and its draft as they are on disk, either of which may be missing."""

    id: str
    text: str
    content: dict[str, Any] | None
    draft: Draft | None

    @property
    def language(self) -> str | None:
        """The tag of the text's language."""
        language = self.content["language"] if self.content else self.draft.language if self.draft else None
        return str(language) if language else None

    def spans(self) -> Iterator[tuple[dict[str, Any], int, int]]:
        """The statements with the places of their words; those whose words are not there are left out."""
        for fact in (self.content or {}).get("facts", ()):
            try:
                span = find_quote(self.text, fact["quote"], fact.get("prefix", ""), fact.get("suffix", ""))
            except (QuoteError, KeyError):
                continue
            yield fact, *span


class Desk:
    """The documents below one root, and the one way to change them."""

    def __init__(self, root: Path, store: FileStore, working: Working) -> None:
        self.root = root
        self.store = store
        self.working = working

    def documents(self) -> list[dict[str, Any]]:
        """Every document and draft: those with candidates first."""
        ids = {
            path.stem for folder in (DOCUMENTS_FOLDER, DRAFTS_FOLDER) for path in (self.root / folder).glob("*.toml")
        }
        rows = [self._listed(document) for document in ids]
        return sorted(rows, key=lambda row: (not row["candidates"], row["id"]))

    def _listed(self, document: str) -> dict[str, Any]:
        content, draft = self._toml(DOCUMENT_FILE.format(document)), self._toml(DRAFT_FILE.format(document))
        statements, candidates = (content or {}).get("facts", ()), (draft or {}).get("candidates", ())
        title = (content or draft or {}).get("title", document)
        return {"id": document, "title": title, "statements": len(statements), "candidates": len(candidates)}

    def opened(self, document: str) -> Opened:
        """A document. Raises AuthoringError where there is none, or its files cannot be read."""
        content, raw = self._toml(DOCUMENT_FILE.format(document)), self._toml(DRAFT_FILE.format(document))
        draft = None if raw is None else Draft.model_validate(raw)
        seed = content["file"] if content else draft.file if draft else None
        if seed is None:
            raise AuthoringError(f"there is no document or draft {document!r}")
        try:
            return Opened(document, decode(read_bytes(self.root / seed)), content, draft)
        except FileError as fault:
            raise AuthoringError(f"{seed}: {fault}") from None

    def view(self, document: str) -> dict[str, Any]:
        """All that the page shows of a document."""
        opened = self.opened(document)
        header = {key: value for key, value in (opened.content or {}).items() if key != "facts"}
        files = (DOCUMENT_FILE.format(document), DRAFT_FILE.format(document))
        return {
            "id": document,
            "text": opened.text,
            "language": opened.language,
            "header": header or (proposals.header(opened.draft) if opened.draft else {}),
            "statements": [{"start": start, "end": end, "fields": fact} for fact, start, end in opened.spans()],
            "candidates": list(_candidates(opened)),
            "unknown": [
                name.model_dump(mode="json") for name in (opened.draft.not_in_the_atlas if opened.draft else ())
            ],
            "versions": {file: self.store.version(file) for file in files},
        }

    def checked(self, form: StatementForm) -> dict[str, Any]:
        """The statement as it would be written, and the findings about it and its document."""
        fields, changes = self._prepared(form)
        return {"fields": fields, "findings": self.told(self.findings(changes), fields["id"], form.document)}

    def save(self, form: StatementForm) -> dict[str, Any]:
        """Confirm a statement or change a confirmed one; with errors nothing is written."""
        fields, changes = self._prepared(form)
        return {**self.written(changes, f"statement {fields['id']}"), "id": fields["id"]}

    def show(self, form: StatementForm) -> str:
        """Serve the atlas as it would be with this statement; its id."""
        fields, changes = self._prepared(form)
        self.working.show_unsaved(changes)
        return str(fields["id"])

    def reject(self, form: StatementForm) -> dict[str, Any]:
        """Take a candidate out of the draft, or a confirmed statement out of its document."""
        opened = self.opened(form.document)
        if form.was:
            file, what = DOCUMENT_FILE.format(form.document), f"statement {form.was} taken out"
            content = without_statement(self._text(file), form.was)
        else:
            file, what = DRAFT_FILE.format(form.document), "candidate rejected"
            content = without_candidates(self._text(file), [_quoted(opened, *(form.candidate or (0, 0)))])
        return self.written([self._change(file, content, form.versions)], what)

    def undo(self) -> dict[str, Any]:
        """Take the last save back."""
        told = self.store.undo()
        return {"undone": told, "number": self.working.changed()}

    def errors_on_disk(self) -> list[str]:
        """The errors for which what is on disk cannot be served; the atlas before them still is."""
        return [str(finding) for finding in self.working.findings if finding.level == "error"]

    def written(self, changes: Sequence[FileChange], told: str) -> dict[str, Any]:
        """Write changes where they bring no new error; what came of it."""
        errors = self.new_errors(changes)
        if errors:
            return {"saved": False, "findings": self.told(errors)}
        self.store.save(changes, told)
        number = self.working.changed()
        return {
            "saved": True,
            "number": number,
            "versions": {change.file: self.store.version(change.file) for change in changes},
        }

    def findings(self, changes: Sequence[FileChange]) -> list[Finding]:
        """What ``check`` would say with these changes on disk."""
        with overlaid(self.root, changes) as top:
            reading = read_catalogue(top)
            missing = reading.declared if reading.findings else None
            inside = self.working.atlas.shapes.inside
            return [*reading.findings, *check(reading.catalogue, inside, None, missing)]

    def new_errors(self, changes: Sequence[FileChange]) -> list[Finding]:
        """The errors that these changes would bring."""
        errors = [finding for finding in self.findings(changes) if finding.level == "error"]
        there = set(self.findings([])) if errors else set()
        return [error for error in errors if error not in there]

    def told(self, findings: Sequence[Finding], *records: str) -> list[dict[str, str]]:
        """Findings as the page has them; of these records alone, where any is named."""
        chosen = [finding for finding in findings if not records or finding.record in records]
        return [
            {"level": finding.level, "record": finding.record, "field": finding.field, "message": finding.message}
            for finding in chosen
        ]

    def conflict(self, error: ConflictError) -> dict[str, Any]:
        """Both versions of each file, and what differs."""
        files = {}
        for file, (wanted, there) in error.versions.items():
            before, after = (there or "").splitlines(), (wanted or "").splitlines()
            shown = "\n".join(difflib.unified_diff(before, after, "on disk", "to be written", lineterm="", n=2))
            files[file] = {"wanted": wanted, "there": there, "difference": shown, "version": self.store.version(file)}
        return {"saved": False, "conflict": files}

    def _prepared(self, form: StatementForm) -> tuple[dict[str, Any], list[FileChange]]:
        """The statement and what to write for it."""
        opened = self.opened(form.document)
        start, end = trimmed(opened.text, max(form.start, 0), min(form.end, len(opened.text)))
        there: dict[str, Any] = next(
            (fact for fact in (opened.content or {}).get("facts", ()) if fact["id"] == form.was), {}
        )
        fields = {key: value for key, value in there.items() if key not in (*FORM_FIELDS, "quote", "prefix", "suffix")}
        fields |= {key: value for key, value in _filled(form.fields) if key in (*FORM_FIELDS, "id")}
        fields |= shortest_quote(opened.text, start, end).fields
        taken = self._taken() - {form.was}
        fields.setdefault("id", proposals.statement_id(fields.get("statement", {}), form.document, taken))
        return fields, self._changes(opened, form, fields, (start, end))

    def _changes(
        self, opened: Opened, form: StatementForm, fields: dict[str, Any], span: tuple[int, int]
    ) -> list[FileChange]:
        file, draft_file = DOCUMENT_FILE.format(opened.id), DRAFT_FILE.format(opened.id)
        text = self.store.read(file)
        if form.was and text is not None:
            content = with_changed_statement(text, form.was, fields)
        else:
            header = proposals.header(opened.draft) if opened.draft else {}
            before = [fact["id"] for fact, start, _ in opened.spans() if start <= span[0]]
            content = with_statement(new_document(header) if text is None else text, fields, before)
        changes = [self._change(file, content, form.versions)]
        proposed = [(candidate["start"], candidate["end"]) for candidate in _candidates(opened)]
        taken = [
            place for place in proposed if place == form.candidate or (span[0] <= place[0] and place[1] <= span[1])
        ]
        if taken:
            left = without_candidates(self._text(draft_file), [_quoted(opened, *place) for place in taken])
            changes.append(self._change(draft_file, left, form.versions))
        return changes

    def _change(self, file: str, content: str, versions: Mapping[str, str]) -> FileChange:
        return FileChange(file, content, versions.get(file, self.store.version(file)))

    def _taken(self) -> set[str]:
        catalogue = self.working.atlas.catalogue
        ids = {fact["id"] for path in (self.root / DOCUMENTS_FOLDER).glob("*.toml") for fact in self._facts(path)}
        return {*ids, *catalogue.projects, *catalogue.routes, *catalogue.places, *catalogue.segments}

    def _facts(self, path: Path) -> list[dict[str, Any]]:
        return list((self._toml(path.relative_to(self.root).as_posix()) or {}).get("facts", ()))

    def _text(self, file: str) -> str:
        text = self.store.read(file)
        if text is None:
            raise AuthoringError(f"{file} is not there any more; load the document again")
        return text

    def _toml(self, file: str) -> dict[str, Any] | None:
        text = self.store.read(file)
        try:
            return None if text is None else tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise AuthoringError(f"{file}: not valid TOML: {fault}; put it right in an editor") from None


def _candidates(opened: Opened) -> Iterator[dict[str, Any]]:
    """The candidates that are no statement yet."""
    if opened.draft is None:
        return
    for candidate in opened.draft.candidates:
        try:
            start, end = find_quote(opened.text, candidate.quote, candidate.prefix, candidate.suffix)
        except QuoteError:
            continue
        said = {"fields": proposals.fields(candidate, opened.language), "evidence": proposals.evidence(candidate)}
        yield {"start": start, "end": end, **said}


def _quoted(opened: Opened, start: int, end: int) -> dict[str, str]:
    """How the draft quotes the candidate at a place."""
    for candidate in opened.draft.candidates if opened.draft else ():
        if find_quote(opened.text, candidate.quote, candidate.prefix, candidate.suffix) == (start, end):
            return {key: words for key in ("quote", "prefix", "suffix") if (words := getattr(candidate, key))}
    raise AuthoringError("this candidate is not in the draft any more; load the document again")


def _filled(fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields that hold something; empty texts within a field are left out."""
    for key, value in fields.items():
        kept = {inner: part for inner, part in value.items() if part} if isinstance(value, Mapping) else value
        if kept not in (None, "", {}, []):
            yield key, kept
