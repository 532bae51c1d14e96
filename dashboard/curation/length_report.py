"""The drawn and the reported lengths of routes and projects (``python -m dashboard lengths``)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.atlas import Atlas
from dashboard.catalogue.reported_lengths import TOLERANCE, ReportedLength, reported_lengths
from dashboard.catalogue.vocabulary import Precision


@dataclass(frozen=True)
class LengthRow:
    """A route's or project's drawn length in km, one reported length or None, and the share of each precision."""

    name: str
    drawn_km: float
    shares: dict[Precision, float]
    reported: ReportedLength | None


def length_rows(atlas: Atlas) -> list[LengthRow]:
    """A row for every route and every reported length of a route or project, in that order."""
    reported = reported_lengths(atlas.catalogue, atlas.measures)
    rows = []
    for route in atlas.catalogue.routes:
        lengths: list[ReportedLength | None] = [length for length in reported if length.holder == route]
        rows += [_row(atlas, route, (route,), length) for length in lengths or [None]]
    rows += [_row(atlas, row.holder, row.routes, row) for row in reported if row.holder in atlas.catalogue.projects]
    return rows


def _row(atlas: Atlas, name: str, routes: Sequence[str], reported: ReportedLength | None) -> LengthRow:
    km: Counter[Precision] = Counter()
    for route in routes:
        for segment in atlas.catalogue.routes[route].segments:
            km[segment.precision] += atlas.measures[segment.id].length_km  # type: ignore[assignment]
    total = sum(km.values())
    shares = {precision: km[precision] / total for precision in Precision if km[precision]}
    return LengthRow(name, total, shares, reported)


def length_report(rows: Sequence[LengthRow]) -> str:
    """``rows`` as a table for a terminal, with a mark where a line differs too much from its reported length."""
    lines = [f"{'route or project':<28} {'drawn km':>9} {'reported':>9} {'ratio':>6}  precision"]
    for row in rows:
        length = row.reported
        reported, ratio = ("–", "–") if length is None else (f"{length.reported_km:.0f}", f"{length.ratio:.2f}")
        shares = ", ".join(f"{precision} {share:.0%}" for precision, share in row.shares.items())
        differs = length is not None and length.differs
        mark = f"  ← differs by more than {TOLERANCE:.0%} ({length.figure.source})" if length and differs else ""
        lines.append(f"{row.name:<28} {row.drawn_km:>9.1f} {reported:>9} {ratio:>6}  {shares}{mark}")
    return "\n".join(lines)
