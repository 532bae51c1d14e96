"""The extent of towns: Natural Earth's urban areas, for the fine basemap. Authoring only.

Natural Earth took them from MODIS satellite images of 2002 and 2003 (Schneider, Friedl and Potere, 2009), whose
pixels are 500 m wide. So an outline may be off by that much, and lacks the growth of towns since then.
"""

import logging
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import geopandas
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.authoring.basemap_sources import URBAN_AREAS, Box, SourceFiles

OUTLINES: Final = "ne_10m_urban_areas.shp"
RESTORE_INDEX: Final = "SHAPE_RESTORE_SHX"


def read_urban_areas(sources: SourceFiles, box: Box) -> list[BaseGeometry]:
    """The urban areas that meet ``box`` (west, south, east, north), as polygons in lon/lat on WGS84.

    The list is empty, with a warning, where the package is not installed: only Debian and its derivatives have it. The
    package has only the shapes, without index, attributes and reference system, so GDAL makes the index again.
    """
    try:
        shapes = sources.file(URBAN_AREAS, OUTLINES)
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
