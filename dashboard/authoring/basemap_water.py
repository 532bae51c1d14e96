"""Lakes, rivers and the names of waters, and the graticule over them all.

Natural Earth's countries run across their lakes, so lakes are laid over the land. The Caspian is no lake there:
it is cut out of the land like the sea, and so is the Aral not, which is laid over in its two remnants.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import geopandas
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.authoring.basemap_sources import Box

GRATICULE_STEP_DEG: Final = 10
ALWAYS_RIVERS: Final = re.compile(r"^(K.?r|Aras|Ile|Ertis|Don|Indus|Sutlej|Pripyat|Helmand|Zarafshon)$")


@dataclass(frozen=True)
class WaterName:
    """A sea, gulf or lake that bears a label: names, position (lon, lat) and rank (1 for the largest)."""

    en: str
    az: str
    ar: str
    lon: float
    lat: float
    rank: int


WATER_NAMES: Final = (
    WaterName("Caspian Sea", "Xəzər dənizi", "بحر قزوين", 50.7, 41.9, 1),
    WaterName("Black Sea", "Qara dəniz", "البحر الأسود", 34.3, 43.3, 1),
    WaterName("Mediterranean Sea", "Aralıq dənizi", "البحر الأبيض المتوسط", 18.6, 35.0, 1),
    WaterName("Arabian Sea", "Ərəbistan dənizi", "بحر العرب", 64.5, 18.2, 1),
    WaterName("Bay of Bengal", "Benqal körfəzi", "خليج البنغال", 89.0, 17.6, 1),
    WaterName("South China Sea", "Cənubi Çin dənizi", "بحر الصين الجنوبي", 115.0, 18.3, 1),
    WaterName("Red Sea", "Qırmızı dəniz", "البحر الأحمر", 37.7, 21.6, 2),
    WaterName("Persian Gulf", "Fars körfəzi", "الخليج العربي", 51.6, 27.0, 2),
    WaterName("Gulf of Oman", "Oman körfəzi", "خليج عمان", 58.7, 24.6, 3),
    WaterName("Baltic Sea", "Baltik dənizi", "بحر البلطيق", 19.0, 57.0, 2),
    WaterName("North Sea", "Şimal dənizi", "بحر الشمال", 3.6, 56.0, 2),
    WaterName("Adriatic Sea", "Adriatik dənizi", "البحر الأدرياتيكي", 15.6, 42.9, 3),
    WaterName("Aegean Sea", "Egey dənizi", "بحر إيجة", 25.1, 38.6, 3),
    WaterName("Sea of Marmara", "Mərmərə dənizi", "بحر مرمرة", 28.1, 40.7, 5),
    WaterName("Sea of Azov", "Azov dənizi", "بحر آزوف", 36.7, 46.1, 4),
    WaterName("Aral Sea", "Aral dənizi", "بحر آرال", 58.5, 45.0, 3),
    WaterName("East China Sea", "Şərqi Çin dənizi", "بحر الصين الشرقي", 124.0, 29.3, 2),
    WaterName("Yellow Sea", "Sarı dəniz", "البحر الأصفر", 122.7, 35.6, 2),
    WaterName("Lake Balkhash", "Balxaş gölü", "بحيرة بلخاش", 75.0, 46.3, 4),
    WaterName("Lake Baikal", "Baykal gölü", "بحيرة بايكال", 107.7, 53.5, 3),
    WaterName("Issyk-Kul", "İssık-Kul", "إيسيك كول", 77.3, 42.43, 5),
    WaterName("Lake Van", "Van gölü", "بحيرة وان", 42.9, 38.63, 6),
    WaterName("Lake Urmia", "Urmiya gölü", "بحيرة أرومية", 45.45, 37.6, 6),
    WaterName("Lake Sevan", "Göyçə (Sevan) gölü", "بحيرة سيفان", 45.35, 40.33, 6),
)


def lakes_of(
    frame: geopandas.GeoDataFrame, box: Box, max_rank: int, tolerance_deg: float, min_area_deg2: float
) -> list[BaseGeometry]:
    """Natural Earth's lakes up to ``max_rank`` (0 the largest), simplified, clipped; none below the area."""
    chosen = frame[frame["scalerank"] <= max_rank].geometry.to_numpy()
    simple = shapely.simplify(chosen, tolerance_deg, preserve_topology=True)
    clipped = shapely.intersection(shapely.make_valid(simple), shapely.box(*box))
    parts = shapely.get_parts(clipped)
    big = parts[(shapely.area(parts) >= max(min_area_deg2, 1e-9)) & (shapely.get_type_id(parts) == 3)]
    return list(big)


def rivers_of(
    frame: geopandas.GeoDataFrame, box: Box, max_rank: int, tolerance_deg: float, always: bool
) -> dict[int, BaseGeometry]:
    """Natural Earth's rivers up to ``max_rank`` by rank, merged, simplified and clipped.

    With ``always``, those that the corridor crosses are in whatever their rank. Centre lines through reservoirs
    belong to the river, or it would be cut where the reservoir is too small to be drawn.
    """
    rank = frame["scalerank"].to_numpy().astype(int)
    keep = rank <= max_rank
    if always:
        keep |= frame["name"].fillna("").map(lambda name: bool(ALWAYS_RIVERS.match(name))).to_numpy()
    found = {}
    for one in sorted(set(rank[keep].tolist())):
        lines = shapely.get_parts(frame.geometry.to_numpy()[keep & (rank == one)])
        merged = shapely.line_merge(shapely.multilinestrings(lines))
        clipped = shapely.intersection(shapely.simplify(merged, tolerance_deg), shapely.box(*box))
        if not clipped.is_empty:
            found[one] = clipped
    return found


def graticule(box: Box) -> Iterator[BaseGeometry]:
    """Meridians and parallels every 10 degrees within ``box``, two vertices each: straight in Web Mercator."""
    west, south, east, north = box
    step = GRATICULE_STEP_DEG
    for lon in np.arange(np.ceil(west / step) * step, east + 1e-9, step).tolist():
        yield shapely.LineString([(lon, south), (lon, north)])
    for lat in np.arange(np.ceil(south / step) * step, north + 1e-9, step).tolist():
        yield shapely.LineString([(west, lat), (east, lat)])
