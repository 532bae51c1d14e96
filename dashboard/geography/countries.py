"""Which country a position or a stretch of line lies in.

Polygons are taken as de facto areas of control; they say nothing about whose a territory is. Where two
polygons overlap, or a line runs on a border, the stretch counts for both and shows as ``overlap_km``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from dashboard.geography.geodesy import Line, circle, densify, step_lengths_km

STEP_KM: Final = 10.0
LANGUAGES: Final = ("en", "az", "ar")

Interval = tuple[float, float]


@dataclass(frozen=True)
class CountryShapes:
    """Country polygons (lon, lat on WGS84) by ISO 3166-1 alpha-2 code, indexed for many questions.

    ``codes`` and ``geometries`` run in parallel; ``names`` gives each code's name by language tag.
    """

    codes: tuple[str, ...]
    geometries: tuple[BaseGeometry, ...]
    names: Mapping[str, Mapping[str, str]]

    @cached_property
    def array(self) -> npt.NDArray[np.object_]:
        """The geometries as an array, prepared so that repeated tests against them are quick."""
        geometries = np.array(self.geometries, dtype=object)
        shapely.prepare(geometries)
        return geometries

    @cached_property
    def tree(self) -> STRtree:
        """The index of the geometries' boxes."""
        return STRtree(self.array)

    def country_at(self, lon: float, lat: float) -> str | None:
        """The code of the country that holds the position, or None at sea and outside.

        Where several hold it (a border, an overlap), the first in the order of the codes.
        """
        point = shapely.Point(lon, lat)
        near = self.tree.query(point)
        held = near[shapely.covers(self.array[near], point)]
        return min((self.codes[at] for at in held), default=None)

    def inside(self, code: str, lon: float, lat: float, grace_km: float = 5.0) -> bool:
        """Whether the position lies in the country ``code``, or within ``grace_km`` of it.

        The grace is for coasts and borders that are drawn coarser than the position. Raises KeyError for a
        code without a polygon.
        """
        if code not in self.codes:
            raise KeyError(code)
        country = self.array[self.codes.index(code)]
        if shapely.covers(country, shapely.Point(lon, lat)):
            return True
        return grace_km > 0 and bool(shapely.intersects(country, shapely.Polygon(circle((lon, lat), grace_km))))


@dataclass(frozen=True)
class Split:
    """A line's length in km, whole and by country.

    ``sum(by_country.values()) + unattributed_km - overlap_km == whole_km``, to a metre.
    """

    whole_km: float
    by_country: Mapping[str, float]
    unattributed_km: float
    overlap_km: float


def load_countries(path: Path) -> CountryShapes:
    """The countries of a GeoJSON file: (multi)polygons with ``code`` and ``name_en``, ``name_az``, ``name_ar``.

    Raises OSError when the file cannot be read, ValueError when a feature lacks a code, bears one twice or
    is no valid polygon.
    """
    collection = json.loads(path.read_text(encoding="utf-8"))
    found: dict[str, tuple[BaseGeometry, Mapping[str, str]]] = {}
    for number, feature in enumerate(collection["features"]):
        code, geometry, names = _country(feature, f"{path.name}: feature {number}")
        if code in found:
            raise ValueError(f"{path.name}: feature {number}: code: {code} occurs twice")
        found[code] = geometry, names
    codes = tuple(sorted(found))
    return CountryShapes(
        codes,
        tuple(found[code][0] for code in codes),
        MappingProxyType({code: found[code][1] for code in codes}),
    )


def split(line: Line, shapes: CountryShapes) -> Split:
    """The km of ``line`` in each country, at sea or outside (``unattributed_km``), and counted twice.

    The line is densified to steps of 10 km along its geodesics first. Where a border cuts a step, the cut is
    placed by straight interpolation in degrees, good to a few metres; steps themselves are exact.
    """
    dense = densify(line, STEP_KM)
    steps_km = step_lengths_km(dense)
    if not len(steps_km):
        return Split(0.0, MappingProxyType({}), 0.0, 0.0)
    ends = np.asarray(dense, dtype=np.float64)
    steps = shapely.linestrings(np.stack([ends[:-1], ends[1:]], axis=1))
    shares = _shares(steps, shapes)
    by_country: dict[str, float] = {}
    covered = np.zeros(len(steps_km))
    for step, held in shares.items():
        for at, intervals in held.items():
            code = shapes.codes[at]
            by_country[code] = by_country.get(code, 0.0) + float(steps_km[step]) * _extent(intervals)
        covered[step] = _extent([interval for intervals in held.values() for interval in intervals])
    covered_km = float((steps_km * covered).sum())
    whole_km = float(steps_km.sum())
    present = {code: km for code, km in sorted(by_country.items()) if km > 0}
    return Split(
        whole_km,
        MappingProxyType(present),
        max(0.0, whole_km - covered_km),
        max(0.0, sum(present.values()) - covered_km),
    )


def _shares(steps: npt.NDArray[np.object_], shapes: CountryShapes) -> dict[int, dict[int, list[Interval]]]:
    """For each step, for each country that it meets: the intervals of the step (0 to 1) inside the country."""
    step_at, country_at = shapes.tree.query(steps)
    meets = shapely.intersects(shapes.array[country_at], steps[step_at])
    step_at, country_at = step_at[meets], country_at[meets]
    whole = shapely.covers(shapes.array[country_at], steps[step_at])
    shares: dict[int, dict[int, list[Interval]]] = {}
    for step, country in zip(step_at[whole].tolist(), country_at[whole].tolist(), strict=True):
        shares.setdefault(step, {})[country] = [(0.0, 1.0)]
    cut_step, cut_country = step_at[~whole], country_at[~whole]
    cuts = shapely.intersection(steps[cut_step], shapes.array[cut_country])
    for step, country, cut in zip(cut_step.tolist(), cut_country.tolist(), cuts, strict=True):
        shares.setdefault(step, {})[country] = _intervals(steps[step], cut)
    return shares


def _intervals(step: BaseGeometry, cut: BaseGeometry) -> list[Interval]:
    """Where the linear parts of ``cut`` lie on ``step``, from 0 at its beginning to 1 at its end."""
    intervals = []
    for part in shapely.get_parts(cut):
        if shapely.get_dimensions(part) != 1:
            continue
        ends = shapely.points(shapely.get_coordinates(part)[[0, -1]])
        first, last = sorted(shapely.line_locate_point(step, ends, normalized=True).tolist())
        intervals.append((first, last))
    return intervals


def _extent(intervals: list[Interval]) -> float:
    """The length of the union of ``intervals``."""
    total, reached = 0.0, 0.0
    for first, last in sorted(intervals):
        total += max(0.0, last - max(first, reached))
        reached = max(reached, last)
    return min(1.0, total)


def _country(feature: Mapping[str, Any], where: str) -> tuple[str, BaseGeometry, Mapping[str, str]]:
    properties = feature.get("properties") or {}
    code = properties.get("code")
    if not isinstance(code, str) or not code:
        raise ValueError(f"{where}: code: missing")
    geometry = shapely.from_geojson(json.dumps(feature.get("geometry") or {}), on_invalid="ignore")
    if geometry is None or geometry.geom_type not in {"Polygon", "MultiPolygon"} or not geometry.is_valid:
        raise ValueError(f"{where}: geometry: {code} is no valid polygon")
    names = {language: str(properties.get(f"name_{language}", code)) for language in LANGUAGES}
    return code, geometry, MappingProxyType(names)
