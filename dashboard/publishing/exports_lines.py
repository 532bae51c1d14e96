"""The tables of what stands in the land: projects with their parts, routes, segments, places."""

from collections.abc import Iterable

from dashboard.atlas import Atlas
from dashboard.catalogue.models import Place, Project, Route, Segment
from dashboard.catalogue.vocabulary import PRECISION_M
from dashboard.publishing.csv_files import Columns, Field, Table, make_table

OFF_M = "how far it may be off, in metres"


def project_table(atlas: Atlas, projects: Iterable[Project]) -> Table:
    """One project a row, with its status and what that rests on."""
    columns: Columns[Project] = [
        (Field("id", "string", "the project's id", required=True), lambda one: one.id),
        (Field("kind", "string", "what sort of project", required=True), lambda one: one.kind),
        *_names(),
        (Field("summary", "string", "what it is, in English"), lambda one: one.summary.en),
        (Field("status", "string", "how far it has come", required=True), lambda one: one.status.value),
        (Field("status_basis", "string", "stated, inferred, or from a reference"), lambda one: one.status.basis),
        (Field("status_as_of", "string", "when it was so"), lambda one: one.status.as_of),
        (
            Field("status_fact", "string", "the fact that states it; it may be outside an extract"),
            lambda one: one.status.fact,
        ),
        (Field("status_source", "string", "the outside source"), lambda one: one.status.source),
        (
            Field("countries", "string", "ISO 3166-1 codes, with spaces between"),
            lambda one: " ".join(atlas.facets[one.id].country),
        ),
    ]
    return make_table("projects", "Projects: what the documents speak of", columns, projects)


def part_table(atlas: Atlas, projects: Iterable[Project]) -> Table:
    """Which routes and places belong to which project: of route and place one is filled."""
    catalogue = atlas.catalogue
    columns: Columns[tuple[Project, str]] = [
        (Field("project", "string", "the project", "projects", required=True), lambda pair: pair[0].id),
        (Field("part", "string", "the id of the route or place", required=True), lambda pair: pair[1]),
        (
            Field("route", "string", "where that is a route", "routes"),
            lambda pair: pair[1] if pair[1] in catalogue.routes else None,
        ),
        (
            Field("place", "string", "where it is a place", "places"),
            lambda pair: pair[1] if pair[1] in catalogue.places else None,
        ),
    ]
    pairs = ((project, part) for project in projects for part in (*project.routes, *project.places))
    return make_table("parts", "Which routes and places belong to a project", columns, pairs, key=("project", "part"))


def route_table(routes: Iterable[Route]) -> Table:
    """One line of the map a row; its stretches are in the table of segments."""
    columns: Columns[Route] = [
        (Field("id", "string", "the route's id", required=True), lambda one: one.id),
        *_names(),
        (Field("superseded_by", "string", "the id of the route that took its place"), lambda one: one.superseded_by),
        (Field("note", "string", "why it runs so, in English"), lambda one: one.note.en if one.note else None),
    ]
    return make_table("routes", "Routes: the lines of the map", columns, routes)


def segment_table(atlas: Atlas, segments: Iterable[Segment]) -> Table:
    """One stretch of a route a row, without its geometry, which is in routes.geojson under the same id."""
    columns: Columns[Segment] = [
        (Field("id", "string", "the segment's id", required=True), lambda one: one.id),
        (Field("route", "string", "the route that it is part of", "routes", required=True), lambda one: one.route),
        (
            Field("route_name", "string", "that route's name in English"),
            lambda one: atlas.catalogue.routes[one.route].names.en,
        ),
        (Field("from", "string", "the place that it begins at", "places", required=True), lambda one: one.start),
        (Field("to", "string", "the place that it ends at", "places", required=True), lambda one: one.end),
        (Field("mode", "string", "rail, sea, fibre, power …", required=True), lambda one: one.mode),
        (Field("status", "string", "how far it has come", required=True), lambda one: one.status),
        (
            Field("countries", "string", "ISO 3166-1 codes, with spaces between; none at sea"),
            lambda one: " ".join(atlas.facets[one.id].country),
        ),
        (
            Field("length_km", "number", "the drawn length on the ellipsoid, in kilometres"),
            lambda one: round(atlas.measures[one.id].length_km, 3),
        ),
        (Field("precision", "string", "how well the course is known", required=True), lambda one: one.precision),
        (
            Field("precision_m", "integer", f"{OFF_M}; empty where only the ends are known"),
            lambda one: PRECISION_M[one.precision],
        ),
        (Field("method", "string", "how it was drawn", required=True), lambda one: one.method),
        (Field("source", "string", "from what it was drawn", required=True), lambda one: one.source),
        (Field("licence", "string", "of this segment", required=True), lambda one: one.licence),
        (Field("note", "string", "in English"), lambda one: one.note.en if one.note else None),
    ]
    return make_table("segments", "Segments: the stretches of the routes", columns, segments)


def place_table(places: Iterable[Place]) -> Table:
    """One place a row: longitude and latitude in degrees on WGS84."""
    columns: Columns[Place] = [
        (Field("id", "string", "the place's id", required=True), lambda one: one.id),
        *_names(),
        (Field("country", "string", "ISO 3166-1 alpha-2 code", required=True), lambda one: one.country),
        (Field("kind", "string", "what sort of place", required=True), lambda one: one.kind),
        (Field("lon", "number", "degrees east, WGS84", required=True), lambda one: one.lon),
        (Field("lat", "number", "degrees north, WGS84", required=True), lambda one: one.lat),
        (Field("precision_m", "integer", OFF_M, required=True), lambda one: one.precision_m),
        (
            Field("source", "string", "where the position is from, with its licence", required=True),
            lambda one: one.source,
        ),
    ]
    return make_table("places", "Places: the points of the map", columns, places)


def _names() -> Columns[Project | Route | Place]:
    return [
        (Field("name_en", "string", "in English", required=True), lambda one: one.names.en),
        (Field("name_az", "string", "in Azerbaijani", required=True), lambda one: one.names.az),
        (Field("name_ar", "string", "in Arabic", required=True), lambda one: one.names.ar),
        (Field("name_ru", "string", "in Russian, where known"), lambda one: one.names.ru),
    ]
