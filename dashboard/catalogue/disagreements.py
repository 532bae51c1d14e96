"""Disagreements of documents or figures on one thing. All values stay side by side; none is declared right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.models import Fact, ReferenceFigure
from dashboard.catalogue.reported_lengths import ReportedLength, lengths_of
from dashboard.catalogue.segment_measures import SegmentMeasure
from dashboard.catalogue.statement_groups import without_reprints
from dashboard.catalogue.vocabulary import FactKind, Measure, Unit

_DIFFERS_BY_YEAR = frozenset({Measure.TRAFFIC, Measure.CAPACITY, Measure.DURATION})
"""Measures whose values for two years are a development, not a disagreement."""


class Matter(StrEnum):
    """The matter on which sources disagree."""

    FIGURES = "figures"  # figures of outside sources, on one measure of one project or route
    DAYS = "days"  # days by which a work was or is to be done
    FACTS = "facts"  # numbers of the documents
    LENGTH = "length"  # the drawn and the reported length of a line


@dataclass(frozen=True)
class Disagreement:
    """All values on one thing; fields that do not apply to the matter are empty."""

    matter: Matter
    holder: str
    """The id of the project or route that it is about."""
    measure: Measure | None = None
    unit: str | None = None
    figures: tuple[ReferenceFigure, ...] = ()
    facts: tuple[str, ...] = ()
    length: ReportedLength | None = None


def disagreements(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> tuple[Disagreement, ...]:
    """Every disagreement of the catalogue, those of projects first, then those of routes."""
    result, facts = list[Disagreement](), without_reprints(catalogue, catalogue.facts.values())
    for holder in catalogue.holders:
        result += disagreements_about(holder.id, holder.figures, facts)
        result += [
            Disagreement(Matter.LENGTH, holder.id, Measure.LENGTH, Unit.KM, length=reported)
            for reported in lengths_of(catalogue, measures, holder.id)
            if reported.differs
        ]
    return tuple(result)


def disagreements_about(holder: str, figures: Sequence[ReferenceFigure], facts: Iterable[Fact]) -> list[Disagreement]:
    """The disagreements about one project or route: in its ``figures`` and the ``facts`` about it."""
    facts_about_holder = [fact for fact in facts if holder in fact.about]
    of_figures = [_with_facts(holder, group, facts_about_holder) for group in differing_figures(figures)]
    return [*of_figures, *_days(holder, figures, facts_about_holder), *_numbers(holder, facts_about_holder)]


def differing_figures(figures: Iterable[ReferenceFigure]) -> list[tuple[ReferenceFigure, ...]]:
    """Groups of figures with different numbers for one thing: same measure, unit, part and stretch.

    A planned number is not compared with a present one. Numbers that change by themselves are compared within a year.
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


def _with_facts(holder: str, group: tuple[ReferenceFigure, ...], facts: Sequence[Fact]) -> Disagreement:
    """A disagreement of figures; one about a capacity has the facts about a capacity in the same unit."""
    measure, unit = group[0].measure, group[0].unit
    capacities = [fact for fact in facts if fact.kind is FactKind.CAPACITY and fact.unit == unit]
    in_same_unit = tuple(fact.id for fact in capacities) if measure is Measure.CAPACITY else ()
    return Disagreement(Matter.FIGURES, holder, measure, unit, group, in_same_unit)


def _days(holder: str, figures: Iterable[ReferenceFigure], facts: Iterable[Fact]) -> list[Disagreement]:
    """Dates for the end of one work, if at least two cannot be the same day. Facts are never about a part of it."""
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
    """Facts of one kind with different numbers in one unit, of one time: what was carried in two years may differ."""
    groups: dict[tuple[str, FactKind, str, str | None], dict[str, float]] = {}
    for fact in facts:
        for part, day in (("value", fact.as_of), ("baseline", fact.as_of), ("target", fact.due)):
            if fact.unit is not None and (number := getattr(fact, part)) is not None:
                groups.setdefault((fact.unit, fact.kind, part, day), {})[fact.id] = number
    differing = {(key[0], tuple(group)) for key, group in groups.items() if len(set(group.values())) > 1}
    return [Disagreement(Matter.FACTS, holder, None, unit, (), ids) for unit, ids in sorted(differing)]
