"""Folding: spellings that become one, words that stay apart, and positions in the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.text.text_normalization import fold, fold_letter, fold_text, strip_article

# Any text, and texts of the letters that folding has rules for.
LETTERS = (
    "aAbIıiİəƏğĞşçöüßéÄæłёЁйқағ ـءآأإٱؤئىةيهكکیلابتوفال٠٩۵15-–—“”«»'’.\u0301\u064b\u0651\u0307\u200c\u00ad\r\n½²ﷺﻻ"
)
TEXTS = st.text(max_size=60) | st.text(st.sampled_from(LETTERS), max_size=60)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("TASİM Tasım tasim TASIM", "tasim tasim tasim tasim"),
        ("Rəqəmsal İpək Yolu", "reqemsal ipek yolu"),
        ("DƏMİRYOLÇU ağ şəhər", "demiryolcu ag seher"),
        ("Göygöl, Gürcüstan, Çin", "goygol gurcustan cin"),
        ("Straße Łódź cœur Þór", "strasse lodz coeur thor"),
        ("шёлковый Ёлка", "шелковыи елка"),
        ("Қазақстан Өскемен", "казакстан оскемен"),
        ("أستانا إلهام آلات ٱلبحر", "استانا الهام الات البحر"),
        ("مؤتمر هيئة شراء", "موتمر هييه شرا"),
        ("مبنى اتفاقية على", "مبني اتفاقيه علي"),
        ("الاتّفاقيّة مُذَكَّرةٌ", "الاتفاقيه مذكره"),
        ("كـــازاخستان", "كازاخستان"),
        ("کابل ایران", "كابل ايران"),
        ("١٥ مليون ۲۰۲۴", "15 مليون 2024"),
        ("Baku–Tbilisi—Kars ‐ “Baku-Tbilisi”", "baku tbilisi kars baku tbilisi"),
        ("«آلات» 'x' „y“", "الات x y"),
        ("Aliyev's Aliyev’s Roʻgʻun", "aliyevs aliyevs rogun"),
        ("وRogun SEP، 15مليون", "و rogun sep 15 مليون"),
        ("خط\u200cالأنابيب so\u00adft", "خطالانابيب soft"),
        ("  a \r\n\t b  ", "a b"),
        ("…", ""),
    ],
)
def test_spellings_that_become_one(written: str, folded: str) -> None:
    assert fold_text(written) == folded
    assert fold(written).text == folded


@pytest.mark.parametrize(
    ("word", "other"), [("kars", "gars"), ("баку", "baku"), ("ба", "па"), ("بحر", "نحر"), ("e", "a")]
)
def test_different_words_stay_apart(word: str, other: str) -> None:
    assert fold_text(word) != fold_text(other)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("البحر", "بحر"),
        ("والبحر", "بحر"),
        ("بالبحر", "بحر"),
        ("وبالبحر", "بحر"),
        ("للبحر", "بحر"),
        ("كالبحر", "بحر"),
        ("الالات", "الات"),  # the machines
        ("الات", "الات"),  # Alat, or machines: no article
        ("بحر", "بحر"),
        ("وزير", "وزير"),
        ("tasim", "tasim"),
        ("", ""),
    ],
)
def test_the_article_and_what_is_written_onto_it_fall_off(word: str, expected: str) -> None:
    assert strip_article(word) == expected


@given(TEXTS)
def test_both_ways_of_folding_agree(text: str) -> None:
    assert fold_text(text) == fold(text).text


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once
    assert once == " ".join(once.split())


@given(TEXTS)
def test_every_position_lies_in_the_original_and_none_goes_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.positions) == len(folded.text)
    assert all(0 <= position < len(text) for position in folded.positions)
    assert list(folded.positions) == sorted(folded.positions)


@given(TEXTS)
def test_every_letter_comes_from_where_its_position_says(text: str) -> None:
    folded = fold(text)
    for letter, position in zip(folded.text, folded.positions, strict=True):
        assert letter == " " or letter in fold_letter(text[position])


@given(TEXTS, st.data())
def test_a_run_of_words_cut_from_the_original_folds_to_itself(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    words = list(folded.words())
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    words_between = folded.text[words[first][1] : words[last][2]]
    start, end = folded.span(words[first][1], words[last][2])
    assert 0 <= start < end <= len(text)
    # A code point that stands for several words (½ is 1 and 2) is cut out whole.
    assert f" {words_between} " in f" {fold_text(text[start:end])} "


def test_marks_after_a_letter_and_a_hamza_belong_to_it() -> None:
    text = "ميناءُ آلات"
    folded = fold(text)
    start, end = folded.span(0, len("مينا"))
    assert text[start:end] == "ميناءُ"
    assert fold("İpək").span(0, 4) == (0, 4)
    assert fold("i\u0307pek").span(0, 1) == (0, 2)


@pytest.mark.parametrize("cut", [(0, 0), (2, 1), (-1, 1), (0, 5)])
def test_a_cut_that_is_none_is_refused(cut: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no letters"):
        fold("Kars").span(*cut)
