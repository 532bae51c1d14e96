"""Points that are not records of the atlas: their addresses, and the nearest positions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geo.points import nearest, parse_point, point_id


@given(st.floats(-85, 85), st.floats(-180, 180))
def test_an_address_leads_to_the_point_that_it_was_made_of(lat: float, lon: float) -> None:
    point = parse_point(point_id(lat, lon))
    assert point == pytest.approx((lat, lon), abs=1e-5)


@pytest.mark.parametrize(
    "point", ["", "41", "41/", "86/10", "10/181", "a/b", "41.123456/10", "41/10/5", "1e1/5", "٤١/٤١"]
)
def test_what_is_no_point_is_none(point: str) -> None:
    assert parse_point(point) is None


def test_the_nearest_come_first_with_their_distances() -> None:
    baku, aktau, tbilisi = (49.87, 40.41), (51.15, 43.65), (44.79, 41.72)
    near = nearest((49.85, 40.4), [tbilisi, aktau, baku], 2)
    assert [place for place, _ in near] == [2, 1]
    assert near[0][1] == pytest.approx(2.0, abs=0.3)
    assert near[1][1] == pytest.approx(376, abs=3)
    assert nearest((0, 0), [], 3) == []
