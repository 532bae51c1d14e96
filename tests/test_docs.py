"""The data dictionary names every key of every record and every word of the vocabulary, and no other."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import BaseModel

from dashboard.catalogue import models, vocabulary
from dashboard.catalogue.check_routes import LICENCES
from dashboard.catalogue.read_records import PLACES_HEADER
from dashboard.catalogue.vocabulary import PRECISION_M, Precision, Status
from dashboard.wording import en

DICTIONARY = Path(__file__).parent.parent / "data" / "README.md"
SHARED = {models.Record, models.LocalText, models.Names}
"""Described once, under the rules for every file, because every record has them."""

RECORDS = [
    made for made in vars(models).values()
    if isinstance(made, type) and issubclass(made, models.Record) and made not in SHARED
]  # fmt: skip
WORDS = [made for made in vars(vocabulary).values() if isinstance(made, type) and issubclass(made, StrEnum)]
WORDS.remove(StrEnum)


def rows(heading: str) -> list[list[str]]:
    """The rows, without header and rule, of the table below ``### heading``."""
    text = DICTIONARY.read_text(encoding="utf-8")
    section = re.search(rf"^### {heading}\n(.*?)(?=^##|\Z)", text, re.DOTALL | re.MULTILINE)
    assert section, f"data/README.md has no section ### {heading}"
    lines = [line for line in section[1].splitlines() if line.startswith("|")]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_key_of_a_record_is_described_in_order(record: type[BaseModel]) -> None:
    fields = [[info.alias or name, "yes" if info.is_required() else "no"] for name, info in record.model_fields.items()]
    assert [row[:2] for row in rows(record.__name__)] == fields


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_every_word_is_described_in_order(words: type[StrEnum]) -> None:
    assert [row[0] for row in rows(words.__name__)] == [word.value for word in words]


def test_every_description_says_something() -> None:
    for made in (*RECORDS, *WORDS):
        assert all(row[-1] for row in rows(made.__name__)), made.__name__


def test_the_columns_of_places_are_its_keys() -> None:
    columns = [re.sub(r"name_\w\w", "names", column) for column in PLACES_HEADER]
    assert list(dict.fromkeys(columns)) == [row[0] for row in rows("Place")]


def test_metres_are_those_of_the_code() -> None:
    said = {row[0]: row[1] for row in rows("Precision")}
    for precision, metres in PRECISION_M.items():
        assert said[precision] == ("only the ends are known" if metres is None else f"at most {metres} m")
    assert set(said) == {precision.value for precision in Precision}


def test_a_status_means_the_same_on_the_page() -> None:
    said = {row[0]: row[1] for row in rows("Status")}
    on_page = {status.value: en.WORDS[f"status.{status}.meaning"] for status in Status}
    assert {word: meaning[0].lower() + meaning[1:].rstrip(".") for word, meaning in on_page.items()} == said


def test_licences_are_those_of_the_check() -> None:
    said = next(row[-1] for row in rows("Segment") if row[0] == "licence")
    assert set(re.findall(r"[A-Z][\w.-]+|public domain", said)) == LICENCES
