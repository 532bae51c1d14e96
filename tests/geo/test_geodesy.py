"""Distances on the ellipsoid: known results and general properties."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geo import geodesy

BAKU, AKTAU = (49.867, 40.409), (51.154, 43.653)

positions = st.tuples(
    st.floats(0, 125, allow_nan=False).map(lambda x: round(x, 5)),
    st.floats(15, 65, allow_nan=False).map(lambda y: round(y, 5)),
)
lines = st.lists(positions, min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("line", "km"),
    [
        ([(0.0, 0.0), (1.0, 0.0)], 111.3195),  # a degree of the equator: 2 pi 6378.137 / 360
        ([(0.0, 0.0), (0.0, 1.0)], 110.5744),  # the first degree of a meridian
        ([(30.0, 0.0), (30.0, 90.0)], 10001.9657),  # the WGS84 quarter meridian
        ([(44.0, 41.0), (44.0, 41.0)], 0.0),
        ([(44.0, 41.0)], 0.0),
    ],
)
def test_length_of_known_lines(line: list[tuple[float, float]], km: float) -> None:
    assert geodesy.length_km(line) == pytest.approx(km, abs=1e-4)


def test_longitude_comes_first() -> None:
    assert geodesy.length_km([(50.0, 60.0), (51.0, 60.0)]) == pytest.approx(55.80, abs=0.01)


def test_a_geodesic_bulges_towards_the_pole() -> None:
    middle = geodesy.densify([(0.0, 50.0), (90.0, 50.0)], 4000)[1]
    assert middle[1] > 55


@given(lines)
def test_reversing_keeps_the_length(line: list[tuple[float, float]]) -> None:
    assert geodesy.length_km(line[::-1]) == pytest.approx(geodesy.length_km(line), abs=1e-6)


@given(lines, st.data())
def test_pieces_sum_to_the_whole(line: list[tuple[float, float]], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(line) - 1))
    pieces = geodesy.length_km(line[: cut + 1]) + geodesy.length_km(line[cut:])
    assert pieces == pytest.approx(geodesy.length_km(line), abs=1e-6)


@given(lines, st.floats(5, 2000))
def test_densify_keeps_vertices_length_and_step(line: list[tuple[float, float]], max_step_km: float) -> None:
    dense = geodesy.densify(line, max_step_km)
    assert (dense[0], dense[-1]) == (line[0], line[-1])
    rest = iter(dense)
    assert all(vertex in rest for vertex in line)
    assert max(geodesy.length_km(step) for step in pairwise(dense)) <= max_step_km * (1 + 1e-6)
    assert geodesy.length_km(dense) == pytest.approx(geodesy.length_km(line), abs=1e-6)


@pytest.mark.parametrize("step", [0.0, -1.0, float("nan")])
def test_densify_refuses_a_step_that_is_no_length(step: float) -> None:
    with pytest.raises(ValueError, match="max_step_km"):
        geodesy.densify([BAKU, AKTAU], step)


def test_densify_leaves_a_short_line_alone() -> None:
    assert geodesy.densify([BAKU, AKTAU], 1000) == [BAKU, AKTAU]
    assert geodesy.densify([BAKU], 1) == [BAKU]


def test_bounds_are_west_south_east_north() -> None:
    assert geodesy.bounds([[BAKU, AKTAU], [(44.8, 41.7)]]) == (44.8, 40.409, 51.154, 43.653)
    with pytest.raises(ValueError, match="no vertices"):
        geodesy.bounds([[]])


@given(positions, st.floats(0.1, 100))
def test_a_circle_is_closed_and_round(centre: tuple[float, float], radius_km: float) -> None:
    ring = geodesy.circle(centre, radius_km, corners=12)
    assert len(ring) == 13
    assert ring[0] == ring[-1]
    assert [geodesy.length_km([centre, corner]) for corner in ring] == pytest.approx([radius_km] * 13)
