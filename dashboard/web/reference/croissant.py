"""The dataset as Croissant 1.0 (https://docs.mlcommons.org/croissant/docs/croissant-spec.html).

Each table is a record set with its columns, which is read from the file of the table.
"""

from typing import Any, Final

from dashboard.catalogue.identity import Identity
from dashboard.catalogue.schema import SCHEMA, Field, TableSchema
from dashboard.exports.downloads import TABLES
from dashboard.exports.package_descriptor import ODBL, own_licence

Json = dict[str, Any]
_CONTEXT: Final[Json] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""Copied from the specification."""
_TYPES: Final = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float"}


def croissant(identity: Identity, file_list: Json, origin: str) -> Json:
    """The dataset with each file of ``file_list`` (``listing.listing``), and the columns of its tables."""
    day = file_list.get("modified")
    changed = {"datePublished": day, "dateModified": day} if day else {}
    tables = [SCHEMA[name] for name in TABLES]
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": file_list["title"],
        "description": file_list["description"],
        "url": f"{origin}/",
        "version": file_list["version"].partition("+")[0],
        **changed,
        "license": [own_licence(identity)["path"], ODBL["path"]],
        "creator": {"@type": "Organization", "name": identity.contributors, "url": f"{origin}/"},
        "citeAs": f"{file_list['title']}, {file_list['version']}, {origin}/",
        "isLiveDataset": True,
        "distribution": [_file(file) for file in file_list["files"]],
        "recordSet": [_records(table) for table in tables],
    }


def _file(file: Json) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": file["name"],
        "name": file["name"],
        "description": file["title"],
        "contentUrl": file["url"],
        "contentSize": f"{file['bytes']} B",
        "encodingFormat": file["media_type"],
        "sha256": file["sha256"],
    }


def _records(table: TableSchema) -> Json:
    return {
        "@type": "cr:RecordSet",
        "@id": table.file,
        "name": table.file,
        "description": table.title,
        "key": [{"@id": f"{table.file}/{column}"} for column in table.key],
        "field": [_field(table, field) for field in table.fields],
    }


def _field(table: TableSchema, field: Field) -> Json:
    return {
        "@type": "cr:Field",
        "@id": f"{table.file}/{field.name}",
        "name": field.name,
        "description": field.description,
        "dataType": _TYPES[field.type],
        "source": {"fileObject": {"@id": f"{table.file}.csv"}, "extract": {"column": field.name}},
    }
