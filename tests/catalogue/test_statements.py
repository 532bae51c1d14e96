"""The curated statements keep the rules of data/README.md: due dates, speakers and scope."""

import re

import pytest

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact
from dashboard.catalogue.vocabulary import LANGUAGES, FactKind, Modality

PLAIN = {FactKind.IMPORTANCE, FactKind.DEFINITION}
"""Kinds that say what is, whatever they speak of."""


def ids(facts: list[Fact]) -> list[str]:
    return [fact.id for fact in facts]


def test_what_is_done_is_not_due(real: Catalogue) -> None:
    past = {Modality.ACHIEVED, Modality.RECALLED}
    assert ids([fact for fact in real.facts.values() if fact.due and fact.modality in past]) == []


def test_a_plan_has_its_day(real: Catalogue) -> None:
    assert ids([fact for fact in real.facts.values() if fact.modality is Modality.PLANNED and not fact.due]) == []


def test_a_definition_is_a_plain_statement(real: Catalogue) -> None:
    kinds = [fact for fact in real.facts.values() if fact.kind is FactKind.DEFINITION]
    assert kinds
    assert ids([kind for kind in kinds if kind.modality not in {Modality.ACHIEVED, Modality.RECALLED}]) == []


def test_stressing_an_importance_is_no_intention(real: Catalogue) -> None:
    stressed = [
        fact for fact in real.facts.values() if fact.kind is FactKind.IMPORTANCE and fact.modality is Modality.INTENDED
    ]
    assert ids(stressed) == ["digital-silk-road-contribution"], "it alone speaks of what will be"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_given_to_a_person_without_being_marked_as_such_say_so(real: Catalogue, language: str) -> None:
    marked = {"en": "Not marked as his words", "az": "birbaşa ona aid edilmir", "ar": "لا ينسب النص هذه الجملة إليه"}
    noted = {
        fact.id for fact in real.facts.values() if fact.note and marked[language] in fact.note.in_language(language)
    }
    assert noted == {
        "aliyev-threats-need-cooperation",
        "joint-investment-funds-created",
        "digital-silk-road-contribution",
        "cop29-azerbaijan-ready",
        "central-asia-transport-lines-extended",
    }
    assert {real.facts[fact].speaker for fact in noted} == {"aliyev", "tokayev"}


BACKGROUND = (
    "cica-first-proposed",
    "cica-purpose",
    "cica-azerbaijan-early-supporter",
    "cica-azerbaijan-coordinates-corridors",
    "cica-experts-baku-2011",
    "cica-experts-online-2021",
    "cica-youth-council-2018",
)


def test_an_agency_s_own_background_is_not_another_s(real: Catalogue) -> None:
    assert {real.facts[fact].speaker for fact in BACKGROUND} == {"azertac"}
    assert "Kazinform" not in real.speakers["azertac"].names.en
    assert "Kazinform" not in str(real.documents["cica-new-york-meetings"].publisher)


SLIPS = (
    "İkişaf",
    "olmqda",
    "olamyan",
    "məslələri",
    "İqtisadiyyatlqrı",
    "Junhuanı",
    "صدر جباروف",
    "آسيا الوسطى في البلدان",
)


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_document_that_a_quotation_holds_is_noted(real: Catalogue, slip: str) -> None:
    facts = [fact for fact in real.facts.values() if slip in fact.quote]
    assert facts
    for fact in facts:
        assert fact.note is not None
        assert slip.split()[0] in fact.note.az and slip.split()[0] in fact.note.ar and slip.split()[0] in fact.note.en


def test_what_is_our_conclusion_is_said_to_be_ours(real: Catalogue) -> None:
    for fact, words in {
        "cable-laid-by-end-of-2026": "our conclusion",
        "astana-meeting": "our conclusion",
        "power-link-memorandum": "as we conclude",
        "exercise-united-2024": "as we conclude",
        "caspian-fleet-new-ships": "our reading",
        "water-energy-consortium-discussed": "our reading",
    }.items():
        note = real.facts[fact].note
        assert note is not None and words in note.en, fact
    dated = real.documents["aliyev-astana-speech"].dated_by
    assert dated is not None and "our conclusion" in dated.en


def test_a_target_s_note_says_no_more_than_the_words(real: Catalogue) -> None:
    note = real.facts["btk-capacity-target"].note
    assert note is not None and "do not say whether that was reached" in note.en
    assert "not a capacity reached" not in note.en


@pytest.mark.parametrize("fact", ["cop29-to-be-held-in-baku", "regional-tv-channel-discussed"])
def test_what_is_in_scope_is_in(real: Catalogue, fact: str) -> None:
    assert all(real.facts[fact].statement.in_language(language) for language in LANGUAGES)


def test_no_gloss_or_note_shows_an_id(real: Catalogue) -> None:
    texts = [
        text
        for document in real.documents.values()
        for text in (document.dated_by, *(inference.statement for inference in document.inferences))
        if text is not None
    ]
    texts += [text for fact in real.facts.values() for text in (fact.statement, fact.note) if text is not None]
    ids_pattern = re.compile("|".join(re.escape(name) for name in [*real.documents, *real.facts] if "-" in name))
    assert [text for text in texts for language in LANGUAGES if ids_pattern.search(text.in_language(language))] == []


def test_the_arabic_glosses_name_tasim_one_way(real: Catalogue) -> None:
    for fact in real.facts.values():
        assert "TASIM" not in (fact.statement.ar or "").replace("تاسيم (TASIM)", ""), fact.id
