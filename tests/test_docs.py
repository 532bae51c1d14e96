"""The data dictionary names every key of every record and every word of the vocabulary, and no other."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import BaseModel

from dashboard.catalogue import models, vocabulary
from dashboard.catalogue.checks.routes import LICENCES
from dashboard.catalogue.identity import Identity
from dashboard.catalogue.stories import story
from dashboard.catalogue.text.translation import Translation
from dashboard.catalogue.vocabulary import PRECISION_M, Precision, Status
from dashboard.curation.field_tables import BEGIN, END, field_tables
from dashboard.i18n import words_in
from tests.commands import ROOT

DICTIONARY = Path(__file__).parent.parent / "data" / "README.md"
SHARED = {models.Record, models.LocalText, models.Names}
"""Every record has their fields, so the rules for every file describe them."""

RECORDS = [
    type_ for type_ in (*vars(models).values(), Identity, story.Sentence, story.StoryStep, story.Story, Translation)
    if isinstance(type_, type) and issubclass(type_, models.Record) and type_ not in SHARED
]  # fmt: skip
WORDS = [
    record_type
    for record_type in vars(vocabulary).values()
    if isinstance(record_type, type) and issubclass(record_type, StrEnum)
]
WORDS.remove(StrEnum)


def table_rows(heading: str) -> list[list[str]]:
    """The rows of the table below ``### heading``, without its header."""
    text = DICTIONARY.read_text(encoding="utf-8")
    section = re.search(rf"^### {heading}\n(.*?)(?=^##|\Z)", text, re.DOTALL | re.MULTILINE)
    assert section, f"data/README.md has no section ### {heading}"
    lines = [line for line in section[1].splitlines() if line.startswith("|")]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_key_of_a_record_is_described_in_order(record: type[BaseModel]) -> None:
    fields = [[info.alias or name, "yes" if info.is_required() else "no"] for name, info in record.model_fields.items()]
    assert [row[:2] for row in table_rows(record.__name__)] == fields, f"data/README.md: ### {record.__name__}"


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_every_word_is_described_in_order(words: type[StrEnum]) -> None:
    described = [row[0] for row in table_rows(words.__name__)]
    assert described == [word.value for word in words], f"data/README.md: ### {words.__name__}"


def test_the_tables_of_downloads_are_the_schema_s() -> None:
    text = DICTIONARY.read_text(encoding="utf-8")
    assert text.split(BEGIN)[1].split(END)[0].strip() == field_tables().strip(), "run `python -m dashboard schemas`"


def test_every_description_says_something() -> None:
    for record_type in (*RECORDS, *WORDS):
        assert all(row[-1] for row in table_rows(record_type.__name__)), record_type.__name__


def test_metres_are_those_of_the_code() -> None:
    described = {row[0]: row[1] for row in table_rows("Precision")}
    for precision, metres in PRECISION_M.items():
        assert described[precision] == ("only the ends are known" if metres is None else f"at most {metres} m")
    assert set(described) == {precision.value for precision in Precision}


def test_a_status_means_the_same_on_the_page() -> None:
    described = {row[0]: row[1] for row in table_rows("Status")}
    on_page = {status.value: words_in("en")(f"status.{status}.meaning") for status in Status}
    assert {word: meaning[0].lower() + meaning[1:].rstrip(".") for word, meaning in on_page.items()} == described


def test_licences_are_those_of_the_check() -> None:
    description = next(row[-1] for row in table_rows("Segment") if row[0] == "licence")
    assert set(re.findall(r"[A-Z][\w.-]+|public domain", description)) == LICENCES


FOLDERS = ("assets", "dashboard", "data", "tests", "docs", "benchmarks", "build", ".ci")
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "data/README.md",
    *sorted(f"docs/{path.name}" for path in ROOT.glob("docs/*.md")),
]


CODE = [path for folder in ("dashboard", "assets") for path in sorted((ROOT / folder).rglob("*"))]
FOLDERS_OF_CODE = {path.name for parent in (ROOT, ROOT / "dashboard") for path in parent.iterdir() if path.is_dir()}


@pytest.mark.parametrize("suffix", [".py", ".js", ".ts", ".css"])
def test_a_file_that_the_code_cites_is_there(suffix: str) -> None:
    """A path is from the root or from ``dashboard/``."""
    missing = set()
    for path in (path for path in CODE if path.suffix == suffix):
        cited = re.findall(r"(?<![\w./-])((?:[\w-]+/)+[\w-]+\.(?:py|js|css))\b", path.read_text(encoding="utf-8"))
        of_ours = {name for name in cited if name.partition("/")[0] in FOLDERS_OF_CODE}
        found = {name for name in of_ours if (ROOT / name).is_file() or (ROOT / "dashboard" / name).is_file()}
        missing |= {(str(path.relative_to(ROOT)), name) for name in of_ours - found}
    assert missing == set()


@pytest.mark.parametrize("page", PAGES)
def test_a_file_that_a_page_of_the_docs_names_is_there(page: str) -> None:
    """A name is a path from the root or from ``dashboard/``, or the name of a file in any folder."""
    text = (ROOT / page).read_text(encoding="utf-8")
    named_files = set(re.findall(r"`((?:[\w.-]+/)*[\w.-]+\.(?:md|py|js|css|toml|sh|cff))(?::\d+)?`", text))
    file_names = {path.name for folder in FOLDERS for path in (ROOT / folder).rglob("*")}
    existing = {
        name
        for name in named_files
        if (ROOT / name).exists() or (ROOT / "dashboard" / name).exists() or name in file_names
    }
    assert named_files - existing == set()


def test_extending_names_each_module_with_a_table_of_the_languages() -> None:
    """A module that names both Azerbaijani and Arabic needs a change for a further language of the page.

    ``curation/`` knows languages of documents.
    """
    page = (ROOT / "docs" / "EXTENDING.md").read_text(encoding="utf-8")
    missing = []
    for path in sorted((ROOT / "dashboard").rglob("*.py")):
        text, name = path.read_text(encoding="utf-8"), str(path.relative_to(ROOT / "dashboard"))
        is_table = all(re.search(rf'"(?:name_)?{code}"', text) for code in ("az", "ar"))
        if is_table and not name.startswith("curation/") and f"`{name}`" not in page:
            missing.append(name)
    assert missing == [], "name them in docs/EXTENDING.md, “Languages of the page”"


def test_the_modules_with_which_to_begin_are_there() -> None:
    """Those that the docstrings of the folders name, and those of the table in docs/ARCHITECTURE.md."""
    rows_of_folders = re.findall(
        r"^\| `(\w+)/` \|.*\| `(\w+)` \| [^|]* \|$",
        (ROOT / "docs/ARCHITECTURE.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    named = [ROOT / "dashboard" / folder / module for folder, module in rows_of_folders]
    for package in ROOT.glob("dashboard/**/__init__.py"):
        modules = re.findall(r"[Bb]egin with ``([\w.]+)``", package.read_text(encoding="utf-8"))
        named += [package.parent / module.replace(".", "/") for module in modules]
    assert len(named) > 40
    assert [path for path in named if not path.with_suffix(".py").exists()] == []


def test_the_readme_says_nothing_twice() -> None:
    lines = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if len(line) > 40]
    assert [line for line in set(lines) if lines.count(line) > 1] == []
