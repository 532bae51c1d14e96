"""The shortest way from one node over another to a third that comes to no node twice.

Two shortest ways, to the node and on from it, may run along the same line and back. The shortest pair that meets only
in the node between is a flow of least cost (networkx ``network_simplex``): two units go out from there, each node lets
one through, and each end takes one.
"""

from collections.abc import Iterator, Mapping

import networkx as nx

Nodes = list[str]
Hub = tuple[str, str]
_END = ("", "end")
_M_PER_KM = 1000


def path_through(graph: nx.Graph, start: str, middle: str, end: str) -> Nodes:
    """The nodes from ``start`` over ``middle`` to ``end``; empty where every way comes to some node twice.

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
    branches = [_branch(flows, first) for first in _after(flows, (middle, "out"))]
    to_start, to_end = sorted(branches, key=lambda nodes: nodes[-1] == end)
    return [*reversed(to_start), middle, *to_end]


def _flows(graph: nx.Graph, start: str, middle: str, end: str) -> Mapping[Hub, Mapping[Hub, int]] | None:
    """Which way the two units go, from hub to hub; None where they cannot both arrive."""
    network = nx.DiGraph()
    for node in graph:
        network.add_edge((node, "in"), (node, "out"), capacity=1, weight=0)
    for first, second, km in graph.edges(data="length_km"):
        for near, far in ((first, second), (second, first)):
            network.add_edge((near, "out"), (far, "in"), capacity=1, weight=round(km * _M_PER_KM))
    for last in (start, end):
        network.add_edge((last, "out"), _END, capacity=1, weight=0)
    network.add_node((middle, "out"), demand=-2)
    network.add_node(_END, demand=2)
    try:
        flows: Mapping[Hub, Mapping[Hub, int]] = nx.network_simplex(network)[1]
    except nx.NetworkXUnfeasible:
        return None
    return flows


def _after(flows: Mapping[Hub, Mapping[Hub, int]], hub: Hub) -> Iterator[Hub]:
    return (far for far, units in flows[hub].items() if units)


def _branch(flows: Mapping[Hub, Mapping[Hub, int]], hub: Hub) -> Nodes:
    """The nodes that one unit comes to, from the one behind the middle to its end."""
    nodes: Nodes = []
    while hub != _END:
        if hub[1] == "out":
            nodes.append(hub[0])
        hub = next(_after(flows, hub))
    return nodes
