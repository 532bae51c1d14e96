"""Where documents or figures differ on one thing. All values are shown; none is declared right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact, ReferenceFigure
from dashboard.catalogue.reported_lengths import ReportedLength, reported_lengths
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.vocabulary import FactKind, Measure, Unit

_DIFFERS_BY_YEAR = frozenset({Measure.TRAFFIC, Measure.CAPACITY, Measure.DURATION})
"""Measures of which two values for two years are a development, not a disagreement; plans for a thing may differ."""


class Matter(StrEnum):
    """What the sources disagree about."""

    FIGURES = "figures"  # figures of other sources, on one measure of one project or route
    DAYS = "days"  # days by which something was or is to be done
    FACTS = "facts"  # what the documents say in numbers
    LENGTH = "length"  # a drawn line and what is reported of its length


@dataclass(frozen=True)
class Disagreement:
    """All values on one thing, side by side; fields that do not apply to the matter are empty."""

    matter: Matter
    holder: str
    """The project or route that it is about."""
    measure: Measure | None = None
    unit: str | None = None
    figures: tuple[ReferenceFigure, ...] = ()
    facts: tuple[str, ...] = ()
    length: ReportedLength | None = None


def disagreements(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> tuple[Disagreement, ...]:
    """Every disagreement of the catalogue, by project as it has them, then by route."""
    result: list[Disagreement] = []
    for holder, figures in _holders(catalogue):
        result += disagreements_about(holder, figures, catalogue.facts.values())
    lengths = [
        Disagreement(Matter.LENGTH, reported.holder, Measure.LENGTH, Unit.KM, length=reported)
        for reported in reported_lengths(catalogue, measures)
        if reported.differs
    ]
    order = {holder: place for place, (holder, _) in enumerate(_holders(catalogue))}
    return tuple(sorted(result + lengths, key=lambda disagreement: order[disagreement.holder]))


def disagreements_about(holder: str, figures: Sequence[ReferenceFigure], facts: Iterable[Fact]) -> list[Disagreement]:
    """The disagreements about one project or route: in its ``figures`` and the ``facts`` about it."""
    own = [fact for fact in facts if holder in fact.about]
    figures_differing = [_with_words(holder, group, own) for group in differing_figures(figures)]
    return [*figures_differing, *_days(holder, figures, own), *_numbers(holder, own)]


def differing_figures(figures: Iterable[ReferenceFigure]) -> list[tuple[ReferenceFigure, ...]]:
    """Groups of figures with different numbers for one thing: same measure, unit, part and stretch.

    What is planned is not held against what is. What changes by itself is compared only within one year.
    """
    groups: dict[tuple[object, ...], list[ReferenceFigure]] = {}
    for figure in figures:
        if figure.value is not None:
            planned = figure.modality is not None
            year = (figure.as_of or "")[:4] if figure.measure in _DIFFERS_BY_YEAR and not planned else ""
            key = figure.measure, figure.unit, figure.part, figure.over, planned, year
            groups.setdefault(key, []).append(figure)
    return [
        tuple(group) for group in groups.values() if len({(member.value, member.value_max) for member in group}) > 1
    ]


def _holders(catalogue: Catalogue) -> list[tuple[str, Sequence[ReferenceFigure]]]:
    projects = [(project.id, project.figures) for project in catalogue.projects.values()]
    return [*projects, *[(route.id, route.figures) for route in catalogue.routes.values()]]


def _with_words(holder: str, group: tuple[ReferenceFigure, ...], facts: Sequence[Fact]) -> Disagreement:
    """Differing figures, with the facts in the same unit beside them."""
    measure, unit = group[0].measure, group[0].unit
    capacities = [fact.id for fact in facts if measure is Measure.CAPACITY and fact.kind is FactKind.CAPACITY]
    in_same_unit = tuple(fact.id for fact in facts if fact.id in capacities and fact.unit == unit)
    return Disagreement(Matter.FIGURES, holder, measure, unit, group, in_same_unit)


def _days(holder: str, figures: Iterable[ReferenceFigure], facts: Iterable[Fact]) -> list[Disagreement]:
    """Dates for the end of one work, if at least two cannot be the same day. Facts are about the whole work."""
    dated = [figure for figure in figures if figure.measure is Measure.DUE and figure.as_of]
    deadlines = tuple(fact for fact in facts if fact.kind is FactKind.DEADLINE and fact.due)
    result = []
    for part in dict.fromkeys([None, *(figure.part for figure in dated)]):
        figures_of_part = tuple(figure for figure in dated if figure.part == part)
        facts_of_part = () if part else deadlines
        days = [*(figure.as_of for figure in figures_of_part), *(fact.due for fact in facts_of_part)]
        spans = [date_bounds(day) for day in days if day]
        if any(a[1] < b[0] or b[1] < a[0] for a, b in combinations(spans, 2)):
            fact_ids = tuple(fact.id for fact in facts_of_part)
            result.append(Disagreement(Matter.DAYS, holder, Measure.DUE, None, figures_of_part, fact_ids))
    return result


def _numbers(holder: str, facts: Iterable[Fact]) -> list[Disagreement]:
    """Facts of one kind with different numbers in one unit; values, baselines and targets are compared separately."""
    result: list[Disagreement] = []
    groups: dict[tuple[FactKind, str], list[Fact]] = {}
    for fact in facts:
        if fact.unit is not None:
            groups.setdefault((fact.kind, fact.unit), []).append(fact)
    for (_, unit), group in groups.items():
        numbers = [{getattr(fact, part) for fact in group} - {None} for part in ("value", "baseline", "target")]
        if any(len(different) > 1 for different in numbers):
            result.append(Disagreement(Matter.FACTS, holder, None, unit, (), tuple(fact.id for fact in group)))
    return result
