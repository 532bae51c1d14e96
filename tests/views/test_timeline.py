"""Time: where a date lies, how wide it is, and that nothing lies over another."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.load import Catalogue
from dashboard.views.context import Context
from dashboard.views.time_axis import year_axis
from dashboard.views.timeline import lanes, marks_of, timeline_view
from tests.views.conftest import by_class, context_of, everything, links, text

TODAY = date(2026, 11, 22)


def test_empty_years_are_folded_and_the_others_share_the_room() -> None:
    axis = year_axis({1992, 2011}, 1992, 2012)
    assert [(c.first, c.last, c.folded) for c in axis.columns] == [
        (1992, 1992, False),
        (1993, 2010, True),
        (2011, 2011, False),
        (2012, 2012, False),  # a single empty year is not worth folding
    ]
    assert sum(column.width for column in axis.columns) == pytest.approx(100)
    assert axis.columns[0].width == pytest.approx(axis.columns[3].width)


def test_a_year_is_a_bar_and_a_day_is_not() -> None:
    axis = year_axis({2024}, 2024, 2024)
    assert (axis.at(date(2024, 1, 1)), axis.at(date(2024, 12, 31), end=True)) == (0, pytest.approx(100))
    assert axis.at(date(2024, 7, 1)) == pytest.approx(100 * 182 / 366)
    assert axis.at(date(2024, 7, 1), end=True) - axis.at(date(2024, 7, 1)) == pytest.approx(100 / 366)


def test_what_lies_outside_widens_the_axis() -> None:
    assert [c.first for c in year_axis({1990, 2050}, 2000, 2001).columns] == [1990, 1991, 2050]
    with pytest.raises(ValueError, match="cannot end in 1990"):
        year_axis((), 2000, 1990)


@given(
    st.sets(st.integers(1992, 2040)),
    st.dates(date(1992, 1, 1), date(2040, 12, 31)),
    st.dates(date(1992, 1, 1), date(2040, 12, 31)),
)
def test_time_runs_one_way(years: set[int], one: date, other: date) -> None:
    axis = year_axis(years, 1992, 2040)
    assert (axis.at(one) < axis.at(other)) == (one < other)
    assert 0 <= axis.at(one) < axis.at(one, end=True) <= 100 + 1e-9


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 20)), max_size=30))
def test_no_mark_lies_over_another(found: list[tuple[float, float]]) -> None:
    spans = sorted((start, start + width) for start, width in found)
    placed = list(zip(spans, lanes(spans), strict=True))
    for index, ((start, _), lane) in enumerate(placed):
        assert all(start >= end for (_, end), other in placed[:index] if other == lane)


def test_lanes_are_used_again_when_they_are_free() -> None:
    assert lanes([(0, 1), (3, 4), (50, 60), (55, 56), (61, 62)]) == [0, 1, 0, 1, 0]


def test_what_one_document_says_of_one_thing_is_one_mark(tiny: Catalogue) -> None:
    context = context_of(tiny)
    marks = marks_of(context, tiny.facts.values())
    assert [(mark.kind, mark.when, len(mark.facts)) for mark in marks] == [
        ("said", "2025-12-29", 2),
        ("said", "2025-12-29", 2),
    ]


@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_every_dated_fact_is_a_link_and_every_fact_is_somewhere(
    real_context: Callable[[str], Context], language: str
) -> None:
    context = real_context(language)
    view = timeline_view(context, everything(context), TODAY)
    assert {f"/fact/{fact}" for fact in context.catalogue.facts} <= set(links(view))
    dated = [fact for fact in context.catalogue.facts.values() for when in (fact.as_of, fact.due) if when]
    assert len(by_class(view, "time-list")[0].children) == len(dated)


def test_the_cable_is_due_on_one_day_and_the_secretariat_began_some_day_of_a_year(
    real_context: Callable[[str], Context],
) -> None:
    context = real_context("en")
    items = by_class(timeline_view(context, everything(context), TODAY), "time-item")
    by_link = {links(item)[0]: item for item in items}
    cable, secretariat = by_link["/fact/cable-laid-by-end-of-2026"], by_link["/fact/tasim-secretariat-since-2011"]
    assert "a-day" in cable.className and "a-day" not in secretariat.className
    wide, narrow = (float(item.style["inlineSize"].rstrip("%")) for item in (secretariat, cable))
    assert wide > 100 * narrow > 0


def test_nothing_passes(tiny: Catalogue) -> None:
    context = context_of(tiny)
    nothing = type(everything(context))((), (), (), (), ())
    assert context.words("filters.empty") in text(timeline_view(context, nothing, TODAY))
