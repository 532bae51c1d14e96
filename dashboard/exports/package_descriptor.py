"""``datapackage.json``: the content of each file of the package, the references of its columns, and its sources."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from dashboard.catalogue.identity import LICENCES, Identity
from dashboard.catalogue.schema import SCHEMA, Json, TableSchema
from dashboard.catalogue.table_schema import PROFILE, table_schema
from dashboard.i18n import words_in
from dashboard.i18n.corpus import corpus

KEYWORDS = ("infrastructure", "provenance")
"""The keywords of every atlas, beside its own."""
_DESCRIPTION = (
    "{subject}, according to {documents} {languages}: "
    "each statement with its exact words, each line with how it was drawn and how far it may be off."
)

ODBL: Json = {
    "name": "ODbL-1.0",
    "path": "https://opendatacommons.org/licenses/odbl/1-0/",
    "title": "Open Data Commons Open Database License 1.0",
}
NOT_OURS: Json = {"name": "other-closed", "title": "The publishers' own; none granted, included as evidence"}
OSM: Json = {"title": "OpenStreetMap contributors", "path": "https://www.openstreetmap.org/copyright"}
GEONAMES: Json = {"title": "GeoNames", "path": "https://www.geonames.org/"}
FIGURES: Json = {"title": "Named row by row in the column source"}
TEXTS: Json = {"title": "The documents, named in data/documents.csv", "path": "texts/"}

LINES = ("routes", "segments", "places")
"""Tables with rows from OpenStreetMap."""
_SOURCES: Mapping[str, list[Json]] = MappingProxyType(
    {"figures": [FIGURES], **{name: [OSM, GEONAMES] for name in LINES}}
)


def own_licence(identity: Identity) -> Json:
    """The licence of what the atlas's curators write."""
    path, title = LICENCES[identity.licence]
    return {"name": identity.licence, "path": path, "title": title}


def description(identity: Identity, languages: Mapping[str, int]) -> str:
    """The data in an English sentence; ``languages`` has the number of documents in each language."""
    return _DESCRIPTION.format(subject=identity.subject, **corpus(words_in("en"), languages))


def descriptor(identity: Identity, files: Mapping[str, bytes], about: str, origin: str, version: str) -> Json:
    """The descriptor of a package with every table of the schema as ``data/<file>.csv`` among ``files``.

    Parameters
    ----------
    identity
        The atlas's description of itself.
    files
        The resources, by path.
    about
        The atlas in a sentence (``description``).
    origin
        Scheme and host of the atlas.
    version
        The versions of program and data in the form of Semantic Versioning (``0.1.0+abc``).
    """
    by_path = {f"data/{table.file}.csv": table for table in SCHEMA.values()}
    resources = [
        {**_file(path, body), **(_table(identity, by_path[path]) if path in by_path else _other(identity, path))}
        for path, body in sorted(files.items())
    ]
    return {
        "$schema": f"{PROFILE}datapackage.json",
        "name": identity.id,
        "title": identity.title.in_language("en"),
        "description": f"{about} The licence is named file by file, and for lines and places row by row.",
        "homepage": origin,
        "version": version,
        "keywords": [*identity.keywords, *KEYWORDS, "GeoJSON"],
        "contributors": [{"title": identity.contributors, "roles": ["creator"]}],
        "licenses": [own_licence(identity), ODBL],
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


def _table(identity: Identity, table: TableSchema) -> Json:
    return {
        "$schema": f"{PROFILE}dataresource.json",
        "type": "table",
        "title": table.title,
        "mediatype": "text/csv",
        "licenses": licences(identity, table),
        "sources": _SOURCES.get(table.name, [TEXTS]),
        "schema": table_schema(table, "file"),
    }


def licences(identity: Identity, table: TableSchema) -> list[Json]:
    """The licences of its rows; where there are two, each row names its own."""
    licence = own_licence(identity)
    return [ODBL, licence] if table.name in LINES else [licence]


def _other(identity: Identity, path: str) -> Json:
    if path.endswith(".geojson"):
        return {
            "mediatype": "application/geo+json",
            "licenses": [ODBL, own_licence(identity)],
            "sources": [OSM, GEONAMES],
        }
    if path.endswith(".jsonld"):
        return {"mediatype": "application/ld+json", "licenses": [own_licence(identity)], "sources": [TEXTS]}
    return {"mediatype": "text/plain", "licenses": [NOT_OURS], "title": "A document's text as received"}
