"""Panel with its own plotting library, Bokeh: patches for the land, one glyph for all lines, the tap tool for clicks.

A filter sends only the lines that are shown now. ``panel serve benchmarks/peers/panel_app.py``.
"""

import math
import sys
from pathlib import Path
from typing import Any

import panel as pn
from bokeh.models import ColumnDataSource, LabelSet
from bokeh.plotting import figure

sys.path.insert(0, str(Path(__file__).parent))
from prepared import COLOURS, LAND, TOWN, WATER, of_modes, prepared

RADIUS_M = 6_378_137
pn.extension()
data = pn.state.as_cached("data", prepared)


def metres(points: list[list[float]]) -> tuple[list[float], list[float]]:
    """Web Mercator, which Bokeh's axes are in."""
    xs = [math.radians(lon) * RADIUS_M for lon, _ in points]
    return xs, [math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) * RADIUS_M for _, lat in points]


def lines(modes: list[str]) -> dict[str, list[Any]]:
    shown = of_modes(data["segments"], modes)
    ends = [metres(one["geometry"]["coordinates"]) for one in shown]
    return {
        "xs": [xs for xs, _ in ends],
        "ys": [ys for _, ys in ends],
        "route": [one["properties"]["route"] for one in shown],
        "colour": [COLOURS[one["properties"]["mode"]] for one in shown],
    }


def land() -> dict[str, list[Any]]:
    """Rings by polygon: Bokeh wants them nested three deep."""
    shapes = [one["geometry"] for one in data["land"]]
    polygons = [p for s in shapes for p in (s["coordinates"] if s["type"] == "MultiPolygon" else [s["coordinates"]])]
    rings = [[metres(ring) for ring in polygon] for polygon in polygons]
    return {"xs": [[[r[0] for r in one]] for one in rings], "ys": [[[r[1] for r in one]] for one in rings]}


routes = ColumnDataSource(lines([]))
(west, east), (south, north) = metres([[37.5, 30.0], [78.0, 52.0]])
plot = figure(
    x_range=(west, east),
    y_range=(south, north),
    match_aspect=True,
    tools="pan,wheel_zoom,tap",
    active_scroll="wheel_zoom",
    background_fill_color=WATER,
    sizing_mode="stretch_both",
    name="map",
)
plot.axis.visible = plot.grid.visible = False
plot.toolbar_location = None
plot.multi_polygons(source=ColumnDataSource(land()), color=LAND, line_color=None)
plot.multi_line("xs", "ys", source=routes, color="colour", line_width=3, name="routes")
xs, ys = metres([one["geometry"]["coordinates"] for one in data["places"]])
towns = ColumnDataSource({"x": xs, "y": ys, "name": [one["properties"]["name_en"] for one in data["places"]]})
plot.scatter("x", "y", source=towns, size=7, color=TOWN)
plot.add_layout(LabelSet(x="x", y="y", text="name", source=towns, x_offset=6, text_font_size="11px"))

modes = pn.widgets.CheckBoxGroup(options=list(COLOURS), name="Mode")
facts = pn.Column(pn.pane.HTML("<h2>Click a line</h2>"), width=416, scroll=True)


def filtered(chosen: list[str]) -> None:
    routes.data = lines(chosen)


def clicked(_attribute: str, _old: list[int], new: list[int]) -> None:
    if new:
        route = routes.data["route"][new[0]]
        said = "".join(
            f"<li><p>{one['statement']}</p><blockquote>{one['quote']}</blockquote></li>" for one in data["facts"][route]
        )
        facts.objects = [pn.pane.HTML(f"<h2>{data['names'][route]}</h2><ul>{said}</ul>")]


pn.bind(filtered, modes, watch=True)
routes.selected.on_change("indices", clicked)
side = pn.Column("# Trans-Caspian Atlas", modes, width=280)
pn.Row(side, plot, facts, sizing_mode="stretch_width", height=860).servable(title="Trans-Caspian Atlas")
