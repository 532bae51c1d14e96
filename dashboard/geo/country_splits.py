"""How much of a line lies in which country, and in which order it passes them.

Where two polygons overlap, or a line runs on a border, the stretch counts for both and shows as ``overlap_km``. Lines
are cut many at a time: with thousands of them the time goes into the geometry and not into calls.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from math import inf
from types import MappingProxyType
from typing import Final

import numpy as np
import shapely

from dashboard.geo.countries import CountryShapes
from dashboard.geo.country_shares import Within, shares_of
from dashboard.geo.geodesy import Floats, Line, Steps, steps_of

STEP_KM: Final = 10.0
LEAST_OPEN_KM: Final = 0.001
OFF_COAST_DEG: Final = 0.25
"""Farther from every country nothing is put down to a coarse coast."""
MOST_VERTICES: Final = 50_000
"""Of the lines that are cut at once: their steps take some hundred bytes each meanwhile."""

COAST_KM: Final[Mapping[str, float]] = MappingProxyType({"rail": inf, "fibre": 25.0, "power": 25.0})
"""By what runs along a line: how long a stretch beyond all countries may be and still lie on land.

The coast is drawn coarser than the lines along it. A railway never runs at sea; a cable on land, or a power line, may
cross a bay of this width, and lies under the sea beyond it. Cables under the sea are where the coast says.
"""
AFLOAT: Final = "sea"
"""A ship is at sea all the way, whatever a coarse coast says."""

Passage = tuple[tuple[str | None, float], ...]
"""Countries in the order in which a line passes them, each with its km there; None beyond all countries."""


@dataclass(frozen=True)
class Split:
    """A line's length in km, whole and by country.

    ``sum(by_country.values()) + unattributed_km - overlap_km == whole_km``, to a metre. ``passage`` is empty for a
    line that lies in one country.
    """

    whole_km: float
    by_country: Mapping[str, float]
    unattributed_km: float
    overlap_km: float
    passage: Passage = ()


def split(line: Line, shapes: CountryShapes, mode: str = "") -> Split:
    """The km of ``line`` in each country, at sea or outside (``unattributed_km``), and counted twice.

    The line is densified to steps of 10 km along its geodesics first. Where a border cuts a step, the cut is
    placed by straight interpolation in degrees, good to a few metres; steps themselves are exact. What a line of
    ``mode`` cannot have at sea (``COAST_KM``) counts for the nearest country.
    """
    return split_all([line], shapes, [mode])[0]


def land_share(shapes: CountryShapes, line: Line) -> float:
    """The part of the length of ``line``, 0 to 1, that lies in any country."""
    whole = split(line, shapes)
    return 1 - whole.unattributed_km / whole.whole_km if whole.whole_km else 0.0


def split_all(lines: Sequence[Line], shapes: CountryShapes, modes: Iterable[str] | None = None) -> list[Split]:
    """``split`` of each line, in order."""
    kinds = [""] * len(lines) if modes is None else list(modes)
    coast_km = np.array([COAST_KM.get(mode, 0.0) for mode in kinds])
    splits: list[Split] = []
    for batch in _batches(lines):
        splits += _split_batch(batch, shapes, coast_km[len(splits) : len(splits) + len(batch)])
    return [_afloat(part) if mode == AFLOAT else part for part, mode in zip(splits, kinds, strict=True)]


def _afloat(whole: Split) -> Split:
    return Split(whole.whole_km, MappingProxyType({}), whole.whole_km, 0.0)


def _batches(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    first, vertices = 0, 0
    for at, line in enumerate(lines):
        if vertices + len(line) > MOST_VERTICES and at > first:
            yield lines[first:at]
            first, vertices = at, 0
        vertices += len(line)
    if first < len(lines):
        yield lines[first:]


def _split_batch(lines: Sequence[Line], shapes: CountryShapes, coast_km: Floats) -> list[Split]:
    steps = steps_of(lines, STEP_KM)
    drawn = shapely.linestrings(np.stack([steps.starts, steps.ends], axis=1)) if len(steps.km) else np.empty(0, object)
    within, covered = _ashore(*shares_of(drawn, shapes), steps, coast_km, shapes)
    by_country = np.zeros((len(lines), len(shapes.codes)))
    np.add.at(by_country, (steps.line[within.step], within.country), steps.km[within.step] * within.share)
    whole = np.bincount(steps.line, steps.km, minlength=len(lines))
    inside = np.bincount(steps.line, steps.km * covered, minlength=len(lines))
    passages = _passages(steps, within, covered, shapes.codes)
    return [
        _split_of(by_code, float(whole_km), float(inside_km), shapes.codes, passages.get(at, ()))
        for at, (by_code, whole_km, inside_km) in enumerate(zip(by_country, whole, inside, strict=True))
    ]


def _split_of(by_country: Floats, whole_km: float, covered_km: float, codes: Sequence[str], passage: Passage) -> Split:
    present = {codes[at]: float(by_country[at]) for at in np.flatnonzero(by_country > 0).tolist()}
    return Split(
        whole_km,
        MappingProxyType(present),
        max(0.0, whole_km - covered_km),
        max(0.0, sum(present.values()) - covered_km),
        passage if len(passage) > 1 else (),
    )


_FIELDS: Final = tuple(field.name for field in fields(Within))


def _ashore(
    within: Within, covered: Floats, steps: Steps, coast_km: Floats, shapes: CountryShapes
) -> tuple[Within, Floats]:
    """``within`` and ``covered`` with what only a coarse coast puts at sea given to the nearest country."""
    open_km = steps.km * (1 - covered)
    is_open = open_km > LEAST_OPEN_KM
    begins = is_open & ~(np.r_[False, is_open[:-1]] & np.r_[False, steps.line[1:] == steps.line[:-1]])
    stretch = np.cumsum(begins)
    stretch_km = np.bincount(stretch, np.where(is_open, open_km, 0.0))
    ashore = np.flatnonzero(is_open & (stretch_km[stretch] <= coast_km[steps.line]))
    if not len(ashore):
        return within, covered
    middles = shapely.points((steps.starts[ashore] + steps.ends[ashore]) / 2)
    at, country = shapes.tree.query_nearest(middles, max_distance=OFF_COAST_DEG, all_matches=False)
    step = ashore[at]
    added = Within(step, country, 1 - covered[step], covered[step])
    covered = covered.copy()
    covered[step] = 1.0
    return Within(*(np.concatenate([getattr(rows, name) for rows in (within, added)]) for name in _FIELDS)), covered


def _passages(steps: Steps, within: Within, covered: Floats, codes: Sequence[str]) -> dict[int, Passage]:
    """By number of the line, the countries that it passes in order."""
    beyond = np.flatnonzero(steps.km * (1 - covered) > LEAST_OPEN_KM)
    reached = np.ones(len(steps.km))  # where on each step the first country begins
    np.minimum.at(reached, within.step, within.first)
    step = np.concatenate([within.step, beyond])
    country = np.concatenate([within.country, np.full(len(beyond), -1)])
    share = np.concatenate([within.share, 1 - covered[beyond]])
    first = np.concatenate([within.first, np.where(reached[beyond] > 0, 0.0, 1.0)])
    runs_by_line: dict[int, list[tuple[str | None, float]]] = {}
    for at in np.lexsort((country, first, step)).tolist():
        runs = runs_by_line.setdefault(int(steps.line[step[at]]), [])
        code, km = codes[country[at]] if country[at] >= 0 else None, float(steps.km[step[at]] * share[at])
        if runs and runs[-1][0] == code:
            runs[-1] = code, runs[-1][1] + km
        elif km > 0:
            runs.append((code, km))
    return {line: tuple(runs) for line, runs in runs_by_line.items()}
