"""Reads one route: a GeoJSON FeatureCollection whose features are its segments, in order.

Positions are [longitude, latitude] in degrees on WGS84, as in RFC 7946.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from dashboard.catalogue.load.files import read_json
from dashboard.catalogue.load.load_context import LoadContext, record_label
from dashboard.catalogue.load.validation_messages import valid_parts, validate
from dashboard.catalogue.models import Route, Segment

_COLLECTION_KEYS = {"type", "route", "features"}
_FEATURE_KEYS = {"type", "id", "geometry", "properties"}
_GEOMETRY_KEYS = {"type", "coordinates"}
_DERIVED = {"id", "route", "coordinates", "start", "end"}


@dataclass(frozen=True)
class ReadRoute:
    """The valid segments of a route's file, and the route itself if nothing in the file is wrong."""

    route: Route | None
    segments: tuple[Segment, ...]


def read_route(context: LoadContext, file: str) -> ReadRoute:
    """The route of a ``data/routes/<id>.geojson``."""
    content = context.read(file, read_json)
    if content is None:
        context.presume_id("route", file)
        return ReadRoute(None, ())
    before = len(context.findings)
    header = content.get("route", {})
    if not isinstance(header, Mapping):
        context.add_error(file, "", "route", "must be an object with id and names")
        header = {}
    record = record_label(header, "")
    _check_members(context, file, content, "FeatureCollection", _COLLECTION_KEYS, (record, ""))
    context.register_file_id("route", header.get("id"), file)
    features = content.get("features")
    if not isinstance(features, list):
        context.add_error(file, record, "features", "must be a list of features, one a segment")
        features = []
    elif not features:
        context.add_error(file, record, "features", "holds no segment; a route has at least one")
    read = [_segment(context, file, raw, number) for number, raw in enumerate(features, start=1)]
    segments = tuple(segment for segment in read if segment)
    if "segments" in header:
        context.add_error(file, record, "route.segments", "is not a known key; segments are the features")
    route = _route(context, file, header, segments)
    if len(context.findings) == before:
        return ReadRoute(route, segments)
    # Checks can still look at the order of its segments.
    stops = tuple(_stops(raw, number) for number, raw in enumerate(features, start=1))
    parts = valid_parts(Route, {**header, "id": record}).model_copy(update={"segments": stops})
    context.unfinished.append((file, parts))
    return ReadRoute(None, segments)


def _stops(raw: object, number: int) -> Segment:
    """A segment with only the ends of a feature that may be invalid."""
    properties = raw.get("properties") if isinstance(raw, Mapping) else None
    stops = {key: properties.get(key) for key in ("from", "to")} if isinstance(properties, Mapping) else {}
    return valid_parts(Segment, {**stops, "id": record_label(raw, f"segment {number}")})


def _route(context: LoadContext, file: str, header: Mapping[str, Any], segments: tuple[Segment, ...]) -> Route | None:
    """The route. A route without valid segments is not reported again."""
    route, messages = validate(Route, {**header, "segments": segments})
    for path, message in messages:
        if path != "segments":
            context.add_error(file, record_label(header, ""), f"route.{path}", message)
    return route


def _segment(context: LoadContext, file: str, raw: object, number: int) -> Segment | None:
    record = record_label(raw, f"segment {number}")
    if not isinstance(raw, Mapping):
        context.add_error(file, record, "", "must be a GeoJSON feature")
        return None
    _check_members(context, file, raw, "Feature", _FEATURE_KEYS, (record, ""))
    context.register_id("segment", raw.get("id"), file)
    geometry, properties = raw.get("geometry"), raw.get("properties")
    if not isinstance(geometry, Mapping) or not isinstance(properties, Mapping):
        context.add_error(file, record, "", "needs a geometry and properties, both objects")
        return None
    _check_members(context, file, geometry, "LineString", _GEOMETRY_KEYS, (record, "geometry"))
    for key in sorted(properties.keys() & _DERIVED):
        context.add_error(file, record, key, "is not a known key among the properties; remove it")
    stored = {key: value for key, value in properties.items() if key not in _DERIVED}
    table = {**stored, "route": PurePosixPath(file).stem, **_present(raw, "id"), **_present(geometry, "coordinates")}
    return context.validate(Segment, table, file, record)


def _present(raw: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {key: raw[key]} if key in raw else {}


def _check_members(
    context: LoadContext, file: str, raw: Mapping[str, Any], kind: str, members: set[str], where: tuple[str, str]
) -> None:
    """Record errors for a GeoJSON object of another type, or with members that this project does not use."""
    record, field = where
    inside = f"{field}." if field else ""
    if raw.get("type") != kind:
        context.add_error(file, record, f"{inside}type", f"{raw.get('type')!r} must be {kind!r}")
    for key in sorted(raw.keys() - members):
        remedy = "GeoJSON is always WGS84; reproject to it and remove the member" if key == "crs" else "remove it"
        context.add_error(file, record, f"{inside}{key}", f"is not a known member; {remedy}")
