"""The actions of a person on a document: look, check, confirm, change, reject, undo."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from dashboard.authoring.errors import AuthoringError
from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import read_catalogue
from dashboard.catalogue.load.paths import DOCUMENT_FILE, DOCUMENTS_FOLDER, DRAFT_FILE, DRAFTS_FOLDER
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
from dashboard.workbench.open_document import OpenDocument, open_document, quotation_of, read_toml
from dashboard.workbench.working_data import WorkingData

FORM_FIELDS: Final = (
    "about", "countries", "kind", "modality", "speaker", "value", "baseline", "target", "unit", "as_of", "due",
    "written", "statement",
)  # fmt: skip
"""The fields of the form; all other fields of a statement stay as they are."""


class StatementForm(BaseModel):
    """A statement as the page has it: where its words stand, in code points, and the fields of its form.

    ``was`` is the id under which it is saved already. ``candidate`` is where the words of its candidate stand.
    ``versions`` has by file the version that the page has read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    start: int
    end: int
    fields: dict[str, Any]
    was: str | None = None
    candidate: tuple[int, int] | None = None
    versions: dict[str, str] = {}


class Desk:
    """The documents below the root of ``store``, and the one way to change them."""

    def __init__(self, store: FileStore, working_data: WorkingData) -> None:
        self.store = store
        self.working_data = working_data

    def documents(self) -> list[dict[str, Any]]:
        """Every document and draft: those with candidates first."""
        ids = {
            path.stem
            for folder in (DOCUMENTS_FOLDER, DRAFTS_FOLDER)
            for path in (self.store.root / folder).glob("*.toml")
        }
        rows = [self._row(document) for document in ids]
        return sorted(rows, key=lambda row: (not row["candidates"], row["id"]))

    def _row(self, document: str) -> dict[str, Any]:
        content, draft = (read_toml(self.store, file.format(document)) or {} for file in (DOCUMENT_FILE, DRAFT_FILE))
        return {
            "id": document,
            "title": (content or draft).get("title", document),
            "statements": len(content.get("facts", ())),
            "candidates": len(draft.get("candidates", ())),
        }

    def view(self, document: str) -> dict[str, Any]:
        """All that the page displays of a document."""
        opened = open_document(self.store, document)
        files = (DOCUMENT_FILE.format(document), DRAFT_FILE.format(document))
        unknown_names = opened.draft.not_in_the_atlas if opened.draft else ()
        return {
            "id": document,
            "text": opened.text,
            "language": opened.language,
            "header": opened.header,
            "statements": [{"start": start, "end": end, "fields": fact} for fact, start, end in opened.statements()],
            "candidates": [
                {
                    "start": start,
                    "end": end,
                    "fields": proposals.fields(candidate, opened.language),
                    "evidence": proposals.evidence(candidate),
                }
                for candidate, start, end in opened.candidates()
            ],
            "unknown": [name.model_dump(mode="json") for name in unknown_names],
            "versions": {file: self.store.version(file) for file in files},
        }

    def check(self, form: StatementForm) -> dict[str, Any]:
        """The statement as it would be written, and the findings about it and its document."""
        fields, changes = self._prepare(form)
        return {"fields": fields, "findings": findings_as_json(self._findings(changes), fields["id"], form.document)}

    def save(self, form: StatementForm) -> dict[str, Any]:
        """Confirm a statement or change a confirmed one; with errors nothing is written."""
        fields, changes = self._prepare(form, saves=True)
        return {**self.write(changes, f"statement {fields['id']}"), "id": fields["id"]}

    def show(self, form: StatementForm) -> str:
        """Serve the atlas as it would be with this statement, and give the statement's id."""
        fields, changes = self._prepare(form)
        self.working_data.show_unsaved(changes)
        return str(fields["id"])

    def reject(self, form: StatementForm) -> dict[str, Any]:
        """Delete a candidate from the draft, or a confirmed statement from its document."""
        if form.was:
            file, description = DOCUMENT_FILE.format(form.document), f"statement {form.was} taken out"
            content = without_statement(self._text(file), form.was)
        else:
            file, description = DRAFT_FILE.format(form.document), "candidate rejected"
            candidates = open_document(self.store, form.document).candidates()
            quotes = [quotation_of(candidate) for candidate, *span in candidates if tuple(span) == form.candidate]
            if not quotes:
                raise AuthoringError("this candidate is not in the draft any more; load the document again")
            content = without_candidates(self._text(file), quotes[:1])
        return self.write([self.store.change(file, content, form.versions)], description)

    def undo(self) -> dict[str, Any]:
        """Undo the last save."""
        return {"undone": self.store.undo(), "number": self.working_data.reload()}

    def errors_on_disk(self) -> list[str]:
        """The errors that keep the files on disk from being served; the atlas before them still is."""
        return [str(finding) for finding in self.working_data.findings if finding.level == "error"]

    def write(self, changes: Sequence[FileChange], description: str) -> dict[str, Any]:
        """Write changes that bring no new error; the answer to the page."""
        errors = self._new_errors(changes)
        if errors:
            return {"saved": False, "findings": findings_as_json(errors)}
        self.store.save(changes, description)
        number = self.working_data.reload()
        return {
            "saved": True,
            "number": number,
            "versions": {change.file: self.store.version(change.file) for change in changes},
        }

    def _findings(self, changes: Sequence[FileChange]) -> list[Finding]:
        """The findings of ``check`` with these changes on disk."""
        with overlaid(self.store.root, changes) as top:
            reading = read_catalogue(top)
            missing = reading.declared if reading.findings else None
            inside = self.working_data.atlas.shapes.inside
            return [*reading.findings, *check(reading.catalogue, inside, None, missing)]

    def _new_errors(self, changes: Sequence[FileChange]) -> list[Finding]:
        """The errors that these changes would bring."""
        errors = [finding for finding in self._findings(changes) if finding.level == "error"]
        present = set(self._findings([])) if errors else set()
        return [error for error in errors if error not in present]

    def conflict(self, error: ConflictError) -> dict[str, Any]:
        """Both versions of each file, and the difference between them."""
        files = {}
        for file, (wanted, on_disk) in error.versions.items():
            before, after = (on_disk or "").splitlines(), (wanted or "").splitlines()
            difference = "\n".join(difflib.unified_diff(before, after, "on disk", "to be written", lineterm="", n=2))
            version = self.store.version(file)
            files[file] = {"wanted": wanted, "there": on_disk, "difference": difference, "version": version}
        return {"saved": False, "conflict": files}

    def _prepare(self, form: StatementForm, *, saves: bool = False) -> tuple[dict[str, Any], list[FileChange]]:
        """The fields of the statement, and the changes that write it; ``saves`` takes its candidate out of the draft.

        Without a save the draft stays: no check reads it, and a long one takes many seconds to write.
        """
        opened = open_document(self.store, form.document)
        start, end = trimmed(opened.text, max(form.start, 0), min(form.end, len(opened.text)))
        saved: dict[str, Any] = next((fact for fact in opened.facts if fact["id"] == form.was), {})
        fields = {key: value for key, value in saved.items() if key not in (*FORM_FIELDS, "quote", "prefix", "suffix")}
        fields |= {key: value for key, value in _without_empty(form.fields) if key in (*FORM_FIELDS, "id")}
        fields |= shortest_quote(opened.text, start, end).fields
        taken = self._taken_ids() - {form.was}
        fields.setdefault("id", proposals.statement_id(fields.get("statement", {}), form.document, taken))
        changes = [self._change(opened, form, fields, start)]
        return fields, [*changes, *(self._without_candidate(opened, form, (start, end)) if saves else ())]

    def _change(self, opened: OpenDocument, form: StatementForm, fields: dict[str, Any], at: int) -> FileChange:
        """The change of the document's file; the words of the statement begin at ``at``."""
        file = DOCUMENT_FILE.format(opened.id)
        text = self.store.read(file)
        if form.was and text is not None:
            content = with_changed_statement(text, form.was, fields)
        else:
            before = [fact["id"] for fact, start, _ in opened.statements() if start <= at]
            content = with_statement(new_document(opened.proposed_header) if text is None else text, fields, before)
        return self.store.change(file, content, form.versions)

    def _without_candidate(
        self, opened: OpenDocument, form: StatementForm, span: tuple[int, int]
    ) -> Iterator[FileChange]:
        """The change of the draft, which loses the candidates whose words are in the statement."""
        file = DRAFT_FILE.format(opened.id)
        confirmed = [
            quotation_of(candidate)
            for candidate, start, end in opened.candidates()
            if (start, end) == form.candidate or (span[0] <= start and end <= span[1])
        ]
        if confirmed:
            yield self.store.change(file, without_candidates(self._text(file), confirmed), form.versions)

    def _taken_ids(self) -> set[str]:
        """The ids that a new statement cannot have."""
        catalogue = self.working_data.atlas.catalogue
        files = (
            path.relative_to(self.store.root).as_posix() for path in (self.store.root / DOCUMENTS_FOLDER).glob("*.toml")
        )
        statements = {fact["id"] for file in files for fact in (read_toml(self.store, file) or {}).get("facts", ())}
        return {*statements, *catalogue.projects, *catalogue.routes, *catalogue.places, *catalogue.segments}

    def _text(self, file: str) -> str:
        text = self.store.read(file)
        if text is None:
            raise AuthoringError(f"{file} is not there any more; load the document again")
        return text


def findings_as_json(findings: Sequence[Finding], *records: str) -> list[dict[str, str]]:
    """Findings in the form that the page reads; only those of ``records``, where any is named."""
    return [
        {"level": finding.level, "record": finding.record, "field": finding.field, "message": finding.message}
        for finding in findings
        if not records or finding.record in records
    ]


def _without_empty(fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields that are not empty, without empty texts within a field."""
    for key, value in fields.items():
        filled = {inner: part for inner, part in value.items() if part} if isinstance(value, Mapping) else value
        if filled not in (None, "", {}, []):
            yield key, filled
