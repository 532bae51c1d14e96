"""Everything in one zip, as a Data Package (https://datapackage.org/standard/, version 2): the same bytes each time."""

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

WRITTEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say; a fixed one keeps the bytes the same


def package_bytes(atlas: Atlas, tables: Tables, origin: str, version: str) -> bytes:
    """The zip of ``tables`` and of what else belongs to their rows.

    ``origin`` (scheme and host) begins the addresses in it, ``version`` is the program's.

    Raises
    ------
    CatalogueError
        A document's text is gone.
    """
    catalogue = atlas.catalogue
    files = {f"data/{SCHEMA[name].file}.csv": csv_bytes(frame) for name, frame in tables.items()}
    segments = (segment_feature(atlas, catalogue.segments[table]) for table in tables["segments"]["id"])
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
    cited = citation_file(identity, about, origin, f"{version}+{atlas.version}", catalogue.changed_on)
    files["CITATION.cff"] = cited.encode()
    return _zipped(files)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, body in sorted(files.items()):
            entry = zipfile.ZipInfo(name, WRITTEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is made: the number is in the bytes
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, body)
    return whole.getvalue()
