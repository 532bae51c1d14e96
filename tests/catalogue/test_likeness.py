"""A passage with slips leads to the exact words of the text, to be pasted."""

import tomllib

import pytest

from dashboard.catalogue.text.likeness import nearest, nearest_passage
from dashboard.catalogue.text.quote_offsets import QuoteError, as_toml, find_quote

TEXT = (
    "Prezident İlham Əliyev dedi: “Bakı–Tbilisi–Qars dəmir yolunun gücü artır.”\n"
    "قال الرئيس إنّ الميناء مهم جداً لآسيا الوسطى.\n"
    "Порт Курык принимает паромы; ещё один строится.\n"
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("prezident ilham əliyev", "Prezident İlham Əliyev"),
        ("PREZİDENT İLHAM ƏLİYEV", "Prezident İlham Əliyev"),
        ("Prezident Ilham Aliyev", "Prezident İlham Əliyev"),
        ("Bakı-Tbilisi-Qars dəmir yolunun", "Bakı–Tbilisi–Qars dəmir yolunun"),
        ('"Bakı-Tbilisi-Qars dəmir yolunun gücü artır."', "“Bakı–Tbilisi–Qars dəmir yolunun gücü artır.”"),
        ("dəmir yolnun gücu artir", "dəmir yolunun gücü artır"),
        ("الرئيس ان الميناء مهم جدا", "الرئيس إنّ الميناء مهم جداً"),
        ("Порт Курык принимает пароны; еще один", "Порт Курык принимает паромы; ещё один"),
    ],
)
def test_words_with_slips_lead_to_the_words_of_the_text(typed: str, expected: str) -> None:
    span = nearest_passage(TEXT, typed)
    assert span is not None
    assert TEXT[slice(*span)] == expected
    with pytest.raises(QuoteError) as refused:
        find_quote(TEXT, typed)
    assert refused.value.suggestion == expected
    assert f"at {span[0]} stands, to be pasted: {as_toml(expected)}" in str(refused.value)


@pytest.mark.parametrize("typed", ["something else altogether", "xyz", TEXT * 2])
def test_words_of_nowhere_lead_nowhere(typed: str) -> None:
    assert nearest_passage(TEXT, typed) is None


@pytest.mark.parametrize("words", ["plain", "Asiya'nın", 'a "b" c', "two\nlines", "tab\tand \\ slash", "both ' and \""])
def test_what_is_to_be_pasted_is_toml(words: str) -> None:
    assert tomllib.loads(f"quote = {as_toml(words)}")["quote"] == words


def test_an_id_is_likened_to_ids() -> None:
    assert nearest("ambasador", ["ambassador", "minister"]) == "ambassador"
    assert nearest("pipeline", ["ambassador", "minister"]) is None
    assert nearest("x", []) is None
