"""Loads the project's folders into one ``Atlas``; where anything is wrong, nothing is loaded."""

import gc
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dashboard.atlas import Atlas, MapFile, TileSet, version_of
from dashboard.catalogue.catalogue_stats import CatalogueStats
from dashboard.catalogue.checks.catalogue import check, in_order
from dashboard.catalogue.checks.figures import check_lengths
from dashboard.catalogue.filters import facets
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load.catalogue import Catalogue, read_catalogue
from dashboard.catalogue.load.data_files import data_version
from dashboard.catalogue.load.files import check_regular_file
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.geo.countries import CountryShapes, load_countries
from dashboard.geo.country_splits import land_share, split_all
from dashboard.geo.geodesy import bounds
from dashboard.geo.knots import knots_in
from dashboard.geo.mbtiles import TOWNS, read_metadata
from dashboard.http.responses import encode
from dashboard.map.features import place_features, segment_features
from dashboard.map.style.context_layers import CONTEXT

COUNTRIES = "data/basemap/countries.geojson"
COARSE_BASEMAP = "data/basemap/coarse.geojson"
TILES: Mapping[str, str] = MappingProxyType({name: f"data/basemap/{name}.mbtiles" for name in ("ground", *CONTEXT)})
REMEDY = "bring it back, or make it anew with `python -m dashboard basemap`"

R = TypeVar("R")


def load_atlas(root: Path) -> Atlas:
    """The atlas below ``root``, the project's root: read, checked and measured.

    Raises
    ------
    CatalogueError
        At least one finding is an error; the exception has every finding.
    """
    with _without_collector():
        return _load(root)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause garbage collection: loading drops no records, and the collector would take a sixth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(root: Path) -> Atlas:
    faults: list[Finding] = []
    version = _version(root, faults)
    reading = read_catalogue(root)
    catalogue, faults = reading.catalogue, [*faults, *reading.findings]
    shapes, coarse, tiles = _read_basemap(root, faults)
    missing = reading.declared if reading.findings else None
    inside, on_land = (shapes.inside, partial(land_share, shapes)) if shapes else (None, None)
    findings = check(catalogue, inside, knots_in, missing, on_land, datetime.now(UTC).date())
    if shapes is None or coarse is None or faults or any(finding.level == "error" for finding in findings):
        # Two readers of one file may report the same finding.
        raise CatalogueError(in_order(dict.fromkeys([*faults, *findings])))
    measures = measure(catalogue, shapes)
    findings += check_lengths(catalogue, measures)
    relations = Relations.build(catalogue, measures)
    all_facets = facets(catalogue, relations)
    if version != _version(root, faults):
        raise CatalogueError([Finding("error", "data", "", "", "files changed while they were read; load again")])
    lines = [segment.coordinates for segment in catalogue.segments.values()]
    atlas = Atlas(
        catalogue=catalogue,
        relations=relations,
        measures=measures,
        facets=all_facets,
        stats=CatalogueStats.build(catalogue, all_facets, bounds(lines) if lines else catalogue.box),
        shapes=shapes,
        findings=tuple(findings),
        layers=MappingProxyType({**feature_layers(catalogue), "ground": coarse}),
        tiles=tiles,
        version=version,
    )
    _ = atlas.tables  # now, so that all workers share them
    return atlas


@dataclass(frozen=True)
class BasemapFiles:
    """The shapes of the countries, the coarse basemap, and the tiles of the fine basemap."""

    shapes: CountryShapes
    coarse: MapFile
    tiles: Mapping[str, TileSet]


def load_basemap(root: Path) -> BasemapFiles:
    """The basemap below ``root``, for a server that does not load the catalogue.

    Raises
    ------
    CatalogueError
        A file is missing or cannot be used.
    """
    faults: list[Finding] = []
    shapes, coarse, tiles = _read_basemap(root, faults)
    if shapes is None or coarse is None or faults:
        raise CatalogueError(faults)
    return BasemapFiles(shapes, coarse, tiles)


def _read_basemap(
    root: Path, faults: list[Finding]
) -> tuple[CountryShapes | None, MapFile | None, Mapping[str, TileSet]]:
    shapes = _basemap_file(load_countries, root, COUNTRIES, faults)
    body = _basemap_file(_read_geojson, root, COARSE_BASEMAP, faults)
    tiles = {name: _basemap_file(_tile_set, root, file, faults) for name, file in TILES.items()}
    coarse = None if body is None else MapFile("ground", body, version_of(body))
    return shapes, coarse, MappingProxyType({name: tile for name, tile in tiles.items() if tile is not None})


def measure(catalogue: Catalogue, shapes: CountryShapes) -> Mapping[str, SegmentMeasure]:
    """By segment id, its drawn length in km: in total and by country."""
    segments = catalogue.segments.values()
    splits = split_all([segment.coordinates for segment in segments], shapes, [segment.mode for segment in segments])
    return MappingProxyType(
        {
            segment: SegmentMeasure(
                parts.whole_km, parts.by_country, parts.unattributed_km, parts.overlap_km, parts.passage
            )
            for segment, parts in zip(catalogue.segments, splits, strict=True)
        }
    )


def _basemap_file(load: Callable[[Path], R], root: Path, file: str, faults: list[Finding]) -> R | None:
    """The result of ``load`` for a file of the basemap; None where it cannot be used, which is added to ``faults``."""
    try:
        check_regular_file(root / file)
        return load(root / file)
    except FileNotFoundError:
        faults.append(Finding("error", file, "", "", f"the file is missing; {REMEDY}"))
    except OSError as error:
        faults.append(Finding("error", file, "", "", f"cannot be used ({error.strerror}); {REMEDY}"))
    except (ValueError, KeyError, TypeError, sqlite3.DatabaseError) as error:
        faults.append(Finding("error", file, "", "", f"cannot be used ({error}); {REMEDY}"))
    return None


def _read_geojson(path: Path) -> bytes:
    body = path.read_bytes()
    json.loads(body)["features"]
    return body


def _tile_set(path: Path) -> TileSet:
    about = read_metadata(path)
    towns = frozenset(json.loads(about.get(TOWNS, "[]")))
    return TileSet(path.stem, path, version_of(path.read_bytes()), int(about["minzoom"]), int(about["maxzoom"]), towns)


def feature_layers(catalogue: Catalogue) -> Mapping[str, MapFile]:
    """The map's files of the segments and places of ``catalogue``."""
    bodies = {"segments": encode(segment_features(catalogue)), "places": encode(place_features(catalogue))}
    return {name: MapFile(name, body, version_of(body)) for name, body in bodies.items()}


def _version(root: Path, faults: list[Finding]) -> str:
    """The version of the files as they are now; files that cannot be read are added to ``faults``."""
    try:
        return data_version(root)
    except CatalogueError as error:
        faults.extend(error.findings)
        return ""
