"""Finds the itineraries between two places in the network, describes them, and says where the gaps are."""

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
"""Itineraries have no wider gap: the longest line without a stop in the atlas is 2,471 km long."""
_NEAR_KM = 15.0  # a city's own station or port: at most this far from its middle


def find_itineraries(
    context: Context, start_id: str, end_id: str, *, planned: bool, via: str | None = None
) -> ItineraryResult:
    """The shortest itinerary and its alternatives, for the first of goods, data and power that has one.

    ``via`` is the id of a place on the itinerary; then there are no alternatives.
    """
    places = context.catalogue.places
    request = _ItineraryRequest(places[start_id], places[end_id], places[via] if via else None, planned)
    for carried in Carried:
        itineraries = _itineraries(context, carried, request)
        if itineraries:
            return request.result(carried, itineraries=itineraries)
    for carried in () if planned else Carried:
        later = _itineraries(context, carried, replace(request, planned=True))
        if later:
            return request.result(carried, planned_itineraries=later)
    carried = _most_likely(context, request)
    broken = _broken(context, carried, request)
    unbridged = tuple(
        part for part in broken if isinstance(part, Gap) and not part.has_line and part.km > LARGEST_GAP_KM
    )
    if unbridged:
        return request.result(carried, unbridged=unbridged)
    return request.result(carried, broken=broken)


@dataclass(frozen=True)
class _ItineraryRequest:
    """The places of an itinerary, and whether it may use planned lines."""

    start: Place
    end: Place
    via: Place | None
    planned: bool

    @property
    def ends(self) -> tuple[Place, ...]:
        """Every place that the itinerary must reach."""
        return (self.start, self.end) if self.via is None else (self.start, self.via, self.end)

    def result(self, carried: Carried, **parts: tuple[Any, ...]) -> ItineraryResult:
        return ItineraryResult(self.start, self.end, self.planned, carried, self.via, **parts)


def _most_likely(context: Context, request: _ItineraryRequest) -> Carried:
    """The most likely load between unconnected places: the first that has a line at each of them, else goods."""
    networks = ((carried, _network(context, carried, planned=True)) for carried in Carried)
    ends = {place.id for place in request.ends}
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


def _itineraries(context: Context, carried: Carried, request: _ItineraryRequest) -> tuple[Itinerary, ...]:
    network = _network(context, carried, planned=request.planned)
    stops = product(*(_stops(context, network, place) for place in request.ends))
    candidates = [
        network.ways(start, end) if not over else [network.through(start, over[0], end)] for start, *over, end in stops
    ]
    connected = [ways for ways in candidates if any(ways)]
    if not connected:
        return ()
    best = min(connected, key=lambda ways: sum(step.edge.length_km for step in ways[0]))
    return tuple(_describe(context, steps) for steps in best)


def _describe(context: Context, traversals: list[Traversal]) -> Itinerary:
    segments = context.catalogue.segments
    steps = [Step(segments[traversal.edge.id], traversal.start, traversal.end) for traversal in traversals]
    return describe_itinerary(steps, context.catalogue, context.relations, context.measures)


def _stops(context: Context, network: Network, place: Place) -> list[str]:
    """The place itself where it is in the network, else its stations and ports, the nearest first."""
    if place.id in network.nodes:
        return [place.id]
    places = context.catalogue.places
    near = sorted((_distance_km(place, places[node]), node) for node in network.nodes)
    return [node for km, node in near if km <= _NEAR_KM and places[node].country == place.country]


def _broken(context: Context, carried: Carried, request: _ItineraryRequest) -> tuple[Itinerary | Gap, ...]:
    """The parts of an itinerary and the gaps between them; none where both ends have the same station."""
    network, places = _network(context, carried, planned=request.planned), context.catalogue.places
    stops = [(_stops(context, network, place) or [place.id])[0] for place in request.ends]
    if stops[0] == stops[-1]:
        return ()
    positions = {place.id: (place.lon, place.lat) for place in places.values()}
    if request.via is None:
        pieces = network.broken(stops[0], stops[-1], positions)
    else:
        pieces = network.broken_through(stops[0], stops[1], stops[-1], positions)
    complete, used = _network(context, carried, planned=True, withdrawn=True), nodes_of(pieces)
    return tuple(
        _gap(piece, complete.without(used - {piece.near, piece.far}))
        if isinstance(piece, NetworkGap)
        else _describe(context, piece)
        for piece in pieces
        if piece
    )


def _gap(gap: NetworkGap, network: Network) -> Gap:
    """The gap, and whether other lines of ``network`` lead across it without a large detour."""
    ways = network.ways(gap.near, gap.far, most=1)
    has_line = any(sum(step.edge.length_km for step in way) <= LARGEST_DETOUR * gap.km for way in ways)
    return Gap(gap.near, gap.far, gap.km, has_line)


def _distance_km(place: Place, other: Place) -> float:
    return length_km([(place.lon, place.lat), (other.lon, other.lat)])
