"""Downloads: ``/data/*.csv``, ``atlas.gpkg``, ``atlas.zip``, annotations, and the citation of one fact.

Each is complete before its first byte is sent, so a failure has its own answer and never leaves half a file.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from flask import Blueprint, Response, request

from dashboard.api.annotations import MEDIA_TYPE, annotation, annotation_collection
from dashboard.api.query_filters import FilterQuery, atlas_on_day, filter_records, read_filter_query
from dashboard.atlas import Atlas
from dashboard.catalogue.filters import ALL_FILTERS, FILTERS
from dashboard.catalogue.schema import SCHEMA
from dashboard.exports.citations import bibtex
from dashboard.exports.csv_files import csv_bytes
from dashboard.exports.extract import closed, extract
from dashboard.exports.geopackage import geopackage_bytes
from dashboard.exports.package import package_bytes
from dashboard.http.child_process import ChildProcess
from dashboard.http.origins import origin_of_files
from dashboard.http.responses import as_attachment, encode, error_response, revalidated

COSTLY: Final = frozenset({"atlas.gpkg", "atlas.zip"})
"""The downloads that a child process makes and caches; the others take some milliseconds."""
TABLES: Final = ("statements", "segments", "places", "figures")
"""The tables that are also single downloads; the package has all tables."""


@dataclass(frozen=True)
class DownloadRequest:
    """The input of a download.

    ``query_string`` begins with its question mark; it is empty where nothing is filtered.
    """

    atlas: Atlas
    filter_query: FilterQuery
    origin: str
    query_string: str
    version: str


MakeDownload = Callable[[DownloadRequest], bytes]


def _table(name: str) -> MakeDownload:
    return lambda download: csv_bytes(extract(download.atlas, download.filter_query, [name])[name], bom=True)


def _annotations(download: DownloadRequest) -> bytes:
    catalogue = download.atlas.catalogue
    facts = [catalogue.facts[fact] for fact in sorted(filter_records(download.atlas, download.filter_query).facts)]
    return encode(annotation_collection(catalogue, facts, download.origin, download.query_string))


def _geopackage(download: DownloadRequest) -> bytes:
    catalogue = download.atlas.catalogue
    return geopackage_bytes(extract(download.atlas, download.filter_query), catalogue.identity, catalogue.changed_on)


def _package(download: DownloadRequest) -> bytes:
    return package_bytes(
        download.atlas, closed(download.atlas, download.filter_query), download.origin, download.version
    )


EXPORTS: Mapping[str, tuple[MakeDownload, str]] = MappingProxyType(
    {
        "annotations.jsonld": (_annotations, MEDIA_TYPE),
        "atlas.gpkg": (_geopackage, "application/geopackage+sqlite3"),
        "atlas.zip": (_package, "application/zip"),
        **{f"{SCHEMA[name].file}.csv": (_table(name), "text/csv") for name in TABLES},
    }
)
"""By name, each download below ``/data``: the function that makes it, and its media type."""
STATEMENTS: Final = frozenset({"annotations.jsonld", f"{SCHEMA['statements'].file}.csv"})
"""The downloads with statements alone, which also take the filters of statements."""


def add_exports(blueprint: Blueprint, atlas: Atlas, version: str, child_process: ChildProcess) -> None:
    """Add the downloads to ``blueprint``, which handles UnknownFilterError and CatalogueError."""
    values = atlas.stats.values

    def answer(name: str) -> Response:
        origin = origin_of_files()
        names = ALL_FILTERS if name in STATEMENTS else FILTERS
        filter_query = read_filter_query(request.args.items(multi=True), values, names, days=True)
        query_string = f"?{request.query_string.decode('ascii', 'replace')}" if filter_query != FilterQuery() else ""
        download = DownloadRequest(atlas_on_day(atlas, filter_query), filter_query, origin, query_string, version)
        try:
            body = download_bytes(name, download, child_process)
        except OSError:
            return error_response(503, "the file cannot be made at the moment")
        atlas_id = atlas.catalogue.identity.id
        file = f"{atlas_id}.{name.removeprefix('atlas.')}" if name.startswith("atlas.") else f"{atlas_id}-{name}"
        return as_attachment(revalidated(body, EXPORTS[name][1]), file)

    for name in EXPORTS:
        blueprint.add_url_rule(f"/data/{name}", f"export {name}".replace(".", "-"), answer, defaults={"name": name})
    add_citations(blueprint, atlas)


def add_citations(blueprint: Blueprint, atlas: Atlas) -> None:
    """Add each statement's citation and annotation: ``/fact/<id>.bib``, ``/fact/<id>.jsonld``."""

    @blueprint.get("/fact/<path:fact_id>.bib")
    def fact_bibtex(fact_id: str) -> Response:
        if fact_id not in atlas.catalogue.facts:
            return error_response(404, "no such statement")
        text = bibtex(atlas.catalogue, atlas.catalogue.facts[fact_id], origin_of_files())
        return as_attachment(revalidated(text.encode(), "application/x-bibtex; charset=utf-8"), f"{fact_id}.bib")

    @blueprint.get("/fact/<path:fact_id>.jsonld")
    def fact_annotation(fact_id: str) -> Response:
        catalogue = atlas.catalogue
        if fact_id not in catalogue.facts:
            return error_response(404, "no such statement")
        text = catalogue.text(catalogue.fact_document[fact_id])
        body = annotation(catalogue, catalogue.facts[fact_id], origin_of_files(), text)
        return revalidated(encode(body), MEDIA_TYPE)


def download_bytes(name: str, download: DownloadRequest, child_process: ChildProcess) -> bytes:
    """The download; a costly one is made and cached by ``child_process``. Raises as ``ChildProcess.answer`` does."""
    if name not in COSTLY:
        return _make_download(name, download)
    return child_process.answer(
        (name, download.origin, download.filter_query.key), lambda: _make_download(name, download)
    )


def _make_download(name: str, download: DownloadRequest) -> bytes:
    """The download. Raises OSError, with a line in the log, where there is no room for it."""
    try:
        return EXPORTS[name][0](download)
    except OSError:
        logging.getLogger(__name__).exception("a download could not be made")
        raise
