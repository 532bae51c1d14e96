"""``python -m dashboard trace <route>``: draws the segments of one route file again. Authoring only.

A segment's line results from its two places, the curated points of ``via.csv`` between them and its method: segments
with the method ``follows-track`` run along the railway network, all others straight from point to point.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from dashboard.authoring.basemap_region import read_region
from dashboard.authoring.errors import AuthoringError
from dashboard.authoring.geojson_form import canonical
from dashboard.authoring.tracing_network import RailNetwork, cached_network, package_file, read_network
from dashboard.authoring.tracing_segment import DECIMALS, FOLLOWS_TRACK, DrawnSegment, End, draw, remark
from dashboard.authoring.unknotting import Vertex, distance_km, unknotted
from dashboard.catalogue.load.files import FileError, read_json
from dashboard.geo.geodesy import Position

VIA_HEADER: Final = ("segment", "seq", "lon", "lat", "name", "source")


def trace_route(data: Path, route: str, network_file: Path | None = None, cache: Path | None = None) -> list[str]:
    """Draw the route file ``data/routes/<route>.geojson`` again, in place, and give a report for each segment.

    Parameters
    ----------
    data
        The folder ``data/``.
    route
        The route's id.
    network_file
        The file with the railways; by default that of the installed package.
    cache
        A folder in which the network is cached.

    Raises
    ------
    AuthoringError
        A segment cannot be drawn, so nothing is written; the message names segments and places.
    OSError
        Another file cannot be read.
    """
    path = data / "routes" / f"{route}.geojson"
    collection = _collection(path, route)
    network = None
    if any(feature["properties"]["method"] == FOLLOWS_TRACK for feature in collection["features"]):
        file = network_file or package_file()
        box = read_region(data).tracing
        network = cached_network(file, box, cache) if cache else read_network(file, box)
    reports = redraw(collection, read_ends(data / "places.csv"), read_via(data / "routes" / "via.csv"), network)
    path.write_text(canonical(collection), encoding="utf-8")
    return reports


def _collection(path: Path, route: str) -> dict[str, Any]:
    """The route's file. Raises AuthoringError where it lacks something that tracing needs."""
    if not path.is_file():
        raise AuthoringError(f"there is no route {route!r}; its file would be {path.name} in {path.parent}")
    try:
        collection = read_json(path)
    except FileError as fault:
        raise AuthoringError(f"{path.name}: {fault}") from None
    features = collection.get("features")
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise AuthoringError(f"{path.name}: features must be a list of features, one a segment")
    faults = []
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties")
        if not isinstance(properties, dict):
            properties = {}
        missing = [key for key in ("from", "to", "method", "precision") if key not in properties]
        name = feature.get("id", f"segment {number}")
        faults += [f"{name}: {key} is missing" for key in [*missing, *(() if "id" in feature else ("id",))]]
        if properties.get("precision", "traced") not in DECIMALS:
            faults.append(f"{name}: precision {properties['precision']!r} is not one of {', '.join(DECIMALS)}")
    if faults:
        raise AuthoringError("\n".join(faults))
    return collection


def redraw(
    collection: dict[str, Any],
    ends: Mapping[str, End],
    via: Mapping[str, Sequence[Position]],
    network: RailNetwork | None,
) -> list[str]:
    """Give each feature of ``collection`` its line, in place, and return a report for each segment.

    Raises AuthoringError with every segment that cannot be drawn; then nothing is changed.
    """
    drawn, faults = list[DrawnSegment](), list[str]()
    for feature in collection["features"]:
        try:
            drawn.append(draw(feature, ends, via.get(feature["id"], ()), network))
        except AuthoringError as fault:
            faults += [f"{feature['id']}: {line}" for line in str(fault).splitlines()]
    if faults:
        raise AuthoringError("\n".join(faults))
    for feature, segment in zip(collection["features"], drawn, strict=True):
        feature["geometry"] = {"type": "LineString", "coordinates": [list(position) for position in segment.line]}
    return [*(segment.report for segment in drawn), *untie(collection)]


def untie(collection: dict[str, Any]) -> list[str]:
    """Remove the knots from the lines of ``collection`` that follow the track, in place, and report each vertex.

    Knots are searched in the joined line of all segments. The ends of segments and curated lines stay as they are.
    """
    features = collection["features"]
    chain, owners = [], []
    for feature in features:
        line = feature["geometry"]["coordinates"]
        traced = feature["properties"]["method"] == FOLLOWS_TRACK
        for at, (lon, lat) in enumerate(line):
            chain.append(Vertex((lon, lat), fixed=not traced or at in (0, len(line) - 1)))
            owners.append(feature)
    joints = {at for at in range(1, len(chain)) if chain[at].position == chain[at - 1].position}
    remaining = {id(vertex) for vertex in unknotted([inner for at, inner in enumerate(chain) if at not in joints])}
    removed = [at for at, vertex in enumerate(chain) if at not in joints and id(vertex) not in remaining]
    line = [vertex.position for vertex in chain if id(vertex) in remaining]
    for feature in features:
        vertices = [at for at, owner in enumerate(owners) if owner is feature and at not in removed]
        feature["geometry"]["coordinates"] = [list(chain[at].position) for at in vertices]
    return [_knot_report(chain[at].position, owners[at], line) for at in removed]


def _knot_report(position: Position, feature: Mapping[str, Any], line: Sequence[Position]) -> str:
    off_km = distance_km(position, line)
    more = remark(off_km, feature["properties"]["precision"])
    return f"{feature['id']}: a knot at {position[0]}, {position[1]} left out, {off_km:.2f} km from the line{more}"


def read_ends(path: Path) -> dict[str, End]:
    """The places of ``places.csv`` by id."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if missing := {"id", "lon", "lat", "precision_m"} - set(rows.fieldnames or ()):
            raise AuthoringError(f"{path.name}: the header has no {', '.join(sorted(missing))}")
        return {
            row["id"]: End(_position(path, row["id"], row), int(_number(path, row["id"], row, "precision_m")))
            for row in rows
        }


def read_via(path: Path) -> dict[str, list[Position]]:
    """The curated points of ``via.csv`` by segment, in order. Raises AuthoringError for another header or order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != VIA_HEADER:
            raise AuthoringError(f"{path.name}: the header is {rows.fieldnames}, not {','.join(VIA_HEADER)}")
        via: dict[str, list[Position]] = {}
        for row in rows:
            points = via.setdefault(row["segment"], [])
            points.append(_position(path, row["segment"], row))
            if row["seq"] != str(len(points)):
                raise AuthoringError(f"{path.name}: {row['segment']}: seq {row['seq']} is not {len(points)}")
    return via


def _position(path: Path, record: str, row: Mapping[str, str | None]) -> Position:
    return _number(path, record, row, "lon"), _number(path, record, row, "lat")


def _number(path: Path, record: str, row: Mapping[str, str | None], key: str) -> float:
    try:
        return float(row[key] or "")
    except ValueError:
        raise AuthoringError(f"{path.name}: {record}: {key}: {row[key]!r} is not a number") from None
