"""The same data for every contender: the layers that it draws, the facts after a click, and where to click.

The atlas's own layers and facts are written to one file, so that a peer loads neither the atlas nor its packages.
"""

import json
from typing import Any

from benchmarks.environment import ROOT
from benchmarks.peers.prepared import PREPARED
from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.load_atlas import load_atlas

IN_VIEW = (45.0, 32.0, 70.0, 46.0)
"""West, south, east and north, in degrees, of a part of the map that every contender displays."""
Facts = list[dict[str, str]]
Spot = tuple[float, float]


def prepare() -> list[Spot]:
    """Write the data of the peers, and give two places (lon, lat) to click, on lines of different routes."""
    atlas = load_atlas(ROOT)
    layers = {name: json.loads(atlas.layers[name].body)["features"] for name in ("segments", "places", "ground")}
    current_lines = [line for line in layers["segments"] if line["properties"]["status"] not in WITHDRAWN]
    data = {
        "segments": current_lines,
        "places": [place for place in layers["places"] if place["properties"]["rank"] <= 2],
        "land": [shape for shape in layers["ground"] if shape["properties"]["layer"] == "land"],
        "facts": facts_of_routes(atlas),
        "names": {id_: route.names.en for id_, route in atlas.catalogue.routes.items()},
    }
    PREPARED.parent.mkdir(parents=True, exist_ok=True)
    PREPARED.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    towns = [place["geometry"]["coordinates"] for place in layers["places"]]
    return find_spots(current_lines, towns, {route for route, facts in data["facts"].items() if facts})


def facts_of_routes(atlas: Atlas) -> dict[str, Facts]:
    """By route, the facts about it and about its projects."""
    catalogue = atlas.catalogue
    facts_of: dict[str, Facts] = {}
    for route in catalogue.routes:
        about = {route} | {project.id for project in catalogue.projects.values() if route in project.routes}
        facts_of[route] = [
            {"statement": fact.statement.in_language("en"), "quote": fact.quote}
            for fact in catalogue.facts.values()
            if about & set(fact.about)
        ]
    return facts_of


def find_spots(segments: list[dict[str, Any]], towns: list[list[float]], routes: set[str]) -> list[Spot]:
    """Two vertices of lines of different ``routes``: those farthest from any place and any line of another route.

    A vertex lies on its line at every zoom. Plotly reacts to clicks on vertices only.
    """
    vertices = [(line["properties"]["route"], *at) for line in segments for at in line["geometry"]["coordinates"]]
    vertices += [("", lon, lat) for lon, lat in towns]
    west, south, east, north = IN_VIEW
    best: dict[str, tuple[float, Spot]] = {}
    for route, lon, lat in vertices:
        if route in routes and west < lon < east and south < lat < north:
            room = min((x - lon) ** 2 + (y - lat) ** 2 for other, x, y in vertices if other != route)
            best[route] = max(best.get(route, (0.0, (lon, lat))), (room, (lon, lat)))
    return [spot for _, spot in sorted(best.values(), reverse=True)[:2]]
