"""The way between two places: asks the network, describes what it finds, says where the gaps are."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from dashboard.catalogue.itinerary.itinerary import Gap, Itinerary, describe_itinerary
from dashboard.catalogue.itinerary.itinerary_result import Carried, ItineraryResult
from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.models import Place
from dashboard.catalogue.vocabulary import WITHDRAWN, Mode, Status
from dashboard.geo.geodesy import length_km
from dashboard.geo.network import Edge, Network, NetworkGap, Traversal, nodes_of
from dashboard.views.context import Context

CARRIES: Mapping[Mode, Carried] = {
    Mode.RAIL: Carried.GOODS,
    Mode.SEA: Carried.GOODS,
    Mode.FIBRE: Carried.DATA,
    Mode.SUBSEA_CABLE: Carried.DATA,
    Mode.POWER: Carried.POWER,
}
LARGEST_DETOUR = 3.0
LARGEST_GAP_KM = 2_500.0
"""Across more nothing is pieced together: no line of the atlas goes as far without a stop (2,471 km at the most)."""
_NEAR_KM = 15.0  # a city's own station or port: at most this far from its middle


def find_itineraries(
    context: Context, start_id: str, end_id: str, *, planned: bool, via: str | None = None
) -> ItineraryResult:
    """The shortest way and its alternatives between two places, for the first of goods, data and power that has one.

    ``via`` is a place that it has to go over (an id); then there are no alternatives.
    """
    places = context.catalogue.places
    asked = _Asked(places[start_id], places[end_id], places[via] if via else None, planned)
    for carried in Carried:
        itineraries = _itineraries(context, carried, asked)
        if itineraries:
            return asked.answer(carried, itineraries=itineraries)
    for carried in () if planned else Carried:
        later = _itineraries(context, carried, replace(asked, planned=True))
        if later:
            return asked.answer(carried, planned_itineraries=later)
    carried = _most_likely(context, asked)
    broken = _broken(context, carried, asked)
    unbridged = tuple(
        part for part in broken if isinstance(part, Gap) and not part.has_line and part.km > LARGEST_GAP_KM
    )
    if unbridged:
        return asked.answer(carried, unbridged=unbridged)
    return asked.answer(carried, broken=broken)


@dataclass(frozen=True)
class _Asked:
    """Between which places a way is looked for, over which, and whether over planned lines too."""

    start: Place
    end: Place
    via: Place | None
    planned: bool

    @property
    def ends(self) -> tuple[Place, ...]:
        """Every place that the way has to come to."""
        return (self.start, self.end) if self.via is None else (self.start, self.via, self.end)

    def answer(self, carried: Carried, **parts: tuple[Any, ...]) -> ItineraryResult:
        return ItineraryResult(self.start, self.end, self.planned, carried, self.via, **parts)


def _most_likely(context: Context, asked: _Asked) -> Carried:
    """What would travel between places that nothing joins: what all have a line for, else goods."""
    networks = ((carried, _network(context, carried, planned=True)) for carried in Carried)
    ends = {place.id for place in asked.ends}
    return next((carried for carried, network in networks if ends <= network.nodes), Carried.GOODS)


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


def _itineraries(context: Context, carried: Carried, asked: _Asked) -> tuple[Itinerary, ...]:
    network = _network(context, carried, planned=asked.planned)
    stops = product(*(_stops(context, network, place) for place in asked.ends))
    found = [
        network.ways(start, end) if not over else [network.through(start, over[0], end)] for start, *over, end in stops
    ]
    joined = [ways for ways in found if any(ways)]
    if not joined:
        return ()
    best = min(joined, key=lambda ways: sum(step.edge.length_km for step in ways[0]))
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


def _broken(context: Context, carried: Carried, asked: _Asked) -> tuple[Itinerary | Gap, ...]:
    """The parts of the way and the gaps between them; none where both ends have the same station."""
    network, places = _network(context, carried, planned=asked.planned), context.catalogue.places
    stops = [(_stops(context, network, place) or [place.id])[0] for place in asked.ends]
    if stops[0] == stops[-1]:
        return ()
    positions = {place.id: (place.lon, place.lat) for place in places.values()}
    if asked.via is None:
        pieces = network.broken(stops[0], stops[-1], positions)
    else:
        pieces = network.broken_through(stops[0], stops[1], stops[-1], positions)
    whole, taken = _network(context, carried, planned=True, withdrawn=True), nodes_of(pieces)
    return tuple(
        _gap(piece, whole.without(taken - {piece.near, piece.far}))
        if isinstance(piece, NetworkGap)
        else _described(context, piece)
        for piece in pieces
        if piece
    )


def _gap(gap: NetworkGap, whole: Network) -> Gap:
    """A gap, and whether any line of the ``whole`` atlas beside the way leads over it without a large detour."""
    ways = whole.ways(gap.near, gap.far, most=1)
    held = any(sum(step.edge.length_km for step in way) <= LARGEST_DETOUR * gap.km for way in ways)
    return Gap(gap.near, gap.far, gap.km, held)


def _apart_km(place: Place, other: Place) -> float:
    return length_km([(place.lon, place.lat), (other.lon, other.lat)])
