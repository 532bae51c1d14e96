"""The one form of every curated file, what departs from it, and putting it right.

Records say what is true, and no command changes them; the order of rows and keys says nothing, and may be put right.
"""

import csv
import io
import tomllib
from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import Final

from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.files import BYTE_ORDER_MARK, FileError, decode, read_bytes, read_json
from dashboard.catalogue.load.paths import DOCUMENTS_FOLDER, DRAFTS_FOLDER, ROUTES_FOLDER, SEEDS_FOLDER
from dashboard.geo.geojson_form import canonical

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
    """A warning for each file out of its form and each text that no document is about; nothing is written."""
    out_of_form = [Finding("warning", file, "", "", f"{fault}; {FIX} puts it right") for file, fault in _faults(root)]
    return [*out_of_form, *_unused_seeds(root)]


def fixed_files(root: Path) -> list[str]:
    """Put every file into its form, and say which were written."""
    written = []
    for file in curated_files(root):
        on_disk = _bytes(root / file)
        right = None if on_disk is None else _in_form(root / file, on_disk)
        if right is not None and right != on_disk:
            (root / file).write_bytes(right)
            written.append(file)
    return written


def _faults(root: Path) -> Iterator[tuple[str, str]]:
    for file in curated_files(root):
        on_disk = _bytes(root / file)
        if on_disk is None:
            continue
        if on_disk.startswith(BYTE_ORDER_MARK):
            yield file, "begins with a byte order mark"
        right = _in_form(root / file, on_disk)
        if right is not None and right != on_disk.removeprefix(BYTE_ORDER_MARK):
            yield file, _FORMS[Path(file).suffix][1]


def _bytes(path: Path) -> bytes | None:
    try:
        return read_bytes(path)
    except FileError:
        return None  # told where the file was read


def _in_form(path: Path, on_disk: bytes) -> bytes | None:
    """The file's content in its form; None for what cannot be read, which loading tells."""
    form, _ = _FORMS[path.suffix]
    try:
        text = decode(on_disk.removeprefix(BYTE_ORDER_MARK))
        return form(path, text).encode()
    except (FileError, ValueError, IndexError, csv.Error):
        return None


def _toml(_: Path, text: str) -> str:
    """Order, comments and line breaks of a TOML file are its author's."""
    return text


def _geojson(path: Path, _: str) -> str:
    return canonical(read_json(path))


def _csv(path: Path, text: str) -> str:
    return canonical_csv(text, by_number=path.name == Path(VIA_FILE).name)


def canonical_csv(text: str, *, by_number: bool) -> str:
    """A CSV file in its form: rows sorted by the first column, then by the number in the second where there is one."""
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
    """Nothing is called unused while a header cannot be read."""
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
    """What a TOML file holds; None where it cannot be read."""
    try:
        return tomllib.loads(decode(read_bytes(path)).removeprefix("\ufeff"))
    except (FileError, tomllib.TOMLDecodeError):
        return None
