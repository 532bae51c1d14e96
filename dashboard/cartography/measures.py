"""The measure of every segment: what is drawn, in km, whole and by country."""

from dashboard.catalogue.load import Catalogue
from dashboard.catalogue.measures import SegmentMeasure
from dashboard.geography.countries import CountryShapes, split


def measure_segments(catalogue: Catalogue, country_shapes: CountryShapes) -> dict[str, SegmentMeasure]:
    """By segment id: the length of its line along geodesics of WGS84, and how it falls on the countries.

    Lengths are of the coordinates as they are on record, before the rounding of the map's own GeoJSON.
    """
    measures = {}
    for segment in catalogue.segments.values():
        found = split(segment.coordinates, country_shapes)
        measures[segment.id] = SegmentMeasure(
            length_km=found.whole_km,
            by_country=found.by_country,
            unattributed_km=found.unattributed_km,
            overlap_km=found.overlap_km,
        )
    return measures
