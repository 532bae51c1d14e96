"""Findings on routes: the chain of their segments, their successors, how they were drawn, licences and gauges."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dashboard.catalogue.findings import Finding, Level
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.load_context import Declared
from dashboard.catalogue.models import Route, Segment
from dashboard.catalogue.vocabulary import DrawMethod, Mode, Precision

LICENCES: Final = frozenset({"ODbL-1.0", "CC-BY-4.0", "CC0-1.0", "PDDL-1.0", "public domain"})
"""Licences under which a line can be distributed with the others."""
SCHEMATIC_METHODS: Final = frozenset({DrawMethod.BETWEEN_ENDS, DrawMethod.SKETCH})
RAIL_METHODS: Final = frozenset({DrawMethod.FOLLOWS_TRACK, DrawMethod.THROUGH_STATIONS})


def check_routes(catalogue: Catalogue, declared: Declared) -> Iterator[Finding]:
    """Check that segments follow one another, and that what is known of each agrees."""
    for file, parts in declared.parts(Route):
        yield from _order(parts.segments, file)
    for route in catalogue.routes.values():
        file = catalogue.file_of(route)
        yield from _order(route.segments, file)
        yield from _successor(catalogue, route, file)
    for segment in catalogue.segments.values():
        for level, field, message in _faults(segment):
            yield Finding(level, catalogue.file_of(segment), segment.id, field, message)


def _order(segments: Sequence[Segment], file: str) -> Iterator[Finding]:
    for before, after in pairwise(segments):
        if before.end and after.start and before.end != after.start:
            message = f"{after.start!r} is not where {before.id} ended, {before.end!r}; order the segments"
            yield Finding("error", file, after.id, "from", message)


def _successor(catalogue: Catalogue, route: Route, file: str) -> Iterator[Finding]:
    visited, current = {route.id}, route
    while successor := catalogue.routes.get(current.superseded_by or ""):
        current = successor
        if current.id in visited:
            message = f"{current.id!r} comes back to itself; a route cannot succeed itself"
            yield Finding("error", file, route.id, "route.superseded_by", message)
            return
        visited.add(current.id)


def _faults(segment: Segment) -> Iterator[tuple[Level, str, str]]:
    """The level, the field and the message of each fault."""
    mode, method, precision = segment.mode.value, segment.method.value, segment.precision.value
    if segment.start == segment.end:
        yield "error", "to", "is the place it begins at; name the other end"
    if segment.method in SCHEMATIC_METHODS and segment.precision is not Precision.SCHEMATIC:
        yield "error", "precision", f"{precision!r} is more than {method!r} can know; write schematic"
    if segment.method in RAIL_METHODS and segment.mode is not Mode.RAIL:
        yield "error", "method", f"{method!r} is for rail, not for {mode!r}"
    elif segment.method is DrawMethod.FOLLOWS_TRACK and segment.precision is Precision.SCHEMATIC:
        yield "error", "method", f"{precision!r} knows only the ends, and follows no track; write through-stations"
    if segment.licence not in LICENCES:
        yield "warning", "licence", f"{segment.licence!r} is not one of {', '.join(sorted(LICENCES))}"
    if segment.gauge_mm is not None and segment.mode is not Mode.RAIL:
        yield "error", "gauge_mm", f"is for rail, not for {mode!r}"
    if segment.gauge_mm is not None and segment.gauge_source is None:
        yield "error", "gauge_source", "is missing; say where the gauge is from"
    if segment.gauge_mm is None and segment.gauge_source is not None:
        yield "error", "gauge_mm", "is missing, and there is a source for it"
