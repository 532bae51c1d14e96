"""Finds checksums in the headers of documents that are not those of the texts, and writes them after a question."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from dashboard.catalogue.load.files import FileError, read_bytes
from dashboard.catalogue.load.paths import DOCUMENTS_FOLDER
from dashboard.curation.file_form import header_of

Ask = Callable[[str], bool]
"""A question that a person answers with yes or no."""

_SUM = re.compile(r"""^(sha256\s*=\s*)(["'])[^"'\n]*\2""", re.MULTILINE)


def fixed_checksums(root: Path, ask: Ask) -> Iterator[str]:
    """Write the sum of each text into its header where it differs and ``ask`` says yes; give a line for each text.

    Only a person knows whether a changed text is the intended one.
    """
    for path in sorted((root / DOCUMENTS_FOLDER).glob("*.toml")):
        difference = _difference(root, path)
        if difference is None:
            continue
        seed, actual = difference
        file = path.relative_to(root).as_posix()
        if not ask(f"{file}: {seed} is not the text that the header's sum is of. Is the text right as it is now?"):
            yield f"{file}: sum left as it is"
            continue
        text = path.read_bytes().decode()
        path.write_bytes(_SUM.sub(rf'\g<1>"{actual}"', text, count=1).encode())
        yield f"{file}: sum of {seed} written"


def _difference(root: Path, path: Path) -> tuple[str, str] | None:
    header = header_of(path) or {}
    seed, wanted = header.get("file"), header.get("sha256")
    if not isinstance(seed, str) or not isinstance(wanted, str) or ".." in Path(seed).parts:
        return None
    try:
        actual = hashlib.sha256(read_bytes(root / seed)).hexdigest()
    except FileError:
        return None
    return None if actual == wanted else (seed, actual)
