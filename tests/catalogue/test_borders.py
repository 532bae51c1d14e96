"""Borders on invented lines: each rule with its known answer."""

import pytest

from dashboard.catalogue.itinerary.borders import Crossing, crossings
from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.segment_measures import SegmentMeasure
from tests.factories import make_place, make_segment

PLACES = {place.id: place for place in (
    make_place(id="baku", country="AZ"), make_place(id="ganja", country="AZ"), make_place(id="tbilisi", country="GE"),
    make_place(id="aktau", country="KZ"),
)}  # fmt: skip
Passage = tuple[tuple[str | None, float], ...]


def crossed(passage: Passage, *, back: bool = False, sea_km: float = 0.0, **over: str) -> list[tuple[str, str, bool]]:
    """The borders on one segment, ``from`` Baku to Ganja unless said otherwise, that passes these countries."""
    segment = make_segment(**over)
    by_country = {code: km for code, km in passage if code}
    measure = SegmentMeasure(sum(km for _, km in passage), by_country, sea_km, 0.0, passage)
    step = Step(segment, segment.end, segment.start) if back else Step(segment, segment.start, segment.end)
    return [
        (crossing.before, crossing.after, crossing.by_sea)
        for crossing in crossings([step], PLACES, {segment.id: measure})
    ]


def test_a_line_in_one_country_crosses_nothing() -> None:
    assert crossed(()) == []


def test_a_line_into_another_country_crosses_once() -> None:
    assert crossed((("AZ", 80.0), ("GE", 20.0)), to="tbilisi") == [("AZ", "GE", False)]
    assert crossed((("AZ", 80.0), ("GE", 20.0)), to="tbilisi", back=True) == [("GE", "AZ", False)]


def test_through_a_country_and_back_is_two_crossings() -> None:
    assert crossed((("AZ", 19.0), ("GE", 15.6), ("AZ", 156.0))) == [("AZ", "GE", False), ("GE", "AZ", False)]


@pytest.mark.parametrize(("precision", "km", "borders"), [
    ("traced", 0.9, 0), ("traced", 1.1, 2), ("approximate", 9.0, 0), ("approximate", 11.0, 2), ("surveyed", 0.9, 0),
])  # fmt: skip
def test_a_graze_that_line_or_border_may_be_off_by_is_none(precision: str, km: float, borders: int) -> None:
    assert len(crossed((("AZ", 50.0), ("GE", km), ("AZ", 50.0)), precision=precision)) == borders


def test_a_station_that_a_coarse_border_puts_abroad_is_where_it_is() -> None:
    assert crossed((("GE", 0.5), ("AZ", 50.0)), precision="traced") == []
    assert crossed((("AZ", 50.0), ("GE", 0.5)), precision="traced") == []


def test_a_way_through_a_strip_of_a_third_country_crosses_it() -> None:
    passage = (("AZ", 50.0), ("AM", 0.5), ("GE", 50.0))
    assert [crossing[:2] for crossing in crossed(passage, to="tbilisi")] == [("AZ", "AM"), ("AM", "GE")]


def test_a_sketch_crosses_between_its_ends_only() -> None:
    passage = (("AZ", 50.0), ("RU", 300.0), ("AZ", 10.0), ("GE", 50.0))
    assert crossed(passage, to="tbilisi", precision="schematic") == [("AZ", "GE", False)]


@pytest.mark.parametrize("mode", ["sea", "subsea-cable"])
def test_a_sea_is_crossed_once_from_shore_to_shore(mode: str) -> None:
    passage = (("AZ", 2.0), ("TM", 3.0), (None, 300.0), ("KZ", 2.0))
    assert crossed(passage, to="aktau", mode=mode) == [("AZ", "KZ", True)]
    assert crossed(passage, mode=mode) == []


def test_a_power_line_under_the_sea_crosses_by_sea_and_a_railway_never() -> None:
    passage = (("AZ", 2.0), (None, 300.0), ("KZ", 2.0))
    assert crossed(passage, to="aktau", mode="power", sea_km=300.0) == [("AZ", "KZ", True)]
    assert crossed(passage, to="aktau", mode="rail", sea_km=300.0) == [("AZ", "KZ", False)]


def test_a_crossing_names_the_places_it_lies_between() -> None:
    segment = make_segment(to="tbilisi")
    measure = SegmentMeasure(100.0, {"AZ": 80.0, "GE": 20.0}, 0.0, 0.0, (("AZ", 80.0), ("GE", 20.0)))
    borders = crossings([Step(segment, "tbilisi", "baku")], PLACES, {segment.id: measure})
    assert borders == (Crossing("GE", "AZ", "tbilisi", "baku", False),)
