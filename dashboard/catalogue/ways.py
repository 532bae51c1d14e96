"""A way from place to place as a reader follows it: legs, totals, and what holds it back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.measures import SegmentMeasure, overall_precision
from dashboard.catalogue.models import Segment
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.vocabulary import ADVANCEMENT, Mode, Precision, Status


@dataclass(frozen=True)
class Hop:
    """One segment in the direction in which it is gone."""

    segment: Segment
    start: str
    end: str


@dataclass(frozen=True)
class Leg:
    """Segments of one route, mode and status that follow each other; places are ids, kilometres drawn."""

    route: str
    mode: Mode
    status: Status
    precision: Precision
    start: str
    end: str
    segments: tuple[str, ...]
    length_km: float
    countries: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """Legs from end to end. ``weakest`` are the least advanced legs, none where all of it operates."""

    legs: tuple[Leg, ...]
    length_km: float
    by_mode: Mapping[Mode, float]
    by_country: Mapping[str, float]
    at_sea_km: float
    border_crossings: int
    transshipments: int
    precision: Precision
    weakest: tuple[Leg, ...]


def describe_way(
    hops: Sequence[Hop], catalogue: Catalogue, relations: Relations, measures: Mapping[str, SegmentMeasure]
) -> Way:
    """The way that ``hops`` make, in their order.

    A border is crossed where a hop's ends lie in two countries, and once more for each further country that its
    line runs through; goods are transshipped where the mode changes from one leg to the next.
    """
    legs = _legs(hops, relations, measures)
    by_mode: Counter[Mode] = Counter()
    by_country: Counter[str] = Counter()
    for hop in hops:
        measure = measures[hop.segment.id]
        by_mode[hop.segment.mode] += measure.length_km  # type: ignore[assignment]
        by_country.update(measure.by_country)
    worst = max((leg.status for leg in legs), key=ADVANCEMENT.index)
    return Way(
        legs=legs,
        length_km=sum(leg.length_km for leg in legs),
        by_mode=dict(by_mode),
        by_country={code: km for code, km in by_country.most_common() if km >= 1},
        at_sea_km=sum(measures[hop.segment.id].unattributed_km for hop in hops),
        border_crossings=sum(_crossings(hop, catalogue, measures) for hop in hops),
        transshipments=sum(leg.mode is not following.mode for leg, following in pairwise(legs)),
        precision=_precision(hops, measures),
        weakest=tuple(leg for leg in legs if leg.status is worst) if worst is not Status.OPERATING else (),
    )


def _legs(hops: Sequence[Hop], relations: Relations, measures: Mapping[str, SegmentMeasure]) -> tuple[Leg, ...]:
    grouped = groupby(hops, key=lambda hop: (hop.segment.route, hop.segment.mode, hop.segment.status))
    return tuple(_leg(list(group), relations, measures) for _, group in grouped)


def _leg(hops: list[Hop], relations: Relations, measures: Mapping[str, SegmentMeasure]) -> Leg:
    first = hops[0].segment
    countries = dict.fromkeys(code for hop in hops for code in relations.countries_of[hop.segment.id])
    return Leg(
        route=first.route,
        mode=first.mode,
        status=first.status,
        precision=_precision(hops, measures),
        start=hops[0].start,
        end=hops[-1].end,
        segments=tuple(hop.segment.id for hop in hops),
        length_km=sum(measures[hop.segment.id].length_km for hop in hops),
        countries=tuple(countries),
        facts=tuple(relations.facts_of.get(first.route, ())),
    )


def _precision(hops: Sequence[Hop], measures: Mapping[str, SegmentMeasure]) -> Precision:
    return overall_precision((hop.segment.precision, measures[hop.segment.id].length_km) for hop in hops)


def _crossings(hop: Hop, catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> int:
    ends = {catalogue.places[hop.start].country, catalogue.places[hop.end].country}
    through = {code for code, km in measures[hop.segment.id].by_country.items() if km >= 1} | ends
    return len(through) - 1
