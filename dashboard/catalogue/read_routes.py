"""Read one route: a GeoJSON FeatureCollection whose features are the segments, in order.

Positions are [longitude, latitude] on WGS84, as RFC 7946 has it.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from dashboard.catalogue.complaints import validate
from dashboard.catalogue.files import read_json
from dashboard.catalogue.intake import Intake, shown_id
from dashboard.catalogue.models import Route, Segment

_COLLECTION_KEYS = {"type", "route", "features"}
_FEATURE_KEYS = {"type", "id", "geometry", "properties"}
_GEOMETRY_KEYS = {"type", "coordinates"}
_DERIVED = {"id", "route", "coordinates", "start", "end"}


def read_route(intake: Intake, file: str) -> Route | None:
    """The route of one ``data/routes/<id>.geojson``; None where anything in it is wrong."""
    content = intake.read(file, read_json)
    if content is None:
        return None
    before = len(intake.findings)
    header = content.get("route", {})
    if not isinstance(header, Mapping):
        intake.complain(file, "", "route", "must be an object with id and names")
        header = {}
    record = shown_id(header, "")
    _hold_form(intake, file, content, "FeatureCollection", _COLLECTION_KEYS, (record, ""))
    intake.take_id("route", header.get("id"), file)
    intake.hold_to_stem(file, header.get("id"))
    features = content.get("features")
    if not isinstance(features, list):
        intake.complain(file, record, "features", "must be a list of features, one a segment")
        features = []
    elif not features:
        intake.complain(file, record, "features", "holds no segment; a route has at least one")
    segments = [_segment(intake, file, raw, number) for number, raw in enumerate(features, start=1)]
    if "segments" in header:
        intake.complain(file, record, "route.segments", "is not a known key; segments are the features")
    route = _made_route(intake, file, header, [segment for segment in segments if segment])
    return route if len(intake.findings) == before else None


def _made_route(intake: Intake, file: str, header: Mapping[str, Any], segments: list[Segment]) -> Route | None:
    """The route; that all its segments are faulty is no fault of its own."""
    route, complaints = validate(Route, {**header, "segments": segments})
    for path, message in complaints:
        if path != "segments":
            intake.complain(file, shown_id(header, ""), f"route.{path}", message)
    return route


def _segment(intake: Intake, file: str, raw: object, number: int) -> Segment | None:
    record = shown_id(raw, f"segment {number}")
    if not isinstance(raw, Mapping):
        intake.complain(file, record, "", "must be a GeoJSON feature")
        return None
    _hold_form(intake, file, raw, "Feature", _FEATURE_KEYS, (record, ""))
    intake.take_id("segment", raw.get("id"), file)
    geometry, properties = raw.get("geometry"), raw.get("properties")
    if not isinstance(geometry, Mapping) or not isinstance(properties, Mapping):
        intake.complain(file, record, "", "needs a geometry and properties, both objects")
        return None
    _hold_form(intake, file, geometry, "LineString", _GEOMETRY_KEYS, (record, "geometry"))
    for key in sorted(properties.keys() & _DERIVED):
        intake.complain(file, record, key, "is not a known key among the properties; remove it")
    own = {key: value for key, value in properties.items() if key not in _DERIVED}
    table = {**own, "route": PurePosixPath(file).stem, **_present(raw, "id"), **_present(geometry, "coordinates")}
    return intake.validated(Segment, table, file, record)


def _present(raw: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {key: raw[key]} if key in raw else {}


def _hold_form(
    intake: Intake, file: str, raw: Mapping[str, Any], kind: str, known: set[str], where: tuple[str, str]
) -> None:
    """Errors for a GeoJSON object of another type, or with members that this project does not use."""
    record, field = where
    inside = f"{field}." if field else ""
    if raw.get("type") != kind:
        intake.complain(file, record, f"{inside}type", f"{raw.get('type')!r} must be {kind!r}")
    for key in sorted(raw.keys() - known):
        remedy = "GeoJSON is always WGS84; reproject to it and remove the member" if key == "crs" else "remove it"
        intake.complain(file, record, f"{inside}{key}", f"is not a known member; {remedy}")
