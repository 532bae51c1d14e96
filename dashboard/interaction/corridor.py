"""The way between two places: asks the network, describes what it finds, says where the gap is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.catalogue.models import Place
from dashboard.catalogue.vocabulary import WITHDRAWN, Mode, Status
from dashboard.catalogue.ways import Hop, Way, describe_way
from dashboard.geography.geodesy import length_km
from dashboard.geography.network import Edge, Gap, Network
from dashboard.views.context import Context


class Carried(StrEnum):
    """What travels: goods do not go by cable."""

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
_NEAR_KM = 15.0  # a city's own station or port: at most this far from its middle


@dataclass(frozen=True)
class Found:
    """What lies between two places: ways for what travels, or the gap and what is planned across it."""

    start: Place
    end: Place
    planned: bool
    carried: Carried
    ways: tuple[Way, ...]
    gap: Gap | None
    planned_ways: tuple[Way, ...]


def find_ways(context: Context, start_id: str, end_id: str, *, planned: bool) -> Found:
    """The shortest way and its alternatives between two places, for the first of goods, data and power that has one.

    Without a way over what operates, ``gap`` says between which two places it breaks off, and
    ``planned_ways`` what would join them.
    """
    start, end = context.catalogue.places[start_id], context.catalogue.places[end_id]
    for carried in Carried:
        ways = _ways(context, carried, start, end, planned=planned)
        if ways:
            return Found(start, end, planned, carried, ways, None, ())
    for carried in Carried:
        later = () if planned else _ways(context, carried, start, end, planned=True)
        if later:
            return Found(start, end, planned, carried, (), _gap(context, carried, start, end, planned=planned), later)
    gap = _gap(context, Carried.GOODS, start, end, planned=planned)
    return Found(start, end, planned, Carried.GOODS, (), gap, ())


def _network(context: Context, carried: Carried, *, planned: bool) -> Network:
    edges = (
        Edge(
            id=segment.id,
            start=segment.start,
            end=segment.end,
            length_km=context.measures[segment.id].length_km,
            carries=CARRIES[segment.mode],
            open=segment.status is Status.OPERATING,
        )
        for segment in context.catalogue.segments.values()
        if segment.status not in WITHDRAWN
    )
    return Network(edges, carried, planned=planned)


def _ways(context: Context, carried: Carried, start: Place, end: Place, *, planned: bool) -> tuple[Way, ...]:
    network = _network(context, carried, planned=planned)
    pairs = [(a, b) for a in _stops(context, network, start) for b in _stops(context, network, end)]
    found = [network.ways(a, b) for a, b in pairs]
    joined = [steps for steps in found if steps]
    if not joined:
        return ()
    best = min(joined, key=lambda steps: sum(step.edge.length_km for step in steps[0]))
    segments = context.catalogue.segments
    return tuple(
        describe_way(
            [Hop(segments[step.edge.id], step.start, step.end) for step in steps],
            context.catalogue,
            context.relations,
            context.measures,
        )
        for steps in best
    )


def _stops(context: Context, network: Network, place: Place) -> list[str]:
    """The place itself where the network reaches it, else its own stations and ports, the nearest first."""
    if place.id in network.nodes:
        return [place.id]
    places = context.catalogue.places
    near = sorted((_apart_km(place, places[node]), node) for node in network.nodes)
    return [node for km, node in near if km <= _NEAR_KM and places[node].country == place.country]


def _gap(context: Context, carried: Carried, start: Place, end: Place, *, planned: bool) -> Gap | None:
    network, places = _network(context, carried, planned=planned), context.catalogue.places
    here, there = ((_stops(context, network, place) or [place.id])[0] for place in (start, end))
    return network.gap(here, there, lambda a, b: _apart_km(places[a], places[b]))


def _apart_km(one: Place, other: Place) -> float:
    return length_km([(one.lon, one.lat), (other.lon, other.lat)])
