"""Queries: their words and numbers, the positions of these in a text, and the excerpt margin them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.search.excerpts import cut_excerpt, marks
from dashboard.search.index import Index, SearchItem, Text
from dashboard.search.query import MOST_WORDS, Query, read_query
from dashboard.search.terms import terms


def index_of(*names: str, language: str = "en") -> Index:
    return Index(SearchItem("place", name, (Text(language, name),)) for name in names)


def words(query: Query) -> list[str]:
    return [wanted.word for wanted in query.terms]


def marked(text: str, query: str, language: str = "") -> list[str]:
    """The marked words of ``text`` in an index with no other text."""
    item_text = Text(language, text)
    index = Index([SearchItem("fact", "f", (item_text,))])
    return [text[start:end] for start, end in marks(text, item_text.terms, read_query(query, index))]


def test_empty_words_of_three_languages_are_left_out_unless_there_is_nothing_else() -> None:
    index = index_of("BTK capacity", "the of", "TASİM dəstək", "الكابل")
    assert words(read_query("what is the capacity of BTK?", index)) == ["capacity", "btk"]
    assert words(read_query("TASİM-i kim və nə üçün", index)) == ["tasim"]
    assert words(read_query("ما هو الكابل", index)) == ["كابل"]
    assert words(read_query("the of", index)) == ["the", "of"]
    assert words(read_query("BTK zzzqqq", index)) == ["btk"]
    assert words(read_query(" … ", index)) == []
    assert len(read_query("btk " * 50, index).terms) == MOST_WORDS


def test_the_last_word_may_go_on_and_one_typed_to_its_end_may_not() -> None:
    index = index_of("Orta Dəhliz", "ortaq", "Dəhlizin", language="az")
    assert "ortaq" in read_query("ort", index).terms[0].forms
    assert "ortaq" not in read_query("orta dehliz", index).terms[0].forms
    assert "dehlizin" in read_query("dehliz orta", index).terms[0].forms


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Bakıdan", "Bakı"),
        ("bakidan", "Bakı"),
        ("Tbilisiyə", "Tbilisi"),
        ("limanının", "limanı"),
        ("kabeli", "kabel"),
        ("kabelləri", "kabel"),
        ("dəhlizlər", "dəhliz"),
    ],
)
def test_azerbaijani_endings_come_off(typed: str, name: str) -> None:
    assert read_query(typed, index_of(name, language="az")).terms


def test_a_name_is_not_an_ending_of_another_word() -> None:
    index = Index(
        [
            SearchItem("place", "ganja", (Text("az", "Gəncə"),)),
            SearchItem("fact", "youth", (Text("az", "gənc gənclər"),)),
        ]
    )
    [wanted] = read_query("Gəncə", index).terms
    assert wanted.items == {0}


def test_a_short_word_is_no_misspelling_of_one_that_begins_otherwise() -> None:
    index = index_of("days", "порт", "Baku")
    assert read_query("pays", index).terms == ()
    assert words(read_query("Bkau", index)) == ["bkau"]


def test_the_unit_after_a_number_goes_with_it() -> None:
    index = index_of("400 km", "380 km", "400 Tbit/s", "km")
    number, unit = read_query("400 kilometres", index).terms
    assert (number.items, unit.items) == ({0}, {0})
    assert read_query("999 km", index).terms == ()
    assert read_query("400 MW", index).terms == ()
    [number] = read_query("400", index).terms
    assert number.items == {0, 2}


@pytest.mark.parametrize(
    ("text", "query", "in_marks"),
    [
        ("“Rəqəmsal İpək Yolu” layihəsi", "ipek yolu", ["İpək Yolu"]),
        ("TASİM Layihəsinin Katibliyi", "tas", ["TASİM"]),
        ("Baku–Tbilisi–Kars", "baku tbilisi", ["Baku–Tbilisi"]),
        ("Kars and Baku, Baku and Kars", "kars baku", ["Kars", "Baku", "Baku", "Kars"]),
        ("Kars Baku Kars Baku", "kars baku", ["Kars Baku", "Kars Baku"]),
        ("the Port (Alat)", "port alat", ["Port", "Alat"]),
        ("السنوية لميناء آلات التجاري", "ميناء آلات", ["لميناء آلات"]),
        ("الميناء والآلات", "آلات", ["والآلات"]),
        ("ومذكّرةُ التفاهم", "مذكرة", ["ومذكّرةُ"]),
        ("مثل Kambarata SEP-1 وRogun SEP", "rogun", ["Rogun"]),
        ("Port of Baku", "port of", ["Port"]),
        ("Aktau-Port", "aktau", ["Aktau"]),
        ("Trans-Caspian cable", "transcaspian", ["Trans-Caspian"]),
        ("Kars", "baku", []),
        ("from 2026 to 2027, 20260 of them", "2026", ["2026"]),
        ("2026-cı ilin sonuna qədər", "٢٠٢٦", ["2026"]),
        ("15 million tonnes, 15 ships", "15 million", ["15 million"]),
        ("15 million tonnes, 15 ships", "15", ["15", "15"]),
        ("15 km of 380 km", "380 km", ["380", "km"]),
        ("COP29 and 29 others", "29", ["29"]),
    ],
)
def test_the_hit_is_marked_in_its_own_script(text: str, query: str, in_marks: list[str]) -> None:
    assert marked(text, query) == in_marks


@given(st.text("aəİiآلاتميناء -–.15", max_size=40), st.text("aəiاتمين 15", min_size=1, max_size=8))
def test_marks_lie_in_the_text_in_order_and_apart(text: str, query: str) -> None:
    index = Index([SearchItem("fact", "f", (Text("", text),))])
    marked = marks(text, terms(text), read_query(query, index))
    ends = [0, *(position for span in marked for position in span), len(text)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in marked)


@given(st.text("ab əİ\u0301", max_size=300), st.integers(0, 300), st.integers(1, 40), st.integers(1, 60))
def test_what_is_cut_out_holds_the_same_words_under_its_marks(text: str, start: int, length: int, margin: int) -> None:
    if start + length > len(text):
        return
    excerpt, marked = cut_excerpt(text, [(start, start + length)], margin)
    assert [excerpt[a:b] for a, b in marked] == [text[start : start + length]]
    assert excerpt.removeprefix("… ").removesuffix(" …") in text
    assert len(excerpt) <= length + 2 * margin + 4


def test_a_cut_ends_at_words_and_shows_that_it_is_one() -> None:
    text = "one two three four five six seven"
    assert cut_excerpt(text, [(14, 18)], 7) == ("… three four five …", ((8, 12),))
    assert cut_excerpt(text, [(0, 3), (29, 33)], 8) == ("one two …", ((0, 3),))
    assert cut_excerpt("short", (), 7) == ("short", ())


@pytest.mark.parametrize("typed", ["tbilsi", "tbiilisi", "tbolisi", "tiblisi", "bilisi", "tbilis", "tbilisis"])
def test_one_error_is_forgiven(typed: str) -> None:
    assert read_query(typed, index_of("Tbilisi")).terms


@pytest.mark.parametrize("typed", ["tbls", "tbolosi", "ilisi", "iblitsi", "kas"])
def test_two_errors_are_not_in_a_short_word(typed: str) -> None:
    assert not read_query(typed, index_of("Tbilisi", "Kars")).terms


def test_two_errors_are_forgiven_in_a_long_word_and_the_nearest_are_meant() -> None:
    index = index_of("Akhalkalaki", "Akhalkalakis")
    [wanted] = read_query("Ahalkalaky", index).terms
    assert wanted.items == {0}


def test_letters_of_two_scripts_that_look_alike_are_one() -> None:
    assert read_query("Аlаt", index_of("Alat")).terms  # А and а are Cyrillic


def test_a_letter_typed_twice_is_likelier_than_another_letter() -> None:
    names = (SearchItem("project", name, (Text("ar", name),)) for name in ("الممر", "المقرر"))
    assert Index(names).corrections("ممرر").keys() == {"ممر"}
