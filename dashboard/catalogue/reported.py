"""Reported lengths beside drawn ones: which figure speaks of which stretch, and how far the two agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.measures import SegmentMeasure
from dashboard.catalogue.models import ReferenceFigure
from dashboard.catalogue.sources import PROJECT_FILE, ROUTE_FILE
from dashboard.catalogue.vocabulary import Measure, Unit

TOLERANCE: Final = 0.15
"""A drawn length may differ from a reported one by this share before it is remarked on."""


@dataclass(frozen=True)
class ReportedLength:
    """A length that somebody reports, beside the drawn length of the same stretch, both in km.

    ``holder`` is the project or route that carries the figure; ``routes`` are what is drawn of the stretch.
    """

    holder: str
    routes: tuple[str, ...]
    figure: ReferenceFigure
    reported_km: float
    drawn_km: float

    @property
    def ratio(self) -> float:
        """Drawn over reported."""
        return self.drawn_km / self.reported_km

    @property
    def differs(self) -> bool:
        """Whether the two are further apart than ``TOLERANCE``."""
        return abs(self.ratio - 1) > TOLERANCE


def reported_lengths(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> tuple[ReportedLength, ...]:
    """Every comparable length: those of a route are of that route, a project's name the routes that they go over."""
    pairs = [
        *(
            (route.id, figure, figure.over or (route.id,))
            for route in catalogue.routes.values()
            for figure in route.figures
        ),
        *((project.id, figure, figure.over) for project in catalogue.projects.values() for figure in project.figures),
    ]
    found = []
    for holder, figure, routes in pairs:
        if figure.measure is Measure.LENGTH and figure.unit is Unit.KM and figure.value and routes:
            drawn = sum(measures[s.id].length_km for route in routes for s in catalogue.routes[route].segments)
            found.append(ReportedLength(holder, routes, figure, figure.value, drawn))
    return tuple(found)


def check_lengths(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> list[Finding]:
    """A warning for every reported length that the drawn one misses by more than ``TOLERANCE``."""
    return [
        Finding(
            "warning",
            (PROJECT_FILE if one.holder in catalogue.projects else ROUTE_FILE).format(one.holder),
            one.holder,
            "figures",
            f"{one.reported_km:g} km reported, {one.drawn_km:.0f} km drawn: look at the line, or at what is measured",
        )
        for one in reported_lengths(catalogue, measures)
        if one.differs
    ]
