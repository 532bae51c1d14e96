"""The OGC API over a catalogue that is not loaded: to the byte the answers of one that is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Text, literal, select
from sqlalchemy.dialects.postgresql.psycopg import dialect
from werkzeug.test import TestResponse

from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.database.connection import STORE
from dashboard.database.stored_files import newest_size
from dashboard.exports.collections import SOURCES
from dashboard.large import ogc
from dashboard.large.app import create_large_app
from dashboard.large.ogc_columns import SqlColumns
from dashboard.large.store import Store
from dashboard.load_atlas import load_basemap
from dashboard.settings import Settings
from dashboard.web.ogc.operations import OPERATIONS
from dashboard.web.ogc.parameters import CRSS
from tests.database.cluster import ROOT
from tests.web.test_ogc import CONDITIONS, REFUSED

_, LATITUDE_FIRST, WEB_MERCATOR = CRSS
OF_EACH = [
    "", "limit=1000", "limit=7&offset=5", "offset=20&limit=10", "offset=100000", "limit=1000&bbox=44,38,55,43",
    "bbox=49,40,50.5,41", "bbox=49.9,40.4,49.9,40.4", "bbox=170,-90,-170,90", "bbox=60,-90,50,90&limit=1000",
    f"bbox=38,44,43,55&bbox-crs={LATITUDE_FIRST}", f"bbox=5454655,4865942,5621634,5012341&bbox-crs={WEB_MERCATOR}",
    "bbox=49,40,-10,50.5,41,10", "datetime=2024", "datetime=../..", "datetime=2010/2024-06-30",
    "datetime=2025-01-01/..",
    "sortby=-url&limit=20", "properties=id,url&limit=3", "skipGeometry=true&limit=1000",
    f"crs={LATITUDE_FIRST}&limit=4", f"crs={WEB_MERCATOR}&limit=4&bbox=44,38,55,43", "f=html&limit=3&offset=3",
    "f=html&lang=ar&limit=3", "lang=az&limit=2",
]  # fmt: skip
"""Asked of every collection."""
ONLY_IDS = "skipGeometry=true&properties=id"
"""For questions of which features there are, and in which order; ``OF_EACH`` asks for all that features have."""
TURKEY = "POLYGON((26 36,45 36,45 42,26 42,26 36))"
FILTERS = [
    *((name, condition) for name, condition, _ in CONDITIONS),
    ("segments", "length_km / gauge_mm > 0.1 AND NOT (length_km - 10 < 0)"),
    ("segments", "length_km / (gauge_mm - 1520) > 0"), ("segments", "gauge_mm = 1520 OR gauge_mm IS NULL"),
    ("segments", "NOT (note LIKE '%a%')"), ("segments", "\"from\" > 'b' AND \"to\" <= 'm'"),
    ("segments", "'baku' = \"from\" OR 'rail' <> mode"), ("segments", "url LIKE 'http://localhost/route/alat%'"),
    ("segments", "countries IS NULL"), ("segments", "1 = 1 AND 2 > 1"), ("segments", "1 = 2 OR mode = 'sea'"),
    ("segments", "(mode = 'sea') = TRUE"), ("segments", "length_km = 1 + 1"),
    ("segments", "length_km > 100000000000000"),
    ("segments", "mode = from"), ("segments", "CASEI(route_name) > CASEI('M')"), ("places", "CASEI(name_en) = name_ru"),
    ("routes", "modes = 'rail' AND length_km > 200"), ("routes", "statuses LIKE '%operating%'"),
    ("places", r"name_en LIKE '%\_%'"), ("places", "name_az LIKE 'B__ı'"),
    ("places", "CASEI(name_az) LIKE CASEI('İ%')"), ("places", "CASEI(name_en) IN (CASEI('BAKU'), CASEI('Aktau'))"),
    ("places", "name_ru >= 'М' AND name_ar < 'ي'"), ("places", "lon BETWEEN 49 AND 50 AND lat * 2 > 80"),
    ("statements", "CASEI(quote) LIKE CASEI('%AZƏRBAYCAN%')"), ("statements", "value > 1 AND unit = 'tonne'"),
    ("statements", "value = 5 OR target >= 10"), ("statements", "geometry IS NULL"),
    ("statements", "NOT geometry IS NULL AND lights LIKE '%baku%'"), ("statements", "lights IS NULL"),
    ("statement-lines", "geometry IS NULL"), ("statement-points", "NOT (kind = 'capacity')"),
]  # fmt: skip
SPATIAL = ("INTERSECTS", "DISJOINT", "CONTAINS", "WITHIN", "TOUCHES", "CROSSES", "OVERLAPS", "EQUALS")
REFUSED_TOO = [
    "filter=" + quote(condition)
    for condition in (
        "S_INTERSECTS(geometry, geometry)", "S_WITHIN(geometry, POLYGON((0 0,1 1,0 1,1 0,0 0)))", "lon / 0 > 1",
        "S_TOUCHES(geometry, GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4)))", "id = 'a\0b'", "first_day = 'x'",
        "version = 1", "number > 5", "extent IS NULL", "lines IS NULL",
    )
] + ["name_en=a%00b"]  # fmt: skip
PATHS = [
    "/ogc/openapi", "/ogc/conformance", "/ogc/collections", "/ogc/collections/nothing/items",
    "/ogc/collections/places/items/nothing", "/ogc/collections/places/items/a%00b",
    "/ogc/collections/places/items/baku",
    f"/ogc/collections/places/items/baku?crs={WEB_MERCATOR}", "/ogc/collections/places/items/baku?f=html&lang=az",
    "/ogc/collections/places/items/baku?bbox=1,2,3,4", "/ogc/collections/segments/items?precision_m=far",
    "/ogc/collections/segments/items?mode=sea&sortby=-length_km,id", "/ogc/collections/segments/items?gauge_mm=1520",
    "/ogc/collections/segments/items?sortby=gauge_mm,-countries&limit=1000", "/ogc/collections/places/items?lon=nan",
    "/ogc/collections/segments/items?sortby=-gauge_mm&limit=1000", "/ogc/collections/statements/items?sortby=published",
    "/ogc/collections/statements/items?sortby=-value,+due&limit=1000", "/ogc/collections/places/items?sortby=name_az",
    "/ogc/collections/statements/items?datetime=2024/..&bbox=44,38,55,43&modality=planned&filter=value%20IS%20NULL",
    *(
        f"/ogc{operation.path.format(collection=name)}?f={form}&lang={language}"
        for operation in OPERATIONS.values()
        if "{item}" not in operation.path and operation.path.count("/") > 1
        for name in SOURCES
        for form, language in zip(("json", "html", "html"), LANGUAGES, strict=True)
    ),
]  # fmt: skip


def items(name: str, query: str) -> str:
    return f"/ogc/collections/{name}/items?{query}"


def assert_same_answers(large: FlaskClient, loaded: FlaskClient, addresses: list[str]) -> list[TestResponse]:
    """Ask both for each address; the answers, which must be the same."""
    assert addresses
    pairs = [(large.get(address), loaded.get(address)) for address in addresses]
    assert [
        address
        for address, (mine, theirs) in zip(addresses, pairs, strict=True)
        if (mine.status_code, mine.headers.get("Content-Crs"), mine.data)
        != (theirs.status_code, theirs.headers.get("Content-Crs"), theirs.data)
    ] == []
    assert {answer.status_code for answer, _ in pairs} <= {200, 400, 404}
    return [answer for answer, _ in pairs]


def test_what_it_is_is_told_alike(large: FlaskClient, loaded: FlaskClient) -> None:
    assert_same_answers(large, loaded, PATHS)


@pytest.mark.parametrize("name", SOURCES)
def test_boxes_days_pages_and_coordinates_ask_alike(large: FlaskClient, loaded: FlaskClient, name: str) -> None:
    assert_same_answers(large, loaded, [items(name, query) for query in OF_EACH])


def test_every_column_sorts_alike(large: FlaskClient, loaded: FlaskClient) -> None:
    columns = [
        (name, column)
        for name in SOURCES
        for column in loaded.get(f"/ogc/collections/{name}/schema").get_json()["properties"]
        if column != "geometry"
    ]
    addresses = [
        items(name, f"limit=1000&{ONLY_IDS}&sortby={sign}{column}") for name, column in columns for sign in "+-"
    ]
    assert_same_answers(large, loaded, addresses)


def test_conditions_choose_alike(large: FlaskClient, loaded: FlaskClient) -> None:
    addresses = [items(name, f"limit=1000&filter={quote(condition)}") for name, condition in FILTERS]
    assert {answer.status_code for answer in assert_same_answers(large, loaded, addresses)} == {200}


@pytest.mark.parametrize("function", SPATIAL)
def test_functions_of_geometries_choose_alike(
    large: FlaskClient, loaded: FlaskClient, atlas: Atlas, function: str
) -> None:
    place = atlas.catalogue.places["baku"]
    bent = min(
        (segment.coordinates for segment in atlas.catalogue.segments.values() if len(segment.coordinates) > 2), key=len
    )
    corners = [f"{lon} {lat}" for lon, lat in bent]
    beyond = f"{bent[-1][0] + 1} {bent[-1][1] + 1}"
    given = (
        TURKEY, f"POINT({place.lon} {place.lat})", f"POINT({corners[0]})", f"LINESTRING({','.join(corners)})",
        f"LINESTRING({corners[-2]},{corners[-1]},{beyond})", f"LINESTRING({corners[-1]},{beyond})",
        "BBOX(49,40,50.5,41)", "LINESTRING(44 41,50 41)",
    )  # fmt: skip
    conditions = [f"S_{function}(geometry, {shape})" for shape in given]
    conditions += [f"S_{function}({shape}, geometry)" for shape in given] + [f"S_{function}({TURKEY}, {TURKEY})"]
    queries = [f"limit=1000&{ONLY_IDS}&filter={quote(condition)}" for condition in conditions]
    queries += [f"limit=1000&{ONLY_IDS}&filter={quote(f'NOT {condition}')}" for condition in conditions]
    addresses = [items(name, query) for name in SOURCES for query in queries]
    answers = assert_same_answers(large, loaded, addresses)
    assert {answer.status_code for answer in answers} == {200}
    assert {True, False} == {answer.get_json()["numberMatched"] > 0 for answer in answers}


@pytest.mark.parametrize("query", [*REFUSED, *REFUSED_TOO])
def test_what_is_wrong_is_refused_alike(large: FlaskClient, loaded: FlaskClient, query: str) -> None:
    [answer] = assert_same_answers(large, loaded, [items("places", query)])
    assert answer.status_code == 400


def test_letters_are_folded_as_python_does(store: Store) -> None:
    """In the scripts of the Latin, Greek, Cyrillic, Armenian, Arabic and Georgian letters, and their neighbours."""
    text = " ".join(map(chr, [*range(0x20, 0x2000), *range(0xFB00, 0xFB18)]))
    columns = SqlColumns({}, (), literal(None))
    compiled = select(columns.casefolded(literal(text, Text))).compile(dialect=dialect())
    [[folded]] = store.rows(str(compiled), compiled.params)
    assert folded == text.casefold()


def test_what_a_number_cannot_hold_is_refused(large: FlaskClient) -> None:
    answer = large.get(items("segments", "filter=" + quote(f"length_km * {'9' * 300} * {'9' * 300} > 1")))
    assert answer.status_code == 400
    assert "a number is too large" in answer.get_json()["description"]


def test_a_question_that_takes_long_is_ended_and_holds_up_no_page(
    new_published: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = new_published()
    version, _ = newest_size(url)
    monkeypatch.setattr(ogc, "LONGEST_MS", 300)
    server = create_large_app(Store(url, version), Settings(searches_a_minute=0), load_basemap(ROOT)).server
    assert isinstance(server, Flask)
    assert server.test_client().get(items("places", "limit=1")).status_code == 200
    with psycopg.connect(url) as other:
        other.execute(f"LOCK TABLE {STORE}.features_of_places".encode())
        with ThreadPoolExecutor() as pool:
            asked = [
                pool.submit(server.test_client().get, items("places", f"limit={number}")) for number in range(1, 9)
            ]
            assert server.test_client().get("/panel/project/tasim").status_code == 200
            answers = [answer.result() for answer in asked]
    assert {(answer.status_code, answer.headers["Retry-After"]) for answer in answers} == {(503, "60")}
    assert server.test_client().get(items("places", "limit=1")).status_code == 200
