"""Findings on the coordinates of lines: ends away from their places, gaps, detours, knots, ships on land."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import asin, cos, dist, radians, sin, sqrt
from types import MappingProxyType
from typing import Final

from dashboard.catalogue.field_types import Position
from dashboard.catalogue.findings import Finding, Level
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Route, Segment
from dashboard.catalogue.vocabulary import AT_SEA, DrawMethod, Mode, Precision

KnotsIn = Callable[[Sequence[Position]], Sequence[Position]]
"""(positions of a line) → the positions of its knots, in order; (longitude, latitude) in degrees on WGS84."""
LandShare = Callable[[Sequence[Position]], float]
"""(positions of a line) → the part of its length, 0 to 1, that lies in any country."""
_Fault = tuple[Level, str]
"""A level and a message."""

END_TOLERANCE_M: Final = 1_000
SCHEMATIC_END_TOLERANCE_M: Final = 5_000
LONGEST_STRAIGHT_KM: Final[Mapping[Precision, float]] = MappingProxyType(
    {Precision.SURVEYED: 50.0, Precision.TRACED: 50.0, Precision.APPROXIMATE: 100.0}
)
"""The longest straight stretch of a line that follows track, in km. 99.9 % of the straight edges of the railway network
itself are at most 31 km long where their error is within 1 km, and at most 72 km where it is within 10 km."""
LONGEST_DETOUR: Final = 5
"""The most times that a segment may be as long as its ends are apart; the most winding one of the atlas has 1.5."""
SHORT_KM: Final = 100
"""Added to that, because ends can lie close to each other on either side of a bay or a mountain."""
MOST_ON_LAND: Final = 0.5
_EARTH_RADIUS_M: Final = 6_371_008.8  # mean radius; an error of half a percent is small beside the tolerance
_DECIMALS: Final = 5


def check_lines(
    catalogue: Catalogue, knots_in: KnotsIn | None = None, land_share: LandShare | None = None
) -> Iterator[Finding]:
    """Check every line; no check for knots without ``knots_in``, and none for ships on land without ``land_share``."""
    for route in catalogue.routes.values():
        file = catalogue.file_of(route)
        for segment_id, message in (*_gaps(route), *(_knots(route, knots_in) if knots_in else ())):
            yield Finding("warning", file, segment_id, "coordinates", message)
    for segment in catalogue.segments.values():
        for level, message in (
            *_ends(catalogue, segment),
            *_straight_track(segment),
            *_vertices(segment),
            *_detour(segment),
            *_antimeridian(segment),
            *(_ship_on_land(segment, land_share) if land_share else ()),
        ):
            yield Finding(level, catalogue.file_of(segment), segment.id, "coordinates", message)


def _gaps(route: Route) -> Iterator[tuple[str, str]]:
    """The segment after each gap, and a message."""
    for before, after in pairwise(route.segments):
        gap_m = distance_m(before.coordinates[-1], after.coordinates[0])
        if before.end == after.start and gap_m > END_TOLERANCE_M:
            yield after.id, f"begins {gap_m / 1000:.1f} km from the end of {before.id}; join the lines"


def _knots(route: Route, knots_in: KnotsIn) -> Iterator[tuple[str, str]]:
    """The segment nearest to each knot of the route's line, and a message; a knot can lie between two segments."""
    line = [position for segment in route.segments for position in segment.coordinates]
    without_repetitions = [position for at, position in enumerate(line) if at == 0 or position != line[at - 1]]
    for knot in knots_in(without_repetitions):
        nearest = min(route.segments, key=lambda segment: min(dist(knot, vertex) for vertex in segment.coordinates))
        yield (
            nearest.id,
            f"turns back on itself or crosses itself at {knot[0]:.4f}, {knot[1]:.4f}; "
            "leave the spike out (a traced line: trace it again)",
        )


