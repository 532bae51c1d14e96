"""The Plotly figure of the page's map, as JSON, with the addresses of this server's map files."""

from plotly.io.json import to_json_plotly as to_json

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.map.figure import build_figure
from dashboard.map.style.own_basemap import OwnBasemap
from dashboard.map.style.style import MapUrls, build_style


def figure_json(atlas: Atlas, urls: MapUrls, own_basemap: OwnBasemap | None, language: str) -> str:
    """Plotly's figure with names in ``language``; the basemaps leave out towns that are places of the atlas."""
    drawn = {place.names.in_language(LANGUAGES[0]) for place in atlas.catalogue.places.values()}
    towns = drawn if own_basemap else drawn & atlas.tiles["ground"].towns
    style = build_style(urls, language, without_towns=towns, own=own_basemap)
    return str(to_json(build_figure(style).to_plotly_json()))
