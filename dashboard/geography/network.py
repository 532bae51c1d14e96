"""The corridor as a graph: nodes are places, edges are stretches between them. Knows lengths, no projects.

Ways are shortest by length (Dijkstra, networkx); alternatives come from Yen's algorithm (networkx
``shortest_simple_paths``), of which only those are kept that really run elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

Node = str


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
class Step:
    """An edge as it is gone: from ``start`` to ``end``, whichever way it was drawn."""

    edge: Edge
    start: Node
    end: Node


@dataclass(frozen=True)
class Gap:
    """Where no way leads on: the nearest ends of what can be reached from either side."""

    near: Node
    far: Node
    km: float


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

    def ways(self, start: Node, end: Node, most: int = 3) -> list[list[Step]]:
        """The shortest way and at most ``most - 1`` alternatives, each running mostly elsewhere; empty: no way."""
        if start == end or not {start, end} <= self.nodes or not nx.has_path(self._graph, start, end):
            return []
        found: list[list[Step]] = []
        for nodes in islice(nx.shortest_simple_paths(self._graph, start, end, weight="length_km"), _TRIED):
            steps = self._steps(nodes)
            if all(_shared(steps, other) <= _MOST_ALIKE for other in found):
                found.append(steps)
            if len(found) == most:
                break
        return found

    def gap(self, start: Node, end: Node, distance_km: Callable[[Node, Node], float]) -> Gap | None:
        """The shortest jump from what ``start`` reaches to what ``end`` reaches; None where a way exists."""
        here, there = (self._reach(node) for node in (start, end))
        if here & there:
            return None
        near, far = min(
            ((a, b) for a in sorted(here) for b in sorted(there)),
            key=lambda pair: distance_km(*pair),
        )
        return Gap(near, far, distance_km(near, far))

    def _reach(self, node: Node) -> set[Node]:
        return set(nx.node_connected_component(self._graph, node)) if node in self._graph else {node}

    def _steps(self, nodes: Sequence[Node]) -> list[Step]:
        return [Step(self._graph.edges[a, b]["edge"], a, b) for a, b in pairwise(nodes)]


def _shared(steps: Sequence[Step], other: Sequence[Step]) -> float:
    """The part of ``steps``' length that ``other`` runs along too, 0 to 1."""
    mine: Mapping[str, float] = {step.edge.id: step.edge.length_km for step in steps}
    theirs = {step.edge.id for step in other}
    whole = sum(mine.values())
    return sum(km for edge, km in mine.items() if edge in theirs) / whole if whole else 1.0
