"""The way between two places: asks the network, describes what it finds, says where the gaps are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.catalogue.itinerary.itinerary import Gap, Itinerary, describe_itinerary
from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.models import Place
from dashboard.catalogue.vocabulary import WITHDRAWN, Mode, Status
from dashboard.geo.geodesy import length_km
from dashboard.geo.network import Edge, Network, NetworkGap, Traversal
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
LARGEST_DETOUR = 3.0
_NEAR_KM = 15.0  # a city's own station or port: at most this far from its middle


@dataclass(frozen=True)
class ItineraryResult:
    """What lies between two places: ways for what travels, what is planned, or what there is of a way.

    ``planned_ways`` would join the two where no way does that operates. Where there is none either, ``broken`` has the
    parts of a way and the gaps between them, in order.
    """

    start: Place
    end: Place
    planned: bool
    carried: Carried
    ways: tuple[Itinerary, ...] = ()
    planned_ways: tuple[Itinerary, ...] = ()
    broken: tuple[Itinerary | Gap, ...] = ()


def find_ways(context: Context, start_id: str, end_id: str, *, planned: bool) -> ItineraryResult:
    """The shortest way and its alternatives between two places, for the first of goods, data and power that has one."""
    start, end = context.catalogue.places[start_id], context.catalogue.places[end_id]
    for carried in Carried:
        ways = _ways(context, carried, start, end, planned=planned)
        if ways:
            return ItineraryResult(start, end, planned, carried, ways)
    for carried in () if planned else Carried:
        later = _ways(context, carried, start, end, planned=True)
        if later:
            return ItineraryResult(start, end, planned, carried, planned_ways=later)
    carried = _most_likely(context, start, end)
    return ItineraryResult(start, end, planned, carried, broken=_broken(context, carried, start, end, planned=planned))


def _most_likely(context: Context, start: Place, end: Place) -> Carried:
    """What would travel between two places that nothing joins: what both have a line for, else goods."""
    networks = ((carried, _network(context, carried, planned=True)) for carried in Carried)
    return next((one for one, network in networks if {start.id, end.id} <= network.nodes), Carried.GOODS)


def _network(context: Context, carried: Carried, *, planned: bool, withdrawn: bool = False) -> Network:
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
        if withdrawn or segment.status not in WITHDRAWN
    )
    return Network(edges, carried, planned=planned)


def _ways(context: Context, carried: Carried, start: Place, end: Place, *, planned: bool) -> tuple[Itinerary, ...]:
    network = _network(context, carried, planned=planned)
    pairs = [(a, b) for a in _stops(context, network, start) for b in _stops(context, network, end)]
    found = [network.ways(a, b) for a, b in pairs]
    joined = [steps for steps in found if steps]
    if not joined:
        return ()
    best = min(joined, key=lambda steps: sum(step.edge.length_km for step in steps[0]))
    return tuple(_described(context, steps) for steps in best)


def _described(context: Context, traversals: list[Traversal]) -> Itinerary:
    segments = context.catalogue.segments
    steps = [Step(segments[traversal.edge.id], traversal.start, traversal.end) for traversal in traversals]
    return describe_itinerary(steps, context.catalogue, context.relations, context.measures)


def _stops(context: Context, network: Network, place: Place) -> list[str]:
    """The place itself where the network reaches it, else its own stations and ports, the nearest first."""
    if place.id in network.nodes:
        return [place.id]
    places = context.catalogue.places
    near = sorted((_apart_km(place, places[node]), node) for node in network.nodes)
    return [node for km, node in near if km <= _NEAR_KM and places[node].country == place.country]


def _broken(
    context: Context, carried: Carried, start: Place, end: Place, *, planned: bool
) -> tuple[Itinerary | Gap, ...]:
    """The parts of the way and the gaps between them; none where both ends have the same station."""
    network, places = _network(context, carried, planned=planned), context.catalogue.places
    here, there = ((_stops(context, network, place) or [place.id])[0] for place in (start, end))
    positions = {place.id: (place.lon, place.lat) for place in places.values()}
    pieces = network.broken(here, there, positions)
    whole = _network(context, carried, planned=True, withdrawn=True)
    return tuple(
        _gap(piece, whole) if isinstance(piece, NetworkGap) else _described(context, piece) for piece in pieces
    )


def _gap(gap: NetworkGap, whole: Network) -> Gap:
    """A gap, and whether any line of the ``whole`` atlas leads over it without a large detour."""
    ways = whole.ways(gap.near, gap.far, most=1)
    held = any(sum(step.edge.length_km for step in way) <= LARGEST_DETOUR * gap.km for way in ways)
    return Gap(gap.near, gap.far, gap.km, held)


def _apart_km(one: Place, other: Place) -> float:
    return length_km([(one.lon, one.lat), (other.lon, other.lat)])
