"""What one loading has seen so far: the ids that were taken, and every fault."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from dashboard.catalogue.complaints import validate
from dashboard.catalogue.files import FileError
from dashboard.catalogue.findings import Finding

R = TypeVar("R", bound=BaseModel)
T = TypeVar("T")

_BESIDE = (".md", ".csv")
"""What may lie beside records: notes for people, and tables of the authoring tools."""

ENTITY_KINDS = frozenset({"project", "route", "segment", "place", "fact"})
"""Kinds that share one set of ids: a fact's ``about``, an address or a filter names any of them."""


@dataclass
class Intake:
    """Passed through the readers of one ``load_catalogue`` call, and dropped after it."""

    root: Path
    findings: list[Finding] = field(default_factory=list)
    taken: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def complain(self, file: str, record: str, field_path: str, message: str) -> None:
        """Note an error; loading will fail at its end."""
        self.findings.append(Finding("error", file, record, field_path, message))

    def read(self, file: str, read: Callable[[Path], T]) -> T | None:
        """What ``read`` gives for a file below the root, or None and an error."""
        try:
            return read(self.root / file)
        except FileError as fault:
            self.complain(file, "", "", str(fault))
            return None

    def validated(self, model: type[R], raw: object, file: str, record: str) -> R | None:
        """The record made of ``raw``, or None and an error for every field that is wrong."""
        if not isinstance(raw, Mapping):
            self.complain(file, record, "", "must be a table with keys and values")
            return None
        made, complaints = validate(model, raw)
        for path, message in complaints:
            self.complain(file, record, path, message)
        return made

    def take_id(self, kind: str, record: object, file: str) -> None:
        """Note that a record has this id; an error if another record has it already."""
        if not isinstance(record, str):
            return  # the model complains of what is no text
        key = ("entity" if kind in ENTITY_KINDS else kind, record)
        if key not in self.taken:
            self.taken[key] = (kind, file)
            return
        other_kind, other_file = self.taken[key]
        article = "another" if other_kind == kind else "a"
        where = "this file" if other_file == file else other_file
        self.complain(file, record, "id", f"is already the id of {article} {other_kind} in {where}; give each its own")

    def files(self, folder: str, suffix: str) -> list[str]:
        """The data files of a folder, sorted, as paths below the root; a stray file is an error."""
        path = self.root / folder
        if not path.is_dir():
            self.complain(folder, "", "", "the folder is missing; make it")
            return []
        names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
        for name in names:
            if not name.endswith((suffix, *_BESIDE)):
                self.complain(f"{folder}/{name}", "", "", f"does not belong here; only {suffix} files are read")
        return [f"{folder}/{name}" for name in names if name.endswith(suffix)]

    def hold_to_stem(self, file: str, record: object) -> None:
        """An error where a record's id is not its file's name."""
        stem = Path(file).stem
        if isinstance(record, str) and record != stem:
            self.complain(file, record, "id", f"must be the file's name, {stem!r}; rename the one or the other")


def shown_id(raw: object, otherwise: str) -> str:
    """A raw record's id for messages, or what to call it when it has none."""
    given = raw.get("id") if isinstance(raw, Mapping) else None
    return given if isinstance(given, str) and given else otherwise
