"""Declares every public address once; the OpenAPI document and the page ``/api`` are made from this table.

A test compares it with the server's routes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dashboard.api.annotations import MEDIA_TYPE as ANNOTATION
from dashboard.api.query_filters import DAY_PARAMETER, SWITCH
from dashboard.catalogue.filters import FILTERS, STATEMENT_FILTERS
from dashboard.exports.downloads import EXPORTS, STATEMENTS
from dashboard.http.compression import GEOJSON
from dashboard.state.view_state import ITINERARY_VALUES
from dashboard.web.ogc.operations import OPERATIONS, Operation
from dashboard.web.ogc.operations import PREFIX as OGC

Json = dict[str, Any]
HTML: Final = "text/html"
JSON: Final = "application/json"
TEXT: Final = "text/plain"
LD: Final = "application/ld+json"
FILTERED: Final = (*FILTERS, SWITCH, DAY_PARAMETER)
"""The names in the query of an address that takes the page's filters."""
PARTS: Final = re.compile(r"{(\w+)}")
GROUPS: Final = ("pages", "data", "statements", "ogc", "tools", "map", "parts", "watch")
"""The groups of addresses, in the order of the page; each has a message (``api-group.…``)."""


@dataclass(frozen=True)
class Address:
    """One public address.

    Parameters
    ----------
    path
        As OpenAPI writes it; ``examples.example_values`` has an example of each variable, such as ``{project}``.
    group
        One of ``GROUPS``.
    summary
        The content of the answer, in a sentence of English.
    media
        By media type of a successful answer, the name of its schema (``schemas.py``); empty where it is not JSON.
    query
        The names of the parameters that its query may have (``parameters.py``).
    example
        The query of the example.
    error_statuses
        The statuses of its refusals, beside 400 and 414, and 404 where its path has a variable.
    conditional
        Whether it answers conditional requests (304) and range requests.
    redirect_status
        The status of its redirects: 302 to the present version, 301 to the corrected address, 0 without redirects.
    rate_limited
        Whether the number of requests in a minute is limited, so that 429 and 503 are among its refusals.
    """

    path: str
    group: str
    summary: str
    media: Mapping[str, str]
    query: tuple[str, ...] = ()
    example: str = ""
    error_statuses: tuple[int, ...] = ()
    conditional: bool = True
    redirect_status: int = 0
    rate_limited: bool = False


def _page(path: str, summary: str, query: tuple[str, ...] = ()) -> Address:
    query = ("lang", *query, *FILTERED)
    return Address(path, "pages", summary, {HTML: ""}, query, conditional=False, redirect_status=301)


def _json(name: str, summary: str, schema: str, media: str = JSON, query: tuple[str, ...] = ()) -> Address:
    return Address(f"/data/{name}", "data", summary, {media: schema}, (*FILTERED, *query), "mode={mode}")


def _ogc(operation: Operation) -> Address:
    media = {operation.media: "Object", **({HTML: ""} if operation.page else {})}
    return Address(f"{OGC}{operation.path}", "ogc", operation.summary, media, ("lang",), "", (501,), rate_limited=True)


def _export(name: str, summary: str, *, schema: str = "") -> Address:
    media = EXPORTS[name][1]
    query = (*FILTERED, *STATEMENT_FILTERS) if name in STATEMENTS else FILTERED
    return Address(f"/data/{name}", "data", summary, {media: schema}, query, "mode={mode}", rate_limited=True)


