"""The fine basemap, for zoom 5 and closer, as vector tiles. Authoring only.

The closest zoom of the tiles is 8. Beyond it maps enlarge them: one of the 4096 units of a tile is still smaller than
a pixel at zoom 11, and finer than GSHHG's shoreline itself.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.authoring import basemap_land as land
from dashboard.authoring import basemap_water as water
from dashboard.authoring.basemap_region import Region
from dashboard.authoring.basemap_sources import Box, SourceFiles, read_urban_areas
from dashboard.authoring.basemap_towns import Town, towns_of
from dashboard.authoring.tile_writer import Feature, TileLayer, write_mbtiles
from dashboard.geo.mbtiles import TOWNS

ZOOMS: Final = range(5, 9)
TOLERANCE_DEG: Final = {5: 0.02, 6: 0.01, 7: 0.003, 8: 0.001}
DECIMALS: Final = 5
PIXEL_DEG: Final = {zoom: 360 / (512 * 2**zoom) for zoom in ZOOMS}
LAKE_RANK: Final = {5: 6, 6: 8, 7: 12, 8: 12}
RIVER_RANK: Final = {5: 6, 6: 8, 7: 12, 8: 12}
URBAN_FROM_ZOOM: Final = 7
TOWN_RANK: Final = {5: 4, 6: 6, 7: 10, 8: 12}


def write_fine_tiles(
    path: Path,
    sources: SourceFiles,
    units: land.Units,
    lines: geopandas.GeoDataFrame,
    lakes: geopandas.GeoDataFrame,
    rivers: geopandas.GeoDataFrame,
    region: Region,
) -> dict[int, int]:
    """Write the layers land, urban, lake, river, border and town to ``path``, and give the number of tiles by zoom.

    ``units`` have the fine coast. ``lines`` are Natural Earth's borders, which say which ones are disputed.
    """
    box = region.box

    @cache
    def simple(zoom: int) -> land.Units:
        return land.simplified(units, TOLERANCE_DEG[zoom], DECIMALS, PIXEL_DEG[zoom] ** 2 * 4)

    def land_at(zoom: int) -> list[Feature]:
        return [(shape, {"code": code}) for code, shape in land.countries_of(simple(zoom), box).items()]

    def lakes_at(zoom: int) -> list[Feature]:
        drawn = water.lakes_of(lakes, box, LAKE_RANK[zoom], TOLERANCE_DEG[zoom] / 2, PIXEL_DEG[zoom] ** 2 * 16)
        return [(lake, {}) for lake in drawn]

    def rivers_at(zoom: int) -> list[Feature]:
        drawn = water.rivers_of(rivers, box, RIVER_RANK[zoom], TOLERANCE_DEG[zoom] / 2, always=region.always_drawn)
        return [(river, {"rank": rank}) for rank, river in drawn.items()]

    def borders_at(zoom: int) -> list[Feature]:
        drawn = land.borders_of(simple(zoom), lines, box)
        return [(border, {"disputed": disputed}) for disputed, border in drawn.items()]

    urban = read_urban_areas(sources, box)
    towns = towns_of(sources, region)
    layers = [
        TileLayer("land", ("code",), land_at),
        TileLayer("urban", (), lambda zoom: urban_features(urban, box, zoom)),
        TileLayer("lake", (), lakes_at),
        TileLayer("river", ("rank",), rivers_at),
        TileLayer("border", ("disputed",), borders_at),
        TileLayer(
            "town", ("name_en", "name_az", "name_ar", "rank", "capital"), lambda zoom: town_features(towns, zoom)
        ),
    ]
    return write_mbtiles(path, layers, ZOOMS, box, _metadata(towns))


def _metadata(towns: Sequence[Town]) -> dict[str, str]:
    return {
        "name": "Ground",
        "description": "Land, towns and their extent, lakes, rivers, borders; borders are de facto, no claim is meant",
        "attribution": "Made with Natural Earth; coast: GSHHG (LGPL-3.0-or-later); "
        "town names: GeoNames (CC BY 4.0), Unicode CLDR",
        "version": "1",
        TOWNS: json.dumps(sorted({town.names["en"] for town in towns}), ensure_ascii=False),
    }


def urban_features(areas: Sequence[BaseGeometry], box: Box, zoom: int) -> list[Feature]:
    """The extent of towns within ``box``, simplified for ``zoom``; none before ``URBAN_FROM_ZOOM``."""
    if zoom < URBAN_FROM_ZOOM:
        return []
    simple = land.simplified_areas(areas, box, TOLERANCE_DEG[zoom], PIXEL_DEG[zoom] ** 2 * 16)
    return [(area, {}) for area in simple]


def town_features(towns: Sequence[Town], zoom: int) -> list[Feature]:
    """The towns large enough for ``zoom``, and all capitals, as points."""
    return [
        (
            shapely.Point(town.lon, town.lat),
            {
                **{f"name_{language}": name for language, name in town.names.items()},
                "rank": town.rank,
                "capital": town.capital,
            },
        )
        for town in towns
        if town.capital or town.rank <= TOWN_RANK[zoom]
    ]
