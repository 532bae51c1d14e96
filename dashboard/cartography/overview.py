"""What of a large catalogue stands for all of it: few enough features for one small file and one picture."""

from collections.abc import Mapping
from typing import Final

from dashboard.cartography.features import place_ranks
from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.measures import SegmentMeasure
from dashboard.catalogue.relations import Relations
from dashboard.catalogue.vocabulary import WITHDRAWN

MOST_IN_FILES: Final = 4_000
"""Segments and places that the map still reads as whole files; with more of them it reads tiles."""
MOST_SEGMENTS: Final = 300
MOST_PLACES: Final = 300


def is_tiled(catalogue: Catalogue) -> bool:
    """Whether the catalogue is too large for the map to read it whole."""
    return len(catalogue.segments) + len(catalogue.places) > MOST_IN_FILES


def longest_segments(catalogue: Catalogue, measures: Mapping[str, SegmentMeasure]) -> frozenset[str]:
    """The ids of the longest segments that are not withdrawn: what one sees of many lines from afar."""
    standing = [one.id for one in catalogue.segments.values() if one.status not in WITHDRAWN]
    return frozenset(sorted(standing, key=lambda one: (-measures[one].length_km, one))[:MOST_SEGMENTS])


def foremost_places(catalogue: Catalogue, relations: Relations) -> frozenset[str]:
    """The ids of the places that show first, and of these the ones of which most is said."""
    ranks = place_ranks(catalogue)
    ordered = sorted(ranks, key=lambda one: (ranks[one], -len(relations.facts_about[one]), one))
    return frozenset(ordered[:MOST_PLACES])
