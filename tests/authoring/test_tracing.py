from math import hypot

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.authoring.tracing import error_bound_km, simplify, trace
from dashboard.authoring.tracing_network import KM_PER_DEGREE, RailNetwork, network
from dashboard.geo.geodesy import Position, length_km


def railway(*edges: tuple[Position, Position, float]) -> RailNetwork:
    """A network of edges between positions, each with what its track is longer than the straight line (a factor)."""
    graph = nx.Graph()
    numbers: dict[Position, int] = {}
    for begin, end, stretch in edges:
        for position in (begin, end):
            graph.add_node(numbers.setdefault(position, len(numbers)), position=position)
        km = length_km([begin, end]) * stretch
        graph.add_edge(numbers[begin], numbers[end], km=km, bridge=False)
    return network(graph)


A, B, C = (50.0, 40.0), (51.0, 40.0), (52.0, 40.5)
DETOUR = (51.0, 42.0)


def test_it_takes_the_shorter_track_and_not_fewer_edges() -> None:
    rails = railway((A, B, 1.0), (B, C, 1.0), (A, C, 3.0))
    assert trace(rails, A, C).line == (A, B, C)


def test_the_track_is_as_long_as_the_network_says() -> None:
    rails = railway((A, B, 1.2), (B, C, 1.0))
    leg = trace(rails, A, C)
    assert leg.track_km == pytest.approx(1.2 * length_km([A, B]) + length_km([B, C]), abs=0.001)
    assert leg.drawn_km == pytest.approx(length_km([A, B, C]), abs=0.001)


def test_a_place_beside_the_track_bends_it() -> None:
    rails = railway((A, C, 1.1))
    station = (50.9, 40.5)
    leg = trace(rails, A, C, [station])
    assert leg.line == (A, station, C)
    assert leg.bound_km < trace(rails, A, C).bound_km


def test_begin_and_end_on_one_edge() -> None:
    rails = railway((A, B, 1.0))
    begin, end = (50.2, 40.001), (50.8, 40.0)
    assert trace(rails, begin, end).line == (begin, end)
    assert trace(rails, end, begin).line == (end, begin)


def test_points_on_the_way_keep_their_order() -> None:
    rails = railway((A, B, 1.3), (B, C, 1.3))
    via = [(50.3, 40.1), (50.7, 39.9), (51.5, 40.4)]
    line = trace(rails, A, C, via).line
    assert [line.index(point) for point in via] == sorted(line.index(point) for point in via)


def test_no_way_is_an_error() -> None:
    rails = railway((A, B, 1.0), (DETOUR, (52.0, 42.0), 1.0))
    with pytest.raises(nx.NetworkXNoPath):
        trace(rails, A, DETOUR)


def test_the_error_of_a_straight_edge() -> None:
    assert error_bound_km(10.0, 10.0) == 0.0
    # A quarter circle of radius 1 is π/2 long over a chord of √2, and leaves it by 1 − √½ = 0.293.
    assert error_bound_km(2**0.5, 3.14159265 / 2) == pytest.approx(0.293, rel=0.02)


@given(st.lists(st.tuples(st.floats(49, 51), st.floats(39, 41)), min_size=2, max_size=12))
def test_simplifying_keeps_the_ends_and_stays_near(line: list[Position]) -> None:
    tolerance_km = 1.0
    kept = simplify(line, tolerance_km)
    assert kept[0] == line[0]
    assert kept[-1] == line[-1]
    squeeze = 0.7660444  # the cosine of 40 degrees
    for lon, lat in line:
        near_km = min(_to_step_km((lon, lat), kept[at], kept[at + 1], squeeze) for at in range(len(kept) - 1))
        assert near_km <= tolerance_km * 1.05


def _to_step_km(point: Position, begin: Position, end: Position, squeeze: float) -> float:
    (px, py), (ax, ay), (bx, by) = ((lon * squeeze, lat) for lon, lat in (point, begin, end))
    square = (bx - ax) ** 2 + (by - ay) ** 2
    share = 0.0 if square == 0 else min(1.0, max(0.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / square))
    return hypot(ax + share * (bx - ax) - px, ay + share * (by - ay) - py) * KM_PER_DEGREE
