"""Which part of each step of a line lies in which country: where the polygons cut it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.geo.countries import CountryShapes
from dashboard.geo.geodesy import Floats, Integers

Interval = tuple[float, float]


@dataclass(frozen=True)
class Within:
    """Pairs of a step and a country that it meets.

    ``share`` is the part of the step (0 to 1) inside the country, ``first`` where on the step the country begins.
    """

    step: Integers
    country: Integers
    share: Floats
    first: Floats


def shares_of(steps: npt.NDArray[np.object_], shapes: CountryShapes) -> tuple[Within, Floats]:
    """The shares of all steps, and by step the share of it that lies in any country."""
    step_at, country_at = shapes.tree.query(steps)
    meets = shapely.intersects(shapes.array[country_at], steps[step_at])
    step_at, country_at = step_at[meets], country_at[meets]
    whole = shapely.covers(shapes.array[country_at], steps[step_at])
    share = whole.astype(np.float64)
    first = np.zeros(len(step_at))
    covered = np.zeros(len(steps))
    covered[step_at[whole]] = 1.0
    cut_at = np.flatnonzero(~whole)
    cuts = shapely.intersection(steps[step_at[cut_at]], shapes.array[country_at[cut_at]])
    inside: dict[int, list[Interval]] = {}
    for at, cut in zip(cut_at.tolist(), cuts, strict=True):
        intervals = _intervals(steps[step_at[at]], cut)
        share[at] = _extent(intervals)
        first[at] = min((begin for begin, _ in intervals), default=0.0)
        inside.setdefault(int(step_at[at]), []).extend(intervals)
    for step, intervals in inside.items():
        covered[step] = max(covered[step], _extent(intervals))
    return Within(step_at, country_at, share, first), covered


def _intervals(step: BaseGeometry, cut: BaseGeometry) -> list[Interval]:
    """Where the linear parts of ``cut`` lie on ``step``, from 0 at its beginning to 1 at its end."""
    intervals = []
    for part in shapely.get_parts(cut):
        if shapely.get_dimensions(part) != 1:
            continue
        ends = shapely.points(shapely.get_coordinates(part)[[0, -1]])
        first, last = sorted(shapely.line_locate_point(step, ends, normalized=True).tolist())
        intervals.append((first, last))
    return intervals


def _extent(intervals: list[Interval]) -> float:
    """The length of the union of ``intervals``."""
    total, reached = 0.0, 0.0
    for first, last in sorted(intervals):
        total += max(0.0, last - max(first, reached))
        reached = max(reached, last)
    return min(1.0, total)
