"""The JSON Schemas of answers; those of records are made from the models of the catalogue."""

from typing import Any, Final

from pydantic.json_schema import models_json_schema

from dashboard.api.geojson import PLACE_FIELDS, SEGMENT_FIELDS
from dashboard.api.records import FACT_FIELDS, NO_HEADER
from dashboard.catalogue.local_text import LocalText, Names
from dashboard.catalogue.models import Document, Fact, Place, ProjectStatus, ReferenceFigure, Segment
from dashboard.catalogue.models import Variant as VariantModel
from dashboard.catalogue.vocabulary import ProjectKind

Json = dict[str, Any]
WORDS: Final[Json] = {"type": "string"}
NUMBER: Final[Json] = {"type": "number"}
COUNT: Final[Json] = {"type": "integer", "minimum": 0}
IDS: Final[Json] = {"type": "array", "items": WORDS}
_REF: Final = "#/components/schemas/{model}"
_MODELS: Final = (Document, Fact, LocalText, Names, Place, ProjectStatus, ReferenceFigure, Segment, VariantModel)


def reference(name: str) -> Json:
    """A pointer to one of ``schemas()``."""
    return {"$ref": _REF.format(model=name)}


def schemas() -> Json:
    """By name, every schema that the document refers to."""
    models = models_json_schema([(model, "serialization") for model in _MODELS], ref_template=_REF)[1]["$defs"]
    records = {
        "FactRecord": _fact(models["Fact"]["properties"]),
        "ProjectRecord": _project(),
        "ProjectKind": {"type": "string", "enum": [kind.value for kind in ProjectKind]},
        "VariantRecord": _object({**models["Variant"]["properties"], "segments": IDS, "length_km": NUMBER}),
        "DocumentRecord": _document(models["Document"]["properties"]),
        "SegmentFeature": _segment(models["Segment"]["properties"]),
        "PlaceFeature": _place(models["Place"]["properties"]),
    }
    answers = {
        "Facts": _list("FactRecord"),
        "Projects": _list("ProjectRecord"),
        "Documents": _list("DocumentRecord"),
        "Segments": _collection("SegmentFeature"),
        "Places": _collection("PlaceFeature"),
        "Object": {"type": "object"},
        "Error": {"type": "object", "properties": {"error": WORDS}, "required": ["error"]},
        "Found": _search_answer(),
        "OEmbed": _oembed(),
        "Listing": _listing(),
    }
    # The models of records that have a schema of their own above.
    unused = {model.__name__ for model in (Document, Fact, Place, Segment, VariantModel)}
    return {**{name: schema for name, schema in models.items() if name not in unused}, **records, **answers}


def _object(properties: Json, optional: tuple[str, ...] = ()) -> Json:
    """An object with exactly these keys."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _fields(properties: Json, names: set[str]) -> Json:
    """The schemas of some of a record's own fields."""
    return {name: schema for name, schema in properties.items() if name in names}


def _list(name: str) -> Json:
    return {"type": "array", "items": reference(name)}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _collection(feature: str) -> Json:
    return _object({"type": {"const": "FeatureCollection"}, "features": _list(feature)})


def _feature(geometry: str, coordinates: Json, properties: Json) -> Json:
    shape = _object({"type": {"const": geometry}, "coordinates": coordinates})
    return _object({"type": {"const": "Feature"}, "id": WORDS, "geometry": shape, "properties": _object(properties)})


_POSITION: Final[Json] = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}


def _fact(properties: Json) -> Json:
    return _object(
        {
            "id": properties["id"],
            "about": IDS,
            "lights": {**IDS, "description": "routes and places that the words are about"},
            "countries": IDS,
            "kind": properties["kind"],
            "statement": {**WORDS, "description": "our gloss, in English"},
            "statements": reference("LocalText"),
            "quote": {**WORDS, "description": "the exact words: code points start to end of the document's text"},
            "document": WORDS,
            "start": COUNT,
            "end": COUNT,
            "speaker": WORDS,
            "speaker_id": WORDS,
            "speaker_names": reference("Names"),
            "speaker_role": _or_null(reference("LocalText")),
            **_fields(properties, FACT_FIELDS),
        }
    )


def _project() -> Json:
    return _object(
        {
            "id": WORDS,
            "name": WORDS,
            "kind": reference("ProjectKind"),
            "names": reference("Names"),
            "summary": reference("LocalText"),
            "aliases": IDS,
            "status": reference("ProjectStatus"),
            "history": {**_list("ProjectStatus"), "description": "its earlier statuses, the oldest first"},
            "routes": IDS,
            "length_km": _or_null({**NUMBER, "description": "drawn length of its main way"}),
            "variants": _list("VariantRecord"),
            "places": IDS,
            "countries": IDS,
            "documents": IDS,
            "facts": IDS,
            "figures": {**_list("ReferenceFigure"), "description": "from outside the documents; never statements"},
        }
    )


def _document(properties: Json) -> Json:
    header = _fields(properties, {*properties} - NO_HEADER)
    return _object({"id": WORDS, **header, "text": {**WORDS, "description": "path of its text"}, "facts": IDS})


def _segment(record_properties: Json) -> Json:
    properties = {
        "id": WORDS,
        "route": WORDS,
        "project": IDS,
        "name": WORDS,
        "names": reference("Names"),
        **_fields(record_properties, SEGMENT_FIELDS),
        "precision_m": _or_null({**COUNT, "description": "how far it may be off; null: only the ends are known"}),
        "from": WORDS,
        "to": WORDS,
        "countries": IDS,
        "length_km": NUMBER,
        "superseded_by": _or_null(WORDS),
    }
    return _feature("LineString", {"type": "array", "items": _POSITION, "minItems": 2}, properties)


def _place(record_properties: Json) -> Json:
    properties = {"id": WORDS, "name": WORDS, "names": reference("Names"), **_fields(record_properties, PLACE_FIELDS)}
    return _feature("Point", _POSITION, properties)


def _search_answer() -> Json:
    passage = {"type": "object"}
    result = _object(
        {
            "path": WORDS,
            "title": passage,
            "detail": WORDS,
            "excerpt": _or_null(passage),
            "target": WORDS,
            "at": {"type": "array", "items": COUNT},
        },
        ("target", "at"),
    )
    results = {"type": "array", "items": result}
    group = _object({"kind": WORDS, "further": {"type": "boolean"}, "heading": WORDS, "results": results})
    groups = {"type": "array", "items": group}
    return _object({"query": WORDS, "language": WORDS, "count": COUNT, "summary": WORDS, "groups": groups})


def _oembed() -> Json:
    texts = ("version", "title", "provider_name", "provider_url", "thumbnail_url", "html")
    sizes = ("cache_age", "width", "height", "thumbnail_width", "thumbnail_height")
    return _object({"type": {"const": "rich"}, **dict.fromkeys(texts, WORDS), **dict.fromkeys(sizes, COUNT)})


def _listing() -> Json:
    licence = _object({"name": WORDS, "title": WORDS, "path": WORDS}, ("path",))
    texts = ("name", "title", "url", "media_type", "sha256")
    licences = {"type": "array", "items": licence}
    file = _object({**dict.fromkeys(texts, WORDS), "bytes": COUNT, "licences": licences})
    about = ("title", "description", "version", "modified", "homepage")
    return _object({**dict.fromkeys(about, WORDS), "files": {"type": "array", "items": file}}, ("modified",))
