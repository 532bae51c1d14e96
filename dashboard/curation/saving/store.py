"""Writes curated files: all files of one save or none, and never over what somebody else wrote; undoes saves.

A journal in ``build/curation`` has each save with the content of its files before and after. So a save can be undone,
and a save that a power cut interrupted is undone at the next start.
"""

import fcntl
import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.authoring.errors import AuthoringError

JOURNAL: Final = "build/curation"
"""The folder of the journal."""
MOST_SAVES: Final = 50
NO_FILE: Final = ""
"""The version of a file that does not exist."""


@dataclass(frozen=True)
class FileChange:
    """The new content of one file; ``base`` is the version of the file on which the change was made.

    ``content`` is None where the file is to be deleted.
    """

    file: str
    content: str | None
    base: str


class ConflictError(AuthoringError):
    """Files changed on disk since they were read, so nothing was written.

    ``versions`` has by file the content that was to be written, and the content on disk.
    """

    def __init__(self, versions: dict[str, tuple[str | None, str | None]]) -> None:
        super().__init__(f"{', '.join(versions)} changed on disk meanwhile; nothing was written")
        self.versions = versions


@dataclass
class _Entry:
    """One save: its description in words, and by file its content before and after."""

    description: str
    done: bool
    files: dict[str, tuple[str | None, str | None]]


class FileStore:
    """The curated files below one root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._journal = root / JOURNAL
        self._lock = threading.Lock()

    def read(self, file: str) -> str | None:
        """The content of a file; None where there is no file."""
        try:
            return (self.root / file).read_bytes().decode()
        except FileNotFoundError:
            return None

    def version(self, file: str) -> str:
        """The version of a file: another for each content."""
        return version_of(self.read(file))

    def change(self, file: str, content: str, versions: Mapping[str, str]) -> FileChange:
        """A change of a file, made on its version in ``versions``, or else on its present one."""
        return FileChange(file, content, versions.get(file, self.version(file)))

    def save(self, changes: Sequence[FileChange], description: str) -> None:
        """Write all changes or none; ``description`` says in words what they are.

        Raises
        ------
        ConflictError
            A file has another version than the one on which its change was made.
        """
        with self._alone():
            before = {change.file: self.read(change.file) for change in changes}
            self._check(changes, before)
            entry = _Entry(
                description, False, {change.file: (before[change.file], change.content) for change in changes}
            )
            path = self._journal / f"{self._next():08}.json"
            self._write_entry(path, entry)
            try:
                self._put({change.file: change.content for change in changes})
                entry.done = True
                self._write_entry(path, entry)
            except OSError:
                self._recover()
                raise
            for old in self._entries()[:-MOST_SAVES]:
                old.unlink()

    def undo(self) -> str | None:
        """Undo the last save, and give its description; None where there is no save.

        Raises
        ------
        ConflictError
            A file of that save was changed since.
        """
        with self._alone():
            entries = self._entries()
            if not entries:
                return None
            entry = _read_entry(entries[-1])
            changes = [FileChange(file, old, version_of(new)) for file, (old, new) in entry.files.items()]
            self._check(changes, {change.file: self.read(change.file) for change in changes})
            self._put({change.file: change.content for change in changes})
            entries[-1].unlink()
            return entry.description

    def recover(self) -> list[str]:
        """Undo saves that were interrupted, and give the files that were restored."""
        if not self._entries():
            return []
        with self._alone():
            return self._recover()

    def _recover(self) -> list[str]:
        restored = list[str]()
        for path in self._entries():
            entry = _read_entry(path)
            if entry.done:
                continue
            written = {file: old for file, (old, new) in entry.files.items() if self.read(file) == new != old}
            self._put(written)
            restored += written
            path.unlink()
        return restored

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep every other thread, and every other process on this folder, from saving meanwhile."""
        self._journal.mkdir(parents=True, exist_ok=True)
        with self._lock:
            folder = os.open(self._journal, os.O_RDONLY)
            try:
                fcntl.flock(folder, fcntl.LOCK_EX)
                yield
            finally:
                os.close(folder)

    def _check(self, changes: Sequence[FileChange], on_disk: dict[str, str | None]) -> None:
        conflicts = {
            change.file: (change.content, on_disk[change.file])
            for change in changes
            if version_of(on_disk[change.file]) != change.base
        }
        if conflicts:
            raise ConflictError(conflicts)

    def _put(self, contents: dict[str, str | None]) -> None:
        """Write every file beside its place, then move each into its place."""
        unfinished = {}
        try:
            for file, content in contents.items():
                if content is not None:
                    unfinished[file] = self._write_beside(self.root / file, content)
            for file in contents:
                if file in unfinished:
                    unfinished[file].replace(self.root / file)
                else:
                    (self.root / file).unlink(missing_ok=True)
        finally:
            for path in unfinished.values():
                path.unlink(missing_ok=True)

    def _write_beside(self, path: Path, content: str) -> Path:
        """Write a file that is to be moved to ``path``, and wait until it is on the disk."""
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.half")
        try:
            with unfinished.open("wb") as file:
                file.write(content.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        return unfinished

    def _entries(self) -> list[Path]:
        return sorted(self._journal.glob("*.json"))

    def _next(self) -> int:
        entries = self._entries()
        return int(entries[-1].stem) + 1 if entries else 1

    def _write_entry(self, path: Path, entry: _Entry) -> None:
        content = {"told": entry.description, "done": entry.done, "files": entry.files}
        self._write_beside(path, json.dumps(content, ensure_ascii=False)).replace(path)


def _read_entry(path: Path) -> _Entry:
    content = json.loads(path.read_bytes())
    files = {file: (old, new) for file, (old, new) in content["files"].items()}
    return _Entry(content["told"], content["done"], files)


def version_of(content: str | None) -> str:
    """The version of a content; ``NO_FILE`` for None."""
    return NO_FILE if content is None else hashlib.sha256(content.encode()).hexdigest()
