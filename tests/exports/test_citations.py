import re

import pytest
from flask import Flask

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.exports.citations import bibtex, footnote, markdown
from dashboard.i18n import words_in
from dashboard.settings import Settings
from dashboard.web.registration import register_all

ORIGIN = "https://atlas.example"
CABLE = "cable-laid-by-end-of-2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_is_cited_with_its_words_its_source_and_its_address(atlas: Atlas, language: str) -> None:
    words = words_in(language, atlas.catalogue.identity)
    for fact in atlas.catalogue.facts.values():
        document = atlas.catalogue.document_of(fact)
        speaker = atlas.catalogue.speakers[fact.speaker].names.in_language(language)
        note = footnote(atlas.catalogue, fact, words, ORIGIN)
        assert "\n" not in note
        assert " ".join(fact.quote.split()).removesuffix(".") in note
        for part in (document.title, speaker, f"{ORIGIN}/fact/{fact.id}", words.title):
            assert part in note
        block = markdown(atlas.catalogue, fact, words, ORIGIN)
        assert f"]({ORIGIN}/fact/{fact.id})" in block
        assert all(line.startswith(">") for line in block.splitlines())


def test_the_footnote_of_the_cable(atlas: Atlas) -> None:
    note = footnote(atlas.catalogue, atlas.catalogue.facts[CABLE], words_in("en", atlas.catalogue.identity), ORIGIN)
    assert note == (
        "Aghalar Atamoghlanov, “Səfir: Azərbaycan-Qazaxıstan əməkdaşlığı qarşıdakı illərdə yeni mərhələyə qədəm "
        "qoyacaq” (publisher: Report (Azerbaijani news agency); 29 December 2025): “2026-cı ilin sonuna qədər Xəzər "
        "dənizinin dibi ilə fiber-optik rabitə xəttinin çəkilişi başa çatdırılacaq”. Trans-Caspian Atlas, "
        f"{ORIGIN}/fact/{CABLE}."
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "(publisher not named; "), ("az", "(naşir göstərilməyib; "), ("ar", "(الناشر غير مذكور؛ ")],
)
def test_a_publisher_that_is_not_named_is_no_name(atlas: Atlas, language: str, said: str) -> None:
    unnamed = [
        fact
        for fact, document in atlas.catalogue.fact_document.items()
        if not atlas.catalogue.documents[document].publisher
    ]
    assert unnamed
    for fact in (atlas.catalogue.facts[fact] for fact in unnamed):
        assert said in footnote(atlas.catalogue, fact, words_in(language), ORIGIN)
        assert "howpublished" not in bibtex(atlas.catalogue, fact, ORIGIN)


def test_markdown_signs_in_a_quotation_are_letters(atlas: Atlas) -> None:
    fact = atlas.catalogue.facts[CABLE].model_copy(update={"quote": "*a* [b](c)\n<d> _e_"})
    block = markdown(atlas.catalogue, fact, words_in("en"), ORIGIN)
    assert block.startswith("> \\*a\\* \\[b\\](c)\n> \\<d\\> \\_e\\_\n>\n> — ")


def test_bibtex_has_its_fields_and_balanced_braces(atlas: Atlas) -> None:
    for fact in atlas.catalogue.facts.values():
        entry = bibtex(atlas.catalogue, fact, ORIGIN)
        assert entry.startswith(f"@misc{{{fact.id},\n")
        bare = re.sub(r"\\[{}]", "", entry)
        assert bare.count("{") == bare.count("}")
        fields = re.findall(r"^  (\w+) = ", entry, re.MULTILINE)
        document = atlas.catalogue.document_of(fact)
        assert fields[:2] == ["author", "title"]
        assert ("howpublished" in fields) == (document.publisher is not None)
        assert fields[-2:] == ["note", "url"]
        assert ("year" in fields) == (document.published is not None)
        assert ("The date is inferred." in entry) == (document.published_basis == "inferred")


def test_bibtex_signs_are_letters(atlas: Atlas) -> None:
    fact = atlas.catalogue.facts[CABLE].model_copy(update={"quote": "50 % & {x} a_b #1 $2 ~ ^ \\end"})
    entry = bibtex(atlas.catalogue, fact, ORIGIN)
    assert r"50 \% \& \{x\} a\_b \#1 \$2 \textasciitilde{} \textasciicircum{} \textbackslash{}end" in entry


def test_a_fact_is_served_as_bibtex(atlas: Atlas) -> None:
    server = Flask("named", static_folder=None)
    register_all(server, atlas, Settings(root=atlas.catalogue.root, base_url=ORIGIN))
    answer = server.test_client().get(f"/fact/{CABLE}.bib")
    assert answer.content_type == "application/x-bibtex; charset=utf-8"
    assert answer.text == bibtex(atlas.catalogue, atlas.catalogue.facts[CABLE], ORIGIN)
