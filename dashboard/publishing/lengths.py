"""How long the routes are: drawn beside reported (``python -m dashboard lengths``)."""

from dataclasses import dataclass

from dashboard.atlas import Atlas
from dashboard.catalogue.models import Route
from dashboard.catalogue.vocabulary import Measure, Precision, Unit

TOLERANCE = 0.15
"""A drawn length may differ from a reported one by this share before it is remarked on."""


@dataclass(frozen=True)
class RouteLength:
    """A route's drawn length in km, a reported one (None: nobody reports any), and the share of each precision."""

    route: str
    drawn_km: float
    reported_km: float | None
    source: str
    shares: dict[Precision, float]

    @property
    def ratio(self) -> float | None:
        """Drawn over reported."""
        return self.drawn_km / self.reported_km if self.reported_km else None

    @property
    def differs(self) -> bool:
        """Whether drawn and reported are further apart than ``TOLERANCE``."""
        return self.ratio is not None and abs(self.ratio - 1) > TOLERANCE


def route_lengths(atlas: Atlas) -> list[RouteLength]:
    """A row for every route and reported length, one without a report where there is none."""
    rows = []
    for route in atlas.catalogue.routes.values():
        drawn_km = sum(atlas.measures[segment.id].length_km for segment in route.segments)
        shares = _shares(atlas, route, drawn_km)
        for reported_km, source in _reported(route) or [(None, "")]:
            rows.append(RouteLength(route.id, drawn_km, reported_km, source, shares))
    return rows


def _reported(route: Route) -> list[tuple[float | None, str]]:
    return [
        (figure.value, figure.source)
        for figure in route.figures
        if figure.measure is Measure.LENGTH and figure.unit is Unit.KM
    ]


def _shares(atlas: Atlas, route: Route, drawn_km: float) -> dict[Precision, float]:
    shares = dict.fromkeys(Precision, 0.0)
    for segment in route.segments:
        shares[segment.precision] += atlas.measures[segment.id].length_km / drawn_km
    return {precision: share for precision, share in shares.items() if share > 0}


def length_report(rows: list[RouteLength]) -> str:
    """``rows`` as a table for a terminal; a line that differs too much from a report is marked."""
    lines = [f"{'route':<28} {'drawn km':>9} {'reported':>9} {'ratio':>6}  precision"]
    for row in rows:
        reported = "–" if row.reported_km is None else f"{row.reported_km:.0f}"
        ratio = "–" if row.ratio is None else f"{row.ratio:.2f}"
        shares = ", ".join(f"{precision} {share:.0%}" for precision, share in row.shares.items())
        mark = f"  ← differs by more than {TOLERANCE:.0%} ({row.source})" if row.differs else ""
        lines.append(f"{row.route:<28} {row.drawn_km:>9.1f} {reported:>9} {ratio:>6}  {shares}{mark}")
    return "\n".join(lines)
