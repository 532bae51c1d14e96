"""Lakes, rivers and the graticule.

Natural Earth's countries include their lakes, so lakes are drawn over the land. The Caspian is no lake there: it is cut
out of the land like the sea. The Aral is a lake, drawn in its two remnants.
"""

from collections.abc import Callable, Iterator
from typing import Final

import geopandas
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.authoring.basemap_land import simplified_areas
from dashboard.authoring.basemap_sources import Box

GRATICULE_STEP_DEG: Final = 10


def lakes_of(
    frame: geopandas.GeoDataFrame, box: Box, max_rank: int, tolerance_deg: float, min_area_deg2: float
) -> list[BaseGeometry]:
    """Natural Earth's lakes up to ``max_rank`` (0 the largest), as ``simplified_areas``."""
    lakes = frame[frame["scalerank"] <= max_rank].geometry.to_numpy()
    return simplified_areas(lakes, box, tolerance_deg, min_area_deg2)


def rivers_of(
    frame: geopandas.GeoDataFrame, box: Box, max_rank: int, tolerance_deg: float, always: Callable[[str], bool]
) -> dict[int, BaseGeometry]:
    """Natural Earth's rivers up to ``max_rank`` by rank, merged, simplified and clipped.

    Rivers whose names ``always`` accepts are there whatever their rank. Centre lines through reservoirs belong to the
    river, or it would have a gap where the reservoir is too small to be drawn.
    """
    rank = frame["scalerank"].to_numpy().astype(int)
    keep = (rank <= max_rank) | frame["name"].fillna("").map(always).to_numpy(dtype=bool)
    by_rank = {}
    for river_rank in sorted(set(rank[keep].tolist())):
        lines = shapely.get_parts(frame.geometry.to_numpy()[keep & (rank == river_rank)])
        merged = shapely.line_merge(shapely.multilinestrings(lines))
        clipped = shapely.intersection(shapely.simplify(merged, tolerance_deg), shapely.box(*box))
        if not clipped.is_empty:
            by_rank[river_rank] = clipped
    return by_rank


def graticule(box: Box) -> Iterator[BaseGeometry]:
    """Meridians and parallels every 10 degrees within ``box``, two vertices each: straight in Web Mercator."""
    west, south, east, north = box
    step = GRATICULE_STEP_DEG
    for lon in np.arange(np.ceil(west / step) * step, east + 1e-9, step).tolist():
        yield shapely.LineString([(lon, south), (lon, north)])
    for lat in np.arange(np.ceil(south / step) * step, north + 1e-9, step).tolist():
        yield shapely.LineString([(west, lat), (east, lat)])
