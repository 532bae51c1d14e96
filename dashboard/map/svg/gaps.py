"""The gaps of an itinerary on a picture of the map, drawn by the style's layers of gaps."""

from math import dist, floor, log2
from typing import Final

import shapely

from dashboard.geo.geodesy import Line
from dashboard.map.style.gap_layers import gap_layers
from dashboard.map.svg.drawn_layer import DRAWN_THEME, DrawnLayer
from dashboard.map.svg.labels import Label
from dashboard.map.svg.shapes import ClipExtent, path_data, to_world

NAME_WIDTH_PX: Final = 110.0
"""The approximate width of a gap's name in lines of at most ``text-max-width``."""
*LINES, NAME = (DrawnLayer(layer) for layer in gap_layers(DRAWN_THEME))


def gap_path(line: Line, extent: ClipExtent) -> str:
    """A gap as SVG; ``line`` is in degrees."""
    drawn = shapely.clip_by_rect(shapely.LineString([to_world(lon, lat) for lon, lat in line]), *extent.box)
    data = path_data(drawn, extent)
    return "".join(f'<path {layer.stroke({}, extent.zoom)} d="{data}"/>' for layer in LINES)


def name_zoom(ends: Line) -> int:
    """The zoom from which a gap between ``ends``, in degrees, is longer than its name.

    At a lower zoom the name would cover the ends of the gap. It is an integer, because the filter of a layer is
    evaluated at integer zooms only.
    """
    return max(0, floor(log2(NAME_WIDTH_PX / dist(*(to_world(*end) for end in ends)))))


def gap_label(line: Line, text: str) -> Label:
    """The name of a gap, at its middle."""
    x, y = to_world(*line[len(line) // 2])
    return Label(text, x, y, "gap", NAME.value("text-size", {}, 0))
