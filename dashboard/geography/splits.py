"""How much of a line lies in which country.

Where two polygons overlap, or a line runs on a border, the stretch counts for both and shows as ``overlap_km``. Lines
are cut many at a time: with thousands of them the time goes into the geometry and not into calls.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.geography.countries import CountryShapes
from dashboard.geography.geodesy import Floats, Integers, Line, steps_of

STEP_KM: Final = 10.0
MOST_VERTICES: Final = 50_000
"""Of the lines that are cut at once: their steps take some hundred bytes each meanwhile."""

Interval = tuple[float, float]


@dataclass(frozen=True)
class Split:
    """A line's length in km, whole and by country.

    ``sum(by_country.values()) + unattributed_km - overlap_km == whole_km``, to a metre.
    """

    whole_km: float
    by_country: Mapping[str, float]
    unattributed_km: float
    overlap_km: float


def split(line: Line, shapes: CountryShapes) -> Split:
    """The km of ``line`` in each country, at sea or outside (``unattributed_km``), and counted twice.

    The line is densified to steps of 10 km along its geodesics first. Where a border cuts a step, the cut is
    placed by straight interpolation in degrees, good to a few metres; steps themselves are exact.
    """
    return split_all([line], shapes)[0]


def split_all(lines: Sequence[Line], shapes: CountryShapes) -> list[Split]:
    """``split`` of each line, in order."""
    found: list[Split] = []
    for batch in _batches(lines):
        found += _split_batch(batch, shapes)
    return found


def _batches(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    first, vertices = 0, 0
    for at, line in enumerate(lines):
        if vertices + len(line) > MOST_VERTICES and at > first:
            yield lines[first:at]
            first, vertices = at, 0
        vertices += len(line)
    if first < len(lines):
        yield lines[first:]


def _split_batch(lines: Sequence[Line], shapes: CountryShapes) -> list[Split]:
    steps = steps_of(lines, STEP_KM)
    drawn = shapely.linestrings(np.stack([steps.starts, steps.ends], axis=1)) if len(steps.km) else np.empty(0, object)
    within, covered = _shares(drawn, shapes)
    by_country = np.zeros((len(lines), len(shapes.codes)))
    np.add.at(by_country, (steps.line[within.step], within.country), steps.km[within.step] * within.share)
    whole = np.bincount(steps.line, steps.km, minlength=len(lines))
    inside = np.bincount(steps.line, steps.km * covered, minlength=len(lines))
    return [
        _split_of(one, float(whole_km), float(inside_km), shapes.codes)
        for one, whole_km, inside_km in zip(by_country, whole, inside, strict=True)
    ]


def _split_of(by_country: Floats, whole_km: float, covered_km: float, codes: Sequence[str]) -> Split:
    present = {codes[at]: float(by_country[at]) for at in np.flatnonzero(by_country > 0).tolist()}
    return Split(
        whole_km,
        MappingProxyType(present),
        max(0.0, whole_km - covered_km),
        max(0.0, sum(present.values()) - covered_km),
    )


@dataclass(frozen=True)
class _Within:
    """Pairs of a step and a country that it meets, with the share of the step (0 to 1) inside the country."""

    step: Integers
    country: Integers
    share: Floats


def _shares(steps: npt.NDArray[np.object_], shapes: CountryShapes) -> tuple[_Within, Floats]:
    """The shares of all steps, and by step the share of it that lies in any country."""
    step_at, country_at = shapes.tree.query(steps)
    meets = shapely.intersects(shapes.array[country_at], steps[step_at])
    step_at, country_at = step_at[meets], country_at[meets]
    whole = shapely.covers(shapes.array[country_at], steps[step_at])
    share = whole.astype(np.float64)
    covered = np.zeros(len(steps))
    covered[step_at[whole]] = 1.0
    cut_at = np.flatnonzero(~whole)
    cuts = shapely.intersection(steps[step_at[cut_at]], shapes.array[country_at[cut_at]])
    inside: dict[int, list[Interval]] = {}
    for at, cut in zip(cut_at.tolist(), cuts, strict=True):
        intervals = _intervals(steps[step_at[at]], cut)
        share[at] = _extent(intervals)
        inside.setdefault(int(step_at[at]), []).extend(intervals)
    for step, intervals in inside.items():
        covered[step] = max(covered[step], _extent(intervals))
    return _Within(step_at, country_at, share), covered


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
