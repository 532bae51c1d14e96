"""The map in a page without other parts: the real basemap, a few lines, the scripts of the map, a real Chromium.

It also tests the private path by which the scripts reach MapLibre inside Plotly.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask, Response, send_from_directory
from playwright.sync_api import Browser, Page
from plotly.io.json import to_json_plotly as to_json
from plotly.offline import get_plotlyjs

from dashboard.geo.mbtiles import read_tile
from dashboard.map.camera import Padding, box_camera, framing, point_camera
from dashboard.map.figure import GRAPH_CONFIG, build_figure
from dashboard.map.style.style import MapUrls, build_style
from dashboard.map.theme import BASEMAP_COLOURS, Theme
from tests.browser.conftest import MAP, WITHOUT_WEBGL, note_requests, rendered, wait_for_map
from tests.commands import ROOT
from tests.serving import serving

LINES: dict[str, tuple[str, str, str, list[list[float]]]] = {
    "ferry": ("sea", "operating", "approximate", [[49.42, 39.98], [51.21, 43.6]]),
    "railway": ("rail", "operating", "traced", [[44.8, 41.7], [49.42, 39.98]]),
    "sketch": ("fibre", "announced", "schematic", [[44.8, 42.6], [47.8, 42.6]]),
    "old": ("subsea-cable", "retired", "schematic", [[49.87, 41.0], [51.21, 42.9]]),
}
RECORD_EVENTS = "window.mapEvents = []; for (const name of ['atlas:map-click', 'atlas:map-view', 'atlas:map-failed']) \
    window.addEventListener(name, event => window.mapEvents.push([name, event.detail]));"
# The modules of the map, also as ``atlasMap`` for the tests.
MODULES = """<script type="module">
    import * as gaps from "/assets/src/map/gaps.js";
    import * as live from "/assets/src/map/live.js";
    import * as look from "/assets/src/map/look.js";
    import "/assets/src/map/pointer.js";
    import "/assets/src/map/scale.js";
    import { startMap } from "/assets/src/map/start.js";
    import * as view from "/assets/src/map/view.js";
    window.atlasMap = { ...gaps, ...live, ...look, ...view };
    startMap();