ADDRESSES: Final[tuple[Address, ...]] = (
    _page("/", "The map, with what passes the filters beside it."),
    _page("/about", "About the data: method, words, versions, licences."),
    _page("/changes", "What each release changed in the data, and why."),
    _page("/stories", "The stories that the atlas tells, each step with the statements that it rests on."),
    _page("/story/{story}", "A story, step by step beside the map; `/1`, `/2` … behind it are its steps."),
    _page("/project/{project}", "A project with what was said of it."),
    _page("/route/{route}", "A line of the map, stretch by stretch."),
    _page("/place/{place}", "A place."),
    _page("/country/{code}", "A country, by its ISO 3166-1 code of two letters."),
    _page("/fact/{fact}", "A statement: its exact words in their document, who says them, and how to cite them."),
    _page("/document/{document}", "A document, with every quoted sentence marked in its text."),
    _page("/corridor/{from}/{to}", "The ways between two places over the lines of the map.", tuple(ITINERARY_VALUES)),
    _page("/point/{latitude}/{longitude}", "A position in degrees, with the places near it."),
    _page("/embed/project/{project}", "A page without frame, to be shown in other pages: `/embed` before its path."),
    Address("/api", "pages", "This list, for people.", {HTML: ""}, query=("lang",)),
    Address(
        "/data", "data",
        "What there is to take away, with sizes, licences and formats: a page, or JSON for who accepts only that.",
        {HTML: "", JSON: "Listing"}, query=("lang",), rate_limited=True,
    ),
    _json("facts.json", "Statements with their exact words and where these stand.", "Facts", query=STATEMENT_FILTERS),
    _json("projects.json", "Projects: names, status, lines, figures from elsewhere.", "Projects"),
    _json("documents.json", "Documents: the sources of the statements.", "Documents"),
    _json("routes.geojson", "The lines of the map, stretch by stretch, as they were drawn.", "Segments", GEOJSON),
    _json("places.geojson", "The places of the map.", "Places", GEOJSON),
    _export("facts.csv", "Statements as a table."),
    _export("segments.csv", "Stretches of the lines as a table, without their geometry."),
    _export("places.csv", "Places as a table."),
    _export("figures.csv", "Figures from outside the documents as a table, each with its source."),
    _export("annotations.jsonld", "Statements as W3C Web Annotations.", schema="Object"),
    _export("atlas.gpkg", "Everything as a GeoPackage, with styles and relations, for QGIS."),
    _export("atlas.zip", "Everything as a Data Package: tables, GeoJSON, annotations, texts."),
    Address(
        "/data/dcat.jsonld", "data", "The dataset and its files in the words of DCAT-AP.",
        {LD: "Object"}, rate_limited=True,
    ),
    Address(
        "/data/croissant.json", "data", "The dataset, its tables and their columns in the words of Croissant 1.0.",
        {LD: "Object"}, rate_limited=True,
    ),
    Address(
        "/document/{document}.txt", "statements",
        "A document's text as received; offsets of quotations count its code points.",
        {TEXT: ""}, error_statuses=(503,),
    ),
    Address(
        "/fact/{fact}.jsonld", "statements", "One statement as a W3C Web Annotation.",
        {ANNOTATION: "Object"}, error_statuses=(503,),
    ),
    Address("/fact/{fact}.bib", "statements", "One statement's citation as BibTeX.", {"application/x-bibtex": ""}),
    *map(_ogc, OPERATIONS.values()),
    Address(
        "/search.json", "tools", "What was typed, found in every script, in the words of one language.",
        {JSON: "Found"}, query=("q", "lang"), example="q={word}&lang=en", rate_limited=True,
    ),
    Address(
        "/oembed", "tools", "A page as oEmbed 1.0: the frame that shows it in another page.",
        {JSON: "OEmbed"}, query=("url", "format", "maxwidth", "maxheight"),
        example="url={origin}/project/{project}", error_statuses=(404, 501),
    ),
    Address(
        "/due.ics", "tools", "What is due, as a calendar to subscribe to.",
        {"text/calendar": ""}, query=("lang", *FILTERS, SWITCH),
    ),
    Address(
        "/corridor/{from}/{to}/ways.csv", "tools",
        "Up to three ways side by side as a table, each line with its sources.",
        {"text/csv": ""}, query=("lang", *ITINERARY_VALUES),
    ),
    Address(
        "/changes.atom", "tools", "What changed in the data, as an Atom feed; of one project with project=.",
        {"application/atom+xml": ""}, query=("lang", "project"),
    ),
    Address("/openapi.json", "tools", "Every public address as OpenAPI 3.1.", {JSON: "Object"}),
    Address("/use-the-data.md", "tools", "How to use the data with QGIS, Python, R and a spreadsheet.", {TEXT: ""}),
    Address("/robots.txt", "tools", "Where the list of pages is, for search engines.", {TEXT: ""}),
    Address("/sitemap.xml", "tools", "Every page in every language.", {"application/xml": ""}),
    Address(
        "/.well-known/security.txt", "tools", "Where a weakness is reported (RFC 9116), where somebody is named.",
        {TEXT: ""}, error_statuses=(404,),
    ),
    Address(
        "/map/{mapversion}/{layer}.geojson", "map",
        "A file of the map, simplified for drawing; an older version is sent on to the present one.",
        {GEOJSON: "Object"}, redirect_status=302,
    ),
    Address(
        "/tiles/{tileset}/{z}/{x}/{y}.mvt", "map",
        "A vector tile of the basemap, the railways or the roads; 204 where nothing is there.",
        {"application/vnd.mapbox-vector-tile": ""}, error_statuses=(503,),
    ),
    Address(
        "/picture/project/{project}.svg", "map", "The map of any page, standing alone: `/picture` before its path.",
        {"image/svg+xml": ""}, query=("lang",),
    ),
    Address(
        "/preview/{page}.png", "map", "The picture that a link to a page brings with it, 1200 × 630 pixels.",
        {"image/png": ""}, query=("lang",), rate_limited=True,
    ),
    Address("/panel/", "parts", "The panel of the first page, as HTML.", {HTML: ""}, query=("lang",)),
    Address(
        "/panel/project/{project}", "parts", "The panel of any page as HTML: `/panel` before its path.",
        {HTML: ""}, query=("lang", *FILTERS),
    ),
    Address(
        "/index/{indexversion}/{language}.json", "parts",
        "What the page's filters are counted from; an older version is sent on to the present one.",
        {JSON: "Object"}, redirect_status=302,
    ),
    Address(
        "/timeline/{indexversion}.json", "parts",
        "What the page shows the record of another day from; an older version is sent on to the present one.",
        {JSON: "Object"}, redirect_status=302,
    ),
    Address(
        "/static/{staticversion}/{package}/{file}", "parts",
        "A script or style of the page; an older version is sent on to the present one.",
        {"text/javascript": "", "text/css": ""}, redirect_status=302,
    ),
    Address("/healthz", "watch", "Whether the server is alive.", {JSON: "Object"}, conditional=False),
    Address(
        "/readyz", "watch", "What the server has loaded, and how the last reload went.",
        {JSON: "Object"}, conditional=False,
    ),
    Address("/metrics", "watch", "Counts in the Prometheus text format.", {TEXT: ""}, conditional=False),
)  # fmt: skip
"""All addresses, group by group."""
