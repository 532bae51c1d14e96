"""Which country a position lies in.

Polygons are taken as de facto areas of control; they say nothing about whose a territory is.
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

from dashboard.geo.geodesy import circle

LANGUAGES: Final = ("en", "az", "ar")


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
    def bounds(self) -> Mapping[str, tuple[float, float, float, float]]:
        """[west, south, east, north] of each country in degrees."""
        return {code: geometry.bounds for code, geometry in zip(self.codes, self.geometries, strict=True)}

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


def load_countries(path: Path) -> CountryShapes:
    """The countries of a GeoJSON file: (multi)polygons with ``code`` and ``name_en``, ``name_az``, ``name_ar``.

    Raises OSError when the file cannot be read, ValueError when a feature lacks a code, bears one twice or
    is no valid polygon.
    """
    collection = json.loads(path.read_text(encoding="utf-8"))
    countries: dict[str, tuple[BaseGeometry, Mapping[str, str]]] = {}
    for number, feature in enumerate(collection["features"]):
        code, geometry, names = _country(feature, f"{path.name}: feature {number}")
        if code in countries:
            raise ValueError(f"{path.name}: feature {number}: code: {code} occurs twice")
        countries[code] = geometry, names
    codes = tuple(sorted(countries))
    return CountryShapes(
        codes,
        tuple(countries[code][0] for code in codes),
        MappingProxyType({code: countries[code][1] for code in codes}),
    )


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
