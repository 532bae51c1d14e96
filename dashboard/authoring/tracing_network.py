"""The railway network along which lines are traced. Authoring only.

Source: ``scgraph_data/world_railways.py`` of the Python package ``scgraph_data`` 2.0.0, simplified from OpenStreetMap
(contributors, ODbL 1.0). Its nodes are [latitude, longitude] rounded to 0.001°. Its edges have the length in km of the
track before it was simplified, from which the error of a straight edge is estimated.
"""

import ast
import hashlib
import importlib.util
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import networkx as nx
import numpy as np
import shapely
from shapely import STRtree

from dashboard.authoring.errors import AuthoringError
from dashboard.geo.geodesy import WGS84, Position, length_km

PACKAGE: Final = "scgraph_data"
MODULE: Final = "world_railways.py"
BRIDGE_KM: Final = 2.5
KM_PER_DEGREE: Final = 111.32
DETOUR: Final = 10.0
"""A gap is bridged where the way round it along the network is longer than the gap by this factor."""
WIDEST_SEARCH_DEG: Final = 360.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Snap:
    """The nearest point to a place, at the ``share`` of the edge from ``u`` to ``v`` and ``off_km`` from the place."""

    u: int
    v: int
    share: float
    off_km: float


@dataclass(frozen=True)
class RailNetwork:
    """Railway nodes (lon, lat on WGS84) and the graph of their edges, each with its track length ``km``."""

    graph: nx.Graph
    _tree: STRtree = field(repr=False)
    _edges: tuple[tuple[int, int], ...] = field(repr=False)

    def position(self, node: int) -> Position:
        """The node's longitude and latitude in degrees."""
        lon, lat = self.graph.nodes[node]["position"]
        return float(lon), float(lat)

    def snap(self, place: Position) -> Snap:
        """The point of the network that is nearest to ``place``, at a node or on an edge."""
        point = shapely.Point(place)
        radius = 0.5
        near = self._tree.query(point.buffer(radius))
        while not len(near):
            if radius > WIDEST_SEARCH_DEG:
                raise AuthoringError("the network holds no track at all")
            radius *= 2
            near = self._tree.query(point.buffer(radius))
        edges = (self._edges[at] for at in near.tolist())
        tracks = (edge for edge in edges if not self.graph.edges[edge].get("bridge", False))
        return min((self._snap_to(place, *edge) for edge in tracks), key=lambda snap: snap.off_km)

    def _snap_to(self, place: Position, u: int, v: int) -> Snap:
        scale = np.array([np.cos(np.radians(place[1])), 1.0])
        begin, end, at = (np.array(p) * scale for p in (self.position(u), self.position(v), place))
        along = end - begin
        square = float(along @ along)
        share = 0.0 if square == 0 else min(1.0, max(0.0, float((at - begin) @ along) / square))
        off_km = float(np.linalg.norm(begin + share * along - at)) * KM_PER_DEGREE
        return Snap(u, v, share, off_km)


def package_file() -> Path:
    """The file with the railways of the installed package. Raises FileNotFoundError when it is not installed."""
    spec = importlib.util.find_spec(PACKAGE)  # finds the folder; a top-level package is not run by this
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{PACKAGE} is not installed: pip install -r requirements-authoring.txt")
    return Path(spec.submodule_search_locations[0]) / MODULE


def cached_network(path: Path, box: Box, cache: Path) -> RailNetwork:
    """The network of ``read_network``, cached in the folder ``cache``, because reading takes a minute.

    The cached file is another one when the source, the box or a constant of this module changes.
    """
    source = path.stat()
    key = repr((source.st_size, source.st_mtime_ns, box, BRIDGE_KM, DETOUR))
    file = cache / f"railways-{hashlib.sha256(key.encode()).hexdigest()[:12]}.npz"
    try:
        return _read_cached(file)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        pass  # there is no cached file, or it is damaged
    rail_network = read_network(path, box)
    cache.mkdir(parents=True, exist_ok=True)
    _write_cached(rail_network.graph, file)
    return rail_network


