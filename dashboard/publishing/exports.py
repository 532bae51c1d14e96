"""Downloads: ``/data/*.csv``, ``atlas.gpkg``, ``atlas.zip``, annotations, and one fact's citation.

Each is built whole before its first byte is sent, so a failure is an answer of its own and never half a file.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from types import MappingProxyType

from flask import Blueprint, Response, request

from dashboard.atlas import Atlas
from dashboard.catalogue.facets import matches
from dashboard.publishing.annotations import MEDIA_TYPE, annotation, annotation_collection
from dashboard.publishing.answers import encode, refusal, revalidated
from dashboard.publishing.citations import bibtex
from dashboard.publishing.csv_files import csv_bytes
from dashboard.publishing.exports_lines import place_table, segment_table
from dashboard.publishing.exports_words import fact_table
from dashboard.publishing.filters import Selection, read_selection
from dashboard.publishing.geopackage import geopackage_bytes
from dashboard.publishing.package import Extract, package_bytes

CSV = "text/csv"
KEPT = 16
"""Unfiltered downloads that a worker keeps: four a host name, and more host names than that are nobody's."""


@dataclass(frozen=True)
class Asked:
    """What a download is made from; ``query`` is as it came, with its question mark, empty where nothing is chosen."""

    atlas: Atlas
    extract: Extract
    origin: str
    query: str
    version: str


Make = Callable[[Asked], bytes]


def _facts(asked: Asked) -> bytes:
    return csv_bytes(fact_table(asked.atlas, asked.extract.facts), bom=True)


def _segments(asked: Asked) -> bytes:
    return csv_bytes(segment_table(asked.atlas, asked.extract.segments), bom=True)


def _places(asked: Asked) -> bytes:
    return csv_bytes(place_table(asked.extract.places), bom=True)


def _annotations(asked: Asked) -> bytes:
    return encode(annotation_collection(asked.atlas.catalogue, list(asked.extract.facts), asked.origin, asked.query))


def _geopackage(asked: Asked) -> bytes:
    return geopackage_bytes(asked.atlas, asked.extract.segments, asked.extract.places)


def _package(asked: Asked) -> bytes:
    return package_bytes(asked.atlas, asked.extract, asked.origin, asked.version)


EXPORTS: Mapping[str, tuple[Make, str]] = MappingProxyType(
    {
        "annotations.jsonld": (_annotations, MEDIA_TYPE),
        "atlas.gpkg": (_geopackage, "application/geopackage+sqlite3"),
        "atlas.zip": (_package, "application/zip"),
        "facts.csv": (_facts, CSV),
        "places.csv": (_places, CSV),
        "segments.csv": (_segments, CSV),
    }
)
"""What stands below ``/data`` to be saved as a file: the function that makes it, and its media type."""


def extract(atlas: Atlas, selection: Selection) -> Extract:
    """The facts, segments and places that pass ``selection``."""
    catalogue = atlas.catalogue
    return Extract(
        tuple(one for one in catalogue.facts.values() if matches(atlas.facets[one.id], selection)),
        tuple(one for one in catalogue.segments.values() if matches(atlas.facets[one.id], selection)),
        tuple(one for one in catalogue.places.values() if matches(atlas.facets[one.id], selection)),
    )


def add_exports(blueprint: Blueprint, atlas: Atlas, version: str) -> None:
    """Put the downloads on ``blueprint``, which answers an UnknownFilterError and a CatalogueError."""
    values = atlas.tally.values

    @lru_cache(maxsize=KEPT)
    def whole(name: str, origin: str) -> bytes:
        return EXPORTS[name][0](Asked(atlas, extract(atlas, {}), origin, "", version))

    def download(name: str) -> Response:
        origin = origin_of_request()
        selection = read_selection(request.args.items(multi=True), values)
        make = partial(whole, name, origin)
        if selection:
            query = f"?{request.query_string.decode('ascii', 'replace')}"
            make = partial(EXPORTS[name][0], Asked(atlas, extract(atlas, selection), origin, query, version))
        body = _made(make)
        if body is None:
            return refusal(503, "the file cannot be made at the moment")
        own = name if name.startswith("atlas.") else f"atlas-{name}"
        return _to_be_saved(revalidated(body, EXPORTS[name][1]), f"trans-caspian-{own}")

    for name in EXPORTS:
        blueprint.add_url_rule(f"/data/{name}", f"export {name}".replace(".", "-"), download, defaults={"name": name})

    @blueprint.get("/fact/<path:fact_id>.bib")
    def fact_bibtex(fact_id: str) -> Response:
        if fact_id not in atlas.catalogue.facts:
            return refusal(404, "no such fact")
        text = bibtex(atlas.catalogue, atlas.catalogue.facts[fact_id], origin_of_request())
        return _to_be_saved(revalidated(text.encode(), "application/x-bibtex; charset=utf-8"), f"{fact_id}.bib")

    @blueprint.get("/fact/<path:fact_id>.jsonld")
    def fact_annotation(fact_id: str) -> Response:
        catalogue = atlas.catalogue
        if fact_id not in catalogue.facts:
            return refusal(404, "no such fact")
        text = catalogue.text(catalogue.fact_document[fact_id])
        found = annotation(catalogue, catalogue.facts[fact_id], origin_of_request(), text)
        return revalidated(encode(found), MEDIA_TYPE)


def _made(make: Callable[[], bytes]) -> bytes | None:
    """What ``make`` gives; None, and a line in the log, where there is no room for it."""
    try:
        return make()
    except OSError:
        logging.getLogger(__name__).exception("a download could not be made")
        return None


def origin_of_request() -> str:
    """Scheme and host under which the present request came, as the deployment's proxies report them."""
    return request.host_url.rstrip("/")


def _to_be_saved(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
