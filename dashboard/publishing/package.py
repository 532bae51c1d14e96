"""Everything in one zip, as a Data Package (https://datapackage.org/standard/, version 2): the same bytes each time."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.atlas import Atlas
from dashboard.catalogue.models import Fact, Place, Segment
from dashboard.publishing.annotations import annotation_collection
from dashboard.publishing.answers import encode
from dashboard.publishing.csv_files import Table, csv_bytes
from dashboard.publishing.exports_lines import part_table, place_table, project_table, route_table, segment_table
from dashboard.publishing.exports_words import about_table, document_table, fact_table, speaker_table
from dashboard.publishing.geojson import feature_collection, place_feature, segment_feature
from dashboard.publishing.package_about import citation_file, read_me
from dashboard.publishing.package_descriptor import descriptor

WRITTEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say; a fixed one keeps the bytes the same


@dataclass(frozen=True)
class Extract:
    """What passes the filters, and all that it refers to, so that no reference leads nowhere."""

    facts: tuple[Fact, ...]
    segments: tuple[Segment, ...]
    places: tuple[Place, ...]


def package_bytes(atlas: Atlas, extract: Extract, origin: str, version: str) -> bytes:
    """The zip. ``origin`` (scheme and host) begins the addresses in it, ``version`` is the program's.

    Raises:
        CatalogueError: a document's text is gone.
    """
    extract = replace(extract, facts=_with_confirmed(atlas, extract.facts))
    tables = tables_of(atlas, extract)
    files = {f"data/{table.name}.csv": csv_bytes(table) for table in tables}
    files |= {
        "data/routes.geojson": encode(feature_collection(segment_feature(atlas, one) for one in extract.segments)),
        "data/places.geojson": encode(feature_collection(place_feature(one) for one in _places(atlas, extract))),
        "data/annotations.jsonld": encode(annotation_collection(atlas.catalogue, list(extract.facts), origin)),
    }
    files |= {f"texts/{name}.txt": atlas.catalogue.text(name).encode() for name in _documents(atlas, extract)}
    described = descriptor(tables, files, origin, f"{version}+{atlas.version}")
    files["datapackage.json"] = json.dumps(described, ensure_ascii=False, indent=2).encode()
    files["README.md"] = read_me(tables, origin, version, atlas.version).encode()
    files["CITATION.cff"] = citation_file(origin, version, atlas.version).encode()
    return _zipped(files)


def tables_of(atlas: Atlas, extract: Extract) -> Sequence[Table]:
    """The tables of the package; each id that stands in one of them is a row of the table that it refers to."""
    catalogue = atlas.catalogue
    projects = [catalogue.projects[name] for name in _projects(atlas, extract)]
    routes = [catalogue.routes[name] for name in _routes(atlas, extract)]
    return (
        fact_table(atlas, extract.facts),
        about_table(atlas, extract.facts),
        document_table(catalogue.documents[name] for name in _documents(atlas, extract)),
        speaker_table(catalogue.speakers[name] for name in sorted({fact.speaker for fact in extract.facts})),
        project_table(atlas, projects),
        part_table(atlas, projects),
        route_table(routes),
        segment_table(atlas, extract.segments),
        place_table(_places(atlas, extract)),
    )


def _with_confirmed(atlas: Atlas, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Facts with those that they confirm, in the catalogue's order; a confirmed one confirms nothing itself."""
    wanted = {name for fact in facts for name in (fact.id, fact.confirms)}
    return tuple(fact for name, fact in atlas.catalogue.facts.items() if name in wanted)


def _documents(atlas: Atlas, extract: Extract) -> list[str]:
    return sorted({atlas.catalogue.fact_document[fact.id] for fact in extract.facts})


def _projects(atlas: Atlas, extract: Extract) -> list[str]:
    about = {entity for fact in extract.facts for entity in fact.about}
    of_lines = {name for segment in extract.segments for name in atlas.relations.projects_of.get(segment.route, ())}
    return [name for name in atlas.catalogue.projects if name in about | of_lines]


def _routes(atlas: Atlas, extract: Extract) -> list[str]:
    return [name for name in atlas.catalogue.routes if name in _referred(atlas, extract)]


def _places(atlas: Atlas, extract: Extract) -> list[Place]:
    ends = {end for segment in extract.segments for end in (segment.start, segment.end)}
    wanted = ends | _referred(atlas, extract) | {place.id for place in extract.places}
    return [place for name, place in atlas.catalogue.places.items() if name in wanted]


def _referred(atlas: Atlas, extract: Extract) -> set[str]:
    """Ids that facts, segments and the projects of both refer to."""
    projects = [atlas.catalogue.projects[name] for name in _projects(atlas, extract)]
    parts = {part for project in projects for part in (*project.routes, *project.places)}
    about = {entity for fact in extract.facts for entity in fact.about}
    return parts | about | {segment.route for segment in extract.segments}


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
