"""The land of the basemap: countries and the borders between them, from Natural Earth's units.

The political decisions, for all uses:

- Lines are de facto, as Natural Earth draws them. ``code`` is what ISO 3166 says of the area: Northern Cyprus,
  the buffer zone and the sovereign bases on Cyprus are CY, Baikonur (leased to Russia) is KZ, Taiwan is TW,
  Hong Kong HK, Macao MO. Crimea, drawn by Natural Earth with Russia, is UA as in ISO 3166-2 (UA-43, UA-40)
  and General Assembly resolution 68/262; its land border with Kherson stays on the map as a disputed line.
- Kosovo is XK, a code that ISO 3166 leaves to users.
- The Siachen glacier, Bir Tawil and Scarborough Reef are land without a code: drawn, but attributed to no country.
- A border is ``disputed`` where Natural Earth calls its nearest line disputed, indefinite, indeterminate,
  unrecognized or a line of control. Lease and overlay limits are not borders.
"""

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import geopandas
import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.authoring.basemap_sources import Box
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.i18n import Words

Geometries = npt.NDArray[np.object_]
Vertex = tuple[float, float]

NOBODYS: Final = ""
CODE_BY_UNIT: Final[Mapping[str, str]] = {
    "CYN": "CY", "CNM": "CY", "ESB": "CY", "WSB": "CY", "KAB": "KZ",
    "KAS": NOBODYS, "BRT": NOBODYS, "SCR": NOBODYS, "SPI": NOBODYS, "BJN": NOBODYS, "SER": NOBODYS, "PGA": NOBODYS,
    "SOL": "SO", "USG": "CU",
}  # fmt: skip
CRIMEA: Final = shapely.Point(34.1, 45.2)
UNDISPUTED: Final = ("International boundary", "Lease limit", "Overlay limit")


@dataclass(frozen=True)
class Units:
    """Areas that together cover the land without gap or overlap, each with its country's code."""

    codes: tuple[str, ...]
    geometries: Geometries


def units_of(frame: geopandas.GeoDataFrame) -> Units:
    """The units of Natural Earth's ``admin_0_countries``, with Crimea taken out as a unit of its own."""
    codes: list[str] = []
    geometries: list[BaseGeometry] = []
    for unit, iso, geometry in zip(frame["ADM0_A3"], frame["ISO_A2_EH"], frame.geometry, strict=True):
        parts = shapely.get_parts(geometry)
        crimea = shapely.contains(parts, CRIMEA) & (unit == "RUS")
        if crimea.any():
            codes.append("UA")
            geometries.append(shapely.multipolygons(parts[crimea]))
        codes.append(CODE_BY_UNIT.get(unit, iso))
        geometries.append(shapely.multipolygons(parts[~crimea]))
    unknown = [code for code in codes if code != NOBODYS and not (len(code) == 2 and code.isalpha())]
    if unknown:
        raise ValueError(f"admin_0_countries: no ISO code for {unknown}; decide in {__name__}")
    return Units(tuple(codes), np.array(geometries, dtype=object))


def simplified(units: Units, tolerance_deg: float, decimals: int, min_area_deg2: float = 0.0) -> Units:
    """``units`` with fewer vertices, shared borders still shared, rounded, and small lone islands left out.

    ``tolerance_deg`` is the side of the square whose area a dropped vertex may change (Visvalingam-Whyatt, in
    degrees). A unit keeps its largest part whatever its size, and enclaves, which would leave a hole.
    """
    if not shapely.coverage_is_valid(units.geometries):
        raise ValueError("units: overlap or leave slivers between them")
    simple = shapely.coverage_simplify(units.geometries, tolerance_deg)
    rounded = shapely.transform(simple, lambda xy: np.round(xy, decimals))
    return Units(units.codes, _without_islands(rounded, min_area_deg2))


def countries_of(units: Units, box: Box) -> dict[str, BaseGeometry]:
    """One valid polygon or multipolygon per code, clipped to ``box``; codes with nothing inside are left out."""
    by_code: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, geometry in zip(units.codes, units.geometries, strict=True):
        by_code[code].append(geometry)
    outlines = {}
    for code, geometries in sorted(by_code.items()):
        joined = shapely.union_all([shapely.make_valid(geometry) for geometry in geometries])
        clipped = polygons(shapely.intersection(joined, shapely.box(*box)))
        if not clipped.is_empty:
            outlines[code] = shapely.normalize(clipped)
    return outlines


