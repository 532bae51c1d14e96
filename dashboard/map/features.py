"""The GeoJSON of the map: a feature for each segment and each place.

The properties are flat, because MapLibre turns nested ones into text. ``fid`` is the id of the record, ``id`` a number.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from dashboard.catalogue.load.catalogue import Catalogue
from dashboard.catalogue.local_text import Names
from dashboard.catalogue.models import Place, Route, Segment
from dashboard.catalogue.vocabulary import LANGUAGES, PlaceKind, Precision
from dashboard.geo.geodesy import Position, densify_all
from dashboard.map.label_sides import LabelSides

DRAWN_STEP_KM: Final = 25.0
DECIMALS: Final[dict[Precision, int]] = {
    Precision.SURVEYED: 5,
    Precision.TRACED: 4,
    Precision.APPROXIMATE: 3,
    Precision.SCHEMATIC: 3,
}
"""Decimals of a degree: about a tenth of the greatest deviation of the precision (0.001° is 111 m or less)."""

ALL_FROM_ZOOM: Final = 9
"""The least zoom at which the map of a large catalogue, which is drawn from tiles, has every feature."""
MOST_PASSING: Final = 1_000
"""The most segments, and the most places, of a large catalogue that are on the map at every zoom."""

SETTLEMENTS: Final = frozenset({PlaceKind.CITY, PlaceKind.PORT, PlaceKind.HYDROPOWER})

Features = dict[str, Any]


def segment_features(catalogue: Catalogue) -> Features:
    """A FeatureCollection with a LineString for each segment, in the order of the routes.

    A line has a point at least every 25 km along the geodesic, so that it is drawn as it is measured. Coordinates are
    lon/lat on WGS84, rounded to ``DECIMALS``; the two ends have five decimals, so that lines meet.
    """
    pairs = [(route, segment) for route in catalogue.routes.values() for segment in route.segments]
    lines = densify_all([segment.coordinates for _, segment in pairs], DRAWN_STEP_KM)
    return _collection(_segment(*pair, line) for pair, line in zip(pairs, lines, strict=True))


def place_features(catalogue: Catalogue) -> Features:
    """A FeatureCollection with a Point for each place, its ``rank`` (1 to 4) and the ``side`` of its name."""
    ranks = place_ranks(catalogue)
    sides = LabelSides(segment.coordinates for segment in catalogue.segments.values())
    return _collection(_place(place, ranks[place.id], sides) for place in catalogue.places.values())


def place_ranks(catalogue: Catalogue) -> dict[str, int]:
    """The rank of each place: 1 is visible at every zoom, 4 only at a high one.

    1: cities, ports and dams where a route ends, or which a project names; 2: other cities, ports and dams;
    3: other ends of routes, crossings, landings, substations, towns on a route; 4: stations, towns, venues.
    """
    ends = {end for route in catalogue.routes.values() for end in route.ends}
    stops = {stop for segment in catalogue.segments.values() for stop in (segment.start, segment.end)}
    named = {place for project in catalogue.projects.values() for place in project.places}
    return {place.id: _rank(place, ends, named, stops) for place in catalogue.places.values()}


def _rank(place: Place, ends: set[str], named: set[str], stops: set[str]) -> int:
    important = place.id in ends or place.id in named
    if place.kind in SETTLEMENTS:
        return 1 if important else 2
    if place.kind is PlaceKind.MEETING_PLACE:
        return 4
    passed = place.kind is PlaceKind.RAIL_STATION or (place.kind is PlaceKind.TOWN and place.id not in stops)
    return 4 if passed and not important else 3


def _segment(route: Route, segment: Segment, dense: list[Position]) -> Features:
    first, *middle, last = dense
    decimals = DECIMALS[segment.precision]
    line = [_rounded(first, 5), *(_rounded(position, decimals) for position in middle), _rounded(last, 5)]
    properties = {
        "fid": segment.id,
        "route": route.id,
        "mode": segment.mode.value,
        "status": segment.status.value,
        "precision": segment.precision.value,
        **_names(route.names),
    }
    return {"geometry": {"type": "LineString", "coordinates": line}, "properties": properties}


def _place(place: Place, rank: int, sides: LabelSides) -> Features:
    point = {"type": "Point", "coordinates": _rounded((place.lon, place.lat), 5)}
    side = sides.side((place.lon, place.lat), place.names.in_language(LANGUAGES[0]), rank)
    properties = {"fid": place.id, "kind": place.kind.value, "rank": rank, "side": side, "country": place.country}
    return {"geometry": point, "properties": properties | _names(place.names)}


def _names(names: Names) -> dict[str, str]:
    """The names for the map, which would break “Kambarata-1 SES” after an ordinary hyphen."""
    return {f"name_{code}": re.sub(r"-(?=\d)", "\u2011", names.in_language(code)) for code in LANGUAGES}


def _rounded(position: tuple[float, float], decimals: int) -> list[float]:
    return [round(position[0], decimals), round(position[1], decimals)]


def _collection(features: Iterable[Features]) -> Features:
    numbered = [{"type": "Feature", "id": number, **feature} for number, feature in enumerate(features, start=1)]
    return {"type": "FeatureCollection", "features": numbered}
