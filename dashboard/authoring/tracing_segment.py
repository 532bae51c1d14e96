"""Draws one segment: along the railway network where it follows the track, else straight through its curated points.

A line is only drawn along a track on which its stations can stand. The network is simplified: each straight edge stands
for a track that may leave it by a known error. A station stands on the track where it lies within this error,
or within the precision of the segment and its own. Farther off, the track is another one, and no line is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import networkx as nx

from dashboard.authoring.errors import AuthoringError
from dashboard.authoring.tracing import error_bound_km, trace
from dashboard.authoring.tracing_network import RailNetwork, Snap
from dashboard.catalogue.text.likeness import nearest
from dashboard.geo.geodesy import Position, length_km

FOLLOWS_TRACK: Final = "follows-track"

DECIMALS: Final[Mapping[str, int]] = {"surveyed": 5, "traced": 4, "approximate": 3, "schematic": 2}
"""The decimals of a degree for each precision of a line, so that a position says no more than is known."""

LIMIT_KM: Final[Mapping[str, float]] = {"surveyed": 0.05, "traced": 1.0, "approximate": 10.0}


@dataclass(frozen=True)
class End:
    """A place that a segment begins or ends at: its position (lon, lat) and how well that is known."""

    position: Position
    precision_m: int

    @property
    def rounded(self) -> Position:
        """The position with the decimals of its precision; the same for every segment that ends here."""
        decimals = 4 if self.precision_m < 1_000 else 3 if self.precision_m < 5_000 else 2
        return round(self.position[0], decimals), round(self.position[1], decimals)


@dataclass(frozen=True)
class DrawnSegment:
    """A segment's new line, and the report on it."""

    line: list[Position]
    report: str


def draw(
    feature: Mapping[str, Any], ends: Mapping[str, End], via: Sequence[Position], network: RailNetwork | None
) -> DrawnSegment:
    """The segment's line. Raises AuthoringError, with each fault on a line, where it cannot be drawn."""
    properties = feature["properties"]
    precision = properties["precision"]
    begin, end = _ends(properties, ends)
    if properties["method"] == FOLLOWS_TRACK:
        inner, note = _along_track(properties, (begin, end), via, network)
    else:
        inner, note = via, f"{len(via)} curated points"
    rounded = [(round(lon, DECIMALS[precision]), round(lat, DECIMALS[precision])) for lon, lat in inner]
    line = _without_repeats([begin.rounded, *rounded, end.rounded])
    return DrawnSegment(line, f"{feature['id']}: {length_km(line):.1f} km, {len(line)} positions, {note}")


def _ends(properties: Mapping[str, Any], ends: Mapping[str, End]) -> tuple[End, End]:
    unknown = []
    for key in ("from", "to"):
        place = properties[key]
        if place not in ends:
            near = nearest(place, list(ends))
            remedy = f"did you mean {near!r}?" if near else "add it"
            unknown.append(f"{key}: there is no place {place!r} in places.csv; {remedy}")
    if unknown:
        raise AuthoringError("\n".join(unknown))
    return ends[properties["from"]], ends[properties["to"]]


def _along_track(
    properties: Mapping[str, Any], ends: tuple[End, End], via: Sequence[Position], network: RailNetwork | None
) -> tuple[Sequence[Position], str]:
    """The inner positions of the line along the network, and the report on them."""
    if network is None:
        raise AuthoringError("follows the track, and there is no network")
    names, precision = (properties["from"], properties["to"]), properties["precision"]
    if precision not in LIMIT_KM:
        raise AuthoringError(f"is {precision}, which knows only the ends and follows no track; write through-stations")
    snaps = [network.snap(end.position) for end in ends]
    far = [_too_far(name, end, snap, network, precision) for name, end, snap in zip(names, ends, snaps, strict=True)]
    if any(far):
        raise AuthoringError("\n".join(filter(None, far)))
    try:
        leg = trace(network, ends[0].position, ends[1].position, via)
    except nx.NetworkXNoPath:
        raise AuthoringError(
            f"the network leads from {names[0]} no way to {names[1]}; "
            "trace to a place between, or write through-stations"
        ) from None
    off = ", ".join(f"{km:.2f} km at {name}" for name, km in zip(names, leg.off_km, strict=True))
    note = (
        f"track {leg.track_km:.1f} km, error up to {leg.bound_km:.1f} km, off the network {off}, "
        f"gaps {leg.bridged_km:.1f} km, the longest {leg.longest_gap_km:.1f} km{remark(leg.bound_km, precision)}"
    )
    return leg.line[1:-1], note


def _too_far(name: str, end: End, snap: Snap, network: RailNetwork, precision: str) -> str | None:
    """The reason why the place cannot stand on the nearest track of the network; None where it can."""
    edge_km = length_km([network.position(snap.u), network.position(snap.v)])
    error_km = error_bound_km(edge_km, network.graph.edges[snap.u, snap.v]["km"])
    allowed_km = max(LIMIT_KM[precision] + end.precision_m / 1000, error_km)
    if snap.off_km <= allowed_km:
        return None
    return (
        f"{name} is {snap.off_km:.1f} km from the nearest track, {snap.off_km - allowed_km:.1f} km more than the "
        f"{allowed_km:.1f} km that {precision} and the place's {end.precision_m} m allow; correct the place, "
        "or the precision, or write through-stations"
    )


def remark(bound_km: float, precision: str) -> str:
    """A remark for a report where an error of ``bound_km`` is more than the precision allows; else empty."""
    limit_km = LIMIT_KM.get(precision)
    return f" — more than {precision} allows" if limit_km is not None and bound_km > limit_km else ""


def _without_repeats(line: Sequence[Position]) -> list[Position]:
    return [position for at, position in enumerate(line) if at == 0 or position != line[at - 1]]
