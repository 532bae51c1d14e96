"""Finds the itineraries between two places in the network, describes them, and says where the gaps are."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from dashboard.catalogue.itinerary.itinerary import CARRIES, Carried, Gap, Itinerary, describe_itinerary
from dashboard.catalogue.itinerary.itinerary_result import ItineraryResult
from dashboard.catalogue.itinerary.steps import Step
from dashboard.catalogue.models import Place
from dashboard.catalogue.vocabulary import WITHDRAWN, Status
from dashboard.geo.geodesy import length_km
from dashboard.geo.network import Edge, Network, NetworkGap, Traversal, nodes_of
from dashboard.views.context import Context

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
    ends = [context.catalogue.places[place] for place in (start_id, *([via] if via else []), end_id)]
    result = ItineraryResult(ends[0], ends[-1], planned, Carried.GOODS, ends[1] if via else None)
    for carried in Carried:
        if itineraries := _itineraries(context, carried, ends, planned=planned):
            return replace(result, carried=carried, itineraries=itineraries)
    for carried in () if planned else Carried:
        if itineraries := _itineraries(context, carried, ends, planned=True):
            return replace(result, carried=carried, planned_itineraries=itineraries)
    carried = _most_likely(context, ends)
    broken = _broken(context, carried, ends, planned=planned)
    unbridged = tuple(
        part for part in broken if isinstance(part, Gap) and not part.has_line and part.km > LARGEST_GAP_KM
    )
    return replace(result, carried=carried, broken=() if unbridged else broken, unbridged=unbridged)


def _most_likely(context: Context, ends: Sequence[Place]) -> Carried:
    """The most likely load between unconnected places: the first that has a line at each of them, else goods."""
    networks = ((carried, _network(context, carried, planned=True)) for carried in Carried)
    ids = {place.id for place in ends}
    return next((carried for carried, network in networks if ids <= network.nodes), Carried.GOODS)


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


def _itineraries(context: Context, carried: Carried, ends: Sequence[Place], *, planned: bool) -> tuple[Itinerary, ...]:
    """The itineraries over all of ``ends``, the shortest first; none where no line joins them."""
    network = _network(context, carried, planned=planned)
    stops = product(*(_stops(context, network, place) for place in ends))
    candidates = [
        network.ways(start, end) if not over else [network.through(start, over[0], end)] for start, *over, end in stops
    ]
    connected = [paths for paths in candidates if any(paths)]
    if not connected:
        return ()
    best = min(connected, key=lambda paths: sum(step.edge.length_km for step in paths[0]))
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
    national = (node for node in network.nodes if places[node].country == place.country)
    near = sorted((_distance_km(place, places[node]), node) for node in national)
    return [node for km, node in near if km <= _NEAR_KM]


def _broken(context: Context, carried: Carried, ends: Sequence[Place], *, planned: bool) -> tuple[Itinerary | Gap, ...]:
    """The parts of an itinerary and the gaps between them; none where both ends have the same station."""
    network, places = _network(context, carried, planned=planned), context.catalogue.places
    start, *between, end = ((_stops(context, network, place) or [place.id])[0] for place in ends)
    if start == end:
        return ()
    positions = {place.id: (place.lon, place.lat) for place in places.values()}
    if between:
        pieces = network.broken_through(start, between[0], end, positions)
    else:
        pieces = network.broken(start, end, positions)
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
    paths = network.ways(gap.near, gap.far, most=1)
    has_line = any(sum(step.edge.length_km for step in path) <= LARGEST_DETOUR * gap.km for path in paths)
    return Gap(gap.near, gap.far, gap.km, has_line)


def _distance_km(place: Place, other: Place) -> float:
    return length_km([(place.lon, place.lat), (other.lon, other.lat)])
