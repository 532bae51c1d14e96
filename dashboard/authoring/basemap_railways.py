"""The railway network as a context layer: faint, thinned by zoom, in vector tiles. Authoring only.

From OpenStreetMap (ODbL 1.0) by way of ``scgraph_data``. Straight chords longer than 40 km are left out: they
stand for track whose course the source does not know.
"""

from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.authoring.basemap_sources import NETWORKS, Box, SourceFiles
from dashboard.authoring.tile_writer import Feature, TileLayer, write_mbtiles
from dashboard.authoring.tracing_network import MODULE, read_network
from dashboard.geo.geodesy import WGS84

ZOOMS: Final = range(5, 8)
LONGEST_CHORD_KM: Final = 40.0
GRID_DEG: Final = {5: 0.02, 6: 0.008, 7: 0.002}
SHORTEST_SPUR_DEG: Final = {5: 0.15, 6: 0.05, 7: 0.005}

Edges = npt.NDArray[np.float64]
"""Positions by edge and end, longitude first, in degrees on WGS84."""
NO_EDGES: Final[Edges] = np.empty((0, 2, 2))


def write_railways(path: Path, sources: SourceFiles, box: Box) -> dict[int, int]:
    """Write the tiles of the railway network within ``box`` to ``path``, and give the number of tiles by zoom."""
    edges = known_edges(sources.file(NETWORKS, MODULE), box)
    layer = TileLayer("railway", (), lambda zoom: _features(edges, zoom))
    metadata = {
        "name": "Railways",
        "description": "Railway network, simplified; chords longer than 40 km left out",
        "attribution": f"{NETWORKS.attribution}, ODbL 1.0",
        "version": "1",
    }
    return write_mbtiles(path, [layer], ZOOMS, box, metadata)


def _features(edges: Edges, zoom: int) -> list[Feature]:
    return [(line, {}) for line in thinned(edges, GRID_DEG[zoom], SHORTEST_SPUR_DEG[zoom])]


def known_edges(source: Path, box: Box) -> Edges:
    """The network's edges in ``box`` whose course is known."""
    network = read_network(source, box, bridge_km=0)
    ends = np.array([[network.position(u), network.position(v)] for u, v in network.graph.edges])
    _, _, chord_m = WGS84.inv(ends[:, 0, 0], ends[:, 0, 1], ends[:, 1, 0], ends[:, 1, 1])
    return ends[np.asarray(chord_m) <= LONGEST_CHORD_KM * 1000]


def thinned(
    edges: Edges, grid_deg: float, shortest_spur_deg: float, other_edges: Edges = NO_EDGES
) -> list[BaseGeometry]:
    """Lines made of ``edges``: snapped to a grid, with parallel edges merged, without short spurs and stray pieces.

    ``other_edges`` are drawn in another way; a line that leads to one of them is no spur.
    """
    ordered = np.array([sorted(edge) for edge in _snapped(edges, grid_deg).tolist()])
    unique = np.unique(ordered.reshape(-1, 4), axis=0).reshape(-1, 2, 2)
    real = unique[(unique[:, 0] != unique[:, 1]).any(axis=1)]
    merged = _joined(shapely.linestrings(real))
    is_drawn = _not_spurs(merged, shortest_spur_deg, _snapped(other_edges, grid_deg))
    return list(_joined(shapely.simplify(merged[is_drawn], grid_deg / 2)))


def _joined(lines: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    return shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))) if len(lines) else lines


def _snapped(edges: Edges, grid_deg: float) -> Edges:
    return np.round(np.round(edges / grid_deg) * grid_deg, 6)


def _not_spurs(lines: npt.NDArray[np.object_], shortest_deg: float, other_edges: Edges) -> npt.NDArray[np.bool_]:
    """Which lines are long enough, or connect others: at both ends another line or edge ends too."""
    ends = [tuple(map(tuple, shapely.get_coordinates(line)[[0, -1]].tolist())) for line in lines]
    other_ends = ([tuple(end) for end in edge] for edge in other_edges.tolist())
    number_at = Counter(end for pair in (*ends, *other_ends) for end in pair)
    through = np.array([first != last and number_at[first] > 1 and number_at[last] > 1 for first, last in ends])
    long_enough: npt.NDArray[np.bool_] = shapely.length(lines) >= shortest_deg
    return through | long_enough
