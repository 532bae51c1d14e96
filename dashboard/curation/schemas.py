"""``python -m dashboard schemas``: the JSON Schema of every kind of curated file, made from the models.

Editors use them for completion and for warnings. ``check`` finds what a schema cannot express, such as a quotation that
does not stand in its text, or an id that does not exist.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from dashboard.catalogue.field_types import Id, Line
from dashboard.catalogue.identity import Identity
from dashboard.catalogue.load.records import PLACES_HEADER
from dashboard.catalogue.models import Change, Document, Fact, Place, Project, Route, Segment, Speaker
from dashboard.catalogue.stories.story import Story
from dashboard.catalogue.text.translation import Translation
from dashboard.curation.draft_file import Draft

FOLDER: Final = "data/schema"
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _DocumentFile(Document):
    """One document: its header at the top, its facts below, each under ``[[facts]]``."""

    facts: tuple[Fact, ...] = ()


class _SpeakersFile(_File):
    """Everybody who says something, each under ``[[speakers]]``."""

    speakers: tuple[Speaker, ...] = ()


class _ChangesFile(_File):
    """What each version brought to the data, each entry under ``[[changes]]``, the newest first."""

    changes: tuple[Change, ...] = ()


class _LineString(_File):
    type: Literal["LineString"]
    coordinates: Line


class _Feature(_File):
    """A segment."""

    type: Literal["Feature"]
    id: Id
    geometry: _LineString
    properties: dict[str, Any]


class _RouteFile(_File):
    """One route: a GeoJSON FeatureCollection on WGS84, one feature a segment, in order."""

    type: Literal["FeatureCollection"]
    route: dict[str, Any]
    features: Annotated[tuple[_Feature, ...], Field(min_length=1)]


def schemas() -> Mapping[str, dict[str, Any]]:
    """The schema of each kind of file by its name."""
    models: Mapping[str, type[BaseModel]] = {
        "document": _DocumentFile,
        "project": Project,
        "speakers": _SpeakersFile,
        "changes": _ChangesFile,
        "atlas": Identity,
        "story": Story,
        "translation": Translation,
        "draft": Draft,
    }
    by_name = {name: _schema(model) for name, model in models.items()}
    return {**by_name, "route": _route_schema(), "place": _place_schema()}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    return {"$schema": _DIALECT, **schema, "title": schema["title"].lstrip("_")}


def _route_schema() -> dict[str, Any]:
    """The schema of a route's file, with the keys of route and segment where the file has them."""
    schema = _schema(_RouteFile)
    route, segment = Route.model_json_schema(by_alias=True), Segment.model_json_schema(by_alias=True)
    schema["$defs"] |= {**route.pop("$defs"), **segment.pop("$defs")}
    schema["$defs"].pop("Segment", None)
    schema["properties"]["route"] = _without(route, "segments")
    schema["$defs"]["_Feature"]["properties"]["properties"] = _without(segment, "id", "route", "coordinates")
    return schema


def _place_schema() -> dict[str, Any]:
    """The schema of one row of ``data/places.csv``, as an object of its cells."""
    place = _schema(Place)
    names = place["$defs"]["Names"]["properties"]
    columns = {f"name_{language}": schema for language, schema in names.items()}
    properties = {**place["properties"], **columns}
    return {
        "$schema": _DIALECT,
        "title": "Place",
        "description": "One row of data/places.csv; every cell is text in the file.",
        "type": "object",
        "properties": {column: properties[column] for column in PLACES_HEADER},
        "required": [column for column in PLACES_HEADER if not column.startswith("name_")],
        "additionalProperties": False,
        "$defs": {"PlaceKind": place["$defs"]["PlaceKind"]},
    }


def _without(schema: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    properties = {key: value for key, value in schema["properties"].items() if key not in keys}
    required = [key for key in schema["required"] if key not in keys]
    return {**schema, "properties": properties, "required": required}


def as_text(schema: Mapping[str, Any]) -> str:
    """The content of a schema's file."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write_schemas(root: Path) -> list[str]:
    """Write every schema below ``root``, and give the paths of the files below ``root``."""
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    files = []
    for name, schema in schemas().items():
        file = f"{FOLDER}/{name}.json"
        (root / file).write_text(as_text(schema), encoding="utf-8")
        files.append(file)
    return files
