"""Translations have the paragraphs of their documents; findings name file, record and field."""

from pathlib import Path

import pytest

from dashboard.catalogue.checks.catalogue import check
from dashboard.catalogue.load.catalogue import Catalogue, load_catalogue
from dashboard.catalogue.text.translation import paragraph_spans
from tests.factories import write_catalogue


def written(root: Path, name: str, content: str) -> list[str]:
    """What ``check`` says of a good tree with one translation more."""
    write_catalogue(root)
    (root / "data/translations").mkdir()
    (root / f"data/translations/{name}.toml").write_text(content, encoding="utf-8")
    return [str(finding) for finding in check(load_catalogue(root)) if finding.level == "error"]


def translation(identity: str, *paragraphs: str) -> str:
    return f'id = "{identity}"\ntranslated = "2026-11-29"\n' + "".join(
        f"[[paragraphs]]\n{paragraph}\n" for paragraph in paragraphs
    )


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    text = "\n\nOne\n  \nTwo, three\n"
    assert [text[start:end] for start, end in paragraph_spans(text)] == ["One", "Two, three"]


@pytest.fixture
def document(tiny: Catalogue) -> tuple[str, int]:
    """A document of the tiny catalogue in Azerbaijani, and how many paragraphs it has."""
    azerbaijani = next(document for document in tiny.documents.values() if document.language.startswith("az"))
    return azerbaijani.id, len(list(paragraph_spans(tiny.text(azerbaijani.id))))


def test_a_whole_translation_is_right(tmp_path: Path, document: tuple[str, int]) -> None:
    identity, count = document
    assert written(tmp_path, identity, translation(identity, *['en = "x"\nar = "س"'] * count)) == []


def test_what_does_not_fit_its_document_is_told(tmp_path: Path, document: tuple[str, int]) -> None:
    identity, count = document
    paragraphs = ['en = "x"'] * count
    paragraphs[0] += '\naz = "y"'
    file = f"data/translations/{identity}.toml"
    findings = written(tmp_path, identity, translation(identity, *paragraphs, 'ar = "س"'))
    assert any(
        file in finding and f"has {count + 1} paragraphs, and the text has {count}" in finding for finding in findings
    )
    assert any(
        "paragraphs[0].az" in finding and "the language of the document itself" in finding for finding in findings
    )
    assert any(f"paragraphs[{count}].en" in finding and "is missing" in finding for finding in findings)
    assert any("paragraphs[0].ar" in finding and "is missing" in finding for finding in findings)


def test_a_translation_of_no_document_names_the_one_that_was_meant(tmp_path: Path, document: tuple[str, int]) -> None:
    wrong = document[0] + "s"
    (finding,) = written(tmp_path, wrong, translation(wrong, 'en = "x"'))
    assert f"there is no document '{wrong}'" in finding
    assert f"did you mean '{document[0]}'?" in finding


def test_every_document_of_ours_can_be_read_in_the_languages_of_the_page(real: Catalogue) -> None:
    """Ours are whole: what ``check`` cannot ask of others, who may have no translation at all."""
    for translated in real.translations.values():
        assert len(translated.languages) >= 1
        assert translated.id in real.documents
