"""Numbers as values, however they are written."""

import pytest

from dashboard.catalogue.text.amounts import amounts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2026", [2026]),
        ("٢٠٢٦", [2026]),
        ("۲۰۲۶", [2026]),
        ("1000", [1000]),
        ("1,000", [1000]),
        ("1.000", [1000]),
        ("1 000", [1000]),
        ("1\u00a0000", [1000]),
        ("1\u202f234\u202f567", [1234567]),
        ("3,5", [3.5]),
        ("3.5", [3.5]),
        ("٣٫٥", [3.5]),
        ("1,234.5", [1234.5]),
        ("1.234,5", [1234.5]),
        ("15 million", [15e6]),
        ("15-million", [15e6]),
        ("15 mln", [15e6]),
        ("5 milyon tona", [5e6]),
        ("15 مليون طن", [15e6]),
        ("5 ملايين", [5e6]),
        ("4,5 milyard", [4.5e9]),
        ("15 مليار", [15e9]),
        ("15 min ton", [15000]),
        ("15 minutes", [15]),
        ("15–20 million", [15e6, 20e6]),
        ("2024-08-09", [2024, 8, 9]),
        ("31.12.2026", [31, 12, 2026]),
        ("20-21 aprel 2011", [20, 21, 2011]),
        ("380km", [380]),
        ("2026-cı", [2026]),
        ("و15", [15]),
        ("COP29", []),
    ],
)
def test_a_number_is_its_value(text: str, values: list[float]) -> None:
    assert [max(amount.values) for amount in amounts(text)] == values


def test_what_can_be_read_in_two_ways_is_both() -> None:
    [amount] = amounts("1,520")
    assert amount.values == {1520, 1.52}


def test_the_digits_are_told_from_the_word_of_the_scale() -> None:
    text = "over 15 million tonnes"
    [amount] = amounts(text)
    assert (text[amount.start : amount.digits_end], text[amount.start : amount.end]) == ("15", "15 million")
    assert (amount.unscaled, amount.values) == ({15}, {15e6})


@pytest.mark.parametrize(
    "text",
    ["4 milyar avro", "4 миллиарда евро", "4 مليارات يورو", "4 milyard avro", "4 billion euros", "4 მილიარდი ევრო"],
)
def test_the_words_of_scales_in_many_languages(text: str) -> None:
    (found,) = amounts(text)
    assert found.values == {4_000_000_000}


@pytest.mark.parametrize("text", ["5 bin ton", "5 тысяч тонн", "5 min ton", "5 آلاف طن", "5 ათასი ტონა"])
def test_a_thousand_in_many_languages(text: str) -> None:
    (found,) = amounts(text)
    assert found.values == {5_000}


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "2 Billionen Euro", 2e12),
        ("en", "2 billion euros", 2e9),
        ("tr", "5 milyarlık yatırım", 5e9),
        ("kk", "3 мың тонна", 3e3),
        ("uz", "5 milliard so‘m", 5e9),
        ("ka", "3 მლრდ", 3e9),
        ("zh-Hans", "5万吨", 5e4),
        ("es", "5 mil millones", 5e9),
        ("az", "5 minik avtomobili", 5),
    ],
)
def test_what_multiplies_a_number_is_of_its_language(language: str, text: str, value: float) -> None:
    (found,) = amounts(text, language)
    assert found.values == {value}