</script>"""
RESET = """async () => {
    window.mapEvents = [];
    atlasMap.setMatches({segments: null, places: null, filteredOut: true, withdrawn: false});
    atlasMap.setSelection({});
    atlasMap.setTheme('light');
    const view = {'map.center': {lon: 48, lat: 41.5}, 'map.zoom': 4.5};
    await Plotly.relayout(document.querySelector('.js-plotly-plot'), view);
}"""


def segments() -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": line},
            "properties": {"fid": fid, "mode": mode, "status": status, "precision": precision, "name_en": fid},
        }
        for fid, (mode, status, precision, line) in LINES.items()
    ]
    return {"type": "FeatureCollection", "features": features}


def places() -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [49.42, 39.98]}
    words = {"fid": "alat", "kind": "port", "rank": 1, "name_en": "Alat (port)", "name_ar": "آلات"}
    return {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": point, "properties": words}]}


@pytest.fixture(scope="module")
def page_of_the_map() -> Iterator[str]:
    server = Flask(__name__, static_folder=str(ROOT / "assets"), static_url_path="/assets")
    urls = MapUrls(segments="/lines.geojson", places="/places.geojson")
    style = build_style(urls)
    view = point_camera(48, 41.5, 4.5)
    start = {
        "figure": build_figure(style).to_plotly_json(),
        "config": GRAPH_CONFIG,
        "camera": {**view.as_camera(), "noted": False, "everything": view.as_camera(), "first": view.as_camera()}
        | framing(),
    }
    page = (
        '<!DOCTYPE html><html lang="en"><body><div id="map" style="position: relative; height: 600px"></div>'
        f'<div id="map-scale"></div><script type="application/json" id="atlas-map">{to_json(start)}</script>{MODULES}'
        """<script src="/plotly.js" onload="window.dispatchEvent(new Event('atlas:plotly'))"></script></body></html>"""
    )
    server.add_url_rule("/", "page", lambda: page)
    server.add_url_rule("/plotly.js", "plotly", lambda: Response(get_plotlyjs(), mimetype="text/javascript"))
    server.add_url_rule(urls.basemap, "basemap", lambda: send_from_directory(ROOT, urls.basemap.removeprefix("/")))
    server.add_url_rule(
        "/lines.geojson", "lines", lambda: Response(json.dumps(segments()), mimetype="application/json")
    )
    server.add_url_rule(
        "/places.geojson", "places", lambda: Response(json.dumps(places()), mimetype="application/json")
    )
    server.add_url_rule("/tiles/<name>/<int:z>/<int:x>/<int:y>.mvt", "tile", tile)
    with serving(server) as address:
        yield address


def tile(name: str, z: int, x: int, y: int) -> Response:
    packed = read_tile(ROOT / f"data/basemap/{name}.mbtiles", z, x, y)
    return Response(packed, headers={"Content-Encoding": "gzip"}) if packed else Response(status=204)


@contextmanager
def opened_map(browser: Browser, origin: str) -> Iterator[Page]:
    """The page with its map drawn. A request to another origin or an error fails the test at the end."""
    context = browser.new_context(viewport={"width": 900, "height": 640}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    requests: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: requests.append(request.url))
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.add_init_script(RECORD_EVENTS)
    page.goto(origin)
    wait_for_map(page)
    yield page
    context.close()
    assert [url for url in requests if not url.startswith((origin, "data:", "blob:"))] == []
    assert sum(url.endswith("/lines.geojson") for url in requests) == 1, "Plotly made the map anew"
    assert errors == []


@pytest.fixture(scope="module")
def shared_page(browser: Browser, page_of_the_map: str) -> Iterator[Page]:
    with opened_map(browser, page_of_the_map) as page:
        yield page


@pytest.fixture
def page(shared_page: Page) -> Page:
    """The same page for many tests, because drawing it first takes seconds; it is reset before each test."""
    shared_page.mouse.move(5, 635)
    shared_page.evaluate(RESET)
    wait_until_idle(shared_page)
    return shared_page


@pytest.fixture
def fresh_page(browser: Browser, page_of_the_map: str) -> Iterator[Page]:
    with opened_map(browser, page_of_the_map) as page:
        yield page


def wait_until_idle(page: Page) -> None:
    page.evaluate(
        f"() => new Promise(done => {{ const m = {MAP}; m.once('idle', () => done()); m.triggerRepaint(); }})"
    )


def map_events(page: Page, name: str) -> list[dict[str, Any]]:
    return [detail for event, detail in page.evaluate("window.mapEvents") if event == name]


def on_screen(page: Page, lon: float, lat: float) -> tuple[float, float]:
    script = f"""at => {{
        const p = {MAP}.project(at), c = {MAP}.getCanvas().getBoundingClientRect();
        return [c.left + p.x, c.top + p.y];
    }}"""
    x, y = page.evaluate(script, [lon, lat])
    return x, y


def click(page: Page, lon: float, lat: float, dx: float = 0, dy: float = 0) -> dict[str, Any]:
    x, y = on_screen(page, lon, lat)
    before = len(map_events(page, "atlas:map-click"))
    page.mouse.move(x + dx, y + dy)
    page.mouse.click(x + dx, y + dy)
    page.wait_for_function(f"window.mapEvents.filter(([name]) => name === 'atlas:map-click').length > {before}")
    return map_events(page, "atlas:map-click")[-1]


def test_lines_are_drawn_each_in_its_precision(page: Page) -> None:
    assert rendered(page, "segments-line") == {"ferry", "railway"}
    assert rendered(page, "segments-casing") == {"railway"}
    assert rendered(page, "segments-band") == rendered(page, "segments-sketch") == {"sketch"}
    assert rendered(page, "places-ring") == {"alat"}


def test_what_is_withdrawn_shows_only_when_asked(page: Page) -> None:
    assert "old" not in rendered(page, "segments-sketch")
    page.evaluate("atlasMap.setMatches({withdrawn: true})")
    wait_until_idle(page)
    assert "old" in rendered(page, "segments-sketch")


def test_filters_hide_or_leave_a_ghost(page: Page) -> None:
    page.evaluate("atlasMap.setMatches({segments: ['ferry'], places: [], filteredOut: true})")
    wait_until_idle(page)
    assert rendered(page, "segments-line", "segments-sketch") == {"ferry"}
    assert rendered(page, "segments-filtered-out") == {"railway", "sketch"}
    assert rendered(page, "places-filtered-out") == {"alat"}
    page.evaluate("atlasMap.setMatches({filteredOut: false})")
    wait_until_idle(page)
    assert rendered(page, "segments-filtered-out", "places-filtered-out", "places-ring") == set()
    page.evaluate("atlasMap.setMatches({segments: null, places: null})")
    wait_until_idle(page)
    assert rendered(page, "segments-line", "segments-sketch") == {"ferry", "railway", "sketch"}


def test_the_middle_of_a_line_is_hit_with_a_margin(page: Page) -> None:
    middle = (LINES["ferry"][3][0][0] + LINES["ferry"][3][1][0]) / 2, 41.815  # on the straight Mercator line
    assert click(page, *middle)["segments"] == ["ferry"]
    assert click(page, *middle, dx=8)["segments"] == ["ferry"]
    assert click(page, *middle, dx=30)["segments"] == []


def test_a_sketch_is_hit_on_its_band(page: Page) -> None:
    assert click(page, 46.0, 42.6, dy=5)["segments"] == ["sketch"]


def test_a_place_goes_before_the_lines_that_end_there(page: Page) -> None:
    hit = click(page, 49.42, 39.98)
    assert hit["places"] == ["alat"]
    assert hit["segments"] == []


def test_water_is_nothing_and_land_is_a_country(page: Page) -> None:
    water = click(page, 51.3, 38.5)
    assert (water["segments"], water["places"], water["country"]) == ([], [], None)
    assert click(page, 44.0, 43.6)["country"] == "RU"


def test_the_selected_stand_out_and_the_rest_dims(page: Page) -> None:
    opacity = f"{MAP}.getPaintProperty('segments-casing', 'line-opacity')"
    bright = page.evaluate(opacity)
    page.evaluate("atlasMap.setSelection({segments: ['old'], places: ['alat'], country: 'GE'})")
    wait_until_idle(page)
    assert rendered(page, "selected-sketch") == {"old"}  # a selected line is drawn, even a retired one
    assert rendered(page, "selected-ring") == {"alat"}
    assert page.evaluate(opacity) < bright
    assert page.evaluate(f"{MAP}.queryRenderedFeatures({{layers: ['country-highlight']}})[0].properties.code") == "GE"
    page.evaluate("atlasMap.setSelection({})")
    wait_until_idle(page)
    assert rendered(page, "selected-sketch", "selected-ring") == set()
    assert page.evaluate(opacity) == bright


def test_the_theme_changes_without_the_server(page: Page) -> None:
    water = f"{MAP}.getPaintProperty('water', 'background-color')"
    assert page.evaluate(water) == BASEMAP_COLOURS[Theme.LIGHT].water
    requests = note_requests(page)
    page.evaluate("atlasMap.setTheme('dark')")
    wait_until_idle(page)
    assert page.evaluate(water) == BASEMAP_COLOURS[Theme.DARK].water
    assert requests == []


def test_the_fine_basemap_comes_once_when_zoomed_in(fresh_page: Page) -> None:
    page = fresh_page
    assert not page.evaluate(f"Boolean({MAP}.getSource('basemap-fine'))")
    page.evaluate("atlasMap.setTheme('dark')")
    tiles = note_requests(page, "/tiles/")
    page.evaluate("atlasMap.lookAt({center: [49.5, 40.4], zoom: 6})")
    page.wait_for_function(f"{MAP}.getLayer('land').maxzoom === 5")
    wait_until_idle(page)
    assert page.evaluate(f"{MAP}.queryRenderedFeatures({{layers: ['fine-land']}}).length") > 0
    assert page.evaluate(f"{MAP}.getPaintProperty('fine-land', 'fill-color')") == BASEMAP_COLOURS[Theme.DARK].land
    page.evaluate("atlasMap.zoomBy(-2)")
    wait_until_idle(page)
    page.evaluate("atlasMap.zoomBy(2)")
    wait_until_idle(page)
    assert len(tiles) == len(set(tiles)) > 0
    assert not any("/railways/" in url or "/roads/" in url for url in tiles)


def test_railways_and_roads_come_when_they_are_asked_for(fresh_page: Page) -> None:
    page = fresh_page
    tiles = note_requests(page, "/tiles/")
    page.evaluate("atlasMap.lookAt({center: [49.5, 40.4], zoom: 7})")
    wait_until_idle(page)
    page.evaluate("atlasMap.showContext({railways: true})")
    wait_until_idle(page)
    assert page.evaluate(f"{MAP}.queryRenderedFeatures({{layers: ['railways']}}).length") > 0
    assert not any("/roads/" in url for url in tiles)
    page.evaluate("atlasMap.showContext({railways: true, roads: true})")
    wait_until_idle(page)
    for layer in ("roads", "roads-sketched"):
        assert page.evaluate(f"{MAP}.queryRenderedFeatures({{layers: ['{layer}']}}).length") > 0
    order = page.evaluate(f"{MAP}.getStyle().layers.map(({{id}}) => id)")
    assert order.index("roads") < order.index("railways") < order.index("segments-filtered-out")
    page.evaluate("atlasMap.showContext({roads: true})")
    wait_until_idle(page)
    assert page.evaluate(f"{MAP}.queryRenderedFeatures({{layers: ['railways']}}).length") == 0


def test_the_closest_coast_comes_when_it_is_seen(fresh_page: Page) -> None:
    page = fresh_page
    tiles = note_requests(page, "/tiles/")
    wait_until_idle(page)
    assert tiles == []
    page.evaluate("atlasMap.lookAt({center: [29.1, 40.9], zoom: 9})")
    page.wait_for_function(f"{MAP}.getLayer('land').maxzoom === 5")
    wait_until_idle(page)
    assert {url.split("/tiles/")[1].rsplit("/", 2)[0] for url in tiles} == {"ground/8"}
    island, strait = [29.121, 40.858], [29.059, 41.1]  # Büyükada, the Bosporus
    land = f"place => {MAP}.queryRenderedFeatures({MAP}.project(place), {{layers: ['fine-land']}}).length"
    assert page.evaluate(land, island) > 0
    assert page.evaluate(land, strait) == 0


def test_a_flight_stays_in_the_figure(page: Page) -> None:
    page.evaluate("camera => atlasMap.lookAt(camera)", box_camera(44, 40, 50, 43, Padding.CHOSEN, 8).as_camera())
    page.wait_for_function("document.querySelector('.js-plotly-plot').layout.map.center.lat < 41.6")
    wait_until_idle(page)
    in_figure = page.evaluate(
        "(({center, zoom}) => [center.lon, center.lat, zoom])(document.querySelector('.js-plotly-plot').layout.map)"
    )
    on_map = page.evaluate(f"(m => [m.getCenter().lng, m.getCenter().lat, m.getZoom()])({MAP})")
    assert in_figure == pytest.approx(on_map, abs=1e-6)
    assert on_map[0] == pytest.approx(47, abs=0.1)
    page.wait_for_function("window.mapEvents.some(([name]) => name === 'atlas:map-view')")
    assert map_events(page, "atlas:map-view")[-1]["byUser"] is False
    assert page.text_content("#map-scale .scale-text")


def test_a_double_click_comes_closer_to_where_it_points(page: Page) -> None:
    position = on_screen(page, 46.0, 42.6)
    page.mouse.dblclick(*position)
    page.wait_for_function("document.querySelector('.js-plotly-plot').layout.map.zoom > 5.4")
    wait_until_idle(page)
    assert on_screen(page, 46.0, 42.6) == pytest.approx(position, abs=2)


def test_the_mouse_is_told_the_name(page: Page) -> None:
    x, y = on_screen(page, 46.0, 42.6)
    page.mouse.move(x + 1, y + 1)
    page.mouse.move(x, y)
    page.wait_for_function("document.querySelector('.map-tip')?.hidden === false")
    assert page.text_content(".map-tip") == "sketch"


def test_the_line_under_the_mouse_glows_and_the_map_is_not_drawn_again(page: Page) -> None:
    path = page.locator(".map-glow path")
    page.evaluate(f"() => {{ window.renders = 0; {MAP}.on('render', () => renders++); }}")
    page.mouse.move(*on_screen(page, 46.0, 42.6))
    page.wait_for_function("document.querySelector('.map-glow path').getAttribute('d')")
    assert path.get_attribute("style") == "stroke: var(--mode-fibre);"
    line_end = page.evaluate(
        "() => { const box = document.querySelector('.map-glow path').getBBox(); return [box.x + box.width, box.y]; }"
    )
    end = page.evaluate(f"() => {{ const {{x, y}} = {MAP}.project([47.8, 42.6]); return [x, y]; }}")
    assert line_end == pytest.approx(end, abs=1)
    page.mouse.move(5, 635)
    page.wait_for_function("!document.querySelector('.map-glow path').hasAttribute('d')")
    assert page.evaluate("renders") == 0


def test_a_browser_without_webgl_is_told(browser: Browser, page_of_the_map: str) -> None:
    page = browser.new_page()
    page.add_init_script(RECORD_EVENTS)
    page.add_init_script(WITHOUT_WEBGL)
    page.goto(page_of_the_map)
    page.wait_for_function("window.mapEvents.some(([name]) => name === 'atlas:map-failed')")
    page.close()
