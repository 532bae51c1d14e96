"""Writes curated files: all files of one save or none, never over what somebody else wrote, and back again.

Each save is first written down whole in ``build/curation``, with what the files held before; so it can be taken back,
and a save that a power cut broke off is taken back at the next start.
"""

import hashlib
import json
import os
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from dashboard.authoring.errors import AuthoringError

JOURNAL: Final = "build/curation"
MOST_SAVES: Final = 50
NO_FILE: Final = ""
"""The version of a file that is not there."""


@dataclass(frozen=True)
class FileChange:
    """What one file is to hold; ``base`` is the version of the file that the change was made on.

    ``content`` is None where the file is to go.
    """

    file: str
    content: str | None
    base: str


class ConflictError(AuthoringError):
    """Files changed on disk since they were read: ``versions`` has for each what was to be written, and what is there.

    Nothing was written.
    """

    def __init__(self, versions: dict[str, tuple[str | None, str | None]]) -> None:
        super().__init__(f"{', '.join(versions)} changed on disk meanwhile; nothing was written")
        self.versions = versions


@dataclass
class _Entry:
    """One save: by file, what it held before and what it holds after."""

    told: str
    done: bool
    files: dict[str, tuple[str | None, str | None]]


class FileStore:
    """The curated files below one root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._journal = root / JOURNAL
        self._lock = threading.RLock()

    def read(self, file: str) -> str | None:
        """What a file holds; None where there is none."""
        try:
            return (self.root / file).read_bytes().decode()
        except FileNotFoundError:
            return None

    def version(self, file: str) -> str:
        """Changes with what the file holds."""
        return version_of(self.read(file))

    def save(self, changes: Sequence[FileChange], told: str) -> None:
        """Write all changes or none; ``told`` says in words what they are.

        Raises
        ------
        ConflictError
            A file is no longer the one that its change was made on.
        """
        with self._lock:
            before = {change.file: self.read(change.file) for change in changes}
            self._check(changes, before)
            entry = _Entry(told, False, {change.file: (before[change.file], change.content) for change in changes})
            path = self._journal / f"{self._next():08}.json"
            self._write_entry(path, entry)
            try:
                self._put({change.file: change.content for change in changes})
            except OSError:
                self._put(before)
                path.unlink()
                raise
            entry.done = True
            self._write_entry(path, entry)
            for old in self._entries()[:-MOST_SAVES]:
                old.unlink()

    def undo(self) -> str | None:
        """Take the last save back; what it was, in words, or None where there is none.

        Raises
        ------
        ConflictError
            A file of that save was changed since.
        """
        with self._lock:
            entries = self._entries()
            if not entries:
                return None
            entry = _read_entry(entries[-1])
            back = [FileChange(file, old, version_of(new)) for file, (old, new) in entry.files.items()]
            self._check(back, {change.file: self.read(change.file) for change in back})
            self._put({change.file: change.content for change in back})
            entries[-1].unlink()
            return entry.told

    def recover(self) -> list[str]:
        """Take back what was broken off in the midst; the files that were put right."""
        put_right = list[str]()
        with self._lock:
            for path in self._entries():
                entry = _read_entry(path)
                if entry.done:
                    continue
                halves = {file: old for file, (old, new) in entry.files.items() if self.read(file) == new != old}
                self._put(halves)
                put_right += halves
                path.unlink()
        return put_right

    def _check(self, changes: Sequence[FileChange], on_disk: dict[str, str | None]) -> None:
        conflicts = {
            change.file: (change.content, on_disk[change.file])
            for change in changes
            if version_of(on_disk[change.file]) != change.base
        }
        if conflicts:
            raise ConflictError(conflicts)

    def _put(self, contents: dict[str, str | None]) -> None:
        """Write every file beside its place, then move each into it."""
        halves = {}
        try:
            for file, content in contents.items():
                if content is not None:
                    halves[file] = self._half(self.root / file, content)
            for file in contents:
                if file in halves:
                    halves[file].replace(self.root / file)
                else:
                    (self.root / file).unlink(missing_ok=True)
        finally:
            for half in halves.values():
                half.unlink(missing_ok=True)

    def _half(self, path: Path, content: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.{os.getpid()}.half")
        with half.open("wb") as file:
            file.write(content.encode())
            file.flush()
            os.fsync(file.fileno())
        return half

    def _entries(self) -> list[Path]:
        return sorted(self._journal.glob("*.json"))

    def _next(self) -> int:
        entries = self._entries()
        return int(entries[-1].stem) + 1 if entries else 1

    def _write_entry(self, path: Path, entry: _Entry) -> None:
        self._half(path, json.dumps(asdict(entry), ensure_ascii=False)).replace(path)


def _read_entry(path: Path) -> _Entry:
    content = json.loads(path.read_bytes())
    files = {file: (old, new) for file, (old, new) in content["files"].items()}
    return _Entry(content["told"], content["done"], files)


def version_of(content: str | None) -> str:
    """The version of a content; ``NO_FILE`` for none."""
    return NO_FILE if content is None else hashlib.sha256(content.encode()).hexdigest()
