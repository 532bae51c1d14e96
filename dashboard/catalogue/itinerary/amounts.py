"""How much the parts of an itinerary can carry and are to carry, as far as that is stated, and the least of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.catalogue.itinerary.limits import Limit
from dashboard.catalogue.models import Fact, ReferenceFigure
from dashboard.catalogue.vocabulary import FactKind, Measure


@dataclass(frozen=True)
class StatedAmount:
    """One amount, whose it is (``holder``, an id), and what states it: a fact (an id), or a figure from elsewhere."""

    holder: str
    value: float
    unit: str
    fact: str | None = None
    figure: ReferenceFigure | None = None


def capacities(limits: Iterable[Limit], facts: Mapping[str, Fact]) -> tuple[StatedAmount, ...]:
    """What is stated of how much the parts carry: of a statement that something shall grow, from what."""
    return tuple(_amounts(limits, facts, Measure.CAPACITY))


def aims(limits: Iterable[Limit], facts: Mapping[str, Fact]) -> tuple[StatedAmount, ...]:
    """What is stated of how much the parts are to carry."""
    return tuple(_amounts(limits, facts, Measure.TARGET))


def least(amounts: Sequence[StatedAmount]) -> tuple[StatedAmount, ...]:
    """Of each unit the least amounts: tonnes cannot be held against containers. Equal ones all stay."""
    lowest: dict[str, float] = {}
    for amount in amounts:
        lowest[amount.unit] = min(amount.value, lowest.get(amount.unit, amount.value))
    return tuple(amount for amount in sorted(amounts, key=_by_unit) if amount.value == lowest[amount.unit])


def least_of_each(amounts: Sequence[StatedAmount]) -> tuple[StatedAmount, ...]:
    """Of each holder and unit the least amounts, by unit, those that carry least first."""
    holders = dict.fromkeys(amount.holder for amount in amounts)
    of_each = [least([amount for amount in amounts if amount.holder == holder]) for holder in holders]
    return tuple(sorted((amount for group in of_each for amount in group), key=_by_unit))


def _by_unit(amount: StatedAmount) -> tuple[str, float]:
    return amount.unit.casefold(), amount.value


def _amounts(limits: Iterable[Limit], facts: Mapping[str, Fact], measure: Measure) -> Iterator[StatedAmount]:
    for limit in limits:
        for fact in (facts[fact_id] for fact_id in limit.facts):
            value = fact.target if measure is Measure.TARGET else _present(fact)
            if value is not None and fact.unit is not None:
                yield StatedAmount(limit.holder, value, fact.unit, fact=fact.id)
        figures = [figure for figure in limit.figures if _measured(figure) is measure]
        for figure in figures if measure is Measure.TARGET else _latest(figures):
            if figure.value is not None and figure.unit is not None:
                yield StatedAmount(limit.holder, figure.value, figure.unit, figure=figure)


def _latest(figures: Sequence[ReferenceFigure]) -> Iterator[ReferenceFigure]:
    """Of each unit the figures of the latest year, and those without a date: what a line carried before is past."""
    latest: dict[str | None, str] = {}
    for figure in figures:
        latest[figure.unit] = max((figure.as_of or "")[:4], latest.get(figure.unit, ""))
    return (figure for figure in figures if not figure.as_of or figure.as_of[:4] == latest[figure.unit])


def _measured(figure: ReferenceFigure) -> Measure:
    """What a figure gives; a capacity that is planned is an aim."""
    planned = figure.measure is Measure.CAPACITY and figure.modality is not None
    return Measure.TARGET if planned else figure.measure


def _present(fact: Fact) -> float | None:
    """What a statement says of the capacity that there is."""
    return fact.baseline if fact.baseline is not None or fact.kind is not FactKind.CAPACITY else fact.value
