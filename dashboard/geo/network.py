"""The network as a graph: nodes are places, edges are stretches between them.

The best way is the shortest by length (Dijkstra, networkx). Alternatives come from Yen's algorithm (networkx
``shortest_simple_paths``); those that share most of their length with a better way are dropped. If nothing connects two
places, the result has the existing parts of a way and the gaps between them. The gaps have the least sum of squares, so
that two short gaps come before one long gap.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from typing import Self

import networkx as nx
import numpy as np

from dashboard.geo.geodesy import Floats, Position, length_km
from dashboard.geo.through import path_through

Node = str
NodeSet = frozenset[Node]
"""A connected component of the graph."""


@dataclass(frozen=True)
class Edge:
    """A stretch that can be travelled in both directions; ``carries`` says what travels on it."""

    id: str
    start: Node
    end: Node
    length_km: float
    carries: str
    open: bool  # in service today


@dataclass(frozen=True)
class Traversal:
    """An edge with the direction of travel, from ``start`` to ``end``."""

    edge: Edge
    start: Node
    end: Node


@dataclass(frozen=True)
class NetworkGap:
    """A gap in a way: the nearest nodes of two parts that nothing connects, and their distance."""

    near: Node
    far: Node
    km: float


Pieces = list[list[Traversal] | NetworkGap]
"""The existing parts of a way and the gaps between them, in order."""
_LARGEST_SHARED_PART = 0.75
"""The largest part of its length that an alternative shares with a better way."""
_MOST_TRIED_PATHS = 40


class Network:
    """The edges for goods, data or power; those in service today, or with ``planned`` all."""

    def __init__(self, edges: Iterable[Edge], carries: str, *, planned: bool) -> None:
        self._graph: nx.Graph = nx.Graph()
        for edge in sorted(edges, key=lambda edge: (edge.length_km, edge.id), reverse=True):
            if edge.carries == carries and (edge.open or planned):
                # The shortest of parallel edges comes last and replaces the others.
                self._graph.add_edge(edge.start, edge.end, edge=edge, length_km=edge.length_km)

    @property
    def nodes(self) -> frozenset[Node]:
        """The places of the network."""
        return frozenset(self._graph.nodes)

    def ways(self, start: Node, end: Node, most: int = 3) -> list[list[Traversal]]:
        """The shortest way and at most ``most - 1`` alternatives; empty if no way leads from ``start`` to ``end``."""
        if start == end or not {start, end} <= self.nodes or not nx.has_path(self._graph, start, end):
            return []
        ways: list[list[Traversal]] = []
        for nodes in islice(nx.shortest_simple_paths(self._graph, start, end, weight="length_km"), _MOST_TRIED_PATHS):
            steps = self._steps(nodes)
            if all(_shared_part(steps, other) <= _LARGEST_SHARED_PART for other in ways):
                ways.append(steps)
            if len(ways) == most:
                break
        return ways

    def through(self, start: Node, middle: Node, end: Node) -> list[Traversal]:
        """The shortest way over ``middle`` that visits no node twice; empty if there is none."""
        return self._steps(path_through(self._graph, start, middle, end))

    def broken_through(self, start: Node, middle: Node, end: Node, positions: Mapping[Node, Position]) -> Pieces:
        """As ``broken``, over ``middle``: one half is found first, and the other half avoids its nodes.

        Either half may be found first; the result is the shorter of the two, with its gaps.
        """
        to_end = self.without({start})._path_or_pieces(middle, end, positions)
        to_start = self.without(nodes_of(to_end) - {middle})._path_or_pieces(start, middle, positions)
        from_start = self.without({end})._path_or_pieces(start, middle, positions)
        from_middle = self.without(nodes_of(from_start) - {middle})._path_or_pieces(middle, end, positions)
        return min([*to_start, *to_end], [*from_start, *from_middle], key=_total_km)

    def _path_or_pieces(self, start: Node, end: Node, positions: Mapping[Node, Position]) -> Pieces:
        return self.broken(start, end, positions) or [self._shortest_path(start, end)]

    def without(self, nodes: Collection[Node]) -> Self:
        """The same network without some nodes and their edges."""
        smaller = copy(self)
        smaller._graph = self._graph.subgraph(self._graph.nodes - set(nodes))
        return smaller

    def broken(self, start: Node, end: Node, positions: Mapping[Node, Position]) -> Pieces:
        """The existing parts of a way from ``start`` to ``end`` and the gaps between them; empty if there is no gap.

        A part without a step is not in the result, because a gap may begin at ``start`` itself. ``positions`` has the
        position of every node, ``start`` and ``end`` included.
        """
        start_part, end_part = self._component(start), self._component(end)
        if start_part & end_part:
            return []
        pieces: Pieces = []
        node = start
        for gap in self._gaps(start_part, end_part, positions):
            pieces += [self._shortest_path(node, gap.near), gap]
            node = gap.far
        pieces.append(self._shortest_path(node, end))
        return [piece for piece in pieces if piece]

    def _gaps(self, start_part: NodeSet, end_part: NodeSet, positions: Mapping[Node, Position]) -> list[NetworkGap]:
        """The gaps on the way from ``start_part`` to ``end_part``, in order."""
        parts = {start_part, end_part, *map(frozenset, nx.connected_components(self._graph))}
        jumps: nx.Graph = nx.Graph()
        for part, other in combinations(sorted(parts, key=min), 2):
            near, far = _nearest(part, other, positions)
            jumps.add_edge(part, other, ends={part: near, other: far}, weight=_distance_km(near, far, positions) ** 2)
        path = nx.shortest_path(jumps, start_part, end_part, weight="weight")
        pairs = [(jumps.edges[part, other]["ends"], part, other) for part, other in pairwise(path)]
        return [
            NetworkGap(ends[part], ends[other], _distance_km(ends[part], ends[other], positions))
            for ends, part, other in pairs
        ]

    def _shortest_path(self, start: Node, end: Node) -> list[Traversal]:
        return [] if start == end else self._steps(nx.shortest_path(self._graph, start, end, weight="length_km"))

    def _component(self, node: Node) -> NodeSet:
        return frozenset(nx.node_connected_component(self._graph, node) if node in self._graph else {node})

    def _steps(self, nodes: Sequence[Node]) -> list[Traversal]:
        return [Traversal(self._graph.edges[a, b]["edge"], a, b) for a, b in pairwise(nodes)]


def nodes_of(pieces: Pieces) -> set[Node]:
    """Every node of the existing parts."""
    steps = [step for piece in pieces if not isinstance(piece, NetworkGap) for step in piece]
    return {node for step in steps for node in (step.start, step.end)}


def _total_km(pieces: Pieces) -> float:
    """The length of the parts and the gaps, in km."""
    return sum(
        piece.km if isinstance(piece, NetworkGap) else sum(step.edge.length_km for step in piece) for piece in pieces
    )


def _nearest(first: NodeSet, second: NodeSet, positions: Mapping[Node, Position]) -> tuple[Node, Node]:
    """The node of each part that is nearest to the other part, on a sphere."""
    from_nodes, to_nodes = sorted(first), sorted(second)
    cosines = _unit_vectors(from_nodes, positions) @ _unit_vectors(to_nodes, positions).T
    near, far = divmod(int(np.argmax(cosines)), len(to_nodes))
    return from_nodes[near], to_nodes[far]


def _unit_vectors(nodes: Sequence[Node], positions: Mapping[Node, Position]) -> Floats:
    """The unit vectors from the centre of the earth to the nodes (n × 3)."""
    lon, lat = np.radians(np.array([positions[node] for node in nodes])).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _distance_km(first: Node, second: Node, positions: Mapping[Node, Position]) -> float:
    return length_km([positions[first], positions[second]])


def _shared_part(steps: Sequence[Traversal], other: Sequence[Traversal]) -> float:
    """The part of the length of ``steps`` that ``other`` uses too, 0 to 1."""
    lengths: Mapping[str, float] = {step.edge.id: step.edge.length_km for step in steps}
    other_edges = {step.edge.id for step in other}
    total = sum(lengths.values())
    return sum(km for edge, km in lengths.items() if edge in other_edges) / total if total else 1.0
