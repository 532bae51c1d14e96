"""The loaded atlas in one frozen object, with the map's files made from it. ``load_atlas.py`` builds it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dashboard.catalogue.catalogue_stats import CatalogueStats
from dashboard.catalogue.filters import Facets
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.tables import Tables, TableSource, make_tables
from dashboard.geo.countries import CountryShapes
from dashboard.geo.mbtiles import read_tile


def version_of(content: bytes) -> str:
    """Twelve hexadecimal digits that change with ``content``."""
    return hashlib.sha256(content).hexdigest()[:12]


@dataclass(frozen=True)
class MapFile:
    """One GeoJSON file of the map, before compression."""

    name: str
    body: bytes
    version: str


@dataclass(frozen=True)
class TileSet:
    """One file of tiles; ``version`` changes with its content. ``towns`` are the English names of the towns it labels.

    ``read`` returns a gzip-compressed tile of the file at ``path``, by zoom, column and row (from the north).
    """

    name: str
    path: Path
    version: str
    minzoom: int
    maxzoom: int
    towns: frozenset[str] = frozenset()
    read: Callable[[Path, int, int, int], bytes | None] = read_tile


@dataclass(frozen=True, eq=False)  # compared and hashed by identity, so it can be the key of a cache
class Atlas:
    """The data that a server serves. ``version`` changes with any file in ``data/`` or ``seeds/``."""

    catalogue: Catalogue
    relations: Relations
    measures: Mapping[str, SegmentMeasure]
    facets: Mapping[str, Facets]
    stats: CatalogueStats
    shapes: CountryShapes
    findings: tuple[Finding, ...]
    layers: Mapping[str, MapFile]
    tiles: Mapping[str, TileSet]
    version: str

    @cached_property
    def tables(self) -> Tables:
        """The records as tables (``catalogue.schema``), made once."""
        return make_tables(TableSource(self.catalogue, self.measures, self.facets))
