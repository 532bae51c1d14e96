"""The main roads as a context layer: lines where their course is known, sketches elsewhere. Authoring only.

From OpenStreetMap (ODbL 1.0) by way of ``scgraph_data``, a graph for routing: an edge is straight, and has the length
of its road. A road of that length lies within an ellipse whose foci are the edge's ends (``farthest_off_km``). Where
the ellipse is slim, the edge is drawn as a line. Elsewhere it is a sketch, which only says that a road joins its ends.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from dashboard.authoring.basemap_railways import Edges, thinned
from dashboard.authoring.basemap_sources import NETWORKS, Box, SourceFiles
from dashboard.authoring.tile_writer import Feature, TileLayer, write_mbtiles
from dashboard.authoring.tracing_network import read_literals

MODULE: Final = "world_highways.py"
ZOOM: Final = 7
GRID_DEG: Final = 0.002
SHORTEST_SPUR_DEG: Final = 0.02
SPHERE: Final = Geod(a=6_371_000, b=6_371_000)
"""The sphere of the package's lengths: on it no road is shorter than the straight line, but for rounding."""

LINE_OFF_KM: Final = 1.0
SKETCH_OFF_KM: Final = 20.0
LONGEST_SKETCH_KM: Final = 100.0
UNBENT_FROM_KM: Final = 5.0
UNBENT: Final = 0.001
"""A road over ``UNBENT_FROM_KM`` that exceeds the straight line by less than this share has an unknown course.

Such roads are 4.6 % of the length of edges over 5 km in western Europe (0–20° E, 45–55° N), and 26 % near the Caspian.
"""
AT_SEA_KM: Final = 2.0
TWINS_DEG: Final = 0.02
"""Sketches whose ends lie in the same cells of this size are carriageways of one road."""

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Roads:
    """Edges of the graph, each with the length of its road and of the straight line between its ends."""

    edges: Edges
    length_km: Floats
    chord_km: Floats

    def where(self, flags: Flags) -> "Roads":
        """The edges for which ``flags`` is true."""
        return Roads(self.edges[flags], self.length_km[flags], self.chord_km[flags])

    def lines(self) -> Flags:
        """Which edges are at most ``LINE_OFF_KM`` from every point of their road."""
        return (self._off_km() <= LINE_OFF_KM) & ~self._unbent()

    def sketches(self) -> Flags:
        """Which of the other edges are drawn as sketches."""
        near = (self._off_km() <= SKETCH_OFF_KM) & (self.chord_km <= LONGEST_SKETCH_KM)
        return near & ~self.lines()

    def at_sea(self, dry: BaseGeometry) -> Flags:
        """Which edges are for more than ``AT_SEA_KM`` outside ``dry``, the land without its lakes."""
        chords = shapely.linestrings(self.edges)
        shapely.prepare(dry)
        wet = np.flatnonzero(~shapely.covers(dry, chords))
        beyond = shapely.length(shapely.difference(chords[wet], dry)) / shapely.length(chords[wet])
        flags = np.zeros(len(chords), dtype=bool)
        flags[wet] = beyond * self.chord_km[wet] > AT_SEA_KM
        return flags

    def _off_km(self) -> Floats:
        return farthest_off_km(self.length_km, self.chord_km)

    def _unbent(self) -> Flags:
        return (self.chord_km > UNBENT_FROM_KM) & (self.length_km < self.chord_km * (1 + UNBENT))


def farthest_off_km(length_km: Floats, chord_km: Floats) -> Floats:
    """The greatest distance of a road of this length from the straight line between its ends.

    From any point of the road the distances to both ends add up to no more than its length. So the road lies within an
    ellipse around the ends, and this is half the ellipse's width.
    """
    return np.sqrt(np.maximum(length_km**2 - chord_km**2, 0)) / 2


def read_roads(source: Path, box: Box) -> Roads:
    """The package's roads with both ends in ``box`` (west, south, east, north)."""
    rows, nodes = read_literals(source)
    west, south, east, north = box
    places = np.array(nodes)[:, ::-1]
    inside: Flags = np.all((places >= (west, south)) & (places <= (east, north)), axis=1)
    pairs = [(u, v, km) for u in np.flatnonzero(inside).tolist() for v, km in rows[u].items() if u < v and inside[v]]
    ends = np.array([(u, v) for u, v, _ in pairs], dtype=int).reshape(-1, 2)
    edges = places[ends]
    _, _, chord_m = SPHERE.inv(edges[:, 0, 0], edges[:, 0, 1], edges[:, 1, 0], edges[:, 1, 1])
    roads = Roads(edges, np.array([km for *_, km in pairs]), np.asarray(chord_m) / 1000)
    return roads.where(roads.chord_km > 0)


def dry_land(countries: Path, coarse: Path) -> BaseGeometry:
    """The land of the basemap's countries without the lakes of the coarse basemap."""
    lakes = [each for each in _features(coarse) if each["properties"]["layer"] == "lake"]
    land, water = (
        shapely.union_all(shapely.from_geojson([json.dumps(each["geometry"]) for each in features]))
        for features in (_features(countries), lakes)
    )
    return shapely.difference(land, water)


def _features(path: Path) -> list[dict[str, dict[str, object]]]:
    features: list[dict[str, dict[str, object]]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def drawn_roads(roads: Roads, dry: BaseGeometry) -> list[Feature]:
    """The lines and the sketches of ``roads`` on land, with the carriageways of one road merged."""
    ashore = roads.where(~roads.at_sea(dry))
    lines, sketches = ashore.edges[ashore.lines()], _single(ashore.where(ashore.sketches()))
    return [
        (line, {"sketch": is_sketch})
        for edges, other_edges, is_sketch in ((lines, sketches, False), (sketches, lines, True))
        for line in (thinned(edges, GRID_DEG, SHORTEST_SPUR_DEG, other_edges) if len(edges) else ())
    ]


def _single(roads: Roads) -> Edges:
    """The edge with the shortest road among all edges that join the same two neighbourhoods."""
    order = np.argsort(roads.length_km, kind="stable")
    cells = np.round(roads.edges[order] / TWINS_DEG).astype(int)
    pairs = np.array([sorted(pair) for pair in cells.tolist()]).reshape(-1, 4)
    _, first = np.unique(pairs, axis=0, return_index=True)
    return roads.edges[order[np.sort(first)]]


def write_roads(path: Path, sources: SourceFiles, box: Box, dry: BaseGeometry) -> dict[int, int]:
    """Write the tiles of the main roads within ``box`` to ``path``, and give the number of tiles by zoom."""
    features = drawn_roads(read_roads(sources.file(NETWORKS, MODULE), box), dry)
    layer = TileLayer("road", ("sketch",), lambda _: features)
    metadata = {
        "name": "Roads",
        "description": "Main roads; lines are at most 1 km off, of sketches only the ends are known",
        "attribution": f"{NETWORKS.attribution}, ODbL 1.0",
        "version": "1",
    }
    return write_mbtiles(path, [layer], range(ZOOM, ZOOM + 1), box, metadata)
