"""The description of the OGC API in OpenAPI 3.0, as its standard requires; the atlas's own description is in 3.1."""

import re
from collections.abc import Mapping
from typing import Any, Final

from dashboard.web.ogc.collection import Collection
from dashboard.web.ogc.operations import OPERATIONS, Operation
from dashboard.web.ogc.parameters import PARAMETERS

Json = dict[str, Any]
VERSION: Final = "3.0.3"
_REFUSAL: Final[Json] = {
    "type": "object",
    "required": ["code", "description"],
    "properties": {"code": {"type": "string"}, "description": {"type": "string"}},
}


def openapi_document(collections: Mapping[str, Collection], info: Json, address: str) -> Json:
    """The complete document; ``address`` is that of the API, ``info`` describes it."""
    paths = {}
    for name, operation in OPERATIONS.items():
        if "{collection}" not in operation.path:
            paths[operation.path or "/"] = {"get": _operation(name, operation)}
            continue
        for collection in collections.values():
            path = operation.path.replace("{collection}", collection.name).replace("{item}", "{featureId}")
            paths[path] = {"get": _operation(name, operation, collection)}
    parameters = {name: _parameter(name, schema, words) for name, (schema, words) in PARAMETERS.items()}
    feature: Json = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "openapi": VERSION,
        "info": info,
        "servers": [{"url": address}],
        "paths": paths,
        "components": {"parameters": {**parameters, "featureId": feature}, "schemas": {"Exception": _REFUSAL}},
    }


def _operation(name: str, operation: Operation, collection: Collection | None = None) -> Json:
    names = [*(("featureId",) if name == "item" else ()), *operation.parameters]
    parameters: list[Json] = [{"$ref": f"#/components/parameters/{name}"} for name in names]
    if name == "items" and collection is not None:
        parameters += [_parameter(field.name, {"type": field.type}, field.description) for field in collection.fields]
    media = re.sub(";.*", "", operation.media) if name != "openapi" else operation.media
    content: Json = {media: {}, **({"text/html": {}} if operation.page else {})}
    refusal = {"application/json": {"schema": {"$ref": "#/components/schemas/Exception"}}}
    missing = {"404": {"description": "there is no such thing", "content": refusal}} if collection else {}
    return {
        "operationId": f"{name}-{collection.name}" if collection else name,
        "tags": [collection.name if collection else "server"],
        "summary": operation.summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": "what was asked for", "content": content},
            "400": {"description": "the question is not well put", "content": refusal},
            **missing,
        },
    }


def _parameter(name: str, schema: Json, words: str) -> Json:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": words,
        "schema": schema,
        "style": "form",
        "explode": False,
    }
