"""Compares reported lengths with drawn ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import ReferenceFigure
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.subjects import is_current
from dashboard.catalogue.vocabulary import Measure, Unit

TOLERANCE: Final = 0.15
"""The share by which a drawn length may differ from a reported one without a warning."""


@dataclass(frozen=True)
class ReportedLength:
    """The reported and the drawn length of the same stretch, both in km.

    ``reported_km`` is the lower end of a reported range. ``holder`` is the id of the project or route that has the
    figure; ``routes`` are the ids of the drawn routes of the stretch.
    """

    holder: str
    routes: tuple[str, ...]
    figure: ReferenceFigure
    reported_km: float
    drawn_km: float

    @property
    def difference(self) -> float:
        """(drawn - reported) / reported: 0 within a reported range, negative if the drawn line is shorter."""
        nearest = self.nearest_km(self.drawn_km)
        return (self.drawn_km - nearest) / nearest

    def nearest_km(self, km: float) -> float:
        """The reported length, or the length within a reported range that is nearest to ``km``."""
        most = max(self.reported_km, self.figure.value_max or self.reported_km)
        return min(max(km, self.reported_km), most)

    @property
    def ratio(self) -> float:
        """Drawn over reported."""
        return 1 + self.difference

    @property
    def differs(self) -> bool:
        """Whether the two are further apart than ``TOLERANCE``."""
        return abs(self.difference) > TOLERANCE


def reported_lengths(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> tuple[ReportedLength, ...]:
    """Every reported length that can be compared with a drawn one: those of routes, then those of projects."""
    holders = (*catalogue.routes, *catalogue.projects)
    return tuple(length for holder in holders for length in lengths_of(catalogue, measures, holder))


def lengths_of(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure], holder: str) -> Iterator[ReportedLength]:
    """The reported lengths of one route or project (``holder``, an id).

    A figure of a route is about that route; a figure of a project names its routes (``over``). Figures of a project
    about withdrawn or superseded routes are left out.
    """
    is_route = holder in catalogue.routes
    record = catalogue.routes[holder] if is_route else catalogue.projects[holder]
    for figure in record.figures:
        routes = [catalogue.routes[route] for route in figure.over or ((holder,) if is_route else ())]
        if not routes or not (is_route or all(is_current(route) for route in routes)):
            continue
        if figure.measure is Measure.LENGTH and figure.unit is Unit.KM and figure.value:
            drawn_km = sum(measures[segment.id].length_km for route in routes for segment in route.segments)
            yield ReportedLength(holder, tuple(route.id for route in routes), figure, figure.value, drawn_km)
