"""The coast of the fine basemap: GSHHG's shoreline, between the borders of Natural Earth's units. Authoring only.

Natural Earth's 10m coast is a kilometre or two off; GSHHG's shoreline is meant for maps of 1:250,000. GSHHG decides
where land is, and Natural Earth to which country it belongs:

- GSHHG counts the Caspian among the lakes. A lake of GSHHG is sea where Natural Earth has no land either; all other
  lakes are Natural Earth's, drawn over the land.
- A border that ends before the shoreline is extended to the nearest point of it; a border that runs out to sea ends at
  the shoreline.
- An island that Natural Earth does not have belongs to the only country within ``NEAR_DEG``. Where there are several
  or none, it is land without a code: drawn, but attributed to no country.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.authoring import basemap_land as land
from dashboard.authoring.basemap_sources import SHORELINES, Box, SourceFiles

LAND, LAKE, ISLAND_IN_LAKE = 1, 2, 3
NEAR_DEG: Final = 0.2
GRID_DEG: Final = 1e-6
"""The grid on which lines are cut at each other: a tenth of a metre."""


def land_on_shorelines(sources: SourceFiles, units: land.Units, box: Box) -> land.Units:
    """``units`` within ``box``, cut again out of the land of GSHHG's shorelines."""
    levels, areas = read_shorelines(sources, box)
    return land_within(units, dry_land(levels, areas, units), box)


def read_shorelines(sources: SourceFiles, box: Box) -> tuple[npt.NDArray[np.int_], land.Geometries]:
    """GSHHG's areas that meet ``box``, in full resolution, clipped to it: their levels (1 to 4) and polygons.

    The package keeps the vertices as pairs of 32-bit floats, longitude first, and for each polygon a line of text:
    level, area, number of vertices, south, north, first byte, number of bytes and id.
    """
    west, south, east, north = box
    vertices = np.memmap(sources.file(SHORELINES, "gshhs_f.dat"), dtype="<f4", mode="r")
    levels, areas = [], []
    for line in sources.file(SHORELINES, "gshhsmeta_f.dat").read_text(encoding="ascii").splitlines():
        level, _, _, least, greatest, first, length, _ = line.split()
        if float(greatest) < south or float(least) > north:
            continue
        begin, count = int(first) // 4, int(length) // 4
        ring = np.asarray(vertices[begin : begin + count], dtype=np.float64).reshape(-1, 2)
        if ring[:, 0].max() >= west and ring[:, 0].min() <= east:
            clipped = shapely.intersection(shapely.make_valid(shapely.Polygon(ring)), shapely.box(*box))
            levels.append(int(level))
            areas.append(land.polygons(clipped))
    return np.array(levels), np.array(areas, dtype=object)


def dry_land(levels: npt.NDArray[np.int_], areas: land.Geometries, units: land.Units) -> BaseGeometry:
    """The areas of GSHHG that are land; a lake is sea where ``units`` have no land either."""
    lakes = areas[levels == LAKE]
    inland, _ = _units_at(shapely.point_on_surface(lakes), units)
    seas = shapely.union_all(np.delete(lakes, inland))
    shapely.prepare(seas)
    within = areas[levels == ISLAND_IN_LAKE]
    dry = areas[levels == LAND].copy()
    wet = shapely.intersects(seas, dry)
    dry[wet] = shapely.difference(dry[wet], seas)
    return shapely.multipolygons(shapely.get_parts([*dry, *within[shapely.intersects(seas, within)]]))


def land_within(units: land.Units, dry: BaseGeometry, box: Box) -> land.Units:
    """``dry``, the land of ``box``, cut along the borders between ``units`` into units without gap or overlap."""
    edges, _ = land.shared_edges(units)
    borders = shapely.clip_by_rect(shapely.line_merge(shapely.multilinestrings(edges)), *box)
    coast = shapely.boundary(dry)
    lines = [coast, borders, *_to_the_coast(borders, dry, coast)]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines, grid_size=GRID_DEG)]))
    inner = shapely.point_on_surface(faces)
    shapely.prepare(dry)
    on_land = shapely.contains_xy(dry, shapely.get_x(inner), shapely.get_y(inner))
    faces, inner = faces[on_land], inner[on_land]
    owners = _owners(faces, inner, units)
    codes = (*units.codes, land.NOBODYS)
    with_land = [owner for owner in range(-1, len(units.codes)) if (owners == owner).any()]
    joined = [land.polygons(shapely.coverage_union_all(faces[owners == owner])) for owner in with_land]
    return land.Units(tuple(codes[owner] for owner in with_land), np.array(joined, dtype=object))


def _to_the_coast(borders: BaseGeometry, dry: BaseGeometry, coast: BaseGeometry) -> land.Geometries:
    """Straight lines from the ends of borders that lie on land to the nearest point of the coast."""
    parts = shapely.get_parts(borders)
    ends = np.concatenate([shapely.get_point(parts, 0), shapely.get_point(parts, -1)])
    positions, times = np.unique(shapely.get_coordinates(ends), axis=0, return_counts=True)
    loose = positions[times == 1]
    shapely.prepare(dry)
    loose = loose[shapely.contains_xy(dry, loose[:, 0], loose[:, 1])]
    shapely.prepare(coast)
    straight: land.Geometries = shapely.shortest_line(coast, shapely.points(loose))
    return straight


def _owners(faces: land.Geometries, inner: land.Geometries, units: land.Units) -> npt.NDArray[np.int_]:
    """The index of the unit of each face; -1 where it has none."""
    owners = np.full(len(faces), -1)
    at, unit = _units_at(inner, units)
    owners[at] = unit
    parts, part_unit = shapely.get_parts(units.geometries, return_index=True)
    tree = shapely.STRtree(parts)
    for face in np.setdiff1d(np.arange(len(faces)), at).tolist():
        overlapping = tree.query(faces[face], predicate="intersects")
        if len(overlapping):
            shared = shapely.area(shapely.intersection(parts[overlapping], faces[face]))
            owners[face] = part_unit[overlapping[int(np.argmax(shared))]]
            continue
        near = part_unit[tree.query(faces[face], predicate="dwithin", distance=NEAR_DEG)]
        if len({units.codes[unit] for unit in near.tolist()}) == 1:
            owners[face] = near[0]
    return owners


def _units_at(points: land.Geometries, units: land.Units) -> tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]:
    """The indices of the points that lie in a unit, and the indices of their units."""
    parts, part_unit = shapely.get_parts(units.geometries, return_index=True)
    part, point = shapely.STRtree(points).query(parts, predicate="contains")
    first, where = np.unique(point, return_index=True)
    return first, part_unit[part[where]]
