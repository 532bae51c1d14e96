"""Shiny for Python with the ``maplibre`` package: sources by URL from its static files, a filter by ``setFilter``.

Names are tooltips: labels would need a server of glyphs with the package's MapLibre. Starlette's own compression stands
before it. ``uvicorn benchmarks.peers.shiny_app:app``.
"""

import json
from typing import Any

from maplibre import Layer, LayerType, Map, MapOptions
from maplibre.shiny import MapContext, output_maplibregl, render_maplibregl
from maplibre.sources import GeoJSONSource
from shiny import App, Inputs, Outputs, Session, reactive, render, ui
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount

from benchmarks.peers.prepared import CENTRE, COLOURS, LAND, PREPARED, TOWN, WATER, ZOOM, collection, prepared

DATA = prepared()
FILES = PREPARED.parent / "shiny"
FILES.mkdir(exist_ok=True)
for name in ("land", "segments", "places"):
    (FILES / f"{name}.geojson").write_text(json.dumps(collection(DATA[name]), ensure_ascii=False), encoding="utf-8")

page = ui.page_sidebar(
    ui.sidebar(ui.input_checkbox_group("modes", None, list(COLOURS)), title="Trans-Caspian Atlas"),
    ui.layout_columns(
        output_maplibregl("map", height=820),
        ui.div(ui.output_ui("facts"), style="height: 820px; overflow: auto"),
        col_widths=(8, 4),
    ),
    title="Trans-Caspian Atlas",
    fillable=True,
)


def layers() -> list[Layer]:
    colours: list[Any] = ["match", ["get", "mode"], *[part for pair in COLOURS.items() for part in pair], "#000"]
    line, circle = {"line-color": colours, "line-width": 3}, {"circle-radius": 4, "circle-color": TOWN}
    return [
        Layer(type=LayerType.FILL, id="land", source="land", paint={"fill-color": LAND}),
        Layer(type=LayerType.LINE, id="segments", source="segments", paint=line),
        Layer(type=LayerType.CIRCLE, id="places", source="places", paint=circle),
    ]


def server(inputs: Inputs, _output: Outputs, _session: Session) -> None:
    @render_maplibregl
    def map() -> Map:
        water = {"id": "water", "type": "background", "paint": {"background-color": WATER}}
        style = {"version": 8, "sources": {}, "layers": [water]}
        made = Map(MapOptions(style=style, center=CENTRE, zoom=ZOOM))
        for name in ("land", "segments", "places"):
            made.add_source(name, GeoJSONSource(data=f"{name}.geojson"))
        for layer in layers():
            made.add_layer(layer)
        made.add_tooltip("places", "name_en")
        return made

    @reactive.effect
    @reactive.event(inputs.modes, ignore_init=True, ignore_none=False)
    async def _filter() -> None:
        chosen = list(inputs.modes())
        async with MapContext("map") as shown:
            shown.set_filter("segments", ["in", ["get", "mode"], ["literal", chosen or list(COLOURS)]])

    @render.ui
    def facts() -> ui.Tag:
        clicked = inputs.map_feature_clicked() if "map_feature_clicked" in inputs else None
        route = clicked and clicked["props"].get("route")
        if not route:
            return ui.h2("Click a line")
        said = [ui.tags.li(ui.p(one["statement"]), ui.tags.blockquote(one["quote"])) for one in DATA["facts"][route]]
        return ui.div(ui.h2(DATA["names"][route]), ui.tags.ul(said))


shiny_app = App(page, server, static_assets=FILES)
app = Starlette(routes=[Mount("/", app=shiny_app)], middleware=[Middleware(GZipMiddleware)])
