"""The files of a catalogue, which are all in ``data/`` and ``seeds/`` but the drafts, and their version."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load.files import FileError, read_bytes
from dashboard.catalogue.load.paths import DRAFTS_FOLDER

DATA_FOLDERS = ("data", "seeds")


class VersionSum:
    """Computes the version of files that are added one after another, sorted by name."""

    def __init__(self) -> None:
        self._sum = hashlib.sha256()

    def add(self, name: str, content: bytes) -> None:
        """Add a file; ``name`` is its path below the project's root."""
        self._sum.update(f"{name}\0{hashlib.sha256(content).hexdigest()[:12]}\n".encode())

    @property
    def digits(self) -> str:
        """Twelve hexadecimal digits."""
        return self._sum.hexdigest()[:12]


def data_version(root: Path) -> str:
    """Twelve hexadecimal digits that change with the name or the content of any file in ``data/`` or ``seeds/``.

    Raises
    ------
    CatalogueError
        Files or folders cannot be read; each of them is a finding.
    """
    version = VersionSum()
    for name, content in data_files(root):
        version.add(name, content)
    return version.digits


def data_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Each file's path below ``root`` and its bytes, sorted by path.

    Raises
    ------
    CatalogueError
        At the end, if files or folders cannot be read; each of them is a finding.
    """
    faults: list[Finding] = []
    for path in sorted(path for folder in DATA_FOLDERS for path in _files_below(root / folder, root, faults)):
        name = path[len(str(root)) + 1 :]
        try:
            yield name, read_bytes(Path(path))
        except FileError as fault:
            faults.append(Finding("error", name, "", "", str(fault)))
    if faults:
        raise CatalogueError(faults)


def _files_below(folder: Path, root: Path, faults: list[Finding]) -> Iterator[str]:
    """Every file. Each folder is read once, even where links lead back to it; ``faults`` gets unreadable folders."""

    def unreadable(error: OSError) -> None:
        name = Path(error.filename).relative_to(root).as_posix()
        faults.append(Finding("error", name, "", "", f"the folder cannot be read: {error.strerror}"))

    visited: set[tuple[int, int]] = set()
    for parent, folders, names in os.walk(folder, followlinks=True, onerror=unreadable):
        if parent == str(root / DRAFTS_FOLDER):  # nothing that is served depends on a draft
            folders.clear()
            continue
        status = os.stat(parent)  # noqa: PTH116
        if (status.st_dev, status.st_ino) in visited:
            folders.clear()
            continue
        visited.add((status.st_dev, status.st_ino))
        yield from (os.path.join(parent, name) for name in names)  # noqa: PTH118
