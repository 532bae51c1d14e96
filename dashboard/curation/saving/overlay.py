"""The project as it would be with some changes, for checks and previews; nothing is written to the project."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dashboard.curation.saving.store import FileChange

_FOLDERS: Final = ("data", "data/documents", "data/projects", "data/routes", "data/drafts")
"""Folders whose files may change, and are linked one by one; all other folders are linked as a whole."""


@contextmanager
def overlaid(root: Path, changes: Sequence[FileChange]) -> Iterator[Path]:
    """A folder that looks like ``root`` with ``changes`` written; it is deleted when the context ends."""
    with tempfile.TemporaryDirectory(prefix="atlas-") as folder_name:
        top = Path(folder_name)
        for name in ("seeds", "assets", "build"):
            if (root / name).exists():
                (top / name).symlink_to(root / name)
        for folder in _FOLDERS:
            (top / folder).mkdir()
            for path in (root / folder).glob("*"):
                if path.relative_to(root).as_posix() not in _FOLDERS:
                    (top / folder / path.name).symlink_to(path)
        for change in changes:
            target = top / change.file
            target.unlink(missing_ok=True)
            if change.content is not None:
                target.write_bytes(change.content.encode())
        yield top
