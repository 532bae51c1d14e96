"""What was typed: its words, where they stand in a text, what is cut around them, and typing errors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.search_query import (
    MOST_WORDS,
    Wanted,
    cut,
    exactly,
    forgiving,
    marks,
    one_error_apart,
    read_query,
    without_one,
)


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, read_query(query))]


def test_only_the_last_word_and_long_ones_may_go_on() -> None:
    assert read_query("Port of Al") == (Wanted("port", True), Wanted("of", False), Wanted("al", True))
    assert read_query(" … ") == ()
    assert len(read_query("a " * 50)) == MOST_WORDS


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("“Rəqəmsal İpək Yolu” layihəsi", "ipek yolu", ["İpək Yolu"]),
        ("TASİM Layihəsinin Katibliyi", "tas", ["TASİM"]),
        ("Baku–Tbilisi–Kars", "baku tbilisi", ["Baku–Tbilisi"]),
        ("Kars and Baku, Baku and Kars", "kars baku", ["Kars", "Baku", "Baku", "Kars"]),
        ("Kars Baku Kars Baku", "kars baku", ["Kars Baku", "Kars Baku"]),
        ("السنوية لميناء آلات التجاري", "ميناء آلات", ["لميناء آلات"]),
        ("الميناء والآلات", "آلات", ["والآلات"]),
        ("ومذكّرةُ التفاهم", "مذكرة", ["ومذكّرةُ"]),
        ("مثل Kambarata SEP-1 وRogun SEP", "rogun", ["Rogun"]),
        ("Port of Baku", "po of", ["of"]),
        ("Kars", "baku", []),
    ],
)
def test_the_hit_is_marked_in_its_own_script(text: str, query: str, found: list[str]) -> None:
    assert marked(text, query) == found


@given(st.text("aəİiآلاتميناء -–.", max_size=40), st.text("aəiاتمين ", min_size=1, max_size=8))
def test_marks_lie_in_the_text_in_order_and_apart(text: str, query: str) -> None:
    found = marks(text, read_query(query))
    ends = [0, *(position for span in found for position in span), len(text)]
    assert ends == sorted(ends)
    assert all(start < end for start, end in found)


@given(st.text("ab əİ\u0301", max_size=300), st.integers(0, 300), st.integers(1, 40), st.integers(1, 60))
def test_what_is_cut_out_holds_the_same_words_under_its_marks(text: str, start: int, length: int, around: int) -> None:
    if start + length > len(text):
        return
    shown, found = cut(text, [(start, start + length)], around)
    assert [shown[a:b] for a, b in found] == [text[start : start + length]]
    assert shown.removeprefix("… ").removesuffix(" …") in text
    assert len(shown) <= length + 2 * around + 4


def test_a_cut_ends_at_words_and_shows_that_it_is_one() -> None:
    text = "one two three four five six seven"
    assert cut(text, [(14, 18)], 7) == ("… three four five …", ((8, 12),))
    assert cut(text, [(0, 3), (29, 33)], 8) == ("one two …", ((0, 3),))
    assert cut("short", ()) == ("short", ())


@pytest.mark.parametrize(
    "typed", ["tbilisi", "tbilsi", "tbiilisi", "tbolisi", "tiblisi", "bilisi", "tbilis", "tbilisis"]
)
def test_one_error_is_forgiven(typed: str) -> None:
    assert one_error_apart(typed, "tbilisi")
    assert without_one(typed) & without_one("tbilisi")


@pytest.mark.parametrize("typed", ["tbls", "tbolosi", "ilisi", "tbilisi12", "iblitsi", ""])
def test_two_errors_are_not(typed: str) -> None:
    assert not one_error_apart(typed, "tbilisi")


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_being_apart_by_one_error_goes_both_ways_and_shares_a_form(one: str, other: str) -> None:
    assert one_error_apart(one, other) == one_error_apart(other, one)
    if one_error_apart(one, other):
        assert without_one(one) & without_one(other)


def test_a_forgiven_word_admits_what_it_was_mistyped_for_and_no_more() -> None:
    wanted = forgiving(read_query("tasin")[0], ["tasim"])
    assert [word for word in ("tasim", "tasin", "tasino", "tasimov", "kars") if wanted.admits(word)] == [
        "tasim",
        "tasin",
        "tasino",
    ]
    assert not exactly(["tasin"])[0].admits("tasino")
