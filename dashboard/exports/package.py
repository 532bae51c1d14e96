"""The atlas in one zip, as a Data Package (https://datapackage.org/standard/, version 2): equal data, equal bytes."""

import io
import json
import zipfile
from collections.abc import Mapping

from dashboard.api.annotations import annotation_collection
from dashboard.api.geojson import feature_collection, place_feature, segment_feature
from dashboard.atlas import Atlas
from dashboard.catalogue.schema import SCHEMA
from dashboard.catalogue.tables import Tables
from dashboard.exports.csv_files import csv_bytes
from dashboard.exports.package_about import citation_file, read_me
from dashboard.exports.package_descriptor import description, descriptor
from dashboard.http.responses import encode

FILE_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest in a zip; a fixed time keeps the bytes the same


def package_bytes(atlas: Atlas, tables: Tables, origin: str, version: str) -> bytes:
    """The zip of ``tables``, with the geometries, annotations and texts of their rows.

    ``origin`` (scheme and host) begins its addresses, ``version`` is the program's.

    Raises
    ------
    CatalogueError
        A document's text is missing.
    """
    catalogue = atlas.catalogue
    files = {f"data/{SCHEMA[name].file}.csv": csv_bytes(frame) for name, frame in tables.items()}
    segments = (segment_feature(atlas, catalogue.segments[segment_id]) for segment_id in tables["segments"]["id"])
    places = (place_feature(catalogue.places[place_id]) for place_id in tables["places"]["id"])
    facts = [catalogue.facts[fact_id] for fact_id in tables["statements"]["id"]]
    files |= {
        "data/routes.geojson": encode(feature_collection(segments)),
        "data/places.geojson": encode(feature_collection(places)),
        "data/annotations.jsonld": encode(annotation_collection(catalogue, facts, origin)),
    }
    files |= {
        f"texts/{document_id}.txt": catalogue.text(document_id).encode() for document_id in tables["documents"]["id"]
    }
    identity = catalogue.identity
    about = description(identity, catalogue.languages)
    described = descriptor(identity, files, about, origin, f"{version}+{atlas.version}")
    files["datapackage.json"] = json.dumps(described, ensure_ascii=False, indent=2).encode()
    files["README.md"] = read_me(identity, tables, about, origin, version, atlas.version).encode()
    citation = citation_file(identity, about, origin, f"{version}+{atlas.version}", catalogue.changed_on)
    files["CITATION.cff"] = citation.encode()
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, body in sorted(files.items()):
            entry = zipfile.ZipInfo(name, FILE_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # always Unix, because the bytes have this number
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, body)
    return buffer.getvalue()
