"""The shortest path from one node over a second node to a third that visits no node twice.

The shortest path to the middle node and the shortest path from it may use the same line. The shortest pair of paths
that meet only in the middle node is a flow of least cost (networkx ``network_simplex``): two units start at the middle
node, the capacity of each other node is one unit, and each end receives one unit.
"""

from collections.abc import Iterator, Mapping

import networkx as nx

from dashboard.geo.geodesy import M_PER_KM

Nodes = list[str]
Hub = tuple[str, str]
_END = ("", "end")


def path_through(graph: nx.Graph, start: str, middle: str, end: str) -> Nodes:
    """The nodes from ``start`` over ``middle`` to ``end``; empty if every path visits some node twice.

    Parameters
    ----------
    graph
        Each edge has its ``length_km``.
    start, middle, end
        Three different nodes.
    """
    if len({start, middle, end}) < 3 or not {start, middle, end} <= set(graph):
        return []
    flows = _flows(graph, start, middle, end)
    if flows is None:
        return []
    branches = [_branch(flows, first) for first in _next_hubs(flows, (middle, "out"))]
    to_start, to_end = sorted(branches, key=lambda nodes: nodes[-1] == end)
    return [*reversed(to_start), middle, *to_end]


def _flows(graph: nx.Graph, start: str, middle: str, end: str) -> Mapping[Hub, Mapping[Hub, int]] | None:
    """The flow of the two units from hub to hub; None if they cannot both arrive."""
    network = nx.DiGraph()
    for node in graph:
        network.add_edge((node, "in"), (node, "out"), capacity=1, weight=0)
    for first, second, km in graph.edges(data="length_km"):
        weight = round(km * M_PER_KM)
        network.add_edge((first, "out"), (second, "in"), capacity=1, weight=weight)
        network.add_edge((second, "out"), (first, "in"), capacity=1, weight=weight)
    for last in (start, end):
        network.add_edge((last, "out"), _END, capacity=1, weight=0)
    network.add_node((middle, "out"), demand=-2)
    network.add_node(_END, demand=2)
    try:
        flows: Mapping[Hub, Mapping[Hub, int]] = nx.network_simplex(network)[1]
    except nx.NetworkXUnfeasible:
        return None
    return flows


def _next_hubs(flows: Mapping[Hub, Mapping[Hub, int]], hub: Hub) -> Iterator[Hub]:
    return (far for far, units in flows[hub].items() if units)


def _branch(flows: Mapping[Hub, Mapping[Hub, int]], hub: Hub) -> Nodes:
    """The nodes that one unit visits after the middle node, up to its end."""
    nodes: Nodes = []
    while hub != _END:
        if hub[1] == "out":
            nodes.append(hub[0])
        hub = next(_next_hubs(flows, hub))
    return nodes
