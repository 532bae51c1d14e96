"""Who is measured: how each is started, and where in its page the map, a filter and the facts are."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import atlas_page
from benchmarks.peers.prepared import CENTRE, ZOOM

GUNICORN = ("-m", "gunicorn", "--threads", "4", "--preload", "--log-level", "error", "--no-control-socket")
STREAMLIT = (
    *("-m", "streamlit", "run", "{app}", "--server.port", "{port}", "--server.address", "127.0.0.1"),
    *("--server.headless", "true", "--server.enableStaticServing", "true", "--browser.gatherUsageStats", "false"),
    *("--server.fileWatcherType", "none", "--logger.level", "error"),
)
STREAMLIT_BOX = "document.querySelector('[data-testid=stSidebar] input[type=checkbox]')"
STREAMLIT_HEADING = "document.querySelector('[data-testid=stMain] h3')"
STREAMLIT_FACT = "document.querySelector('[data-testid=stMain] blockquote')"


@dataclass(frozen=True)
class Contender:
    """One page. What follows ``command`` are expressions of JavaScript.

    ``map`` is one of the kinds of ``page.js``; ``filter`` is the box that leaves the railways; ``heading`` and
    ``a_fact`` are what a click on a line brings; ``picture`` is there once land and routes are, if before the map.
    """

    name: str
    title: str
    command: tuple[str, ...]
    map: str
    filter: str
    heading: str
    a_fact: str
    picture: str = "false"
    data: str = ""
    """The path of its lines as GeoJSON, where they are fetched by themselves."""
    peer: bool = True
    """Whether it is started with the peers' Python rather than the atlas's own."""

    @property
    def script(self) -> str:
        """What its page runs first, after ``page.js``."""
        facts = f"() => ({self.a_fact}) && ({self.heading})?.textContent"
        return f"startBench({{map: {self.map}, picture: () => ({self.picture}), facts: {facts}}});"


def _plain(heading: str) -> tuple[str, str]:
    return f"document.querySelector('{heading} h2')", f"document.querySelector('{heading} blockquote')"


def _maplibre(find: str, layers: str) -> str:
    return f"benchMaps.maplibre(() => {find}, (m) => {layers})"


def _streamlit(app: str) -> tuple[str, ...]:
    return tuple(part.replace("{app}", app) for part in STREAMLIT)


CONTENDERS: tuple[Contender, ...] = (
    Contender(
        "floor",
        "floor: static page, MapLibre from npm",
        ("-m", "benchmarks.peers.floor", "{port}"),
        _maplibre("window.map", "['segments']"),
        "document.querySelector('#modes input[value=rail]')",
        *_plain("#facts"),
        data="/segments.geojson",
        peer=False,
    ),
    Contender(
        "atlas",
        "the atlas",
        ("-m", "dashboard", "run"),
        _maplibre(atlas_page.MAP, atlas_page.LINES),
        atlas_page.FILTER,
        atlas_page.HEADING,
        atlas_page.A_FACT,
        atlas_page.PICTURE,
        atlas_page.DATA,
        peer=False,
    ),
    Contender(
        "plain-dash",
        "plain Dash, figure rebuilt by a callback",
        (*GUNICORN, "--bind", "127.0.0.1:{port}", "benchmarks.peers.plain_dash:server"),
        _maplibre(
            "document.querySelector('.js-plotly-plot')?._fullLayout?.map?._subplot?.map",
            "m.getStyle().layers.filter((one) => one.type === 'line').map((one) => one.id)",
        ),
        "document.querySelector('#modes input')",
        *_plain("#facts"),
        peer=False,
    ),
    Contender(
        "shiny",
        "Shiny for Python, `maplibre`",
        (
            "-m",
            "uvicorn",
            "benchmarks.peers.shiny_app:app",
            "--workers",
            "1",
            "--port",
            "{port}",
            "--log-level",
            "error",
        ),
        _maplibre("window._maplibreWidget?.getMap()", "['segments']"),
        "document.querySelector('#modes input[value=rail]')",
        *_plain("#facts"),
        data="/segments.geojson",
    ),
    Contender(
        "panel",
        "Panel, Bokeh",
        (
            *("-m", "panel", "serve", "benchmarks/peers/panel_app.py", "--index", "panel_app", "--log-level", "error"),
            *("--address", "127.0.0.1", "--port", "{port}", "--allow-websocket-origin", "*"),
        ),
        "benchMaps.bokeh('map', 'routes')",
        "benchInside('input[type=checkbox]')",
        "benchInside('h2')",
        "benchInside('blockquote')",
    ),
    Contender(
        "folium",
        "Streamlit, folium",
        _streamlit("build/bench/streamlit/folium_app.py"),
        "benchMaps.leaflet('iframe[title*=folium]')",
        STREAMLIT_BOX,
        STREAMLIT_HEADING,
        STREAMLIT_FACT,
    ),
    Contender(
        "pydeck",
        "Streamlit, pydeck",
        _streamlit("benchmarks/peers/streamlit_pydeck_app.py"),
        f"benchMaps.deck('#deckgl-overlay', {list(CENTRE)}, {ZOOM})",
        STREAMLIT_BOX,
        STREAMLIT_HEADING,
        STREAMLIT_FACT,
    ),
)


def named(names: Sequence[str]) -> list[Contender]:
    """The contenders of these names, all of them where none is named."""
    return [one for one in CONTENDERS if not names or one.name in names]
