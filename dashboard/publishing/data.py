"""``/data/*`` and ``/document/<id>.txt``: what is known, for anyone's program."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from flask import Blueprint, Response, request

from dashboard.atlas import Atlas
from dashboard.catalogue.facets import matches
from dashboard.catalogue.models import Document, Fact, Place, Project, Segment
from dashboard.publishing.answers import json_answer, refusal, revalidated
from dashboard.publishing.compression import GEOJSON
from dashboard.publishing.filters import Selection, UnknownFilterError, read_selection
from dashboard.publishing.geojson import feature_collection, place_feature, segment_feature
from dashboard.publishing.records import document_record, fact_record, project_record

R = TypeVar("R", Project, Fact, Place, Segment)
Make = Callable[[Atlas, Selection], object]


def projects(atlas: Atlas, selection: Selection) -> object:
    """The projects that pass ``selection``, as a list of objects."""
    return [project_record(atlas, one) for one in _matching(atlas, atlas.catalogue.projects.values(), selection)]


def documents(atlas: Atlas, selection: Selection) -> object:
    """The documents that hold a fact which passes; where nothing is chosen all, those without facts too."""
    held = atlas.relations.facts_in_document

    def passes(document: Document) -> bool:
        return not selection or any(matches(atlas.facets[fact], selection) for fact in held[document.id])

    return [document_record(atlas, document) for document in atlas.catalogue.documents.values() if passes(document)]


def facts(atlas: Atlas, selection: Selection) -> object:
    """The facts that pass ``selection``, as a list of objects."""
    return [fact_record(atlas, fact) for fact in _matching(atlas, atlas.catalogue.facts.values(), selection)]


def routes(atlas: Atlas, selection: Selection) -> object:
    """The segments that pass ``selection``, as a FeatureCollection."""
    found = _matching(atlas, atlas.catalogue.segments.values(), selection)
    return feature_collection(segment_feature(atlas, segment) for segment in found)


def places(atlas: Atlas, selection: Selection) -> object:
    """The places that pass ``selection``, as a FeatureCollection."""
    return feature_collection(
        place_feature(one) for one in _matching(atlas, atlas.catalogue.places.values(), selection)
    )


FILES: Mapping[str, tuple[Make, str]] = MappingProxyType(
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
            return refusal(404, "no such file", allowed=[f"/data/{file}" for file in sorted({*FILES, *others})])
        make, mimetype = FILES[name]
        return json_answer(make(atlas, read_selection(request.args.items(multi=True), values)), mimetype)

    @blueprint.get("/document/<path:document_id>.txt")
    def text(document_id: str) -> Response:
        if document_id not in atlas.catalogue.documents:
            return refusal(404, "no such document", allowed=list(atlas.catalogue.documents))
        return revalidated(atlas.catalogue.text(document_id).encode(), "text/plain")

    @blueprint.errorhandler(UnknownFilterError)
    def unknown_filter(error: UnknownFilterError) -> Response:
        return refusal(400, str(error), parameter=error.parameter, value=error.value, allowed=error.allowed)

    return blueprint


def _matching(atlas: Atlas, records: Iterable[R], selection: Selection) -> list[R]:
    return [record for record in records if matches(atlas.facets[record.id], selection)]
