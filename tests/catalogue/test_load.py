"""Loading gives all records, in order and unchangeable, as the files have them."""

import hashlib
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest

from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from tests.factories import INTERVIEW_TEXT, SPEECH_TEXT, document_table, fact_table, write_catalogue


def test_every_record_is_there_and_sorted_by_id(tiny: Catalogue) -> None:
    assert list(tiny.speakers) == ["ambassador"]
    assert list(tiny.documents) == ["interview", "speech"]
    assert list(tiny.facts) == ["cable-ready", "port-freight", "port-matters", "railway-capacity"]
    assert list(tiny.projects) == ["cable", "railway"]
    assert list(tiny.routes) == ["north-line", "sea-cable"]
    assert list(tiny.segments) == ["baku-to-aktau", "baku-to-ganja", "ganja-to-tbilisi"]
    assert list(tiny.places) == ["aktau", "baku", "ganja", "tbilisi"]
    assert tiny.fact_document["port-freight"] == "speech"


def test_the_words_stand_where_the_spans_say(tiny: Catalogue) -> None:
    for fact_id, (start, end) in tiny.spans.items():
        assert tiny.text(tiny.fact_document[fact_id])[start:end] == tiny.facts[fact_id].quote


def test_a_text_keeps_its_line_ends_and_its_letters(tiny: Catalogue) -> None:
    assert tiny.text("interview") == INTERVIEW_TEXT
    assert tiny.text("speech") == SPEECH_TEXT


def test_an_empty_russian_name_is_none(tiny: Catalogue) -> None:
    assert tiny.places["baku"].names.ru is None


def test_nothing_can_be_changed(tiny: Catalogue) -> None:
    facts: Any = tiny.facts
    with pytest.raises(TypeError):
        facts["new"] = tiny.facts["cable-ready"]
    with pytest.raises(FrozenInstanceError):
        tiny.facts = {}  # type: ignore[misc]


def test_a_seed_that_changed_after_loading_is_refused(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path))
    seed = tmp_path / "seeds/speech.txt"
    seed.write_text("another text", encoding="utf-8")
    with pytest.raises(CatalogueError) as changed:
        catalogue.text("speech")
    seed.unlink()
    with pytest.raises(CatalogueError) as gone:
        catalogue.text("speech")
    assert [str(changed.value), str(gone.value)] == [
        "seeds/speech.txt: speech: the file changed since it was loaded; bring the old one back, or load again",
        "seeds/speech.txt: speech: the file is missing; add it, or correct the name that points to it",
    ]


def test_a_text_of_no_document_is_a_key_error(tiny: Catalogue) -> None:
    with pytest.raises(KeyError):
        tiny.text("no-such-document")


def test_a_mark_at_the_head_of_a_seed_is_a_letter_of_it(tmp_path: Path) -> None:
    """Seeds are kept byte for byte; offsets count the mark, as every program that decodes UTF-8 does."""
    text = "\ufeffSəfir: kabel hazırdır."
    fact = fact_table(quote="kabel hazırdır")
    catalogue = load_catalogue(write_catalogue(tmp_path, documents=[(document_table(), text, [fact])]))
    assert catalogue.spans["cable-ready"] == (8, 22)
    assert catalogue.text("interview")[8:22] == "kabel hazırdır"


def test_a_quote_that_stands_twice_is_found_by_its_surroundings(tmp_path: Path) -> None:
    fact = fact_table(quote="Liman böyüyür", prefix=". ", suffix=",")
    catalogue = load_catalogue(write_catalogue(tmp_path, documents=[(document_table(), INTERVIEW_TEXT, [fact])]))
    start, end = catalogue.spans["cable-ready"]
    assert start == INTERVIEW_TEXT.rindex("Liman")
    assert INTERVIEW_TEXT[start:end] == "Liman böyüyür"


def test_an_empty_catalogue_is_one(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path, documents=[], projects=[], routes=[], places=[]))
    assert not (catalogue.documents or catalogue.facts or catalogue.projects or catalogue.routes or catalogue.places)


def test_notes_and_hidden_files_may_lie_beside_the_records(tmp_path: Path) -> None:
    write_catalogue(tmp_path)
    for name in ("README.md", "via.csv", ".swp"):
        (tmp_path / "data/routes" / name).write_text("x", encoding="utf-8")
    assert len(load_catalogue(tmp_path).routes) == 2


def test_a_checksum_is_of_the_bytes(tmp_path: Path) -> None:
    catalogue = load_catalogue(write_catalogue(tmp_path))
    raw = (tmp_path / "seeds/interview.txt").read_bytes()
    assert b"\r\n" in raw
    assert catalogue.documents["interview"].sha256 == hashlib.sha256(raw).hexdigest()


def test_a_finding_is_one_line_without_what_is_empty() -> None:
    assert str(Finding("error", "a.toml", "x", "names.ar", "is missing")) == "a.toml: x: names.ar: is missing"
    assert str(Finding("error", "a.toml", "", "", "is missing")) == "a.toml: is missing"


def test_a_language_that_the_page_has_got_since_needs_no_column_of_names(tmp_path: Path) -> None:
    places = write_catalogue(tmp_path) / "data/places.csv"
    rows = [line.split(",") for line in places.read_text(encoding="utf-8").splitlines()]
    at = rows[0].index("name_ar")
    places.write_text("".join(",".join(row[:at] + row[at + 1 :]) + "\n" for row in rows), encoding="utf-8")
    names = load_catalogue(tmp_path).places["baku"].names
    assert (names.en, names.az, names.ar) == ("Baku", "Bakı", None)
