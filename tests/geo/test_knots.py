"""Spikes, loops and lines without them: invented lines with known results."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.authoring.unknotting import Vertex, distance_km, unknotted
from dashboard.geo.knots import knots_in, turns_deg

KM = 1 / 111.32  # degrees, near the equator


def line(*kms: tuple[float, float]) -> list[tuple[float, float]]:
    """Kilometres east and north of 50° E on the equator, as degrees."""
    return [(50 + x * KM, y * KM) for x, y in kms]


def vertices(kms: list[tuple[float, float]], *fixed: int) -> list[Vertex]:
    return [Vertex(position, at in (0, len(kms) - 1, *fixed)) for at, position in enumerate(line(*kms))]


def without_spikes(kms: list[tuple[float, float]], *fixed: int) -> list[tuple[float, float]]:
    remaining = [vertex.position for vertex in unknotted(vertices(kms, *fixed))]
    return [kms[line(*kms).index(position)] for position in remaining]


STRAIGHT = [(0.0, 0.0), (20.0, 0.0), (40.0, 1.0)]
SPUR = [(0.0, 0.0), (20.0, 0.0), (21.0, 4.0), (20.0, 0.0), (40.0, 0.0)]  # to a station off the line, and back
HAIRPIN = [(0.0, 0.0), (12.0, 0.0), (11.2, 0.3), (11.4, 1.8), (2.0, 3.0)]
LOOP = [(0.0, 0.0), (20.0, 0.0), (22.0, 3.0), (18.0, 3.0), (21.0, -2.0), (40.0, -2.0)]


@pytest.mark.parametrize(("kms", "tips"), [
    (STRAIGHT, []),
    (SPUR, [(21.0, 4.0)]),
    (HAIRPIN, [(12.0, 0.0)]),
    ([(0.0, 0.0), (30.0, 0.0), (1.0, 3.0)], []),  # a bend between long sides is a bend
    ([(0.0, 0.0), (5.0, 0.0), (5.0, 5.0)], []),  # a right angle is a curve
])  # fmt: skip
def test_a_spike_is_a_knot_and_a_bend_is_none(kms: list[tuple[float, float]], tips: list[tuple[float, float]]) -> None:
    assert knots_in(line(*kms))[: len(tips)] == line(*tips)
    assert bool(knots_in(line(*kms))) == bool(tips)


def test_a_line_that_crosses_itself_has_a_knot_there() -> None:
    knots = knots_in(line(*LOOP))
    assert knots
    lon, lat = knots[-1]
    assert (lon - 50) / KM == pytest.approx(19.8, abs=0.3)
    assert lat / KM == pytest.approx(0.0, abs=0.1)


def test_a_station_off_the_line_is_gone_through_and_not_to_and_fro() -> None:
    assert without_spikes(SPUR, 2) == [(0.0, 0.0), (21.0, 4.0), (40.0, 0.0)]


def test_what_is_no_place_and_no_more_than_a_tip_is_left_out() -> None:
    assert without_spikes(SPUR) == [SPUR[0], SPUR[1], SPUR[3], SPUR[4]]
    assert without_spikes(HAIRPIN) == [HAIRPIN[0], *HAIRPIN[2:]]


def test_places_stay_even_where_the_line_turns_between_them() -> None:
    kms = [(0.0, 0.0), (5.0, 0.0), (0.5, 0.1)]
    assert without_spikes(kms, 1) == kms


def test_a_line_without_knots_is_left_alone() -> None:
    assert without_spikes(STRAIGHT) == STRAIGHT


def test_turns_are_in_degrees_and_the_ends_have_none() -> None:
    assert turns_deg(line((0, 0), (1, 0), (1, 1), (0, 1), (1, 1))).tolist() == pytest.approx(
        [0, 90, 90, 180, 0], abs=0.1
    )
    assert turns_deg(line((0, 0))).tolist() == [0]


def test_a_position_is_apart_from_a_line_by_the_way_across() -> None:
    assert distance_km(line((10, 3))[0], line((0, 0), (20, 0))) == pytest.approx(3, rel=0.01)
    at_60_north = [(50.0, 60.0), (50.0, 61.0)]
    assert distance_km((50.1, 60.5), at_60_north) == pytest.approx(0.1 * 111.32 * 0.4924, rel=0.01)


positions = st.tuples(st.floats(-30, 30), st.floats(-30, 30))


@given(st.lists(positions, min_size=2, max_size=12, unique=True), st.sets(st.integers(0, 11)))
def test_untying_keeps_the_ends_the_places_and_the_order(kms: list[tuple[float, float]], fixed: set[int]) -> None:
    before = vertices(kms, *fixed)
    after = unknotted(before)
    places = iter(after)
    assert all(vertex in places for vertex in before if vertex.fixed)
    assert unknotted(after) == after
