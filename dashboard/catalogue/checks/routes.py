"""Checks of routes: the chain of segments, the ends of their lines, how they were drawn, licences."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType

from dashboard.catalogue.field_types import Position
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.load.paths import ROUTE_FILE
from dashboard.catalogue.models import Route, Segment
from dashboard.catalogue.vocabulary import DrawMethod, Mode, Precision

LICENCES = frozenset({"ODbL-1.0", "CC-BY-4.0", "CC0-1.0", "PDDL-1.0", "public domain"})
"""Licences under which a line can be distributed with the others."""

END_TOLERANCE_M = 1_000
SCHEMATIC_END_TOLERANCE_M = 5_000
_EARTH_RADIUS_M = 6_371_008.8  # mean radius; an error of half a percent is small beside the tolerance of a kilometre
_DECIMALS = 5
LONGEST_STRAIGHT_KM: Mapping[Precision, float] = MappingProxyType(
    {Precision.SURVEYED: 50.0, Precision.TRACED: 50.0, Precision.APPROXIMATE: 100.0}
)
"""How far a line that follows track may run straight. 99.9 % of the railway network's own straight edges are at most
31 km long where their error is within 1 km, and at most 72 km where it is within 10 km."""

SCHEMATIC_METHODS = frozenset({DrawMethod.BETWEEN_ENDS, DrawMethod.SKETCH})
RAIL_METHODS = frozenset({DrawMethod.FOLLOWS_TRACK, DrawMethod.THROUGH_STATIONS})


def check_routes(catalogue: Catalogue, declared: Declared) -> Iterator[Finding]:
    """Check that segments follow one another, end at their places, and are drawn by a plausible method."""
    for file, parts in declared.parts(Route):
        yield from _order(parts.segments, file)
    for route in catalogue.routes.values():
        file = ROUTE_FILE.format(route.id)
        yield from _order(route.segments, file)
        yield from _gaps(route, file)
        yield from _successor(catalogue, route, file)
    for segment in catalogue.segments.values():
        file = ROUTE_FILE.format(segment.route)
        yield from _ends(catalogue, segment, file)
        yield from _drawing(segment, file)
        yield from _gauge(segment, file)


def _order(segments: Sequence[Segment], file: str) -> Iterator[Finding]:
    for before, after in pairwise(segments):
        if before.end and after.start and before.end != after.start:
            message = f"{after.start!r} is not where {before.id} ended, {before.end!r}; order the segments"
            yield Finding("error", file, after.id, "from", message)


def _gaps(route: Route, file: str) -> Iterator[Finding]:
    for before, after in pairwise(route.segments):
        if before.end != after.start:
            continue
        gap_m = distance_m(before.coordinates[-1], after.coordinates[0])
        if gap_m > END_TOLERANCE_M:
            message = f"begins {gap_m / 1000:.1f} km from the end of {before.id}; join the lines"
            yield Finding("warning", file, after.id, "coordinates", message)


def _successor(catalogue: Catalogue, route: Route, file: str) -> Iterator[Finding]:
    seen, current = {route.id}, route
    while successor := catalogue.routes.get(current.superseded_by or ""):
        current = successor
        if current.id in seen:
            message = f"{current.id!r} comes back to itself; a route cannot succeed itself"
            yield Finding("error", file, route.id, "route.superseded_by", message)
            return
        seen.add(current.id)


def _ends(catalogue: Catalogue, segment: Segment, file: str) -> Iterator[Finding]:
    if segment.start == segment.end:
        yield Finding("error", file, segment.id, "to", "is the place it begins at; name the other end")
    first, last = segment.coordinates[0], segment.coordinates[-1]
    messages = list(_off_places(catalogue, segment, first, last))
    if messages and segment.start in catalogue.places and segment.end in catalogue.places:
        if not any(_off_places(catalogue, segment, last, first)):
            messages = [f"begins at {segment.end} and ends at {segment.start}: the line runs the other way; reverse it"]
        elif not any(_off_places(catalogue, segment, first[::-1], last[::-1])):
            messages = [f"{messages[0].partition(';')[0]}: lon and lat are swapped; write longitude first"]
    for message in messages:
        yield Finding("error", file, segment.id, "coordinates", message)


def _off_places(catalogue: Catalogue, segment: Segment, first: Position, last: Position) -> Iterator[str]:
    """What is wrong where a line from ``first`` to ``last`` is too far from the places of ``segment``."""
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


def _drawing(segment: Segment, file: str) -> Iterator[Finding]:
    schematic = segment.precision is Precision.SCHEMATIC
    if segment.method in SCHEMATIC_METHODS and not schematic:
        message = f"{segment.precision.value!r} is more than {segment.method.value!r} can know; write schematic"
        yield Finding("error", file, segment.id, "precision", message)
    if segment.method in RAIL_METHODS and segment.mode is not Mode.RAIL:
        message = f"{segment.method.value!r} is for rail, not for {segment.mode.value!r}"
        yield Finding("error", file, segment.id, "method", message)
    elif segment.method is DrawMethod.FOLLOWS_TRACK:
        yield from _track(segment, file)
    if segment.licence not in LICENCES:
        message = f"{segment.licence!r} is not one of {', '.join(sorted(LICENCES))}"
        yield Finding("warning", file, segment.id, "licence", message)
    if any(before == after for before, after in pairwise(segment.coordinates)):
        yield Finding("warning", file, segment.id, "coordinates", "holds a point twice in a row; keep one")
    if any(round(degrees, _DECIMALS) != degrees for position in segment.coordinates for degrees in position):
        message = f"has more than {_DECIMALS} decimals, finer than a metre; round them"
        yield Finding("warning", file, segment.id, "coordinates", message)


def _track(segment: Segment, file: str) -> Iterator[Finding]:
    """A line along a track bends as the track does: a chord from end to end follows none."""
    longest_km = LONGEST_STRAIGHT_KM.get(segment.precision)
    if longest_km is None:
        message = f"{segment.precision.value!r} knows only the ends, and follows no track; write through-stations"
        yield Finding("error", file, segment.id, "method", message)
        return
    straight_km = max(distance_m(*step) for step in pairwise(segment.coordinates)) / 1000
    if straight_km > longest_km:
        message = (
            f"runs straight for {straight_km:.0f} km, and a track that is {segment.precision.value} "
            f"for {longest_km:.0f} km at most; trace it, or write through-stations"
        )
        yield Finding("error", file, segment.id, "coordinates", message)


def _gauge(segment: Segment, file: str) -> Iterator[Finding]:
    if segment.gauge_mm is not None and segment.mode is not Mode.RAIL:
        yield Finding("error", file, segment.id, "gauge_mm", f"is for rail, not for {segment.mode.value!r}")
    if segment.gauge_mm is not None and segment.gauge_source is None:
        yield Finding("error", file, segment.id, "gauge_source", "is missing; say where the gauge is from")
    if segment.gauge_mm is None and segment.gauge_source is not None:
        yield Finding("error", file, segment.id, "gauge_mm", "is missing, and there is a source for it")


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
