"""``python -m dashboard trace <route>``: draws the segments of one route file again; an authoring tool.

A segment's line follows from its two places, the curated points of ``via.csv`` between them and its method: segments
with the method ``follows-track`` run along the railway network, all others straight from point to point.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dashboard.geography.geodesy import Position, length_km
from dashboard.geography.geojson_form import canonical
from dashboard.geography.tracing import trace
from dashboard.geography.tracing_network import Box, Network, package_file, read_network

FOLLOWS_TRACK: Final = "follows-track"
VIA_HEADER: Final = ("segment", "seq", "lon", "lat", "name", "source")
REGION: Final[Box] = (26.0, 29.0, 84.0, 52.0)
"""What of the world's railways is read: from Istanbul to Alashankou, from Peshawar to Zharyk."""

DECIMALS: Final[Mapping[str, int]] = {"surveyed": 5, "traced": 4, "approximate": 3, "schematic": 2}
"""Decimals of a degree that a line's precision means; a position says no more than is known."""

LIMIT_KM: Final[Mapping[str, float]] = {"surveyed": 0.05, "traced": 1.0, "approximate": 10.0}


@dataclass(frozen=True)
class End:
    """A place that a segment begins or ends at: its position (lon, lat) and how well that is known."""

    position: Position
    precision_m: int

    @property
    def rounded(self) -> Position:
        """The position with the decimals that its precision means; the same for every segment that ends here."""
        decimals = 4 if self.precision_m < 1_000 else 3 if self.precision_m < 5_000 else 2
        return round(self.position[0], decimals), round(self.position[1], decimals)


def trace_route(data: Path, route: str, network_file: Path | None = None) -> list[str]:
    """Draw the route file ``data/routes/<route>.geojson`` again, in place; what was done, a line a segment.

    ``network_file`` is where the railways are, by default in the installed package. Raises OSError when a file cannot
    be read, KeyError for a place that is not in ``data/places.csv``, ``networkx.NetworkXNoPath`` where no track leads.
    """
    path = data / "routes" / f"{route}.geojson"
    collection = json.loads(path.read_text(encoding="utf-8"))
    network = None
    if any(feature["properties"]["method"] == FOLLOWS_TRACK for feature in collection["features"]):
        network = read_network(network_file or package_file(), REGION)
    told = redraw(collection, read_ends(data / "places.csv"), read_via(data / "routes" / "via.csv"), network)
    path.write_text(canonical(collection), encoding="utf-8")
    return told


def redraw(
    collection: dict[str, Any],
    ends: Mapping[str, End],
    via: Mapping[str, Sequence[Position]],
    network: Network | None,
) -> list[str]:
    """Give each feature of ``collection`` its line, in place; what was done, a line a segment."""
    told = []
    for feature in collection["features"]:
        segment, properties = feature["id"], feature["properties"]
        begin, end = ends[properties["from"]], ends[properties["to"]]
        points = via.get(segment, ())
        if properties["method"] == FOLLOWS_TRACK:
            if network is None:
                raise ValueError(f"{segment}: follows the track, and there is no network")
            leg = trace(network, begin.position, end.position, points)
            inner: Sequence[Position] = leg.line[1:-1]
            remark = _remark(leg.bound_km, properties["precision"])
            note = (
                f"track {leg.track_km:.1f} km, error up to {leg.bound_km:.1f} km, gaps {leg.bridged_km:.1f} km{remark}"
            )
        else:
            inner, note = points, f"{len(points)} curated points"
        decimals = DECIMALS[properties["precision"]]
        rounded = [(round(lon, decimals), round(lat, decimals)) for lon, lat in inner]
        line = _without_repeats([begin.rounded, *rounded, end.rounded])
        feature["geometry"] = {"type": "LineString", "coordinates": [list(position) for position in line]}
        told.append(f"{segment}: {length_km(line):.1f} km, {len(line)} positions, {note}")
    return told


def read_ends(path: Path) -> dict[str, End]:
    """The places of ``places.csv`` by id."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["id"]: End((float(row["lon"]), float(row["lat"])), int(row["precision_m"])) for row in rows}


def read_via(path: Path) -> dict[str, list[Position]]:
    """The curated points of ``via.csv`` by segment, in order. Raises ValueError for another header or order."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != VIA_HEADER:
            raise ValueError(f"{path.name}: the header is {rows.fieldnames}, not {','.join(VIA_HEADER)}")
        via: dict[str, list[Position]] = {}
        for row in rows:
            points = via.setdefault(row["segment"], [])
            points.append((float(row["lon"]), float(row["lat"])))
            if int(row["seq"]) != len(points):
                raise ValueError(f"{path.name}: {row['segment']}: seq {row['seq']} is not {len(points)}")
    return via


def _remark(bound_km: float, precision: str) -> str:
    limit_km = LIMIT_KM.get(precision)
    return f" — more than {precision} allows" if limit_km is not None and bound_km > limit_km else ""


def _without_repeats(line: Sequence[Position]) -> list[Position]:
    return [position for at, position in enumerate(line) if at == 0 or position != line[at - 1]]
