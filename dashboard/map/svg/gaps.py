"""Gaps in a way on a picture of the map, drawn by the style's layers of gaps."""

import shapely

from dashboard.geo.geodesy import Line
from dashboard.map.style.gap_layers import gap_layers
from dashboard.map.svg.drawn_layer import DRAWN_THEME, DrawnLayer
from dashboard.map.svg.labels import Label
from dashboard.map.svg.shapes import ClipExtent, path_data, to_world

*LINES, NAME = (DrawnLayer(layer) for layer in gap_layers(DRAWN_THEME))


def gap_path(line: Line, cell: ClipExtent) -> str:
    """A gap as SVG; ``line`` is in degrees."""
    drawn = shapely.clip_by_rect(shapely.LineString([to_world(lon, lat) for lon, lat in line]), *cell.box)
    data = path_data(drawn, cell)
    return "".join(f'<path {layer.stroke({}, cell.zoom)} d="{data}"/>' for layer in LINES)


def gap_label(line: Line, text: str) -> Label:
    """What a gap is called, at its middle."""
    x, y = to_world(*line[len(line) // 2])
    return Label(text, x, y, "gap", NAME.value("text-size", {}, 0))
