"""The shortest way over a place that visits no place twice."""

import networkx as nx
import pytest

from dashboard.geo.network import Edge, Network, NetworkGap
from dashboard.geo.through import path_through


def graph(*edges: tuple[str, str, float]) -> nx.Graph:
    network = nx.Graph()
    for begin, other, km in edges:
        network.add_edge(begin, other, length_km=km)
    return network


#   a — b — c — d        by the port p: b – p – c; the port q hangs on c alone
CORRIDOR = (("a", "b", 10.0), ("b", "c", 10.0), ("c", "d", 10.0), ("b", "p", 7.0), ("p", "c", 8.0), ("c", "q", 5.0))


@pytest.mark.parametrize(
    ("places", "way"),
    [
        ("abd", "abcd"),
        ("apd", "abpcd"),
        ("dpa", "dcpba"),
        ("aqd", ""),  # only there and back over c
        ("apx", ""),
        ("aad", ""),
    ],
)
def test_a_way_over_a_place_never_turns_back(places: str, way: str) -> None:
    assert "".join(path_through(graph(*CORRIDOR), *places)) == way


def test_two_shortest_halves_that_meet_give_way_to_the_shortest_pair_that_does_not() -> None:
    """From a to m and from m to z the shortest lead both over x; only one of them can."""
    edges = (
        ("a", "x", 1.0),
        ("x", "m", 1.0),
        ("x", "z", 1.0),
        ("a", "y", 5.0),
        ("y", "m", 5.0),
        ("m", "w", 9.0),
        ("w", "z", 9.0),
    )
    assert path_through(graph(*edges), "a", "m", "z") == ["a", "y", "m", "x", "z"]


def test_where_only_the_way_back_leads_the_gap_is_told() -> None:
    edges = [Edge(f"{begin}-{other}", begin, other, km, "goods", True) for begin, other, km in CORRIDOR]
    network = Network(edges, "goods", planned=False)
    positions = {"a": (0.0, 0.0), "b": (0.1, 0.0), "c": (0.2, 0.0), "d": (0.3, 0.0), "p": (0.15, 0.1), "q": (0.2, 0.05)}
    pieces = network.broken_through("a", "q", "d", positions)
    [gap] = [piece for piece in pieces if isinstance(piece, NetworkGap)]
    assert (gap.near, gap.far) == ("q", "d")  # 25 km and the gap: less than round by p
    assert network.broken_through("d", "q", "a", positions)
