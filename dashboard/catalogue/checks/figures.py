"""Findings on reference figures: their ids, their numbers, plans that are not marked as such, and reported lengths.

Paths of fields count from 0, as those of the loader do: ``figures[0]`` is the first.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from dashboard.catalogue.courses import in_line
from dashboard.catalogue.findings import Finding
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Project, ReferenceFigure
from dashboard.catalogue.reported_lengths import reported_lengths
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.vocabulary import NOT_BUILT, Measure, Status, Unit

_Message = tuple[str, str]
"""A field of a figure, and what is wrong with it."""
MEASURES_OF_WHAT_RUNS: Final = frozenset(
    {Measure.CAPACITY, Measure.TRAFFIC, Measure.DURATION, Measure.POWER, Measure.ENERGY, Measure.HEIGHT, Measure.VOLUME}
)
"""Measures that only an existing thing has. A length or a cost may be that of a plan: the status says so."""


def check_figures(catalogue: Catalogue) -> Iterator[Finding]:
    """Check the figures of all projects and routes."""
    for holder in catalogue.holders:
        file = catalogue.file_of(holder)
        ids = Counter(figure.id for figure in holder.figures if figure.id)
        for twice in sorted(figure_id for figure_id, times in ids.items() if times > 1):
            message = f"{twice!r} is the id of two figures; give each its own"
            yield Finding("error", file, holder.id, "figures.id", message)
        if isinstance(holder, Project):
            statuses = {holder.status.value}
        else:
            statuses = {segment.status for segment in holder.segments}
        for number, figure in enumerate(holder.figures):
            for field, message in (
                *_impossible_numbers(figure),
                *_unmarked_plan(figure, statuses),
                *_broken_stretch(catalogue, figure),
            ):
                yield Finding("error", file, holder.id, f"figures[{number}].{field}", message)


def negative_number(number: float, unit: str) -> str:
    """The message on a number below 0 of a thing that cannot be less."""
    return f"{number:g} {unit} is less than nothing; write it without the minus, or correct it"


def _impossible_numbers(figure: ReferenceFigure) -> Iterator[_Message]:
    low, high = figure.value, figure.value_max
    if low is not None and low < 0 and figure.unit != Unit.PERCENT:
        yield "value", negative_number(low, figure.unit or "")
    if high is not None and low is None:
        yield "value_max", "is the upper end of a range without a lower one; write that as value"
    elif high is not None and low is not None and high <= low:
        message = f"{high:g} is not more than value, {low:g}; write the lower end as value, or leave value_max out"
        yield "value_max", message


def _unmarked_plan(figure: ReferenceFigure, statuses: Collection[Status]) -> Iterator[_Message]:
    """A figure says how a thing is that is not built; one of a part is left out, because the part may be built."""
    if figure.value is None or figure.modality or figure.part or figure.measure not in MEASURES_OF_WHAT_RUNS:
        return
    if NOT_BUILT.issuperset(statuses):
        yield (
            "modality",
            f"is missing: {figure.measure} {figure.value:g} says how it is, and its status is "
            f'{" and ".join(sorted(statuses))}; give modality = "planned" or "intended", or the part that is there',
        )


def _broken_stretch(catalogue: Catalogue, figure: ReferenceFigure) -> Iterator[_Message]:
    routes = [catalogue.routes[route] for route in figure.over if route in catalogue.routes]
    if len(routes) == len(figure.over) > 1 and not in_line(routes):
        yield "over", "do not follow one another; a length is that of one stretch"


def check_lengths(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> list[Finding]:
    """A warning for every reported length that differs from the drawn one by more than ``TOLERANCE``."""
    files = {holder.id: catalogue.file_of(holder) for holder in catalogue.holders}
    findings = []
    for length in reported_lengths(catalogue, measures):
        if length.differs:
            message = (
                f"{length.reported_km:g} km reported, {length.drawn_km:.0f} km drawn; "
                "check the line and what was measured"
            )
            findings.append(Finding("warning", files[length.holder], length.holder, "figures", message))
    return findings
