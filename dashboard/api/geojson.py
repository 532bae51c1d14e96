"""Segments and places as GeoJSON (RFC 7946): longitude and latitude in degrees on WGS84, not simplified."""

from collections.abc import Iterable
from typing import Any

from dashboard.atlas import Atlas
from dashboard.catalogue.models import Place, Segment
from dashboard.catalogue.vocabulary import LANGUAGES, PRECISION_M

Json = dict[str, Any]
DEFAULT = LANGUAGES[0]
SEGMENT_FIELDS = {*Segment.model_fields} - {"id", "route", "start", "end", "coordinates"}
PLACE_FIELDS = {*Place.model_fields} - {"id", "names", "lon", "lat"}
"""The fields of records that properties have as they are, here and in ``web/reference/schemas.py``."""


def feature_collection(features: Iterable[Json]) -> Json:
    """``features`` as one GeoJSON object."""
    return {"type": "FeatureCollection", "features": list(features)}


def segment_feature(atlas: Atlas, segment: Segment) -> Json:
    """One segment of a route. ``length_km`` is the length of the drawn line on the ellipsoid, to the metre.

    ``precision`` tells how close the drawn line is to the real one (``precision_m``: the greatest distance in metres,
    null where only the ends are known). ``name`` is the route's.
    """
    route = atlas.catalogue.routes[segment.route]
    measure = atlas.measures[segment.id]
    properties = {
        "id": segment.id,
        "route": route.id,
        "project": atlas.relations.projects_of.get(route.id, ()),
        "name": route.names.in_language(DEFAULT),
        "names": route.names.model_dump(),
        **segment.model_dump(mode="json", include=SEGMENT_FIELDS),
        "precision_m": PRECISION_M[segment.precision],
        "from": segment.start,
        "to": segment.end,
        "countries": atlas.facets[segment.id].country,
        "length_km": round(measure.length_km, 3),
        "superseded_by": route.superseded_by,
    }
    return _feature(segment.id, {"type": "LineString", "coordinates": tuple(segment.coordinates)}, properties)


def place_feature(place: Place) -> Json:
    """One point, with its precision in metres and its source."""
    properties = {
        "id": place.id,
        "name": place.names.in_language(DEFAULT),
        "names": place.names.model_dump(),
        **place.model_dump(mode="json", include=PLACE_FIELDS),
    }
    return _feature(place.id, {"type": "Point", "coordinates": (place.lon, place.lat)}, properties)


def _feature(feature_id: str, geometry: Json, properties: Json) -> Json:
    return {"type": "Feature", "id": feature_id, "geometry": geometry, "properties": properties}
