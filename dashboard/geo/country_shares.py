"""Cuts the steps of lines by the polygons of countries."""

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

    ``share`` is the part of the step (0 to 1) inside the country; ``first`` is the position on the step (0 to 1) at
    which the country begins.
    """

    step: Integers
    country: Integers
    share: Floats
    first: Floats


def shares_of(steps: npt.NDArray[np.object_], shapes: CountryShapes) -> tuple[Within, Floats]:
    """The shares of all steps by country, and the share of each step that lies in any country."""
    step_at, country_at = shapes.tree.query(steps)
    meets = shapely.intersects(shapes.array[country_at], steps[step_at])
    step_at, country_at = step_at[meets], country_at[meets]
    complete = shapely.covers(shapes.array[country_at], steps[step_at])
    share = complete.astype(np.float64)
    first = np.zeros(len(step_at))
    covered = np.zeros(len(steps))
    covered[step_at[complete]] = 1.0
    cut_at = np.flatnonzero(~complete)
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
    """The positions of the linear parts of ``cut`` on ``step``, from 0 at its beginning to 1 at its end."""
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
    total, end = 0.0, 0.0
    for first, last in sorted(intervals):
        total += max(0.0, last - max(first, end))
        end = max(end, last)
    return min(1.0, total)