def _ends(catalogue: Catalogue, segment: Segment) -> Iterator[_Fault]:
    first, last = segment.coordinates[0], segment.coordinates[-1]
    messages = list(_off_places(catalogue, segment, first, last))
    if messages and segment.start in catalogue.places and segment.end in catalogue.places:
        if not any(_off_places(catalogue, segment, last, first)):
            messages = [f"begins at {segment.end} and ends at {segment.start}: the line runs the other way; reverse it"]
        elif not any(_off_places(catalogue, segment, first[::-1], last[::-1])):
            messages = [f"{messages[0].partition(';')[0]}: lon and lat are swapped; write longitude first"]
    yield from (("error", message) for message in messages)


def _off_places(catalogue: Catalogue, segment: Segment, first: Position, last: Position) -> Iterator[str]:
    """A message for each end of a line from ``first`` to ``last`` that is too far from its place."""
    for place_id, position, verb in ((segment.start, first, "begins"), (segment.end, last, "ends")):
        place = catalogue.places.get(place_id)
        if place is None:
            continue
        allowed_m = place.precision_m + END_TOLERANCE_M
        if segment.precision is Precision.SCHEMATIC:
            allowed_m = max(allowed_m, SCHEMATIC_END_TOLERANCE_M)
        off_m = distance_m(position, (place.lon, place.lat))
        if off_m > allowed_m:
            yield f"{verb} {off_m / 1000:.1f} km from {place_id}; {allowed_m / 1000:.1f} km are allowed"


def _straight_track(segment: Segment) -> Iterator[_Fault]:
    """A line along a track bends as the track does: a chord from end to end follows no track."""
    longest_km = LONGEST_STRAIGHT_KM.get(segment.precision)
    if segment.mode is not Mode.RAIL or segment.method is not DrawMethod.FOLLOWS_TRACK or longest_km is None:
        return
    straight_km = max(distance_m(*step) for step in pairwise(segment.coordinates)) / 1000
    if straight_km > longest_km:
        yield (
            "error",
            f"runs straight for {straight_km:.0f} km, and a track that is {segment.precision.value} "
            f"for {longest_km:.0f} km at most; trace it, or write through-stations",
        )


def _vertices(segment: Segment) -> Iterator[_Fault]:
    if any(before == after for before, after in pairwise(segment.coordinates)):
        yield "warning", "holds a point twice in a row; keep one"
    if any(round(degrees, _DECIMALS) != degrees for position in segment.coordinates for degrees in position):
        yield "warning", f"has more than {_DECIMALS} decimals, finer than a metre; round them"


def _detour(segment: Segment) -> Iterator[_Fault]:
    apart_km = distance_m(segment.coordinates[0], segment.coordinates[-1]) / 1000
    length_km = sum(distance_m(*step) for step in pairwise(segment.coordinates)) / 1000
    if length_km > LONGEST_DETOUR * apart_km + SHORT_KM:
        yield (
            "error",
            f"is {length_km:,.0f} km long between ends {apart_km:,.0f} km apart; "
            "correct the points that lead away, or name a place on the way and make two segments",
        )


def _antimeridian(segment: Segment) -> Iterator[_Fault]:
    for (west, _), (east, _) in pairwise(segment.coordinates):
        if abs(east - west) > 180:
            yield (
                "warning",
                f"jumps from longitude {west:g} to {east:g}, which the map draws across the whole world; "
                "correct it, or end a line at each side of the meridian",
            )
            return


def _ship_on_land(segment: Segment, land_share: LandShare) -> Iterator[_Fault]:
    if segment.mode in AT_SEA and (share := land_share(segment.coordinates)) > MOST_ON_LAND:
        # A line along a river or a canal is no sea track: readers are told that a sea track is kept to open water.
        yield (
            "error" if segment.method is DrawMethod.SEA_TRACK else "warning",
            f"runs over land for {share:.0%} of its length, and its mode is {segment.mode.value!r}; "
            "draw it round the coast, or correct mode and method",
        )


def distance_m(start: Position, end: Position) -> float:
    """Great-circle distance between two positions on a sphere (haversine formula).

    Parameters
    ----------
    start, end
        (longitude, latitude) in degrees on WGS84.

    Returns
    -------
    float
        Metres.
    """
    lon1, lat1, lon2, lat2 = map(radians, (*start, *end))
    half_chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_M * asin(sqrt(half_chord))
