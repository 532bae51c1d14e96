"""Numbers in words, and dates in digits: every way of writing them has the same meaning."""

import pytest

from dashboard.search.dates import dates_in_words
from dashboard.search.terms import terms

MILLION = 10**6


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("from one million tonnes", {"one million": MILLION}),
        ("beş milyon ton", {"beş milyon": 5 * MILLION}),
        ("خمسة ملايين طن", {"خمسة ملايين": 5 * MILLION}),
        ("من مليون طن", {"مليون": MILLION}),
        ("15 مليون طن", {}),
        ("ملايين", {}),
        ("twenty-five million", {"twenty-five million": 25 * MILLION}),
        ("iyirmi beş milyon", {"iyirmi beş milyon": 25 * MILLION}),
        ("خمسة وعشرين مليون", {"خمسة وعشرين مليون": 25 * MILLION}),
        ("пятнадцать миллионов", {"пятнадцать миллионов": 15 * MILLION}),
        ("two hundred million dollars", {"two hundred million": 200 * MILLION}),
        ("on milyard", {"on milyard": 10 * 1000 * MILLION}),
        ("seventeen days", {"seventeen": 17}),
        ("one of the main priorities", {}),
        ("on day one", {}),
        ("three resolutions", {}),
    ],
)
def test_a_number_in_words_is_its_value(text: str, spans: dict[str, int]) -> None:
    numbers = {
        text[term.start : term.end]: dict(term.forms) for term in terms(text) if not term.word and not term.joined
    }
    digits = {span: forms for span, forms in numbers.items() if not any(letter.isdigit() for letter in span)}
    assert digits == {span: {f"#{value:.12g}": 1.0} for span, value in spans.items()}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2024-08-09", "9 August 2024"),
        ("09.08.2024", "9 August 2024"),
        ("٩/٨/٢٠٢٤", "9 August 2024"),
        ("meeting of 8/25/2024", "meeting of 25 August 2024"),
        ("05.2024", "May 2024"),
        ("2024-05", "May 2024"),
        ("13.2024", "13.2024"),
        ("2020-2030", "2020-2030"),
        ("41.64, 41.63", "41.64, 41.63"),
        ("11.000 km", "11.000 km"),
        ("A/RES/67/298", "A/RES/67/298"),
    ],
)
def test_a_date_in_digits_is_read_as_the_texts_write_it(typed: str, words: str) -> None:
    assert dates_in_words(typed) == words
