"""Checks for knots: lines that turn back within a few kilometres, or cross themselves."""

from collections.abc import Callable, Iterator, Sequence

from dashboard.catalogue.field_types import Position
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.load.paths import ROUTE_FILE
from dashboard.catalogue.models import Route

KnotsIn = Callable[[Sequence[Position]], Sequence[Position]]
"""(positions of a line) → the positions of its knots, in order; (longitude, latitude) in degrees on WGS84."""


def check_knots(catalogue: Catalogue, knots_in: KnotsIn | None) -> Iterator[Finding]:
    """Check the line of every route for knots, also between segments; no check without ``knots_in``."""
    for route in catalogue.routes.values() if knots_in else ():
        assert knots_in is not None
        line = [position for segment in route.segments for position in segment.coordinates]
        once = [position for at, position in enumerate(line) if at == 0 or position != line[at - 1]]
        for position in knots_in(once):
            yield _knot(route, position)


def _knot(route: Route, position: Position) -> Finding:
    def squared_distance(segment_line: Sequence[Position]) -> float:
        return min((lon - position[0]) ** 2 + (lat - position[1]) ** 2 for lon, lat in segment_line)

    segment = min(route.segments, key=lambda segment: squared_distance(segment.coordinates))
    where = f"{position[0]:.4f}, {position[1]:.4f}"
    message = f"turns back on itself or crosses itself at {where}; leave the spike out (a traced line: trace it again)"
    return Finding("warning", ROUTE_FILE.format(route.id), segment.id, "coordinates", message)
