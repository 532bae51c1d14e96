"""The corridor as a graph: nodes are places, edges are stretches between them. Knows lengths, no projects.

Ways are shortest by length (Dijkstra, networkx); alternatives come from Yen's algorithm (networkx
``shortest_simple_paths``), of which only those are kept that really run elsewhere. Where no way leads, the parts that
there are and the gaps between them: those with the least sum of the gaps' squares, so that two short gaps come
before one long one.
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
"""Nodes that are joined to each other and to no other."""


@dataclass(frozen=True)
class Edge:
    """One stretch that can be gone both ways; ``carries`` says what travels on it."""

    id: str
    start: Node
    end: Node
    length_km: float
    carries: str
    open: bool  # in service today


@dataclass(frozen=True)
class Traversal:
    """An edge as it is gone: from ``start`` to ``end``, whichever way it was drawn."""

    edge: Edge
    start: Node
    end: Node


@dataclass(frozen=True)
class NetworkGap:
    """A gap in a way: the nearest ends of two parts that nothing joins, and how far they lie apart."""

    near: Node
    far: Node
    km: float


Pieces = list[list[Traversal] | NetworkGap]
"""The parts of a way that there are, and the gaps between them, in order."""
_MOST_ALIKE = 0.75  # an alternative that shares more than this of its length with a better way is the same way
_TRIED = 40


class Network:
    """The edges of one thing that travels (goods, data, power), over what is open or over everything."""

    def __init__(self, edges: Iterable[Edge], carries: str, *, planned: bool) -> None:
        self._graph: nx.Graph = nx.Graph()
        for edge in sorted(edges, key=lambda edge: (edge.length_km, edge.id), reverse=True):
            if edge.carries == carries and (edge.open or planned):
                # Of parallel edges the last one written, the shortest, stays.
                self._graph.add_edge(edge.start, edge.end, edge=edge, length_km=edge.length_km)

    @property
    def nodes(self) -> frozenset[Node]:
        """The places that the network reaches."""
        return frozenset(self._graph.nodes)

    def ways(self, start: Node, end: Node, most: int = 3) -> list[list[Traversal]]:
        """The shortest way and at most ``most - 1`` alternatives, each running mostly elsewhere; empty: no way."""
        if start == end or not {start, end} <= self.nodes or not nx.has_path(self._graph, start, end):
            return []
        ways: list[list[Traversal]] = []
        for nodes in islice(nx.shortest_simple_paths(self._graph, start, end, weight="length_km"), _TRIED):
            steps = self._steps(nodes)
            if all(_shared(steps, other) <= _MOST_ALIKE for other in ways):
                ways.append(steps)
            if len(ways) == most:
                break
        return ways

    def through(self, start: Node, middle: Node, end: Node) -> list[Traversal]:
        """The shortest way over ``middle`` that comes to no node twice; empty where there is none."""
        return self._steps(path_through(self._graph, start, middle, end))

    def broken_through(self, start: Node, middle: Node, end: Node, positions: Mapping[Node, Position]) -> Pieces:
        """As ``broken``, over ``middle``: one half is found first, and the other keeps away from it.

        Of the two orders the one that is shorter, gaps and all.
        """
        to_end = self.without({start})._half(middle, end, positions)
        to_start = self.without(nodes_of(to_end) - {middle})._half(start, middle, positions)
        from_start = self.without({end})._half(start, middle, positions)
        from_middle = self.without(nodes_of(from_start) - {middle})._half(middle, end, positions)
        return min([*to_start, *to_end], [*from_start, *from_middle], key=_whole_km)

    def _half(self, start: Node, end: Node, positions: Mapping[Node, Position]) -> Pieces:
        return self.broken(start, end, positions) or [self._shortest(start, end)]

    def without(self, nodes: Collection[Node]) -> Self:
        """The same network without some nodes and what leads there."""
        rest = copy(self)
        rest._graph = self._graph.subgraph(self._graph.nodes - set(nodes))
        return rest

    def broken(self, start: Node, end: Node, positions: Mapping[Node, Position]) -> Pieces:
        """The parts of a way that there are, and the gaps between them, from ``start`` to ``end``.

        Empty where a way leads through. Parts without a step are left out: a gap may begin at ``start`` itself.
        ``positions`` has every node's, and those of the two ends.
        """
        here, there = self._reach(start), self._reach(end)
        if here & there:
            return []
        pieces: Pieces = []
        reached = start
        for gap in self._gaps(here, there, positions):
            pieces += [self._shortest(reached, gap.near), gap]
            reached = gap.far
        pieces.append(self._shortest(reached, end))
        return [piece for piece in pieces if piece]

    def _gaps(self, here: NodeSet, there: NodeSet, positions: Mapping[Node, Position]) -> list[NetworkGap]:
        """The gaps to cross from what ``here`` reaches to what ``there`` reaches, in order."""
        parts = {here, there, *map(frozenset, nx.connected_components(self._graph))}
        jumps: nx.Graph = nx.Graph()
        for part, other in combinations(sorted(parts, key=min), 2):
            near, far = _nearest(part, other, positions)
            jumps.add_edge(part, other, ends={part: near, other: far}, weight=_apart_km(near, far, positions) ** 2)
        path = nx.shortest_path(jumps, here, there, weight="weight")
        pairs = [(jumps.edges[part, other]["ends"], part, other) for part, other in pairwise(path)]
        return [
            NetworkGap(ends[part], ends[other], _apart_km(ends[part], ends[other], positions))
            for ends, part, other in pairs
        ]

    def _shortest(self, start: Node, end: Node) -> list[Traversal]:
        return [] if start == end else self._steps(nx.shortest_path(self._graph, start, end, weight="length_km"))

    def _reach(self, node: Node) -> NodeSet:
        return frozenset(nx.node_connected_component(self._graph, node) if node in self._graph else {node})

    def _steps(self, nodes: Sequence[Node]) -> list[Traversal]:
        return [Traversal(self._graph.edges[a, b]["edge"], a, b) for a, b in pairwise(nodes)]


def nodes_of(pieces: Pieces) -> set[Node]:
    """Every node of the parts that there are."""
    steps = [step for piece in pieces if not isinstance(piece, NetworkGap) for step in piece]
    return {node for step in steps for node in (step.start, step.end)}


def _whole_km(pieces: Pieces) -> float:
    """The length of the parts and of the gaps, in km."""
    return sum(
        piece.km if isinstance(piece, NetworkGap) else sum(step.edge.length_km for step in piece) for piece in pieces
    )


def _nearest(first: NodeSet, second: NodeSet, positions: Mapping[Node, Position]) -> tuple[Node, Node]:
    """The node of each part that is nearest to the other part, on a sphere."""
    ones, others = sorted(first), sorted(second)
    near, far = divmod(int(np.argmax(_unit(ones, positions) @ _unit(others, positions).T)), len(others))
    return ones[near], others[far]


def _unit(nodes: Sequence[Node], positions: Mapping[Node, Position]) -> Floats:
    """By node the unit vector from the middle of the earth."""
    lon, lat = np.radians(np.array([positions[node] for node in nodes])).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _apart_km(first: Node, second: Node, positions: Mapping[Node, Position]) -> float:
    return length_km([positions[first], positions[second]])


def _shared(steps: Sequence[Traversal], other: Sequence[Traversal]) -> float:
    """The part of ``steps``' length that ``other`` runs along too, 0 to 1."""
    mine: Mapping[str, float] = {step.edge.id: step.edge.length_km for step in steps}
    theirs = {step.edge.id for step in other}
    whole = sum(mine.values())
    return sum(km for edge, km in mine.items() if edge in theirs) / whole if whole else 1.0
