"""All that is loaded, in one frozen object, and the map's files made from it. Built by ``loading.py``."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.catalogue.facets import Facets
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.measures import SegmentMeasure
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.tally import Tally
from dashboard.geography.countries import CountryShapes


def version_of(content: bytes) -> str:
    """Twelve hexadecimal digits that change with ``content``."""
    return hashlib.sha256(content).hexdigest()[:12]


@dataclass(frozen=True)
class Layer:
    """One GeoJSON file of the map as it is sent, before compression."""

    name: str
    body: bytes
    version: str


@dataclass(frozen=True)
class TileSet:
    """One MBTiles file; ``version`` changes with its content. ``towns`` are English names, of those it labels."""

    name: str
    path: Path
    version: str
    minzoom: int
    maxzoom: int
    towns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Atlas:
    """What the server serves. ``version`` changes with anything in ``data/`` or ``seeds/``.

    ``kept`` is a folder of this very version, where what takes long to make may be kept for the next start.
    """

    catalogue: Catalogue
    relations: Relations
    measures: Mapping[str, SegmentMeasure]
    facets: Mapping[str, Facets]
    tally: Tally
    shapes: CountryShapes
    findings: tuple[Finding, ...]
    layers: Mapping[str, Layer]
    tiles: Mapping[str, TileSet]
    version: str
    kept: Path | None = None
