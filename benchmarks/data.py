"""The same data for every contender: what each draws, what it says on a click, and where the click goes.

The atlas's own layers and facts are written to one file, so that a peer loads neither the atlas nor what it needs.
"""

import json
from typing import Any

from benchmarks.environment import ROOT
from benchmarks.peers.prepared import PREPARED
from dashboard.atlas import Atlas
from dashboard.load_atlas import load_atlas

GONE = ("retired", "cancelled")
IN_VIEW = (45.0, 32.0, 70.0, 46.0)
"""West, south, east, north of what every contender shows in the middle of its map."""
Facts = list[dict[str, str]]
Spot = tuple[float, float]


def prepare() -> list[Spot]:
    """Write the data of the peers; two places (lon, lat) on lines of different routes where a click goes."""
    atlas = load_atlas(ROOT)
    layers = {name: json.loads(atlas.layers[name].body)["features"] for name in ("segments", "places", "ground")}
    stands = [line for line in layers["segments"] if line["properties"]["status"] not in GONE]
    data = {
        "segments": stands,
        "places": [place for place in layers["places"] if place["properties"]["rank"] <= 2],
        "land": [shape for shape in layers["ground"] if shape["properties"]["layer"] == "land"],
        "facts": facts_of_routes(atlas),
        "names": {id_: route.names.en for id_, route in atlas.catalogue.routes.items()},
    }
    PREPARED.parent.mkdir(parents=True, exist_ok=True)
    PREPARED.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    towns = [place["geometry"]["coordinates"] for place in layers["places"]]
    return find_spots(stands, towns, {route for route, facts in data["facts"].items() if facts})


def facts_of_routes(atlas: Atlas) -> dict[str, Facts]:
    """By route, what is said of it and of the projects that it belongs to."""
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


def find_spots(segments: list[dict[str, Any]], towns: list[list[float]], told: set[str], number: int = 2) -> list[Spot]:
    """Vertices of lines, each of another route of ``told``, farthest from any place and any line of another route.

    A vertex lies on its line at every zoom, and is where Plotly, which knows no other place of a line, can be clicked.
    """
    vertices = [(line["properties"]["route"], *at) for line in segments for at in line["geometry"]["coordinates"]]
    vertices += [("", lon, lat) for lon, lat in towns]
    west, south, east, north = IN_VIEW
    best: dict[str, tuple[float, Spot]] = {}
    for route, lon, lat in vertices:
        if route in told and west < lon < east and south < lat < north:
            room = min((x - lon) ** 2 + (y - lat) ** 2 for other, x, y in vertices if other != route)
            best[route] = max(best.get(route, (0.0, (lon, lat))), (room, (lon, lat)))
    return [spot for _, spot in sorted(best.values(), reverse=True)[:number]]
