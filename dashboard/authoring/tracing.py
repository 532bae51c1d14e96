"""Draws a segment along the railway. Authoring only.

A leg is the shortest way over the network between two places, by length of track, bent through curated points on
the way. Each straight edge of the network stands for a track of known length, from which its error is estimated: a
track of length L between ends d apart, curved to one side as an arc, leaves the straight line by √(3/8 · d · (L − d)).
A track that winds to both sides stays nearer.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sqrt
from typing import Final

import networkx as nx
import shapely

from dashboard.authoring.tracing_network import KM_PER_DEGREE, RailNetwork, Snap
from dashboard.geo.geodesy import Position, length_km

TOLERANCE_KM: Final = 0.05
"""The farthest that simplifying may move a line: less than a pixel at zoom 10."""


@dataclass(frozen=True)
class Stretch:
    """One edge of the network on the way: its line (lon, lat), and the length of the track that it stands for."""

    line: tuple[Position, ...]
    track_km: float
    bridge: bool

    @property
    def bound_km(self) -> float:
        """The greatest error, if the surplus length of the track is spread evenly along the line."""
        drawn_km = length_km(self.line)
        stretch = self.track_km / drawn_km if drawn_km else 1.0
        return max((error_bound_km(km, km * stretch) for km in map(length_km, pairwise(self.line))), default=0.0)


@dataclass(frozen=True)
class TracedLeg:
    """One traced leg: its simplified line (lon, lat on WGS84) and the stretches that it was made from.

    ``off_km`` has the distances of the two ends from the network.
    """

    line: tuple[Position, ...]
    stretches: tuple[Stretch, ...]
    off_km: tuple[float, float]

    @property
    def drawn_km(self) -> float:
        """The length of the line."""
        return length_km(self.line)

    @property
    def track_km(self) -> float:
        """The length of the track that the line stands for."""
        return sum(stretch.track_km for stretch in self.stretches)

    @property
    def bound_km(self) -> float:
        """The greatest error of any stretch."""
        return max((stretch.bound_km for stretch in self.stretches), default=0.0)

    @property
    def longest_gap_km(self) -> float:
        """The longest gap of the network on the way."""
        return max((stretch.track_km for stretch in self.stretches if stretch.bridge), default=0.0)

    @property
    def bridged_km(self) -> float:
        """The length of all gaps of the network on the way."""
        return sum(stretch.track_km for stretch in self.stretches if stretch.bridge)


def trace(network: RailNetwork, begin: Position, end: Position, via: Sequence[Position] = ()) -> TracedLeg:
    """The leg along the railway from ``begin`` to ``end``, bent through ``via``, which lie on the way in that order.

    ``via`` bends the line and does not choose the way: for that, trace to a place between. All positions are lon, lat
    on WGS84. Raises ``networkx.NetworkXNoPath`` when the network does not lead there.
    """
    graph, snaps = _with_ends(network, begin, end)
    way = list(pairwise(nx.shortest_path(graph, BEGIN, END, weight="km")))
    lines = [[graph.nodes[u]["position"], graph.nodes[v]["position"]] for u, v in way]
    _bend(lines, via)
    edges = [graph.edges[pair] for pair in way]
    stretches = tuple(
        Stretch(tuple(line), max(edge["km"], length_km(line)), edge["bridge"])
        for line, edge in zip(lines, edges, strict=True)
    )
    line = simplify([begin, *(position for part in lines for position in part[1:])], TOLERANCE_KM)
    return TracedLeg(tuple(line), stretches, (snaps[0].off_km, snaps[1].off_km))


def error_bound_km(straight_km: float, track_km: float) -> float:
    """The greatest distance of a track from the straight line between its ends, where the track is an arc."""
    return sqrt(0.375 * straight_km * max(0.0, track_km - straight_km))


def simplify(line: Sequence[Position], tolerance_km: float) -> list[Position]:
    """The line without the vertices that lie within ``tolerance_km`` of the simplified line (Douglas–Peucker).

    Degrees of longitude are scaled by the cosine of the middle latitude, so that the tolerance is equal east and north.
    """
    if len(line) < 3:
        return list(line)
    scale = cos(radians((min(lat for _, lat in line) + max(lat for _, lat in line)) / 2))
    flat = [(lon * scale, lat) for lon, lat in line]
    simple = shapely.simplify(shapely.LineString(flat), tolerance_km / KM_PER_DEGREE, preserve_topology=False)
    position_at = dict(zip(flat, line, strict=True))
    return [position_at[x, y] for x, y in shapely.get_coordinates(simple).tolist()]


BEGIN: Final = -1
END: Final = -2


def _with_ends(network: RailNetwork, begin: Position, end: Position) -> tuple[nx.Graph, tuple[Snap, Snap]]:
    """The network with the two places as the nodes BEGIN and END, and where they meet it.

    The nearest edge of a place is bent through it: a station stands on its track, so where the two differ, the straight
    edge is wrong. The track's length is divided among the parts of the edge.
    """
    graph: nx.Graph = network.graph.copy()
    snaps = (network.snap(begin), network.snap(end))
    nodes_on_edge: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
    for name, place, snap in zip((BEGIN, END), (begin, end), snaps, strict=True):
        graph.add_node(name, position=place)
        nodes_on_edge[snap.u, snap.v].append((snap.share, name))
    for (u, v), on_edge in nodes_on_edge.items():
        edge = dict(graph.edges[u, v])
        chain = [u, *(name for _, name in sorted(on_edge)), v]
        parts_km = [length_km([graph.nodes[a]["position"], graph.nodes[b]["position"]]) for a, b in pairwise(chain)]
        stretch = max(1.0, edge["km"] / sum(parts_km))
        graph.remove_edge(u, v)
        for (a, b), part_km in zip(pairwise(chain), parts_km, strict=True):
            graph.add_edge(a, b, km=part_km * stretch, bridge=edge["bridge"])
    return graph, snaps


def _bend(lines: list[list[Position]], via: Sequence[Position]) -> None:
    """Insert each point of ``via`` where it lengthens the lines least, but never before the point before it."""
    first, after = 0, 0
    for point in via:
        places = [
            (length_km([a, point]) + length_km([point, b]) - length_km([a, b]), at, step)
            for at, line in enumerate(lines[first:], first)
            for step, (a, b) in enumerate(pairwise(line))
            if at > first or step >= after
        ]
        _, first, step = min(places)
        lines[first].insert(step + 1, point)
        after = step + 1
