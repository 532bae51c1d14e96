"""Time: where a date lies, how wide it is, what a point opens, and that nothing lies over another."""

import html
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.views.context import Context
from dashboard.views.dock.charts import spread
from dashboard.views.dock.time_axis import year_axis
from dashboard.views.dock.time_marks import axis_of, groups_of, marks_of
from dashboard.views.dock.timeline import timeline_view
from dashboard.views.dock.timeline_chart import timeline_figure
from tests.views.conftest import by_class, context_of, everything, links, text

TODAY = date(2026, 11, 22)


def figure_of(context: Context, *, narrow: bool = False) -> dict[str, Any]:
    groups = groups_of(context, list(context.catalogue.facts.values()))
    return timeline_figure(context, axis_of(context, TODAY), groups, TODAY, narrow=narrow)


def points(figure: dict[str, Any], kind: str, path: str) -> list[float]:
    """Where the points of one kind lie that open ``path``, in percent of the axis."""
    (trace,) = [trace for trace in figure["data"] if trace.get("name") == kind and "customdata" in trace]
    return [x for x, opens in zip(trace["x"], trace["customdata"], strict=True) if opens == path]


def rectangles(figure: dict[str, Any], *, hatched: bool) -> list[tuple[float, float]]:
    """From where to where the bars of ``figure`` reach, in percent of the axis."""
    spans = []
    for trace in figure["data"]:
        if trace.get("fill") == "toself" and ("fillpattern" in trace) == hatched:
            spans += [(trace["x"][at], trace["x"][at + 1]) for at in range(0, len(trace["x"]), 6)]
    return spans


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
def test_time_runs_one_way(years: set[int], first: date, other: date) -> None:
    axis = year_axis(years, 1992, 2040)
    assert (axis.at(first) < axis.at(other)) == (first < other)
    assert 0 <= axis.at(first) < axis.at(first, end=True) <= 100 + 1e-9


@given(st.floats(0, 99), st.floats(0.01, 50), st.floats(0.1, 3))
def test_the_pointer_is_felt_all_along_a_bar(start: float, width: float, step: float) -> None:
    places = spread(start, start + width, step)
    gaps = [after - before for before, after in pairwise(places)]
    assert all(gap <= step + 1e-9 for gap in gaps)
    assert places[0] - start <= step and start + width - places[-1] <= step


def test_documents_come_first_and_only_what_names_a_date_has_a_row(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    facts = list(context.catalogue.facts.values())
    documents, *projects = groups_of(context, facts)
    assert {mark.path for mark in documents.marks} == {
        f"/document/{document.id}" for document in context.catalogue.documents.values() if document.published
    }
    assert all("statement" in mark.label for mark in documents.marks)
    rows = {mark.path for group in projects for mark in group.marks}
    assert rows == {f"/fact/{fact.id}" for fact in facts if fact.as_of or fact.due}
    for group in projects:
        assert group.path is not None
        assert [mark.when for mark in marks_of(context, [mark.fact for mark in group.marks if mark.fact])]


@pytest.mark.parametrize("narrow", [True, False])
@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_every_mark_says_what_it_is(real_context: Callable[[str], Context], language: str, narrow: bool) -> None:
    context = real_context(language)
    layout = figure_of(context, narrow=narrow)["layout"]
    marks = [mark for group in groups_of(context, list(context.catalogue.facts.values())) for mark in group.marks]
    (labels,) = [trace for trace in figure_of(context, narrow=narrow)["data"] if trace["mode"] == "text"]
    plain = [text.strip("\u2003\u2067\u2069") for text in labels["text"]]
    assert plain == [mark.label for mark in marks]
    beside = [
        annotation for annotation in layout["annotations"] if annotation.get("name") in {mark.path for mark in marks}
    ]
    assert len(beside) == len(marks)
    for mark, lying in zip(marks, beside, strict=True):
        said = "".join(line.strip("\u2067\u2069") for line in lying["text"].split("<br>"))
        assert said.replace(" ", "") == html.escape(mark.text, quote=False).replace(" ", "")
    widest = 46 if narrow else 84
    lines = [line.strip("\u2067\u2069") for note in layout["annotations"] for line in note["text"].split("<br>")]
    assert max(len(line) for line in lines) <= widest
    # No row reaches into the next.
    tops = sorted(note["y"] for note in layout["annotations"] if note.get("xref") == "paper")
    heights = [16 * (note["text"].count("<br>") + 1) for note in sorted(beside, key=lambda note: note["y"])]
    for lying, height in zip(sorted(beside, key=lambda note: note["y"]), heights, strict=True):
        following = [top for top in tops if top > lying["y"]]
        assert not following or lying["y"] + height <= following[0]


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("language", ["en", "az", "ar"])
def test_every_dated_fact_is_a_link_and_every_fact_is_somewhere(
    real_context: Callable[[str], Context], language: str, live: bool
) -> None:
    context = real_context(language)
    view = timeline_view(context, everything(context), TODAY, live=live)
    assert {f"/fact/{fact}" for fact in context.catalogue.facts} <= set(links(view))
    dated = [fact for fact in context.catalogue.facts.values() for when in (fact.as_of, fact.due) if when]
    assert len(by_class(view, "time-list")[0].children) == len(dated)
    assert len(by_class(view, "chart-drawing")) == live


@pytest.mark.parametrize("narrow", [True, False])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_figure_is_plotlys_and_every_mark_has_its_place_in_it(
    real_context: Callable[[str], Context], language: str, narrow: bool
) -> None:
    context = real_context(language)
    figure = figure_of(context, narrow=narrow)
    go.Figure(figure)  # raises where Plotly knows a word of it not
    opened = {path for trace in figure["data"] for path in trace.get("customdata", [])}
    marks = [mark for group in groups_of(context, list(context.catalogue.facts.values())) for mark in group.marks]
    assert opened == {mark.path for mark in marks}
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}
    assert figure["layout"]["xaxis"]["range"] == ([100, 0] if language == "ar" else [0, 100])


def test_a_year_spans_its_year_and_a_day_is_one_point(real_context: Callable[[str], Context]) -> None:
    context = real_context("en")
    figure, axis = figure_of(context), axis_of(context, TODAY)
    known = context.catalogue.facts
    year = known["tasim-secretariat-since-2011"]
    assert year.as_of is not None
    first, last = date_bounds(year.as_of)
    assert (first, last) == (date(2011, 1, 1), date(2011, 12, 31))
    bar = (axis.at(first), axis.at(last, end=True))
    assert bar in rectangles(figure, hatched=False)
    felt = points(figure, "happened, or was so", f"/fact/{year.id}")
    assert bar[0] < min(felt) < max(felt) < bar[1]

    cable = known["cable-laid-by-end-of-2026"]
    assert cable.due is not None
    day = date_bounds(cable.due)[0]
    marks = points(figure, "date named for it", f"/fact/{cable.id}")
    assert marks and all(axis.at(day) < x < axis.at(day, end=True) for x in marks)
    assert rectangles(figure, hatched=True), "what is due by a year or a month is hatched, not full"


def test_nothing_passes(tiny: Catalogue) -> None:
    context = context_of(tiny)
    nothing = type(everything(context))((), (), (), (), ())
    assert context.words("filters.empty") in text(timeline_view(context, nothing, TODAY, live=True))
