"""An itinerary from place to place: its legs, its totals and its limits."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from dashboard.catalogue.itinerary.borders import Crossing, crossings
from dashboard.catalogue.itinerary.limits import Limit, limits, times
from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.itinerary.transshipments import (
    Transshipment,
    TransshipmentReason,
    transshipments,
    unknown_gauges,
)
from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.segment_measures import SegmentMeasure, at_sea_km, overall_precision
from dashboard.catalogue.vocabulary import Mode, Precision, Status


class Carried(StrEnum):
    """What travels on a line: goods do not go by cable."""

    GOODS = "goods"
    DATA = "data"
    POWER = "power"


CARRIES: Mapping[Mode, Carried] = {
    Mode.RAIL: Carried.GOODS,
    Mode.SEA: Carried.GOODS,
    Mode.FIBRE: Carried.DATA,
    Mode.SUBSEA_CABLE: Carried.DATA,
    Mode.POWER: Carried.POWER,
}


@dataclass(frozen=True)
class Leg:
    """Consecutive segments of one route, mode and status. Places, countries and facts are ids; lengths are as drawn."""

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
class Gap:
    """Two places that no line in operation joins, and the kilometres between them.

    ``has_line`` is whether the atlas has a line there, which does not operate. ``precision`` is that of ``km``.
    """

    near: str
    far: str
    km: float
    has_line: bool
    precision: Precision = Precision.APPROXIMATE


@dataclass(frozen=True)
class Itinerary:
    """Legs from end to end, with the limits on the transport of goods, data or power.

    ``idle`` are the legs that do not operate. ``unknown_gauges`` are the stretches, from place to place (ids), of
    unknown gauge. ``limits`` are the stated capacities and targets of its parts, ``times`` the stated hours and days.
    Lengths are in km; ``by_country`` goes by ISO 3166-1 alpha-2 code.
    """

    legs: tuple[Leg, ...]
    length_km: float
    by_mode: Mapping[Mode, float]
    by_country: Mapping[str, float]
    at_sea_km: float
    crossings: tuple[Crossing, ...]
    transshipments: tuple[Transshipment, ...]
    unknown_gauges: tuple[tuple[str, str], ...]
    precision: Precision
    idle: tuple[Leg, ...]
    limits: tuple[Limit, ...]
    times: tuple[Limit, ...]

    @property
    def ferries(self) -> tuple[Leg, ...]:
        """The legs that go by ship."""
        return tuple(leg for leg in self.legs if leg.mode is Mode.SEA)

    @property
    def longest_idle(self) -> tuple[Leg, ...]:
        """The legs that do not operate, the longest first."""
        return tuple(sorted(self.idle, key=lambda leg: -leg.length_km))

    @property
    def routes(self) -> tuple[str, ...]:
        """The ids of its routes, in order, each once."""
        return tuple(dict.fromkeys(leg.route for leg in self.legs))

    @property
    def evidence(self) -> frozenset[str]:
        """The ids of the facts about its lines, and of those that state a limit."""
        of_limits = (fact for limit in (*self.limits, *self.times) for fact in limit.facts)
        return frozenset(fact for leg in self.legs for fact in leg.facts).union(of_limits)

    @property
    def gauge_changes(self) -> int:
        """The number of transshipments that are changes of gauge."""
        return sum(transshipment.change is TransshipmentReason.GAUGE for transshipment in self.transshipments)

    @property
    def carries_goods(self) -> bool:
        """Whether it carries goods, which are transshipped; data and power are not."""
        return any(CARRIES[leg.mode] is Carried.GOODS for leg in self.legs)


def describe_itinerary(
    steps: Sequence[Step], catalogue: Catalogue, relations: Relations, measures: Mapping[str, SegmentMeasure]
) -> Itinerary:
    """Describe an itinerary.

    Parameters
    ----------
    steps
        The segments in the order of travel, each with its direction.
    catalogue, relations
        All records, and the relations between them.
    measures
        The length and countries of every segment, by id.
    """
    legs = _legs(steps, relations, measures)
    by_mode: Counter[Mode] = Counter()
    by_country: Counter[str] = Counter()
    for step in steps:
        measure = measures[step.segment.id]
        by_mode[step.segment.mode] += measure.length_km  # type: ignore[assignment]
        by_country.update(measure.by_country)
    return Itinerary(
        legs=legs,
        length_km=sum(leg.length_km for leg in legs),
        by_mode=dict(by_mode),
        by_country={code: km for code, km in by_country.most_common() if km >= 1},
        at_sea_km=sum(at_sea_km(step.segment.mode, measures[step.segment.id]) for step in steps),
        crossings=crossings(steps, catalogue.places, measures),
        transshipments=transshipments(steps),
        unknown_gauges=unknown_gauges(steps),
        precision=_precision(steps, measures),
        idle=tuple(leg for leg in legs if leg.status is not Status.OPERATING),
        limits=limits(steps, catalogue, relations, measures),
        times=times(steps, catalogue, relations, measures),
    )


def gaps(itinerary: Itinerary) -> tuple[Gap, ...]:
    """The stretches of an itinerary on which nothing operates, with their length as drawn."""
    runs = groupby(itinerary.legs, key=lambda leg: leg.status is Status.OPERATING)
    return tuple(_gap(list(legs)) for operating, legs in runs if not operating)


def _gap(legs: list[Leg]) -> Gap:
    km = sum(leg.length_km for leg in legs)
    return Gap(legs[0].start, legs[-1].end, km, True, overall_precision((leg.precision, leg.length_km) for leg in legs))


def _legs(steps: Sequence[Step], relations: Relations, measures: Mapping[str, SegmentMeasure]) -> tuple[Leg, ...]:
    grouped = groupby(steps, key=lambda step: (step.segment.route, step.segment.mode, step.segment.status))
    return tuple(_leg(list(group), relations, measures) for _, group in grouped)


def _leg(steps: list[Step], relations: Relations, measures: Mapping[str, SegmentMeasure]) -> Leg:
    first = steps[0].segment
    countries = dict.fromkeys(code for step in steps for code in relations.countries_of[step.segment.id])
    return Leg(
        route=first.route,
        mode=first.mode,
        status=first.status,
        precision=_precision(steps, measures),
        start=steps[0].start,
        end=steps[-1].end,
        segments=tuple(step.segment.id for step in steps),
        length_km=sum(measures[step.segment.id].length_km for step in steps),
        countries=tuple(countries),
        facts=tuple(relations.facts_of.get(first.route, ())),
    )


def _precision(steps: Sequence[Step], measures: Mapping[str, SegmentMeasure]) -> Precision:
    return overall_precision((step.segment.precision, measures[step.segment.id].length_km) for step in steps)
