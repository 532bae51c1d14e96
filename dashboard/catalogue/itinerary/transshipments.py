"""The transshipments of an itinerary: goods change vehicles at a port, or where the gauge of the track changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.vocabulary import Mode


class TransshipmentReason(StrEnum):
    """The reason of a transshipment."""

    TO_SHIP = "to-ship"
    TO_RAIL = "to-rail"
    GAUGE = "gauge"


@dataclass(frozen=True)
class Transshipment:
    """One transshipment, at one place or somewhere between two (``at``, ids).

    ``gauges`` are those before and after a change of gauge, in millimetres; ``sources`` are their sources.
    """

    change: TransshipmentReason
    at: tuple[str, ...]
    gauges: tuple[int, int] | None = None
    sources: tuple[str, ...] = ()


_CHANGES = {(Mode.RAIL, Mode.SEA): TransshipmentReason.TO_SHIP, (Mode.SEA, Mode.RAIL): TransshipmentReason.TO_RAIL}


def transshipments(steps: Sequence[Step]) -> tuple[Transshipment, ...]:
    """Every transshipment along ``steps``, in order. Data and power are never transshipped."""
    numbered = [*_between_modes(steps)]
    begin = 0
    for mode, run in groupby(steps, key=lambda step: step.segment.mode):
        stretch = list(run)
        if mode is Mode.RAIL:
            numbered += [(begin + at, transshipment) for at, transshipment in _between_gauges(stretch)]
        begin += len(stretch)
    return tuple(transshipment for _, transshipment in sorted(numbered, key=lambda pair: pair[0]))


def unknown_gauges(steps: Iterable[Step]) -> tuple[tuple[str, str], ...]:
    """The stretches of railway of unknown gauge, from place to place (ids)."""
    runs = groupby(steps, key=lambda step: step.segment.mode is Mode.RAIL and step.segment.gauge_mm is None)
    stretches = [list(run) for unknown, run in runs if unknown]
    return tuple((run[0].start, run[-1].end) for run in stretches)


def _between_modes(steps: Sequence[Step]) -> Iterator[tuple[int, Transshipment]]:
    for at, (step, following) in enumerate(pairwise(steps), start=1):
        change = _CHANGES.get((step.segment.mode, following.segment.mode))
        if change is not None:
            yield at, Transshipment(change, (step.end,))


def _between_gauges(steps: Sequence[Step]) -> Iterator[tuple[int, Transshipment]]:
    """The changes on one stretch of railway. An unknown gauge between two different ones changes somewhere between."""
    with_gauge = [(at, step) for at, step in enumerate(steps) if step.segment.gauge_mm is not None]
    for (_, step), (at, following) in pairwise(with_gauge):
        before, after = step.segment.gauge_mm, following.segment.gauge_mm
        if before is not None and after is not None and before != after:
            sources = (step.segment.gauge_source, following.segment.gauge_source)
            yield (
                at,
                Transshipment(
                    TransshipmentReason.GAUGE,
                    tuple(dict.fromkeys((step.end, following.start))),
                    (before, after),
                    tuple(dict.fromkeys(source for source in sources if source is not None)),
                ),
            )
