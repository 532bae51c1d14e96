"""The canonical form of curated files: finds the files that are not in it, and rewrites them.

No command changes a record. The order of rows and keys has no meaning, so a command may change it.
"""

import csv
import io
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Final

from dashboard.authoring.geojson_form import canonical
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.files import BYTE_ORDER_MARK, FileError, decode, read_bytes, read_json
from dashboard.catalogue.load.paths import DOCUMENTS_FOLDER, DRAFTS_FOLDER, ROUTES_FOLDER, SEEDS_FOLDER

VIA_FILE: Final = f"{ROUTES_FOLDER}/via.csv"
CURATED: Final = (
    "data/*.csv", "data/*.toml", "data/documents/*", "data/projects/*", "data/routes/*",
    "data/stories/*", "data/translations/*",
)  # fmt: skip
FIX: Final = "`python -m dashboard check --fix`"


def curated_files(root: Path) -> list[str]:
    """Every file that a person curates, as paths below ``root``."""
    paths = (path for pattern in CURATED for path in root.glob(pattern) if path.is_file())
    return sorted(path.relative_to(root).as_posix() for path in paths if path.suffix in (".csv", ".toml", ".geojson"))


def form_findings(root: Path) -> list[Finding]:
    """A warning for each file that is not in its form and each text without a document; nothing is written."""
    faults = (
        Finding("warning", file.path, "", "", f"{fault}; {FIX} puts it right")
        for file in _readable_files(root)
        for fault in file.faults()
    )
    return [*faults, *_unused_seeds(root)]


def fixed_files(root: Path) -> list[str]:
    """Put every file into its form, and give the paths of those that were written."""
    written = []
    for file in _readable_files(root):
        if file.canonical is not None and file.canonical != file.content:
            (root / file.path).write_bytes(file.canonical)
            written.append(file.path)
    return written


@dataclass(frozen=True)
class _CuratedFile:
    """A file by its path below the root; ``canonical`` is its content in its form, None where it cannot be parsed."""

    path: str
    content: bytes
    canonical: bytes | None

    def faults(self) -> Iterator[str]:
        """The ways in which the content departs from the form."""
        if self.content.startswith(BYTE_ORDER_MARK):
            yield "begins with a byte order mark"
        if self.canonical is not None and self.canonical != self.content.removeprefix(BYTE_ORDER_MARK):
            yield _FORMS[Path(self.path).suffix][1]


def _readable_files(root: Path) -> Iterator[_CuratedFile]:
    for file in curated_files(root):
        with suppress(FileError):  # loading reports a file that cannot be read
            content = read_bytes(root / file)
            yield _CuratedFile(file, content, _canonical(root / file, content))


def _canonical(path: Path, content: bytes) -> bytes | None:
    """The content in its form; None where it cannot be parsed, which loading reports."""
    form, _ = _FORMS[path.suffix]
    try:
        return form(path, decode(content.removeprefix(BYTE_ORDER_MARK))).encode()
    except (FileError, ValueError, IndexError, csv.Error):
        return None


def _toml(_: Path, text: str) -> str:
    """The text as it is: order, comments and line breaks of a TOML file are its author's."""
    return text


def _geojson(path: Path, _: str) -> str:
    return canonical(read_json(path))


def _csv(path: Path, text: str) -> str:
    return canonical_csv(text, by_number=path.name == Path(VIA_FILE).name)


def canonical_csv(text: str, *, by_number: bool) -> str:
    """A CSV file in its form: rows sorted by the first column, with ``by_number`` then by the number in the second."""
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    keyed = [(row[0], int(row[1]) if by_number else 0, row) for row in rows]
    writer.writerows(row for *_, row in sorted(keyed, key=itemgetter(0, 1)))
    return out.getvalue()


_FORMS: Final[dict[str, tuple[Callable[[Path, str], str], str]]] = {
    ".toml": (_toml, ""),
    ".geojson": (_geojson, "is not in its canonical form (keys sorted, one position a line)"),
    ".csv": (_csv, "is not in its canonical form (rows sorted, no needless quotation marks, LF at line ends)"),
}


def _unused_seeds(root: Path) -> Iterator[Finding]:
    """A warning for each text without a document; none while some header cannot be read."""
    used = set[str]()
    for path in (*root.glob(f"{DOCUMENTS_FOLDER}/*.toml"), *root.glob(f"{DRAFTS_FOLDER}/*.toml")):
        header = header_of(path)
        if header is None:
            return
        used.add(str(header.get("file", "")))
    for path in sorted((root / SEEDS_FOLDER).glob("*")):
        seed = path.relative_to(root).as_posix()
        if seed not in used and not path.name.startswith("."):
            message = f"is the text of no document; write its header in {DOCUMENTS_FOLDER}/, or take it away"
            yield Finding("warning", seed, "", "", message)


def header_of(path: Path) -> dict[str, object] | None:
    """The content of a TOML file; None where it cannot be read."""
    try:
        return tomllib.loads(decode(read_bytes(path)).removeprefix("\ufeff"))
    except (FileError, tomllib.TOMLDecodeError):
        return None
