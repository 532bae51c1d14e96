"""What takes long to make, kept beside the snapshot of a large atlas (``snapshot.py``) for the next start."""

import os
from collections.abc import Callable
from pathlib import Path


def stored(folder: Path | None, name: str, make: Callable[[], bytes]) -> bytes:
    """The content of the file ``name`` in ``folder``; made where it is not there, and written whole or not at all.

    The folder is of one version of data and program (``Atlas.kept``), so what it holds is never out of date. Without a
    folder nothing is kept.
    """
    if folder is None:
        return make()
    file = folder / name
    if file.is_file():
        return file.read_bytes()
    body = make()
    write_whole(file, body)
    return body


def write_whole(file: Path, content: bytes) -> None:
    """Write all of it or nothing: who reads ``file`` meanwhile never reads half of it."""
    half = file.with_name(f"{file.name}.{os.getpid()}")
    half.write_bytes(content)
    half.replace(file)