def _write_cached(graph: nx.Graph, file: Path) -> None:
    nodes = [(node, *graph.nodes[node]["position"]) for node in graph]
    edges = [(u, v, edge["km"], edge["bridge"]) for u, v, edge in graph.edges(data=True)]
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".npz", delete=False) as unfinished:
        np.savez(unfinished, nodes=np.array(nodes, dtype=float), edges=np.array(edges, dtype=float))
    Path(unfinished.name).replace(file)


def _read_cached(file: Path) -> RailNetwork:
    with np.load(file, allow_pickle=False) as arrays:
        nodes, edges = arrays["nodes"].tolist(), arrays["edges"].tolist()
    graph = nx.Graph()
    for node, lon, lat in nodes:
        graph.add_node(int(node), position=(lon, lat))
    for u, v, km, bridge in edges:
        graph.add_edge(int(u), int(v), km=km, bridge=bool(bridge))
    return network(graph)


def read_network(path: Path, box: Box, bridge_km: float = BRIDGE_KM) -> RailNetwork:
    """The part of the network inside ``box`` (west, south, east, north), with gaps up to ``bridge_km`` bridged.

    The file is read as literals and never executed. Raises OSError or ValueError when it has another form.
    """
    edges, nodes = read_literals(path)
    west, south, east, north = box
    graph = nx.Graph()
    for node, (lat, lon) in enumerate(nodes):
        if west <= lon <= east and south <= lat <= north:
            graph.add_node(node, position=(float(lon), float(lat)))
    for u in list(graph):
        for v, km in edges[u].items():
            if v != u and v in graph:
                chord = length_km([graph.nodes[u]["position"], graph.nodes[v]["position"]])
                graph.add_edge(u, v, km=max(float(km), chord), bridge=False)
    _bridge(graph, bridge_km)
    return network(graph)


def network(graph: nx.Graph) -> RailNetwork:
    """A network over ``graph``, whose nodes carry ``position`` (lon, lat) and edges ``km``."""
    pairs = tuple(graph.edges)
    ends = [[graph.nodes[u]["position"], graph.nodes[v]["position"]] for u, v in pairs]
    return RailNetwork(graph, STRtree(shapely.linestrings(np.array(ends))), pairs)


def read_literals(path: Path) -> tuple[list[dict[int, float]], list[list[float]]]:
    """By node, the length in km of its edges by their other node; and by node, latitude and longitude.

    Raises OSError or ValueError when the file has another form.
    """
    text = path.read_text(encoding="utf-8")
    literals: dict[str, Any] = {}
    for statement in ("graph=", "nodes="):
        at = text.find(f"\n{statement}")
        if at < 0:
            raise ValueError(f"{path.name}: no {statement!r} in it")
        begin = at + 1 + len(statement)
        end = text.find("\n", begin)
        literals[statement] = ast.literal_eval(text[begin : end if end > 0 else None].strip())
    edges, nodes = literals["graph="], literals["nodes="]
    if len(edges) != len(nodes):
        raise ValueError(f"{path.name}: {len(edges)} rows of edges for {len(nodes)} nodes")
    return edges, nodes


def _bridge(graph: nx.Graph, bridge_km: float) -> None:
    """Join dead ends to nodes within ``bridge_km``, unless the network leads there without a long detour."""
    if bridge_km <= 0:
        return
    nodes = list(graph)
    tree = STRtree(shapely.points(np.array([graph.nodes[node]["position"] for node in nodes])))
    for node in [node for node in nodes if graph.degree(node) <= 1]:
        lon, lat = graph.nodes[node]["position"]
        reach = bridge_km / (KM_PER_DEGREE * np.cos(np.radians(lat)))
        near = [nodes[at] for at in tree.query(shapely.Point(lon, lat).buffer(reach)).tolist()]
        gaps = sorted((WGS84.inv(lon, lat, *graph.nodes[other]["position"])[2] / 1000, other) for other in near)
        for gap_km, other in gaps:
            if other == node or gap_km > bridge_km:
                continue
            reached = nx.single_source_dijkstra_path_length(graph, node, cutoff=DETOUR * max(gap_km, 0.5), weight="km")
            if other not in reached:
                graph.add_edge(node, other, km=gap_km, bridge=True)
