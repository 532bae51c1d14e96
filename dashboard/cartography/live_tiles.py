"""The routes and places of a large catalogue as tiles, with the properties that they have in the map's files.

Beside them each feature has ``in_country``, ``in_project`` …: its values under each filter, as ``|AZ|GE|``. A filter
is then ``["in", "|AZ|", ["get", "in_country"]]``, which does not grow with what it finds as a list of ids does.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np

from dashboard.cartography.features import DRAWN_STEP_KM, place_properties, place_ranks, segment_properties
from dashboard.cartography.place_layers import RANK_ZOOM
from dashboard.catalogue.facets import FILTERS, Facets
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.measures import SegmentMeasure
from dashboard.catalogue.relations import Relations
from dashboard.geography.geodesy import densified
from dashboard.geography.live_tiles import LiveLayer, Properties, Shapes

MAX_ZOOM: Final = 14
FORM: Final = "1"
"""Part of a tile's address; raised when the same catalogue makes other tiles than before."""


def segment_shapes(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> Shapes:
    """The segments in the catalogue's order as arrays, the longest first; a step is at most 25 km, as in the file."""
    segments = list(catalogue.segments.values())
    order = sorted(range(len(segments)), key=lambda at: (-measures[segments[at].id].length_km, segments[at].id))
    vertices, counts = densified([segments[at].coordinates for at in order], DRAWN_STEP_KM)
    return Shapes.of(order, vertices, counts, [0] * len(order))


def segment_tiles(catalogue: Catalogue, facets: Mapping[str, Facets], shapes: Shapes) -> LiveLayer:
    """The tiles of the segments, from what ``segment_shapes`` gives."""
    ids = tuple(catalogue.segments)

    def properties_of(number: int) -> Properties:
        segment = catalogue.segments[ids[number]]
        return segment_properties(catalogue.routes[segment.route], segment) | in_filters(facets[segment.id])

    return LiveLayer("segments", shapes, properties_of)


def place_shapes(catalogue: Catalogue, relations: Relations) -> Shapes:
    """The places in the catalogue's order as arrays, from the zoom of their rank, those of which most is said first."""
    ranks, places = place_ranks(catalogue), list(catalogue.places.values())

    def weight(at: int) -> tuple[int, int, str]:
        place = places[at].id
        return ranks[place], -len(relations.facts_about[place]), place

    order = sorted(range(len(places)), key=weight)
    zooms = {1: 0} | {rank: int(zoom) for rank, zoom in RANK_ZOOM}
    points = np.array([(places[at].lon, places[at].lat) for at in order]).reshape(-1, 2)
    return Shapes.of(order, points, np.ones(len(order), dtype=np.int64), [zooms[ranks[places[at].id]] for at in order])


def place_tiles(catalogue: Catalogue, facets: Mapping[str, Facets], shapes: Shapes) -> LiveLayer:
    """The tiles of the places, from what ``place_shapes`` gives."""
    ids, ranks = tuple(catalogue.places), cache(lambda: place_ranks(catalogue))

    def properties_of(number: int) -> Properties:
        place = ids[number]
        return place_properties(catalogue.places[place], ranks()[place]) | in_filters(facets[place])

    return LiveLayer("places", shapes, properties_of)


def in_filters(facets: Facets) -> dict[str, str]:
    """By filter, the values that find a feature, each between bars; what no value finds has no such property."""
    return {f"in_{name}": f"|{'|'.join(values)}|" for name in FILTERS if (values := facets.of(name))}
