"""From the project's folders to one ``Atlas``: all of it is right, or nothing is loaded."""

import gc
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dashboard.atlas import Atlas, Layer, TileSet, version_of
from dashboard.cartography.features import place_features, segment_features
from dashboard.cartography.overview import foremost_places, is_tiled, longest_segments
from dashboard.catalogue.checks import check
from dashboard.catalogue.facets import facets
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load import Catalogue, load_catalogue
from dashboard.catalogue.measures import SegmentMeasure
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.reported import check_lengths
from dashboard.catalogue.tally import Tally
from dashboard.geography.countries import CountryShapes, load_countries
from dashboard.geography.geodesy import bounds
from dashboard.geography.mbtiles import TOWNS, read_metadata
from dashboard.geography.splits import split_all
from dashboard.publishing.answers import encode

COUNTRIES = "data/basemap/countries.geojson"
GROUND = "assets/ground/coarse.geojson"
TILES: Mapping[str, str] = MappingProxyType(
    {"ground": "data/basemap/ground.mbtiles", "railways": "data/basemap/railways.mbtiles"}
)
REMEDY = "bring it back, or make it anew with `python -m dashboard basemap`"

R = TypeVar("R")


def load_atlas(root: Path) -> Atlas:
    """Everything below ``root``, the project's root, read, checked and measured.

    Raises:
        CatalogueError: with every finding, where one of them is an error.
    """
    with _without_collector():
        return _load(root)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of records are made and none is dropped: looking for garbage among them takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(root: Path) -> Atlas:
    faults: list[Finding] = []
    version = _stamped(root, faults)
    catalogue = _tried(load_catalogue, root, faults)
    shapes = _grounded(load_countries, root, COUNTRIES, faults)
    ground = _grounded(_read_geojson, root, GROUND, faults)
    tiles = {name: _grounded(_tile_set, root, file, faults) for name, file in TILES.items()}
    if catalogue is None or shapes is None or ground is None or faults:
        raise CatalogueError(faults)
    findings = check(catalogue, shapes.inside)
    if any(finding.level == "error" for finding in findings):
        raise CatalogueError(findings)
    measures = measure(catalogue, shapes)
    findings += check_lengths(catalogue, measures)
    relations = Relations.build(catalogue, measures)
    found = facets(catalogue, relations)
    if version != _stamped(root, faults):
        raise CatalogueError([Finding("error", "data", "", "", "files changed while they were read; load again")])
    return Atlas(
        catalogue=catalogue,
        relations=relations,
        measures=measures,
        facets=found,
        tally=Tally.of(catalogue, found, bounds(one.coordinates for one in catalogue.segments.values())),
        shapes=shapes,
        findings=tuple(findings),
        layers=_layers(catalogue, relations, measures, ground),
        tiles=MappingProxyType({name: found for name, found in tiles.items() if found is not None}),
        version=version,
    )


def load_ground(root: Path) -> tuple[CountryShapes, Mapping[str, TileSet]]:
    """The ground's shapes and tiles, which ``load_atlas`` reads too.

    Raises:
        CatalogueError: a file is missing or cannot be used.
    """
    faults: list[Finding] = []
    shapes = _grounded(load_countries, root, COUNTRIES, faults)
    tiles = {name: _grounded(_tile_set, root, file, faults) for name, file in TILES.items()}
    if shapes is None or faults:
        raise CatalogueError(faults)
    return shapes, MappingProxyType({name: found for name, found in tiles.items() if found is not None})


def measure(catalogue: Catalogue, shapes: CountryShapes) -> Mapping[str, SegmentMeasure]:
    """By segment id, its drawn length in km, whole and by country."""
    splits = split_all([segment.coordinates for segment in catalogue.segments.values()], shapes)
    return MappingProxyType(
        {
            segment: SegmentMeasure(parts.whole_km, parts.by_country, parts.unattributed_km, parts.overlap_km)
            for segment, parts in zip(catalogue.segments, splits, strict=True)
        }
    )


def _tried(load: Callable[[Path], R], path: Path, faults: list[Finding]) -> R | None:
    try:
        return load(path)
    except CatalogueError as error:
        faults.extend(error.findings)
        return None


def _grounded(load: Callable[[Path], R], root: Path, file: str, faults: list[Finding]) -> R | None:
    """What ``load`` makes of one of the ground's files; what is wrong with it joins ``faults``."""
    try:
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


def _layers(
    catalogue: Catalogue, relations: Relations, measures: Mapping[str, SegmentMeasure], ground: bytes
) -> Mapping[str, Layer]:
    """The map's files; where the map reads tiles, only what stands for the whole in the first picture."""
    tiled = is_tiled(catalogue)
    segments = longest_segments(catalogue, measures) if tiled else None
    places = foremost_places(catalogue, relations) if tiled else None
    bodies = {
        "segments": encode(segment_features(catalogue, segments)),
        "places": encode(place_features(catalogue, places)),
        "ground": ground,
    }
    return MappingProxyType({name: Layer(name, body, version_of(body)) for name, body in bodies.items()})


def _stamped(root: Path, faults: list[Finding]) -> str:
    """The version of what is there now; a file that cannot be read joins ``faults``."""
    try:
        return survey(root).version
    except OSError as error:
        faults.append(Finding("error", Path(error.filename or root).name, "", "", f"cannot be read ({error.strerror})"))
        return ""


@dataclass(frozen=True)
class Survey:
    """What stands in ``data/`` and ``seeds/``: ``version`` changes with any file's name or content."""

    version: str
    size_bytes: int


def survey(root: Path) -> Survey:
    """Read every file of ``data/`` and ``seeds/``, the ground left out of ``size_bytes``."""
    whole, size = hashlib.sha256(), 0
    for folder in ("data", "seeds"):
        above = len(str(root / folder))
        for path in sorted(_files_below(root / folder)):
            with open(path, "rb") as file:  # noqa: PTH123 (tens of thousands of them)
                content = file.read()
            name = folder + path[above:]
            whole.update(f"{name}\0{version_of(content)}\n".encode())
            size += 0 if name.startswith("data/basemap/") else len(content)
    return Survey(whole.hexdigest()[:12], size)


def _files_below(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder, followlinks=True):
        yield from (os.path.join(parent, name) for name in names)  # noqa: PTH118


def listing(findings: Iterable[Finding]) -> str:
    """The findings as they are printed: one a line, its level first, and how many of each there are."""
    found = tuple(findings)
    count = {level: sum(finding.level == level for finding in found) for level in ("error", "warning", "note")}
    total = ", ".join(f"{number} {level}{'' if number == 1 else 's'}" for level, number in count.items())
    return "\n".join([*(f"{finding.level:<7} {finding}" for finding in found), total])
