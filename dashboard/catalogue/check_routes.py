"""Findings on routes: the chain of segments, where their lines end, how they were drawn, licences."""

from collections.abc import Iterator
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.models import Position, Route, Segment
from dashboard.catalogue.sources import ROUTE_FILE
from dashboard.catalogue.vocabulary import DrawMethod, Mode, Precision

LICENCES = frozenset({"ODbL-1.0", "CC-BY-4.0", "CC0-1.0", "PDDL-1.0", "public domain"})
"""Licences a line may have and still be given away with the rest."""

END_GRACE_M = 1_000
SCHEMATIC_END_GRACE_M = 5_000
_EARTH_RADIUS_M = 6_371_008.8  # mean radius; to half a percent here, which a grace of a kilometre bears
_DECIMALS = 5
_SCHEMATIC_METHODS = frozenset({DrawMethod.BETWEEN_ENDS, DrawMethod.SKETCH})
_RAIL_METHODS = frozenset({DrawMethod.FOLLOWS_TRACK, DrawMethod.THROUGH_STATIONS})


def check_routes(catalogue: Catalogue) -> Iterator[Finding]:
    """Segments follow one another, end at their places, and say plausibly how they were drawn."""
    for route in catalogue.routes.values():
        file = ROUTE_FILE.format(route.id)
        yield from _chain(route, file)
        yield from _successor(catalogue, route, file)
        for segment in route.segments:
            yield from _ends(catalogue, segment, file)
            yield from _drawing(segment, file)


def _chain(route: Route, file: str) -> Iterator[Finding]:
    for before, after in pairwise(route.segments):
        if before.end != after.start:
            message = f"{after.start!r} is not where {before.id} ended, {before.end!r}; order the segments"
            yield Finding("error", file, after.id, "from", message)
            continue
        gap_m = distance_m(before.coordinates[-1], after.coordinates[0])
        if gap_m > END_GRACE_M:
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
    ends = ((segment.start, segment.coordinates[0], "begins"), (segment.end, segment.coordinates[-1], "ends"))
    for place_id, position, verb in ends:
        place = catalogue.places.get(place_id)
        if place is None:
            continue
        allowed_m = place.precision_m + END_GRACE_M
        if segment.precision is Precision.SCHEMATIC:
            allowed_m = max(allowed_m, SCHEMATIC_END_GRACE_M)
        off_m = distance_m(position, (place.lon, place.lat))
        if off_m > allowed_m:
            message = f"{verb} {off_m / 1000:.1f} km from {place_id}; {allowed_m / 1000:.1f} km are allowed"
            yield Finding("error", file, segment.id, "coordinates", message)


def _drawing(segment: Segment, file: str) -> Iterator[Finding]:
    schematic = segment.precision is Precision.SCHEMATIC
    if segment.method in _SCHEMATIC_METHODS and not schematic:
        message = f"{segment.precision.value!r} is more than {segment.method.value!r} can know; write schematic"
        yield Finding("error", file, segment.id, "precision", message)
    if segment.method in _RAIL_METHODS and segment.mode is not Mode.RAIL:
        message = f"{segment.method.value!r} is for rail, not for {segment.mode.value!r}"
        yield Finding("error", file, segment.id, "method", message)
    if segment.licence not in LICENCES:
        message = f"{segment.licence!r} is not one of {', '.join(sorted(LICENCES))}"
        yield Finding("warning", file, segment.id, "licence", message)
    if any(before == after for before, after in pairwise(segment.coordinates)):
        yield Finding("warning", file, segment.id, "coordinates", "holds a point twice in a row; keep one")
    if any(round(degrees, _DECIMALS) != degrees for position in segment.coordinates for degrees in position):
        message = f"has more than {_DECIMALS} decimals, finer than a metre; round them"
        yield Finding("warning", file, segment.id, "coordinates", message)


def distance_m(one: Position, other: Position) -> float:
    """Great-circle distance in metres between two (lon, lat) positions, on a sphere (haversine)."""
    lon1, lat1, lon2, lat2 = map(radians, (*one, *other))
    half_chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_M * asin(sqrt(half_chord))
