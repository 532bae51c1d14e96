"""Findings on lines that cannot be: many times as long as their ends are apart, over the map's edge, a ship on land."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from dashboard.catalogue.checks.routes import distance_m
from dashboard.catalogue.field_types import Position
from dashboard.catalogue.findings import Finding, Level
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import ROUTE_FILE
from dashboard.catalogue.models import Segment
from dashboard.catalogue.vocabulary import DrawMethod, Mode

LandShare = Callable[[Sequence[Position]], float]
"""(positions of a line) → the part of its length, 0 to 1, that lies in any country."""

MOST_TIMES: Final = 5
"""So many times the distance of its ends a segment can be long; the most winding one of the atlas has 1.5."""
SHORT_KM: Final = 100
"""Added to that, because ends can lie close to each other on either side of a bay or a mountain."""
MOST_ON_LAND: Final = 0.5
_AFLOAT: Final = frozenset({Mode.SEA, Mode.SUBSEA_CABLE})


def check_detours(catalogue: Catalogue, land_share: LandShare | None) -> Iterator[Finding]:
    """Check each segment's length against its ends; without ``land_share``, nothing is said of ships on land."""
    for segment in catalogue.segments.values():
        where = (ROUTE_FILE.format(segment.route), segment.id, "coordinates")
        yield from _length(segment, where)
        yield from _antimeridian(segment, where)
        if land_share and segment.mode in _AFLOAT:
            yield from _on_land(segment, where, land_share(segment.coordinates))


def _length(segment: Segment, where: tuple[str, str, str]) -> Iterator[Finding]:
    apart_km = distance_m(segment.coordinates[0], segment.coordinates[-1]) / 1000
    long_km = sum(distance_m(*step) for step in pairwise(segment.coordinates)) / 1000
    if long_km > MOST_TIMES * apart_km + SHORT_KM:
        message = f"is {long_km:,.0f} km long between ends {apart_km:,.0f} km apart"
        remedy = "correct the points that lead away, or name a place on the way and make two segments"
        yield Finding("error", *where, f"{message}; {remedy}")


def _antimeridian(segment: Segment, where: tuple[str, str, str]) -> Iterator[Finding]:
    for (west, _), (east, _) in pairwise(segment.coordinates):
        if abs(east - west) > 180:
            message = f"jumps from longitude {west:g} to {east:g}, which the map draws across the whole world"
            yield Finding("warning", *where, f"{message}; correct it, or end a line at each side of the meridian")
            return


def _on_land(segment: Segment, where: tuple[str, str, str], share: float) -> Iterator[Finding]:
    if share > MOST_ON_LAND:
        # A river or a canal is no sea track: readers are told that one is kept to open water.
        level: Level = "error" if segment.method is DrawMethod.SEA_TRACK else "warning"
        message = f"runs over land for {share:.0%} of its length, and its mode is {segment.mode.value!r}"
        yield Finding(level, *where, f"{message}; draw it round the coast, or correct mode and method")
