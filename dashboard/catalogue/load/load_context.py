"""The state of one run of the loader: the ids in use, and every error."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.files import FileError, begins_with_mark
from dashboard.catalogue.load.validation_messages import valid_parts, validate

R = TypeVar("R", bound=BaseModel)
T = TypeVar("T")

_CURATED_FOLDER = "data/"
_OTHER_SUFFIXES = (".md", ".csv")
"""Suffixes of files that may lie among records: notes for people, and tables of the authoring tools."""

ENTITY_KINDS = frozenset({"project", "route", "segment", "place", "fact"})
"""Kinds that share one set of ids, because a fact's ``about``, an address or a filter can name any of them."""


@dataclass(frozen=True)
class Declared:
    """The ids in the files, those of invalid records too, and the kinds of records of unreadable files.

    A reference to such a record is not wrong, although the catalogue lacks it.
    """

    used_ids: frozenset[tuple[str, str]] = frozenset()
    unread_kinds: frozenset[str] = frozenset()
    unfinished: tuple[tuple[str, BaseModel], ...] = ()
    """The valid parts of invalid records, each with its file (``validation_messages.valid_parts``)."""

    def parts(self, model: type[R]) -> list[tuple[str, R]]:
        """The files and the valid parts of the invalid records of a kind."""
        return [(file, record) for file, record in self.unfinished if isinstance(record, model)]

    def may_have(self, kinds: tuple[str, ...], record: str) -> bool:
        """Whether there is, or may be, an invalid record of one of these kinds with this id."""
        return any(kind in self.unread_kinds or (_id_space(kind), record) in self.used_ids for kind in kinds)


@dataclass
class LoadContext:
    """Passed to all readers of one call of ``read_catalogue``."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    used_ids: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    unread_kinds: set[str] = field(default_factory=set)
    unfinished: list[tuple[str, BaseModel]] = field(default_factory=list)

    def presume_id(self, kind: str, file: str) -> None:
        """Register the id that the name of an unreadable file promises."""
        self.used_ids.setdefault((_id_space(kind), PurePosixPath(file).stem), (kind, ""))

    def declared(self) -> Declared:
        """The ids that the files have, in valid and in invalid records."""
        return Declared(frozenset(self.used_ids), frozenset(self.unread_kinds), tuple(self.unfinished))

    def add_error(self, file: str, record: str, field_path: str, message: str, suggestion: str = "") -> None:
        """Record an error. Loading goes on, so that all errors are found at once.

        Parameters
        ----------
        file
            Path below the project's root.
        record
            Id of the record, or a name for it; empty for the whole file.
        field_path
            Path of the field, such as ``names.ar``; empty for the whole record.
        message
            What is wrong and what to do, as the end of a sentence.
        suggestion
            The text to write there, if it is known.
        """
        self.findings.append(Finding("error", file, record, field_path, message, suggestion=suggestion))

    def read(self, file: str, read: Callable[[Path], T]) -> T | None:
        """Read a file below the root with ``read``; None, with an error recorded, where it cannot be read."""
        try:
            content = read(self.root / file)
        except FileError as fault:
            self.add_error(file, "", "", str(fault))
            return None
        if file.startswith(_CURATED_FOLDER) and begins_with_mark(self.root / file):
            self.add_error(file, "", "", "begins with a byte order mark; save the file as UTF-8 without BOM")
        return content

    def validate(self, model: type[R], raw: object, file: str, record: str) -> R | None:
        """Make a record from ``raw``; None, with an error recorded for every wrong field."""
        if not isinstance(raw, Mapping):
            self.add_error(file, record, "", "must be a table with keys and values")
            return None
        validated, messages = validate(model, raw)
        for path, message in messages:
            self.add_error(file, record, path, message)
        if validated is None:
            self.unfinished.append((file, valid_parts(model, {**raw, "id": record})))
        return validated

    def register_id(self, kind: str, record: object, file: str) -> None:
        """Register an id; an error if another record has it already."""
        if not isinstance(record, str):
            return  # validation reports an id that is not text
        key = (_id_space(kind), record)
        if key not in self.used_ids:
            self.used_ids[key] = (kind, file)
            return
        other_kind, other_file = self.used_ids[key]
        article = "another" if other_kind == kind else "a"
        where = "this file" if other_file == file else other_file
        self.add_error(file, record, "id", f"is already the id of {article} {other_kind} in {where}; give each its own")

    def files(self, folder: str, suffix: str, *kinds: str) -> list[str]:
        """The data files of a folder, sorted, as paths below the root; any other file is an error.

        ``kinds`` are the kinds of records that the folder has; they become ``unread_kinds`` if it cannot be read.
        """
        path = self.root / folder
        try:
            if not path.is_dir():
                self.unread_kinds.update(kinds)
                self.add_error(folder, "", "", "the folder is missing; make it")
                return []
            names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
        except OSError as error:
            self.unread_kinds.update(kinds)
            self.add_error(folder, "", "", f"the folder cannot be read: {error.strerror}")
            return []
        for name in names:
            if not name.endswith((suffix, *_OTHER_SUFFIXES)):
                self.add_error(f"{folder}/{name}", "", "", f"does not belong here; only {suffix} files are read")
        return [f"{folder}/{name}" for name in names if name.endswith(suffix)]

    def register_file_id(self, kind: str, record: object, file: str) -> None:
        """Register the id of a file's own record; an error where it is not the file's name."""
        self.register_id(kind, record, file)
        stem = PurePosixPath(file).stem
        if isinstance(record, str) and record != stem:
            self.add_error(file, record, "id", f"must be the file's name, {stem!r}; rename the one or the other")


def _id_space(kind: str) -> str:
    return "entity" if kind in ENTITY_KINDS else kind


def record_label(raw: object, otherwise: str) -> str:
    """The name of a raw record in messages: its id, or ``otherwise`` where it has none."""
    record_id = raw.get("id") if isinstance(raw, Mapping) else None
    return record_id if isinstance(record_id, str) and record_id else otherwise
