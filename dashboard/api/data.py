"""``/data/*`` and ``/document/<id>.txt``: what is known, for anyone's program."""

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


def projects(atlas: Atlas, passes: FilterResult) -> object:
    """The projects that pass, as a list of objects."""
    return [project_record(atlas, atlas.catalogue.projects[project]) for project in passes.projects]


def documents(atlas: Atlas, passes: FilterResult) -> object:
    """The documents that hold a fact which passes; where nothing is chosen all, those without facts too."""
    records = (atlas.catalogue.documents[document_id] for document_id in passes.documents)
    return [document_record(atlas, document, request.script_root) for document in records]


def facts(atlas: Atlas, passes: FilterResult) -> object:
    """The facts that pass, as a list of objects, in the order of their ids."""
    return [fact_record(atlas, atlas.catalogue.facts[fact]) for fact in sorted(passes.facts)]


def routes(atlas: Atlas, passes: FilterResult) -> object:
    """The segments that pass, as a FeatureCollection."""
    return feature_collection(segment_feature(atlas, atlas.catalogue.segments[segment]) for segment in passes.segments)


def places(atlas: Atlas, passes: FilterResult) -> object:
    """The places that pass, as a FeatureCollection."""
    return feature_collection(place_feature(atlas.catalogue.places[place]) for place in passes.places)


FILES: Mapping[str, tuple[MakeDataFile, str]] = MappingProxyType(
    {
        "documents.json": (documents, "application/json"),
        "facts.json": (facts, "application/json"),
        "places.geojson": (places, GEOJSON),
        "projects.json": (projects, "application/json"),
        "routes.geojson": (routes, GEOJSON),
    }
)
"""What stands below ``/data``: the function that makes each file, and its media type."""


def data_blueprint(atlas: Atlas, others: Sequence[str] = ()) -> Blueprint:
    """The routes below ``/data``, each taking the page's filters, and the documents' texts.

    ``others`` are the files there that somebody else puts on the blueprint.
    """
    blueprint = Blueprint("data", __name__)
    values = atlas.tally.values

    # <path:…> and not <…>: whatever stands below /data or before .txt is answered here, never by the page.
    @blueprint.get("/data/<path:name>")
    def data(name: str) -> Response:
        if name not in FILES:
            return error_response(
                404,
                "no such file",
                allowed=[f"{request.script_root}/data/{file}" for file in sorted({*FILES, *others})],
            )
        make, mimetype = FILES[name]
        names = ALL_FILTERS if make is facts else FILTERS
        filter_query = read_filter_query(request.args.items(multi=True), values, names, days=True)
        then = atlas_on_day(atlas, filter_query)
        return json_response(make(then, filter_records(then, filter_query)), mimetype)

    add_texts(blueprint, atlas)
    answer_unknown_filters(blueprint)
    return blueprint


def add_texts(blueprint: Blueprint, atlas: Atlas) -> None:
    """The documents' texts: ``/document/<id>.txt``."""

    @blueprint.get("/document/<path:document_id>.txt")
    def text(document_id: str) -> Response:
        if document_id not in atlas.catalogue.documents:
            return error_response(404, "no such document", allowed=list(atlas.catalogue.documents))
        return revalidated(atlas.catalogue.text(document_id).encode(), "text/plain")


def answer_unknown_filters(blueprint: Blueprint) -> None:
    """A filter or a value of one that there is not is a 400 that says so."""

    @blueprint.errorhandler(UnknownFilterError)
    def unknown_filter(error: UnknownFilterError) -> Response:
        return error_response(400, str(error), **error.details)
