"""The dataset as DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/), as JSON-LD with its own context."""

from collections.abc import Mapping
from typing import Any, Final

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.exports.package_descriptor import KEYWORDS, ODBL

Json = dict[str, Any]
_CONTEXT: Final[Json] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "locn": "http://www.w3.org/ns/locn#",
    "gsp": "http://www.opengis.net/ont/geosparql#",
}
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority"
"""The Publications Office's lists of languages, themes and file types, which DCAT-AP prescribes."""
_LANGUAGE: Final[Mapping[str, str]] = {"en": "ENG", "az": "AZE", "ar": "ARA"}
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_FILE_TYPE: Final[Mapping[str, str]] = {
    "application/json": "JSON",
    "application/geo+json": "GEOJSON",
    "text/csv": "CSV",
    "application/geopackage+sqlite3": "GPKG",
    "application/zip": "ZIP",
    "application/ld+json": "JSON_LD",
    "text/plain": "TXT",
}


def dcat(atlas: Atlas, file_list: Json, origin: str) -> Json:
    """A catalogue with the one dataset, each file of ``file_list`` (``listing.listing``) a distribution."""
    catalogue = {
        "@id": f"{origin}/data#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _titles(atlas),
        "dct:description": _literal(file_list["description"], "en"),
        "dct:publisher": {"@id": f"{origin}/#publisher"},
        "foaf:homepage": {"@id": f"{origin}/"},
        "dcat:dataset": {"@id": f"{origin}/#dataset"},
    }
    contributors = atlas.catalogue.identity.contributors
    publisher = {"@id": f"{origin}/#publisher", "@type": "foaf:Agent", "foaf:name": contributors}
    parts = [_distribution(file) for file in file_list["files"]]
    return {"@context": _CONTEXT, "@graph": [catalogue, publisher, _dataset(atlas, file_list, origin), *parts]}


def _dataset(atlas: Atlas, file_list: Json, origin: str) -> Json:
    day = file_list.get("modified")
    changed = {"dct:modified": {"@type": "xsd:date", "@value": day}} if day else {}
    return {
        "@id": f"{origin}/#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{origin}/",
        "dct:title": _titles(atlas),
        "dct:description": _literal(file_list["description"], "en"),
        "dct:publisher": {"@id": f"{origin}/#publisher"},
        "dct:language": [{"@id": f"{_AUTHORITY}/language/{_LANGUAGE[code]}"} for code in LANGUAGES],
        "dcat:theme": [{"@id": f"{_AUTHORITY}/data-theme/TRAN"}],
        "dcat:keyword": [_literal(word, "en") for word in (*atlas.catalogue.identity.keywords, *KEYWORDS)],
        "dcat:version": file_list["version"],
        **changed,
        "dct:accessRights": {"@id": f"{_AUTHORITY}/access-right/PUBLIC"},
        "dct:spatial": {"@type": "dct:Location", "dcat:bbox": _box(atlas)},
        "dcat:landingPage": {"@id": f"{origin}/data"},
        "dcat:distribution": [{"@id": f"{file['url']}#distribution"} for file in file_list["files"]],
    }


def _distribution(file: Json) -> Json:
    paths = [licence["path"] for licence in file["licences"] if "path" in licence]
    # A distribution has one licence: the stricter one of two, with both as rights.
    licence = next((path for path in paths if path == ODBL["path"]), paths[0] if paths else None)
    rights = "; ".join(licence["title"] for licence in file["licences"])
    return {
        "@id": f"{file['url']}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": file["title"],
        "dcat:accessURL": {"@id": file["url"]},
        "dcat:downloadURL": {"@id": file["url"]},
        "dcat:mediaType": {"@id": f"{_MEDIA}{file['media_type']}"},
        "dct:format": {"@id": f"{_AUTHORITY}/file-type/{_FILE_TYPE[file['media_type']]}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file["bytes"])},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file["sha256"]},
        },
        **({"dct:license": {"@id": licence}} if licence else {}),
        "dct:rights": {"@type": "dct:RightsStatement", "dct:description": rights},
    }


def _titles(atlas: Atlas) -> list[Json]:
    return [_literal(name.text, name.language) for name in atlas.catalogue.identity.title.wordings]


def _literal(text: str, language: str) -> Json:
    return {"@value": text, "@language": language}


def _box(atlas: Atlas) -> Json:
    west, south, east, north = atlas.stats.box
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    ring = ",".join(f"{lon:.4f} {lat:.4f}" for lon, lat in corners)
    return {"@type": "gsp:wktLiteral", "@value": f"POLYGON(({ring}))"}
