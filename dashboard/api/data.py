"""``/data/*`` and ``/document/<id>.txt``: the records and texts for programs."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from flask import Blueprint, Response, request

from dashboard.api.geojson import feature_collection, place_feature, segment_feature
from dashboard.api.query_filters import UnknownFilterError, atlas_on_day, filter_records, read_filter_query
from dashboard.api.records import document_record, fact_record, project_record
from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import FilterResult
from dashboard.catalogue.filters import ALL_FILTERS, FILTERS
from dashboard.http.compression import GEOJSON
from dashboard.http.responses import error_response, json_response, revalidated

MakeDataFile = Callable[[Atlas, FilterResult], object]


def projects(atlas: Atlas, result: FilterResult) -> object:
    """The projects that pass, as a list of objects."""
    return [project_record(atlas, atlas.catalogue.projects[project]) for project in result.projects]


def documents(atlas: Atlas, result: FilterResult) -> object:
    """The documents with a fact that passes; without filters all documents, also those without facts."""
    records = (atlas.catalogue.documents[document_id] for document_id in result.documents)
    return [document_record(atlas, document, request.script_root) for document in records]


def facts(atlas: Atlas, result: FilterResult) -> object:
    """The facts that pass, as a list of objects, in the order of their ids."""
    return [fact_record(atlas, atlas.catalogue.facts[fact]) for fact in sorted(result.facts)]


def routes(atlas: Atlas, result: FilterResult) -> object:
    """The segments that pass, as a FeatureCollection."""
    return feature_collection(segment_feature(atlas, atlas.catalogue.segments[segment]) for segment in result.segments)


def places(atlas: Atlas, result: FilterResult) -> object:
    """The places that pass, as a FeatureCollection."""
    return feature_collection(place_feature(atlas.catalogue.places[place]) for place in result.places)


FILES: Mapping[str, tuple[MakeDataFile, str]] = MappingProxyType(
    {
        "documents.json": (documents, "application/json"),
        "facts.json": (facts, "application/json"),
        "places.geojson": (places, GEOJSON),
        "projects.json": (projects, "application/json"),
        "routes.geojson": (routes, GEOJSON),
    }
)
"""By name, each file below ``/data``: the function that makes it, and its media type."""


def data_blueprint(atlas: Atlas, others: Sequence[str] = ()) -> Blueprint:
    """The routes below ``/data``, each taking the page's filters, and the documents' texts.

    ``others`` are the files below ``/data`` that other functions add to the blueprint.
    """
    blueprint = Blueprint("data", __name__)
    values = atlas.stats.values

    # <path:…> and not <…>: this route answers every address below /data or before .txt, the page none of them.
    @blueprint.get("/data/<path:name>")
    def data(name: str) -> Response:
        if name not in FILES:
            allowed = [f"{request.script_root}/data/{file}" for file in sorted({*FILES, *others})]
            return error_response(404, "no such file", allowed=allowed)
        make, mimetype = FILES[name]
        names = ALL_FILTERS if make is facts else FILTERS
        filter_query = read_filter_query(request.args.items(multi=True), values, names, days=True)
        past_atlas = atlas_on_day(atlas, filter_query)
        return json_response(make(past_atlas, filter_records(past_atlas, filter_query)), mimetype)

    add_texts(blueprint, atlas)
    answer_unknown_filters(blueprint)
    return blueprint


def add_texts(blueprint: Blueprint, atlas: Atlas) -> None:
    """Add the documents' texts: ``/document/<id>.txt``."""

    @blueprint.get("/document/<path:document_id>.txt")
    def text(document_id: str) -> Response:
        if document_id not in atlas.catalogue.documents:
            return error_response(404, "no such document", allowed=list(atlas.catalogue.documents))
        return revalidated(atlas.catalogue.text(document_id).encode(), "text/plain")


def answer_unknown_filters(blueprint: Blueprint) -> None:
    """Answer 400 with the reason to a query with an unknown filter or value."""

    @blueprint.errorhandler(UnknownFilterError)
    def unknown_filter(error: UnknownFilterError) -> Response:
        return error_response(400, str(error), **error.details)
