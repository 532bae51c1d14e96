"""``datapackage.json``: what each file of the package holds, how its columns refer to each other, whose it is."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.publishing.csv_files import Field, Table

Json = dict[str, Any]

PROFILE = "https://datapackage.org/profiles/2.0/"
TITLE = "Trans-Caspian Atlas"
DESCRIPTION = (
    "The infrastructure that ties Europe to Asia across the Caspian, as a few documents in Azerbaijani and Arabic "
    "speak of it: each statement with the exact words, each line with how it was drawn and how far it may be off."
)

CC_BY: Json = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
ODBL: Json = {
    "name": "ODbL-1.0",
    "path": "https://opendatacommons.org/licenses/odbl/1-0/",
    "title": "Open Data Commons Open Database License 1.0",
}
NOT_OURS: Json = {"name": "other-closed", "title": "The publishers' own; none granted, included as evidence"}
OSM: Json = {"title": "OpenStreetMap contributors", "path": "https://www.openstreetmap.org/copyright"}
GEONAMES: Json = {"title": "GeoNames", "path": "https://www.geonames.org/"}
TEXTS: Json = {"title": "The documents, named in data/documents.csv", "path": "texts/"}

LINES = ("routes", "segments", "places")
"""Tables whose rows are partly OpenStreetMap's."""


def descriptor(tables: Sequence[Table], files: Mapping[str, bytes], origin: str, version: str) -> Json:
    """The descriptor of a package with ``tables`` as ``data/<name>.csv`` among ``files`` (path → content).

    Args:
        tables: the tables with their columns and references.
        files: every file that is a resource, tables and others.
        origin: scheme and host of the atlas.
        version: of program and data, as Semantic Versioning writes them together (``0.1.0+abc``).
    """
    by_path = {f"data/{table.name}.csv": table for table in tables}
    resources = [
        {**_file(path, body), **(_table(by_path[path]) if path in by_path else _other(path))}
        for path, body in sorted(files.items())
    ]
    return {
        "$schema": f"{PROFILE}datapackage.json",
        "name": "trans-caspian-atlas",
        "title": TITLE,
        "description": f"{DESCRIPTION} The licence is named file by file, and for lines and places row by row.",
        "homepage": origin,
        "version": version,
        "keywords": ["Middle Corridor", "Caspian Sea", "infrastructure", "provenance", "GeoJSON"],
        "contributors": [{"title": "The Trans-Caspian Atlas contributors", "roles": ["creator"]}],
        "licenses": [CC_BY, ODBL],
        "sources": [TEXTS, OSM, GEONAMES],
        "resources": resources,
    }


def _file(path: str, body: bytes) -> Json:
    name, _, ending = path.rpartition("/")[2].rpartition(".")
    return {
        "name": name if ending == "csv" else f"{name}-{ending}",
        "path": path,
        "format": ending,
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
    }


def _table(table: Table) -> Json:
    ours = table.name not in LINES
    return {
        "$schema": f"{PROFILE}dataresource.json",
        "type": "table",
        "title": table.title,
        "mediatype": "text/csv",
        "licenses": [CC_BY] if ours else [ODBL, CC_BY],
        "sources": [TEXTS] if ours else [OSM, GEONAMES],
        "schema": {
            "$schema": f"{PROFILE}tableschema.json",
            "fields": [_field(field) for field in table.fields],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [field.name], "reference": _reference(field.refers_to, table)}
                for field in table.fields
                if field.refers_to is not None
            ],
        },
    }


def _reference(to: str, table: Table) -> Json:
    """Which table a column refers to; its own is said by an empty name."""
    return {"resource": "" if to == table.name else to, "fields": ["id"]}


def _field(field: Field) -> Json:
    required = {"constraints": {"required": True}} if field.required else {}
    return {"name": field.name, "type": field.type, "description": field.description, **required}


def _other(path: str) -> Json:
    if path.endswith(".geojson"):
        return {"mediatype": "application/geo+json", "licenses": [ODBL, CC_BY], "sources": [OSM, GEONAMES]}
    if path.endswith(".jsonld"):
        return {"mediatype": "application/ld+json", "licenses": [CC_BY], "sources": [TEXTS]}
    return {"mediatype": "text/plain", "licenses": [NOT_OURS], "title": "A document's text as received"}
