"""The railway network that lines are traced along; an authoring tool, not needed to serve the atlas.

Source: ``scgraph_data/world_railways.py`` of the Python package ``scgraph_data`` 2.0.0, simplified from OpenStreetMap
(contributors, ODbL 1.0). Its nodes are [latitude, longitude] rounded to 0.001°; its edges carry the length in km of the
track before it was simplified, which is how the error of a straight edge can be bounded.
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
"""A gap is bridged where the way round it along the network is longer than this many times the gap."""

WHOLE_EARTH: Final = 360.0
"""Degrees."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Snap:
    """Where a place meets the network: ``share`` of the way along the edge ``u``–``v``, ``off_km`` from the place."""

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
        """The point of the network nearest to ``place``, on an edge and not only at a node."""
        point = shapely.Point(place)
        radius = 0.5
        near = self._tree.query(point.buffer(radius))
        while not len(near):
            if radius > WHOLE_EARTH:
                raise AuthoringError("the network holds no track at all")
            radius *= 2
            near = self._tree.query(point.buffer(radius))
        snaps = (self._snap_to(place, *self._edges[at]) for at in near.tolist())
        return min((snap for snap in snaps if not self._bridged(snap)), key=lambda snap: snap.off_km)

    def _bridged(self, snap: Snap) -> bool:
        return bool(self.graph.edges[snap.u, snap.v].get("bridge", False))

    def _snap_to(self, place: Position, u: int, v: int) -> Snap:
        squeeze = np.array([np.cos(np.radians(place[1])), 1.0])
        begin, end, at = (np.array(p) * squeeze for p in (self.position(u), self.position(v), place))
        along = end - begin
        square = float(along @ along)
        share = 0.0 if square == 0 else min(1.0, max(0.0, float((at - begin) @ along) / square))
        off_km = float(np.linalg.norm(begin + share * along - at)) * KM_PER_DEGREE
        return Snap(u, v, share, off_km)


def package_file() -> Path:
    """Where the installed package keeps its railways. Raises FileNotFoundError when it is not installed."""
    spec = importlib.util.find_spec(PACKAGE)  # finds the folder; a top-level package is not run by this
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{PACKAGE} is not installed: pip install -r requirements-authoring.txt")
    return Path(spec.submodule_search_locations[0]) / MODULE


def cached_network(path: Path, box: Box, cache: Path) -> RailNetwork:
    """The network of ``read_network``, kept in the folder ``cache`` from the first reading on, which takes a minute.

    What is kept is thrown away when the source, the box or this module changes.
    """
    about = path.stat()
    key = repr((about.st_size, about.st_mtime_ns, box, BRIDGE_KM, DETOUR))
    kept = cache / f"railways-{hashlib.sha256(key.encode()).hexdigest()[:12]}.npz"
    try:
        return _kept(kept)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        pass  # none is kept, or it is damaged: it is made anew
    read = read_network(path, box)
    cache.mkdir(parents=True, exist_ok=True)
    _keep(read.graph, kept)
    return read


def _keep(graph: nx.Graph, file: Path) -> None:
    nodes = [(node, *graph.nodes[node]["position"]) for node in graph]
    edges = [(u, v, edge["km"], edge["bridge"]) for u, v, edge in graph.edges(data=True)]
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".npz", delete=False) as unfinished:
        np.savez(unfinished, nodes=np.array(nodes, dtype=float), edges=np.array(edges, dtype=float))
    Path(unfinished.name).replace(file)


def _kept(file: Path) -> RailNetwork:
    with np.load(file, allow_pickle=False) as held:
        nodes, edges = held["nodes"].tolist(), held["edges"].tolist()
    graph = nx.Graph()
    for node, lon, lat in nodes:
        graph.add_node(int(node), position=(lon, lat))
    for u, v, km, bridge in edges:
        graph.add_edge(int(u), int(v), km=km, bridge=bool(bridge))
    return network(graph)


def read_network(path: Path, box: Box, bridge_km: float = BRIDGE_KM) -> RailNetwork:
    """The part of the network inside ``box`` (west, south, east, north), its gaps up to ``bridge_km`` bridged.

    The file is read as literals and never executed. Raises OSError or ValueError when it is not what is expected.
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
    """By node, the length in km of each of its edges by the other node; and by node, latitude and longitude.

    Raises OSError or ValueError when the file is not what is expected.
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
    """Join dead ends to what lies within ``bridge_km``, unless the network leads there anyway."""
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
