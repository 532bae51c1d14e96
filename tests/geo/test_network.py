"""Ways through a small network with known results."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.geo.network import Edge, Network, NetworkGap


def edge(start: str, end: str, km: float, *, carries: str = "goods", is_open: bool = True) -> Edge:
    return Edge(f"{start}-{end}", start, end, km, carries, is_open)


#        b (10 + 10)
#   a <              > d — 5 — e        f (an island)
#        c (30 + 30)
DIAMOND = [edge("a", "b", 10), edge("b", "d", 10), edge("a", "c", 30), edge("d", "c", 30), edge("d", "e", 5)]


def names(way: list) -> list[str]:  # type: ignore[type-arg]
    return [way[0].start, *(step.end for step in way)]


def test_the_shortest_way_comes_first_and_the_other_follows() -> None:
    ways = Network(DIAMOND, "goods", planned=False).ways("a", "e")
    assert [names(way) for way in ways] == [["a", "b", "d", "e"], ["a", "c", "d", "e"]]


def test_a_way_can_be_gone_against_the_drawing() -> None:
    there, back = (Network(DIAMOND, "goods", planned=False).ways(*ends)[0] for ends in (("a", "e"), ("e", "a")))
    assert names(back) == names(there)[::-1]


def test_what_is_planned_is_used_only_when_asked() -> None:
    edges = [*DIAMOND, edge("e", "f", 1, is_open=False)]
    assert Network(edges, "goods", planned=False).ways("a", "f") == []
    assert names(Network(edges, "goods", planned=True).ways("a", "f")[0])[-1] == "f"


def test_goods_do_not_travel_on_a_cable() -> None:
    edges = [*DIAMOND, edge("a", "e", 1, carries="data")]
    assert names(Network(edges, "goods", planned=False).ways("a", "e")[0]) == ["a", "b", "d", "e"]
    assert names(Network(edges, "data", planned=False).ways("a", "e")[0]) == ["a", "e"]


def test_of_two_parallel_edges_the_shorter_is_taken() -> None:
    edges = [Edge("long", "a", "b", 9, "goods", True), Edge("short", "b", "a", 4, "goods", True)]
    (way,) = Network(edges, "goods", planned=False).ways("a", "b")
    assert [step.edge.id for step in way] == ["short"]


def test_a_detour_over_the_same_line_is_no_alternative() -> None:
    edges = [edge("a", "b", 100), edge("b", "c", 1), edge("b", "x", 1), edge("x", "c", 1)]
    assert len(Network(edges, "goods", planned=False).ways("a", "c")) == 1


LONGITUDES = {"a": 0.0, "b": 1.0, "c": 1.0, "d": 2.0, "e": 3.0, "f": 10.0, "g": 12.0, "h": 20.0, "i": 4.0}
POSITIONS = {node: (lon, 0.0) for node, lon in LONGITUDES.items()}
DEGREE_KM = 111.3195


def pieces(edges: list[Edge], start: str, end: str) -> list[str]:
    """The parts of a broken way as "a-b-d", its gaps as "e…f"."""
    pieces = Network(edges, "goods", planned=False).broken(start, end, POSITIONS)
    return [
        f"{piece.near}…{piece.far}" if isinstance(piece, NetworkGap) else "-".join(names(piece)) for piece in pieces
    ]


def test_the_gap_lies_between_the_nearest_ends_and_both_parts_are_told() -> None:
    network = Network([*DIAMOND, edge("f", "g", 2)], "goods", planned=False)
    before, gap, after = network.broken("a", "g", POSITIONS)
    assert isinstance(gap, NetworkGap)
    assert (gap.near, gap.far, gap.km) == ("e", "f", pytest.approx(7 * DEGREE_KM, rel=1e-4))
    assert (names(before), names(after)) == (["a", "b", "d", "e"], ["f", "g"])  # type: ignore[arg-type]
    assert network.broken("a", "e", POSITIONS) == []


def test_a_gap_may_begin_where_the_way_does() -> None:
    assert pieces(DIAMOND, "a", "f") == ["a-b-d-e", "e…f"]
    assert pieces(DIAMOND, "f", "a") == ["f…e", "e-d-b-a"]
    assert pieces([], "f", "g") == ["f…g"]


def test_two_short_gaps_come_before_one_long_one() -> None:
    assert pieces([*DIAMOND, edge("f", "g", 2)], "a", "h") == ["a-b-d-e", "e…f", "f-g", "g…h"]


def test_what_lies_elsewhere_is_no_part_of_the_way() -> None:
    far = {**POSITIONS, "x": (0.0, 60.0), "y": (1.0, 60.0)}
    pieces = Network([*DIAMOND, edge("x", "y", 1)], "goods", planned=False).broken("a", "f", far)
    assert [piece.near for piece in pieces if isinstance(piece, NetworkGap)] == ["e"]


@pytest.mark.parametrize("ends", [("a", "a"), ("a", "nowhere"), ("nowhere", "a")])
def test_there_is_no_way_to_nowhere_or_to_oneself(ends: tuple[str, str]) -> None:
    assert Network(DIAMOND, "goods", planned=False).ways(*ends) == []


@given(st.lists(st.tuples(*[st.sampled_from("abcdef")] * 2, st.integers(1, 50)), min_size=1, max_size=15))
def test_every_way_is_joined_up_and_none_is_shorter_than_the_first(rows: list[tuple[str, str, int]]) -> None:
    edges = [Edge(str(n), a, b, km, "goods", True) for n, (a, b, km) in enumerate(rows) if a != b]
    ways = Network(edges, "goods", planned=False).ways("a", "f")
    lengths = [sum(step.edge.length_km for step in way) for way in ways]
    assert lengths == sorted(lengths)
    for way in ways:
        assert all(step.end == following.start for step, following in itertools.pairwise(way))
        assert (way[0].start, way[-1].end) == ("a", "f")
