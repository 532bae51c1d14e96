"""Numbers stand in a passage as whole tokens, in either kind of digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.text.amounts import numbers_in


@pytest.mark.parametrize(
    ("passage", "numbers"),
    [
        ("5 milyon", {5}),
        ("15 milyon", {15}),
        ("1 milyondan 5 milyon tona", {1, 5}),
        ("١٥ مليون", {15}),
        ("۱۵ و15 مليون", {15}),
        ("1,5 milyard", {1.5}),
        ("1.5 milyard", {1.5}),
        ("١٫٥ مليار", {1.5}),
        ("11 000 km", {11000}),
        ("11.000 km", {11, 11000}),
        ("1,000,000 ton", {1000000}),
        ("1 234 567", {1234567}),
        ("2 15 km", {2, 15}),
        ("29.12.2025", set()),
        ("2023-2027", {2023, 2027}),
        ("COP29-un", set()),
        ("2026-cı ilin", {2026}),
        ("25km.", {25}),
        ("no digits", set()),
    ],
)
def test_what_stands_there(passage: str, numbers: set[float]) -> None:
    assert numbers_in(passage) == numbers


@given(st.integers(0, 10**6), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]))
def test_every_whole_number_is_read_in_every_digits(number: int, digits: str) -> None:
    written = str(number).translate({48 + at: digit for at, digit in enumerate(digits)})
    assert numbers_in(f"hazırda {written}-dən çox") == {number}
