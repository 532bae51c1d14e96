"""Where documents or figures differ on one thing. Nobody is declared right: all values stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from dashboard.catalogue.dates import date_bounds
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.measures import SegmentMeasure
from dashboard.catalogue.models import Fact, ReferenceFigure
from dashboard.catalogue.reported import ReportedLength, reported_lengths
from dashboard.catalogue.vocabulary import FactKind, Measure, Unit

_DIFFERS_BY_YEAR = frozenset({Measure.TRAFFIC})
"""Of these, two values for two years are a development, not a disagreement."""


class Matter(StrEnum):
    """What is disagreed about."""

    FIGURES = "figures"  # figures of other sources, on one measure of one project or route
    DAYS = "days"  # days by which something was or is to be done
    FACTS = "facts"  # what the documents say in numbers
    LENGTH = "length"  # a drawn line and what is reported of its length


@dataclass(frozen=True)
class Disagreement:
    """All values on one thing, side by side; what does not apply to the matter is empty."""

    matter: Matter
    holder: str
    """The project or route that it is about."""
    measure: Measure | None = None
    unit: Unit | None = None
    figures: tuple[ReferenceFigure, ...] = ()
    facts: tuple[str, ...] = ()
    length: ReportedLength | None = None


def disagreements(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> tuple[Disagreement, ...]:
    """Every disagreement of the catalogue, by project as it has them, then by route."""
    found: list[Disagreement] = []
    for holder, figures in _holders(catalogue):
        found += disagreements_about(holder, figures, catalogue.facts.values())
    lengths = [
        Disagreement(Matter.LENGTH, one.holder, Measure.LENGTH, Unit.KM, length=one)
        for one in reported_lengths(catalogue, measures)
        if one.differs
    ]
    order = {holder: place for place, (holder, _) in enumerate(_holders(catalogue))}
    return tuple(sorted(found + lengths, key=lambda one: order[one.holder]))


def disagreements_about(holder: str, figures: Sequence[ReferenceFigure], facts: Iterable[Fact]) -> list[Disagreement]:
    """Those of one project or route: its ``figures``, and what of ``facts`` is about it; lengths as drawn apart."""
    own = [fact for fact in facts if holder in fact.about]
    told = [_with_words(holder, group, own) for group in differing_figures(figures)]
    return [*told, *_days(holder, figures, own), *_numbers(holder, own)]


def differing_figures(figures: Iterable[ReferenceFigure]) -> list[tuple[ReferenceFigure, ...]]:
    """Groups of figures that give different numbers for one thing: same measure, unit and stretch.

    Traffic is compared within one year only.
    """
    groups: dict[tuple[object, ...], list[ReferenceFigure]] = {}
    for figure in figures:
        if figure.value is not None:
            year = (figure.as_of or "")[:4] if figure.measure in _DIFFERS_BY_YEAR else ""
            groups.setdefault((figure.measure, figure.unit, figure.over, year), []).append(figure)
    return [tuple(group) for group in groups.values() if len({(one.value, one.value_max) for one in group}) > 1]


def _holders(catalogue: Catalogue) -> list[tuple[str, Sequence[ReferenceFigure]]]:
    projects = [(project.id, project.figures) for project in catalogue.projects.values()]
    return [*projects, *[(route.id, route.figures) for route in catalogue.routes.values()]]


def _with_words(holder: str, group: tuple[ReferenceFigure, ...], facts: Sequence[Fact]) -> Disagreement:
    """Differing figures, with what the documents say in the same unit beside them."""
    measure, unit = group[0].measure, group[0].unit
    said = [fact.id for fact in facts if measure is Measure.CAPACITY and fact.kind is FactKind.CAPACITY]
    same = tuple(fact.id for fact in facts if fact.id in said and fact.unit is unit)
    return Disagreement(Matter.FIGURES, holder, measure, unit, group, same)


def _days(holder: str, figures: Iterable[ReferenceFigure], facts: Iterable[Fact]) -> list[Disagreement]:
    """Days named for the end of one work, when at least two of them cannot be the same day."""
    dated = tuple(one for one in figures if one.measure is Measure.DUE and one.as_of)
    said = tuple(fact for fact in facts if fact.kind is FactKind.DEADLINE and fact.due)
    spans = [date_bounds(text) for text in [*(one.as_of for one in dated), *(fact.due for fact in said)] if text]
    if not any(a[1] < b[0] or b[1] < a[0] for a, b in combinations(spans, 2)):
        return []
    return [Disagreement(Matter.DAYS, holder, Measure.DUE, None, dated, tuple(fact.id for fact in said))]


def _numbers(holder: str, facts: Iterable[Fact]) -> list[Disagreement]:
    """Facts of one kind about one thing that give different numbers of one unit, each number with its like."""
    found: list[Disagreement] = []
    groups: dict[tuple[FactKind, Unit], list[Fact]] = {}
    for fact in facts:
        if fact.unit is not None:
            groups.setdefault((fact.kind, fact.unit), []).append(fact)
    for (_, unit), group in groups.items():
        numbers = [{getattr(fact, part) for fact in group} - {None} for part in ("value", "baseline", "target")]
        if any(len(different) > 1 for different in numbers):
            found.append(Disagreement(Matter.FACTS, holder, None, unit, (), tuple(fact.id for fact in group)))
    return found
