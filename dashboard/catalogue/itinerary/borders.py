"""The borders that an itinerary crosses, in order, by land or by sea."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.models import Place
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.vocabulary import AT_SEA, PRECISION_M, Mode, Precision

BORDER_KM = 1.0
"""The error of a drawn border, in km."""
_SEA_KM = 1.0
"""The least length at sea, in km, for which a line other than a railway crosses its borders by sea."""

Run = tuple[str, float]
"""A country and the length of the line in it, in km."""


@dataclass(frozen=True)
class Crossing:
    """One border, from country to country (ISO 3166-1 alpha-2), on the step from place to place (ids)."""

    before: str
    after: str
    start: str
    end: str
    by_sea: bool


def crossings(
    steps: Iterable[Step], places: Mapping[str, Place], measures: Mapping[str, SegmentMeasure]
) -> tuple[Crossing, ...]:
    """Every border that ``steps`` cross, in order: one for each passage into another country.

    A step by sea crosses once, from the country of one shore to that of the other; so does a line with only its ends
    known. Other lines cross where they are drawn. A short visit to a country and back counts only if it is longer than
    the error of the line and of the border.
    """
    return tuple(crossing for step in steps for crossing in _crossings_of(step, places, measures[step.segment.id]))


def _crossings_of(step: Step, places: Mapping[str, Place], measure: SegmentMeasure) -> Iterator[Crossing]:
    mode = step.segment.mode
    by_sea = mode in AT_SEA or (mode is not Mode.RAIL and measure.unattributed_km >= _SEA_KM)
    for before, after in pairwise(_countries(step, places, measure)):
        yield Crossing(before, after, step.start, step.end, by_sea)


def _countries(step: Step, places: Mapping[str, Place], measure: SegmentMeasure) -> list[str]:
    start, end = places[step.start].country, places[step.end].country
    between: list[Run] = []
    if step.segment.mode not in AT_SEA and step.segment.precision is not Precision.SCHEMATIC:
        between = [(code, km) for code, km in measure.passage if code is not None]
    runs = [(start, inf), *(reversed(between) if step.backwards else between), (end, inf)]
    error_km = max(BORDER_KM, (PRECISION_M[step.segment.precision] or 0) / 1000)
    return [code for code, _ in _without_short_visits(_merged(runs), error_km)]


def _without_short_visits(runs: list[Run], least_km: float) -> list[Run]:
    """``runs`` without visits to another country and back that are shorter than ``least_km``."""
    for at in range(1, len(runs) - 1):
        if runs[at - 1][0] == runs[at + 1][0] and runs[at][1] < least_km:
            return _without_short_visits(_merged([*runs[:at], *runs[at + 1 :]]), least_km)
    return runs


def _merged(runs: Iterable[Run]) -> list[Run]:
    """``runs`` with consecutive runs of one country joined."""
    merged: list[Run] = []
    for code, km in runs:
        if merged and merged[-1][0] == code:
            merged[-1] = code, merged[-1][1] + km
        else:
            merged.append((code, km))
    return merged