def borders_of(units: Units, lines: geopandas.GeoDataFrame, box: Box) -> dict[bool, BaseGeometry]:
    """The borders between countries, clipped to ``box``: by False the agreed ones, by True the disputed ones.

    They are the edges that two units share, so they lie exactly on the polygons and never on a coast.
    ``lines`` is Natural Earth's ``admin_0_boundary_lines_land``, which says which borders are disputed.
    """
    edges, same_country = shared_edges(units)
    kinds = lines["FEATURECLA"].to_numpy()
    tree = shapely.STRtree(lines.geometry.to_numpy())
    middles = shapely.line_interpolate_point(edges, 0.5, normalized=True)
    kind = kinds[tree.nearest(middles)].astype(str).tolist()
    disputed = np.array([not name.startswith(UNDISPUTED) for name in kind], dtype=bool)
    drawn = ~same_country | disputed
    return {
        flag: shapely.intersection(
            shapely.line_merge(shapely.multilinestrings(edges[drawn & (disputed == flag)])), shapely.box(*box)
        )
        for flag in (False, True)
    }


def names_of(code: str) -> dict[str, str]:
    """The country's name on the page, as ``name_en``, ``name_az`` and ``name_ar``; empty for no code."""
    return {f"name_{language}": Words(language).country(code) if code else "" for language in LANGUAGES}


def shared_edges(units: Units) -> tuple[Geometries, npt.NDArray[np.bool_]]:
    """The straight edges that two units share, and by edge whether both units are of one country."""
    owners: dict[tuple[Vertex, Vertex], list[str]] = defaultdict(list)
    for code, geometry in zip(units.codes, units.geometries, strict=True):
        for ring in shapely.get_rings(shapely.get_parts(geometry)):
            vertices = [(x, y) for x, y in shapely.get_coordinates(ring).tolist()]
            for start, end in itertools.pairwise(vertices):
                if start != end:
                    owners[min(start, end), max(start, end)].append(code)
    shared = [(edge, codes) for edge, codes in owners.items() if len(codes) == 2]
    edges = shapely.linestrings(np.array([edge for edge, _ in shared], dtype=np.float64).reshape(-1, 2, 2))
    return edges, np.array([codes[0] == codes[1] for _, codes in shared], dtype=bool)


def _without_islands(geometries: Geometries, min_area_deg2: float) -> Geometries:
    parts, owner = shapely.get_parts(geometries, return_index=True)
    areas = shapely.area(parts)
    largest = np.zeros(len(geometries))
    np.maximum.at(largest, owner, areas)
    small = np.flatnonzero((areas < min_area_deg2) & (areas != largest[owner]))
    other, at = shapely.STRtree(parts[small]).query(parts, predicate="intersects")
    touching = np.zeros(len(parts), dtype=bool)
    touching[small[at[other != small[at]]]] = True
    keep = touching | (areas >= min_area_deg2) | (areas == largest[owner])
    return np.array([shapely.multipolygons(parts[keep & (owner == at)]) for at in range(len(geometries))], dtype=object)


def simplified_areas(
    geometries: Geometries | Sequence[BaseGeometry], box: Box, tolerance_deg: float, min_area_deg2: float
) -> list[BaseGeometry]:
    """Polygons simplified and clipped to ``box``; no part smaller than ``min_area_deg2``."""
    simple = shapely.simplify(geometries, tolerance_deg, preserve_topology=True)
    parts = shapely.get_parts(shapely.intersection(shapely.make_valid(simple), shapely.box(*box)))
    is_polygon = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    return list(parts[is_polygon & (shapely.area(parts) >= min_area_deg2)])


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """The areal parts of ``geometry`` as one polygon or multipolygon."""
    parts = shapely.get_parts(shapely.make_valid(geometry))
    flat = [part for valid in parts for part in shapely.get_parts(valid)]
    areal = [part for part in flat if part.geom_type == "Polygon" and part.area > 0]
    return areal[0] if len(areal) == 1 else shapely.multipolygons(np.array(areal, dtype=object))
