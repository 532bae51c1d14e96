"""The routes and places of a large catalogue as tiles, with the properties that they have in the map's files.

Beside them each feature has ``in_country``, ``in_project`` …: its values under each filter, as ``|AZ|GE|``. A filter
is then ``["in", "|AZ|", ["get", "in_country"]]``, which does not grow with what it finds as a list of ids does.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np

from dashboard.cartography.features import DRAWN_STEP_KM, place_properties, place_ranks, segment_properties
from dashboard.cartography.place_layers import RANK_ZOOM
from dashboard.catalogue.facets import FILTERS, Facets
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.measures import SegmentMeasure
from dashboard.catalogue.relations import Relations
from dashboard.geography.geodesy import densified
from dashboard.geography.live_tiles import LiveLayer, Properties

MAX_ZOOM: Final = 14
FORM: Final = "1"
"""Part of a tile's address; raised when the same catalogue makes other tiles than before."""


def segment_tiles(
    catalogue: Catalogue, measures: Mapping[str, SegmentMeasure], facets: Mapping[str, Facets]
) -> LiveLayer:
    """The tiles of the segments, the longest first; a step is at most 25 km, as in the file."""
    ordered = sorted(catalogue.segments.values(), key=lambda one: (-measures[one.id].length_km, one.id))
    ids = [one.id for one in ordered]
    vertices, counts = densified([one.coordinates for one in ordered], DRAWN_STEP_KM)

    def properties_of(number: int) -> Properties:
        segment = catalogue.segments[ids[number]]
        return segment_properties(catalogue.routes[segment.route], segment) | in_filters(facets[segment.id])

    return LiveLayer.of("segments", vertices, counts, [0] * len(ids), properties_of)


def place_tiles(catalogue: Catalogue, relations: Relations, facets: Mapping[str, Facets]) -> LiveLayer:
    """The tiles of the places, from the zoom of their rank, those of which most is said first."""
    ranks = place_ranks(catalogue)
    ids = sorted(ranks, key=lambda one: (ranks[one], -len(relations.facts_about[one]), one))
    zooms = {1: 0} | {rank: int(zoom) for rank, zoom in RANK_ZOOM}
    points = np.array([(catalogue.places[one].lon, catalogue.places[one].lat) for one in ids]).reshape(-1, 2)
    counts = np.ones(len(ids), dtype=np.int64)

    def properties_of(number: int) -> Properties:
        place = ids[number]
        return place_properties(catalogue.places[place], ranks[place]) | in_filters(facets[place])

    return LiveLayer.of("places", points, counts, [zooms[ranks[one]] for one in ids], properties_of)


def in_filters(facets: Facets) -> dict[str, str]:
    """By filter, the values that find a feature, each between bars; what no value finds has no such property."""
    return {f"in_{name}": f"|{'|'.join(values)}|" for name in FILTERS if (values := facets.of(name))}
