"""Dates are as precise as their source, and dates outside the calendar are refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.dates import date_bounds

days = st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))


@given(days)
def test_a_day_is_itself(day: date) -> None:
    assert date_bounds(day.isoformat()) == (day, day)


@given(days)
def test_a_month_holds_its_days_and_no_other(day: date) -> None:
    first, last = date_bounds(day.isoformat()[:7])
    assert first <= day <= last
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    assert (first.month, first.year) == (last.month, last.year)


@given(days)
def test_a_year_holds_its_days(day: date) -> None:
    assert date_bounds(f"{day.year}") == (date(day.year, 1, 1), date(day.year, 12, 31))


@given(days, days)
def test_an_interval_runs_from_one_to_the_other(begin: date, other: date) -> None:
    text = f"{begin.isoformat()}/{other.isoformat()}"
    if begin <= other:
        assert date_bounds(text) == (begin, other)
    else:
        with pytest.raises(ValueError, match="ends before it begins"):
            date_bounds(text)


def test_an_interval_may_mix_precisions() -> None:
    assert date_bounds("2023/2027-06") == (date(2023, 1, 1), date(2027, 6, 30))


@given(st.text("0123456789-/ ٢T:Z", max_size=24))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        first, last = date_bounds(text)
    except ValueError:
        return
    assert first <= last


@pytest.mark.parametrize(
    "text",
    ["", "20", "24", "2024-5", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "0000", "2024-08-09T10:00", " 2024",
     "2024/", "/2024", "2011/2012/2013", "2024-08-09 ", "٢٠٢٤", "-2024", "next year"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|is not in the calendar"):
        date_bounds(text)
