"""From the project's folders to one ``Atlas``: all of it is right, or nothing is loaded."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dashboard.atlas import Atlas, Layer, TileSet, version_of
from dashboard.cartography.features import place_features, segment_features
from dashboard.catalogue.checks import check
from dashboard.catalogue.facets import facets
from dashboard.catalogue.findings import CatalogueError, Finding
from dashboard.catalogue.load import Catalogue, load_catalogue
from dashboard.catalogue.measures import SegmentMeasure
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.reported import check_lengths
from dashboard.geography.countries import CountryShapes, load_countries, split
from dashboard.geography.mbtiles import read_metadata
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
    if version != _stamped(root, faults):
        raise CatalogueError([Finding("error", "data", "", "", "files changed while they were read; load again")])
    return Atlas(
        catalogue=catalogue,
        relations=relations,
        measures=measures,
        facets=facets(catalogue, relations),
        shapes=shapes,
        findings=tuple(findings),
        layers=_layers(catalogue, ground),
        tiles=MappingProxyType({name: found for name, found in tiles.items() if found is not None}),
        version=version,
    )


def measure(catalogue: Catalogue, shapes: CountryShapes) -> Mapping[str, SegmentMeasure]:
    """By segment id, its drawn length in km, whole and by country."""
    found = {}
    for segment in catalogue.segments.values():
        parts = split(segment.coordinates, shapes)
        found[segment.id] = SegmentMeasure(parts.whole_km, parts.by_country, parts.unattributed_km, parts.overlap_km)
    return MappingProxyType(found)


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
    return TileSet(path.stem, path, version_of(path.read_bytes()), int(about["minzoom"]), int(about["maxzoom"]))


def _layers(catalogue: Catalogue, ground: bytes) -> Mapping[str, Layer]:
    bodies = {
        "segments": encode(segment_features(catalogue)),
        "places": encode(place_features(catalogue)),
        "ground": ground,
    }
    return MappingProxyType({name: Layer(name, body, version_of(body)) for name, body in bodies.items()})


def _stamped(root: Path, faults: list[Finding]) -> str:
    """The version of what is there now; a file that cannot be read joins ``faults``."""
    try:
        return _version(root)
    except OSError as error:
        faults.append(Finding("error", Path(error.filename or root).name, "", "", f"cannot be read ({error.strerror})"))
        return ""


def _version(root: Path) -> str:
    """Changes with any file's name or content in ``data/`` and ``seeds/``."""
    whole = hashlib.sha256()
    for folder in ("data", "seeds"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file():
                whole.update(f"{path.relative_to(root).as_posix()}\0{version_of(path.read_bytes())}\n".encode())
    return whole.hexdigest()[:12]


def listing(findings: Iterable[Finding]) -> str:
    """The findings as they are printed: one a line, its level first, and how many of each there are."""
    found = tuple(findings)
    count = {level: sum(finding.level == level for finding in found) for level in ("error", "warning", "note")}
    total = ", ".join(f"{number} {level}{'' if number == 1 else 's'}" for level, number in count.items())
    return "\n".join([*(f"{finding.level:<7} {finding}" for finding in found), total])
