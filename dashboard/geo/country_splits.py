"""The length of lines in each country, and the order in which they pass the countries.

A stretch where two polygons overlap, or on a border, counts for both countries; ``overlap_km`` has its length. Many
lines are cut at once, which takes much less time than calls for each line.
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
"""The largest distance from a country at which a coarse coast can explain a position at sea."""
MOST_VERTICES: Final = 50_000
"""The most vertices of lines that are cut at once; a step takes some hundred bytes of memory."""

COAST_KM: Final[Mapping[str, float]] = MappingProxyType({"rail": inf, "fibre": 25.0, "power": 25.0})
"""The longest stretch outside all countries that still counts as land, for each mode.

The coast is coarser than the lines along it. A railway never runs at sea. A cable on land or a power line may cross a
bay of this width; a longer stretch is under the sea. Other modes are at sea wherever the polygons say so.
"""
AFLOAT: Final = "sea"
"""The mode of ships, which are at sea all the way, even where a coarse coast says land."""

Passage = tuple[tuple[str | None, float], ...]
"""Countries in the order in which a line passes them, each with its km there; None outside all countries."""


@dataclass(frozen=True)
class Split:
    """The length of a line in km, in all and by country.

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

    The line is first densified to steps of 10 km along its geodesics. The lengths of steps are exact. A border cuts a
    step by linear interpolation in degrees, with an error of a few metres. A stretch outside all countries that
    ``COAST_KM`` allows for ``mode`` counts for the nearest country.
    """
    return split_all([line], shapes, [mode])[0]


def land_share(shapes: CountryShapes, line: Line) -> float:
    """The part of the length of ``line``, 0 to 1, that lies in any country."""
    lengths = split(line, shapes)
    return 1 - lengths.unattributed_km / lengths.whole_km if lengths.whole_km else 0.0


def split_all(lines: Sequence[Line], shapes: CountryShapes, modes: Iterable[str] | None = None) -> list[Split]:
    """``split`` of each line, in order."""
    line_modes = [""] * len(lines) if modes is None else list(modes)
    coast_km = np.array([COAST_KM.get(mode, 0.0) for mode in line_modes])
    splits: list[Split] = []
    for batch in _batches(lines):
        splits += _split_batch(batch, shapes, coast_km[len(splits) : len(splits) + len(batch)])
    return [
        Split(lengths.whole_km, MappingProxyType({}), lengths.whole_km, 0.0) if mode == AFLOAT else lengths
        for lengths, mode in zip(splits, line_modes, strict=True)
    ]


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
    lengths = np.bincount(steps.line, steps.km, minlength=len(lines))
    inside = np.bincount(steps.line, steps.km * covered, minlength=len(lines))
    passages = _passages(steps, within, covered, shapes.codes)
    return [
        _split_of(by_code, float(whole_km), float(inside_km), shapes.codes, passages.get(at, ()))
        for at, (by_code, whole_km, inside_km) in enumerate(zip(by_country, lengths, inside, strict=True))
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
    """``within`` and ``covered``, with stretches that only a coarse coast puts at sea in the nearest country."""
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
    """The countries that each line passes, in order, by the number of the line."""
    outside = np.flatnonzero(steps.km * (1 - covered) > LEAST_OPEN_KM)
    earliest = np.ones(len(steps.km))  # the position on each step at which the first country begins
    np.minimum.at(earliest, within.step, within.first)
    step = np.concatenate([within.step, outside])
    country = np.concatenate([within.country, np.full(len(outside), -1)])
    share = np.concatenate([within.share, 1 - covered[outside]])
    first = np.concatenate([within.first, np.where(earliest[outside] > 0, 0.0, 1.0)])
    runs_by_line: dict[int, list[tuple[str | None, float]]] = {}
    for at in np.lexsort((country, first, step)).tolist():
        runs = runs_by_line.setdefault(int(steps.line[step[at]]), [])
        code, km = codes[country[at]] if country[at] >= 0 else None, float(steps.km[step[at]] * share[at])
        if runs and runs[-1][0] == code:
            runs[-1] = code, runs[-1][1] + km
        elif km > 0:
            runs.append((code, km))
    return {line: tuple(runs) for line, runs in runs_by_line.items()}
