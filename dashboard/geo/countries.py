"""The polygons of the countries.

The polygons are de facto areas of control; they do not say to which country a territory belongs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from dashboard.geo.geodesy import circle

_ONE_AT_A_TIME: Final = Lock()  # GEOS completes a prepared geometry when it is used; in two threads that is a crash


@dataclass(frozen=True)
class CountryShapes:
    """Country polygons (lon, lat on WGS84), with an index for many queries.

    ``codes`` are the ISO 3166-1 alpha-2 codes of ``geometries``, in the same order.
    """

    codes: tuple[str, ...]
    geometries: tuple[BaseGeometry, ...]

    @cached_property
    def array(self) -> npt.NDArray[np.object_]:
        """The geometries as an array, prepared for fast repeated predicates."""
        geometries = np.array(self.geometries, dtype=object)
        shapely.prepare(geometries)
        return geometries

    @cached_property
    def bounds(self) -> Mapping[str, tuple[float, float, float, float]]:
        """[west, south, east, north] of each country in degrees."""
        return {code: geometry.bounds for code, geometry in zip(self.codes, self.geometries, strict=True)}

    @cached_property
    def tree(self) -> STRtree:
        """The spatial index of the geometries."""
        return STRtree(self.array)

    def inside(self, code: str, lon: float, lat: float, grace_km: float = 5.0) -> bool:
        """Whether the position lies in the country ``code``, or within ``grace_km`` of it.

        The grace allows for coasts and borders that are coarser than the position.

        Raises
        ------
        KeyError
            The code has no polygon.
        """
        if code not in self.codes:
            raise KeyError(code)
        country = self.array[self.codes.index(code)]
        with _ONE_AT_A_TIME:
            if shapely.covers(country, shapely.Point(lon, lat)):
                return True
            return grace_km > 0 and bool(shapely.intersects(country, shapely.Polygon(circle((lon, lat), grace_km))))


def load_countries(path: Path) -> CountryShapes:
    """The countries of a GeoJSON file: polygons or multipolygons with the property ``code``.

    Raises
    ------
    OSError
        The file cannot be read.
    ValueError
        A feature has no code or no valid polygon, or two features have the same code.
    """
    collection = json.loads(path.read_text(encoding="utf-8"))
    countries: dict[str, BaseGeometry] = {}
    for number, feature in enumerate(collection["features"]):
        code, geometry = _country(feature, f"{path.name}: feature {number}")
        if code in countries:
            raise ValueError(f"{path.name}: feature {number}: code: {code} occurs twice")
        countries[code] = geometry
    codes = tuple(sorted(countries))
    return CountryShapes(codes, tuple(countries[code] for code in codes))


def _country(feature: Mapping[str, Any], where: str) -> tuple[str, BaseGeometry]:
    code = (feature.get("properties") or {}).get("code")
    if not isinstance(code, str) or not code:
        raise ValueError(f"{where}: code: missing")
    geometry = shapely.from_geojson(json.dumps(feature.get("geometry") or {}), on_invalid="ignore")
    if geometry is None or geometry.geom_type not in {"Polygon", "MultiPolygon"} or not geometry.is_valid:
        raise ValueError(f"{where}: geometry: {code} is no valid polygon")
    return code, geometry
