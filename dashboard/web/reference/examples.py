"""An example of each address, made from the records of the atlas, so that readers can open it."""

from collections import Counter
from collections.abc import Mapping
from math import asinh, pi, radians, tan
from types import MappingProxyType
from urllib.parse import quote

from dashboard.atlas import Atlas
from dashboard.web.ogc.operations import installed
from dashboard.web.reference.addresses import ADDRESSES, PARTS, Address


def example_values(atlas: Atlas) -> Mapping[str, str]:
    """By the name of a variable in an address, a value that exists in ``atlas``; others are absent."""
    catalogue = atlas.catalogue
    places = sorted(catalogue.places)
    place = catalogue.places[places[0]] if places else None
    west, south, east, north = catalogue.box
    lon, lat = (place.lon, place.lat) if place else ((west + east) / 2, (south + north) / 2)
    # The examples with the most content: the project with the most lines, and the mode of most segments.
    project = max(catalogue.projects.values(), key=lambda project: len(project.routes)).id if catalogue.projects else ""
    modes = Counter(segment.mode for segment in catalogue.segments.values())
    mode = max(modes, key=lambda mode: modes[mode], default="")
    of_mode = [segment.id for segment in catalogue.segments.values() if segment.mode == mode]
    countries = Counter(country for segment in of_mode for country in atlas.facets[segment].country)
    tiles = atlas.tiles["ground"]
    values = {
        "project": project,
        "route": min(catalogue.routes, default=""),
        "place": place.id if place else "",
        "from": place.id if place else "",
        "to": places[-1] if places else "",
        "code": max(sorted(countries), key=lambda code: countries[code], default=""),
        "mode": str(mode),
        "word": quote(place.names.in_language("en")) if place else "",
        "story": min(catalogue.stories, default=""),
        "fact": min(catalogue.facts, default=""),
        "document": min(catalogue.documents, default=""),
        "latitude": f"{lat:.5f}",
        "longitude": f"{lon:.5f}",
        "mapversion": atlas.layers["places"].version,
        "layer": "places",
        "tileset": "ground",
        **_tile(lon, lat, tiles.minzoom),
        "page": "home",
        "collection": "places",
        "item": place.id if place else "",
        "language": "en",
        # An old version of each: the answer redirects to the present one.
        "indexversion": "0",
        "staticversion": "0",
        "package": "bundle",
        "file": "page.css",
    }
    return MappingProxyType({name: value for name, value in values.items() if value})


def _tile(lon: float, lat: float, zoom: int) -> Mapping[str, str]:
    """The tile of the Web Mercator grid that contains a position in degrees."""
    column, row = (lon + 180) / 360, (1 - asinh(tan(radians(lat))) / pi) / 2
    return {"z": str(zoom), "x": str(int(column * 2**zoom)), "y": str(int(row * 2**zoom))}


def addresses_with(values: Mapping[str, str]) -> tuple[Address, ...]:
    """The addresses with an example: an atlas without stories has no address of a story.

    The addresses of the OGC API need its packages.
    """
    available = (address for address in ADDRESSES if address.group != "ogc" or installed())
    return tuple(address for address in available if values.keys() >= {*PARTS.findall(address.path)})


def example_of(address: Address, values: Mapping[str, str], origin: str) -> str:
    """A complete example address; ``origin`` is scheme, host and the path below which the atlas is served."""
    path = address.path + (f"?{address.example}" if address.example else "")
    for name, value in {**values, "origin": origin}.items():
        path = path.replace(f"{{{name}}}", value)
    return f"{origin}{path}"
