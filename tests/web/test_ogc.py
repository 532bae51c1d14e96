"""The OGC API at ``/ogc``: what is asked is answered as the standard has it, and what is wrong is refused."""

import json
import re
import subprocess
import sys
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from dash import Dash
from flask.testing import FlaskClient
from hypothesis import given, settings
from openapi_spec_validator import validate
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from dashboard.api.query_filters import FilterQuery
from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.exports.collections import SOURCES
from dashboard.exports.extract import extract
from dashboard.settings import Settings
from dashboard.web.ogc import operations, routes
from dashboard.web.ogc.loaded_collection import like_expression
from dashboard.web.ogc.operations import OPERATIONS
from dashboard.web.ogc.parameters import CRSS, LONGEST_FILTER
from tests.conftest import ROOT, WITHOUT_LIMITS
from tests.web.test_described_answers import HOW

_, LATITUDE_FIRST, WEB_MERCATOR = CRSS
PAGES = [
    operation.path.format(collection="statements", item="{item}") for operation in OPERATIONS.values() if operation.page
]


def items(page: FlaskClient, collection: str, query: str = "") -> Any:  # noqa: ANN401 (JSON)
    answer = page.get(f"/ogc/collections/{collection}/items?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/geo+json"
    return answer.get_json()


def ids(page: FlaskClient, collection: str, query: str = "limit=1000") -> list[str]:
    return [feature["id"] for feature in items(page, collection, query)["features"]]


@pytest.mark.parametrize("name", [name for name in SOURCES if not name.startswith("statement-")])
def test_a_collection_has_the_rows_of_the_downloads(page: FlaskClient, atlas: Atlas, name: str) -> None:
    table = extract(atlas, FilterQuery(), [name])[name]
    answer = items(page, name, "limit=1000")
    assert [feature["id"] for feature in answer["features"]] == list(table["id"])
    assert answer["numberMatched"] == answer["numberReturned"] == len(table)
    for feature, row in zip(answer["features"], table.to_dict("records"), strict=True):
        told = feature["properties"]
        assert told["url"].startswith("http://localhost/")
        assert all(told[column] == row[column] for column in row if column != "geometry" and told[column] is not None)


def test_every_feature_has_its_page(page: FlaskClient) -> None:
    for name in SOURCES:
        address = items(page, name, "limit=1")["features"][0]["properties"]["url"]
        assert page.get(address.removeprefix("http://localhost")).status_code == 200


def test_a_statement_lies_on_what_its_words_are_about(page: FlaskClient, atlas: Atlas) -> None:
    for feature in items(page, "statements", "limit=1000")["features"]:
        told, shape = feature["properties"], feature["geometry"]
        assert told["quote"] == atlas.catalogue.facts[feature["id"]].quote
        assert (shape is None) == (told["lights"] is None)
        routes_of = [one for one in (told["lights"] or "").split() if one in atlas.catalogue.routes]
        if routes_of:
            assert {"MultiLineString"} & {shape["type"], *(one["type"] for one in shape.get("geometries", ()))}


@pytest.mark.parametrize(("name", "kind"), [("statement-lines", "MultiLineString"), ("statement-points", "MultiPoint")])
def test_statements_are_there_in_one_kind_of_geometry(page: FlaskClient, name: str, kind: str) -> None:
    whole = {feature["id"]: feature["geometry"] for feature in items(page, "statements", "limit=1000")["features"]}
    kinds = {
        one: {shape["type"], *(part["type"] for part in shape.get("geometries", ()))}
        for one, shape in whole.items()
        if shape
    }
    features = items(page, name, "limit=1000")["features"]
    assert {feature["geometry"]["type"] for feature in features} == {kind}
    assert [feature["id"] for feature in features] == [one for one in whole if kind in kinds.get(one, ())]


def test_the_lines_of_a_route_are_joined(page: FlaskClient, atlas: Atlas) -> None:
    longest = max(atlas.catalogue.routes.values(), key=lambda route: len(route.segments))
    feature = page.get(f"/ogc/collections/routes/items/{longest.id}").get_json()
    assert feature["geometry"]["type"] == "MultiLineString"
    assert len(feature["geometry"]["coordinates"]) < len(longest.segments)


def test_pages_follow_one_another_to_the_end(page: FlaskClient) -> None:
    address, found = "/ogc/collections/segments/items?limit=50&mode=rail&f=json", []
    while address:
        answer = page.get(address).get_json()
        assert answer["numberReturned"] == len(answer["features"])
        found += [feature["id"] for feature in answer["features"]]
        links = {link["rel"]: link["href"].removeprefix("http://localhost") for link in answer["links"]}
        address = links.get("next", "")
    assert found == ids(page, "segments", "limit=1000&mode=rail")
    assert len(found) > 50


def test_links_keep_the_filter(page: FlaskClient) -> None:
    condition = "status = 'operating' AND length_km > 1"
    answer = items(page, "segments", f"limit=5&filter={quote(condition)}&filter-lang=cql2-text")
    links = {link["rel"]: link["href"].removeprefix("http://localhost") for link in answer["links"]}
    following = page.get(links["next"]).get_json()
    assert following["numberMatched"] == answer["numberMatched"]
    assert not {feature["id"] for feature in following["features"]} & {one["id"] for one in answer["features"]}


def test_every_link_leads_somewhere(page: FlaskClient) -> None:
    for path in ["", *PAGES]:
        answer = page.get(f"/ogc{path.format(item=ids(page, 'statements')[0])}", headers={"Accept": "application/json"})
        for link in re.findall(r'"href":"([^"]*)"', answer.text):
            assert page.get(link.removeprefix("http://localhost")).status_code == 200, link


def test_a_box_asks_in_any_of_the_coordinates(page: FlaskClient) -> None:
    baku = ids(page, "places", "bbox=49,40,50.5,41")
    assert "baku" in baku
    assert "almaty" not in baku
    assert ids(page, "places", f"bbox=40,49,41,50.5&bbox-crs={LATITUDE_FIRST}") == baku
    assert ids(page, "places", f"bbox=5454655,4865942,5621634,5012341&bbox-crs={WEB_MERCATOR}") == baku
    assert ids(page, "places", "bbox=49,40,-10,50.5,41,10") == baku
    assert "baku" not in ids(page, "places", "bbox=170,-90,-170,90&limit=1000")
    assert set(ids(page, "places", "bbox=60,-90,50,90&limit=1000")).isdisjoint(ids(page, "places", "bbox=51,0,59,90"))


def test_coordinates_come_as_they_are_asked_for(page: FlaskClient) -> None:
    address = "/ogc/collections/places/items/baku"
    lon, lat = page.get(address).get_json()["geometry"]["coordinates"]
    turned = page.get(f"{address}?crs={LATITUDE_FIRST}")
    assert turned.get_json()["geometry"]["coordinates"] == pytest.approx([lat, lon])
    assert turned.headers["Content-Crs"] == f"<{LATITUDE_FIRST}>"
    x, y = page.get(f"{address}?crs={WEB_MERCATOR}").get_json()["geometry"]["coordinates"]
    assert (x, y) == pytest.approx((lon * 111_319.49, 4_915_000), rel=0.01)


def test_a_date_asks_when_a_statement_was_said(page: FlaskClient, atlas: Atlas) -> None:
    dated = {
        fact: date
        for fact, document in atlas.catalogue.fact_document.items()
        if (date := atlas.catalogue.documents[document].published)
    }
    [first, last] = page.get("/ogc/collections/statements").get_json()["extent"]["temporal"]["interval"][0]
    assert first == f"{min(dated.values())}T00:00:00Z"
    day = next(iter(dated.values()))
    assert set(ids(page, "statements", f"limit=1000&datetime={day}")) == {one for one in dated if dated[one] == day}
    assert set(ids(page, "statements", f"limit=1000&datetime={first}/{last}")) == set(dated)
    assert set(ids(page, "statements", "limit=1000&datetime=../..")) == set(dated)
    assert ids(page, "statements", "datetime=../1990-01-01") == []
    assert ids(page, "segments", "datetime=2024") == []


CONDITIONS = [
    ("segments", "status = 'operating'", lambda row: row["status"] == "operating"),
    (
        "segments",
        "NOT (status = 'operating' AND mode = 'rail')",
        lambda row: not (row["status"] == "operating" and row["mode"] == "rail"),
    ),
    (
        "segments",
        "mode = 'sea' OR mode = 'rail' AND status = 'proposed'",
        lambda row: row["mode"] == "sea" or (row["mode"] == "rail" and row["status"] == "proposed"),
    ),
    ("segments", "length_km BETWEEN 100 AND 200", lambda row: 100 <= row["length_km"] <= 200),
    ("segments", "length_km / 2 > 100 - 20", lambda row: row["length_km"] / 2 > 80),
    ("segments", "gauge_mm IS NULL", lambda row: row["gauge_mm"] is None),
    ("segments", "NOT (gauge_mm > 1500)", lambda row: row["gauge_mm"] is not None and not row["gauge_mm"] > 1500),
    ("segments", "gauge_mm <> 1520", lambda row: row["gauge_mm"] is not None and row["gauge_mm"] != 1520),
    (
        "segments",
        "mode IN ('sea', 'fibre') AND \"from\" <> 'baku'",
        lambda row: row["mode"] in ("sea", "fibre") and row["from"] != "baku",
    ),
    ("segments", "countries LIKE '%KZ%'", lambda row: "KZ" in (row["countries"] or "")),
    ("places", "name_en LIKE 'B_ku'", lambda row: row["name_en"] == "Baku"),
    ("places", "CASEI(name_en) LIKE CASEI('BA%')", lambda row: row["name_en"].lower().startswith("ba")),
    ("places", "name_az = 'Bakı'", lambda row: row["name_az"] == "Bakı"),
    ("statements", "quote LIKE '%آلات%'", lambda row: "آلات" in row["quote"]),
    ("statements", "published >= DATE('2025-01-01')", lambda row: (row["published"] or "") >= "2025-01-01"),
    ("places", "TRUE", lambda row: row["id"] != ""),
]


@pytest.mark.parametrize(("name", "condition", "passes"), CONDITIONS, ids=[one[1] for one in CONDITIONS])
def test_a_condition_chooses_what_it_says(page: FlaskClient, name: str, condition: str, passes: Any) -> None:  # noqa: ANN401
    rows = [feature["properties"] for feature in items(page, name, "limit=1000")["features"]]
    assert ids(page, name, f"limit=1000&filter={quote(condition)}") == [row["id"] for row in rows if passes(row)]


def test_a_condition_asks_where(page: FlaskClient) -> None:
    box = ids(page, "places", "bbox=49,40,50.5,41")
    for asked in (
        "filter=" + quote("S_INTERSECTS(geometry, BBOX(49,40,50.5,41))"),
        "filter=" + quote("S_WITHIN(geometry, POLYGON((49 40,50.5 40,50.5 41,49 41,49 40)))"),
        "filter=" + quote("S_CONTAINS(POLYGON((49 40,50.5 40,50.5 41,49 41,49 40)), geometry)"),
        f"filter-crs={LATITUDE_FIRST}&filter="
        + quote("S_INTERSECTS(geometry, POLYGON((40 49,40 50.5,41 50.5,41 49,40 49)))"),
    ):
        assert ids(page, "places", asked) == box, asked
    on_the_map = ids(page, "statements", "limit=1000&filter=" + quote("S_INTERSECTS(geometry, BBOX(-180,-90,180,90))"))
    nowhere = ids(page, "statements", "limit=1000&filter=" + quote("NOT S_INTERSECTS(geometry, BBOX(-180,-90,180,90))"))
    assert 0 < len(on_the_map) < len(ids(page, "statements"))
    assert nowhere == []


def test_values_order_and_columns(page: FlaskClient) -> None:
    sea = items(page, "segments", "mode=sea&sortby=-length_km&properties=length_km&skipGeometry=true")["features"]
    lengths = [feature["properties"]["length_km"] for feature in sea]
    assert lengths == sorted(lengths, reverse=True)
    assert all(feature["geometry"] is None and list(feature["properties"]) == ["length_km"] for feature in sea)
    up = items(page, "segments", "mode=sea&sortby=+length_km")["features"]
    assert [feature["id"] for feature in up] == [feature["id"] for feature in reversed(sea)]
    assert len(ids(page, "segments", "gauge_mm=1520&limit=1000")) > 10


REFUSED = [
    "bbox=1,2,3", "bbox=a,b,c,d", "bbox=", "bbox=1,2,3,4,5", "bbox=1,5,3,4", "bbox=nan,1,2,3", "bbox=inf,1,inf,3",
    "bbox=1,2,3,4&bbox-crs=EPSG:4326", f"bbox-crs={LATITUDE_FIRST}", "bbox=1e12,1,2e12,3",
    "limit=abc", "limit=0", "limit=-1", "limit=", "limit=1.5", "limit=true", "limit=1e3", "offset=-1", "offset=x",
    "datetime=yesterday", "datetime=2024-13-01", "datetime=", "datetime=..", "datetime=2024/2023",
    "datetime=2020/2021/2022", "datetime=2024-01-01T25:00:00Z", "datetime=/x",
    "crs=EPSG:4326", "crs=http://www.opengis.net/def/crs/EPSG/0/99999", "crs=", "filter-crs=x&filter=id%20IS%20NULL",
    "f=xml", "f=csv", "f=jsonld", "f=", "lang=de", "lang=", "unknown=1", "Limit=1", "resulttype=hits", "q=baku",
    "sortby=nothing", "sortby=", "sortby=-", "sortby=id,,id", "properties=nothing", "properties=", "skipGeometry=maybe",
    "limit=1&limit=2", "precision_m=far", "filter-lang=cql-text&filter=id%20IS%20NULL", "filter=",
    "filter-lang=sql",
    *(
        "filter=" + quote(condition)
        for condition in (
            "garbage =", "id", "'id'", "1", "nothing = 1", "id = 1", "lon = 'x'", "id > 5", "geometry = 1", "id LIKE 5",
            "lon LIKE 'a%'", "CASEI(lon) = 'x'", "id = NULL", "foo(id) = 1", "id + 1 = 2", "lon ^ 2 = 4", "1 IS NULL",
            "S_INTERSECTS(id, POINT(1 2))", "S_INTERSECTS(geometry, 5)", "S_DWITHIN(geometry, POINT(1 2), 5)",
            "S_INTERSECTS(geometry, POLYGON((0 0, 1 1)))", "S_INTERSECTS(geometry, POINT(1))",
            "T_AFTER(id, DATE('2024-01-01'))",
            "id IN ()", "id BETWEEN 'a'", "lon BETWEEN 'a' AND 'b'", "NOT", "NOT id", "id = 'a' AND lon", "id = 'it's'",
            "id = 'open", "id = 'a\\'b' OR (", "(" * 11 + "id = 'a'" + ")" * 11, "(" * 900, ")" * 900,
            "(" * 200 + "')'" + "(" * 200,
            "'" * 999, '"' * 999, "[" * 900, "-" * 900, "NOT " * 400,
            "a" * (LONGEST_FILTER + 1), "\x00", "id = 'a'; DROP",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("query", REFUSED)
def test_what_is_wrong_is_refused(page: FlaskClient, query: str) -> None:
    answer = page.get(f"/ogc/collections/places/items?{query}")
    assert answer.status_code == 400, answer.text
    assert answer.mimetype == "application/json"
    told = answer.get_json()
    assert told["code"]
    assert told["description"] == told["error"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ogc/collections/nothing", 404), ("/ogc/collections/nothing/items", 404),
        ("/ogc/collections/nothing/schema", 404),
        ("/ogc/collections/nothing/queryables", 404), ("/ogc/collections/nothing/items/baku", 404),
        ("/ogc/collections/places/items/nothing", 404), ("/ogc/nothing", 404), ("/ogc/processes", 404),
        ("/ogc/collections/places/items/baku?bbox=1,2,3,4", 400), ("/ogc?x=1", 400), ("/ogc/collections?limit=1", 400),
        ("/ogc/openapi?f=html&ui=redoc", 400), ("/ogc/conformance?f=xml", 400),
        ("/ogc/collections/places/items/baku?crs=nothing", 400),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(page: FlaskClient, path: str, status: int) -> None:
    answer = page.get(path, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (status, "application/json")
    assert answer.get_json()["error"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(page: FlaskClient, method: str) -> None:
    for path in ("/ogc/collections/places/items", "/ogc/collections/places/items/baku"):
        assert getattr(page, method)(path).status_code == 405


def test_no_pattern_takes_long() -> None:
    pattern = re.compile(like_expression("%" + "a%" * 300 + "b"))
    assert not pattern.fullmatch("a" * 5_000)
    assert re.fullmatch(like_expression(r"100\% _x%y"), "100% .x and y")
    assert not re.fullmatch(like_expression(r"100\%"), "1000")


def test_it_is_described_as_it_answers(page: FlaskClient) -> None:
    answer = page.get("/ogc/openapi")
    assert answer.headers["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    described = answer.get_json()
    validate(described)
    assert "://" not in json.dumps(described["paths"])
    for path in described["paths"]:
        assert page.get(f"/ogc{path.rstrip('/').format(featureId='nothing')}").status_code in (200, 404), path
    named = [
        parameter.get("name") for parameter in described["paths"]["/collections/places/items"]["get"]["parameters"]
    ]
    assert "country" in named
    assert not {"vendorSpecificParameters", "resulttype"} & set(described["components"]["parameters"])


@pytest.fixture(scope="module")
def asked_at_random(app: Dash) -> Any:  # noqa: ANN401 (schemathesis' own)
    return schemathesis.openapi.from_wsgi("/ogc/openapi", app.server)


@pytest.mark.parametrize("path", [*(f"/collections/{name}/items" for name in SOURCES), "/collections/places", "/"])
def test_whatever_its_description_allows_is_answered_or_refused(asked_at_random: Any, path: str) -> None:  # noqa: ANN401
    @settings(HOW, max_examples=20)
    @given(asked_at_random[path]["GET"].as_strategy())
    def ask(case: Any) -> None:  # noqa: ANN401
        checks = [not_a_server_error, status_code_conformance, content_type_conformance]
        case.call_and_validate(checks=checks, headers={"Accept-Encoding": "identity"})

    ask()


def test_what_it_says_to_keep_to_is_offered(page: FlaskClient) -> None:
    said = page.get("/ogc/conformance").get_json()["conformsTo"]
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in said
    assert not [uri for uri in said if "create-replace-delete" in uri]
    assert page.get("/ogc/conformance").get_json()["conformsTo"] == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_its_pages_need_nothing_from_elsewhere(page: FlaskClient, path: str, language: str) -> None:
    item = ids(page, "statements")[0]
    answer = page.get(f"/ogc{path.format(item=item)}?f=html&lang={language}")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text
    assert "<script" not in answer.text
    assert not re.findall(r'(?:src|href)="(?!http://localhost|/|\?|data:)', answer.text)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for link in re.findall(r'href="((?:http://localhost)?/ogc[^"]*)"', answer.text):
        assert page.get(link.removeprefix("http://localhost").replace("&amp;", "&")).status_code == 200, link


def test_titles_are_in_the_language_of_the_reader(page: FlaskClient) -> None:
    titles = {page.get(f"/ogc/collections/segments?lang={language}").get_json()["title"] for language in LANGUAGES}
    assert len(titles) == len(LANGUAGES)
    answer = page.get("/ogc/collections/segments", headers={"Accept-Language": "az"})
    assert answer.headers["Content-Language"] == "az"
    assert answer.get_json()["title"] == page.get("/ogc/collections/segments?lang=az").get_json()["title"]


def test_a_browser_reads_a_page_and_a_program_json(page: FlaskClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert page.get("/ogc", headers=browser).mimetype == "text/html"
    assert page.get("/ogc/", headers={"Accept": "*/*"}).mimetype == "application/json"
    assert page.get("/ogc?f=json", headers=browser).mimetype == "application/json"


def test_the_house_s_headers_hold(page: FlaskClient) -> None:
    address = "/ogc/collections/places/items?limit=3"
    answer = page.get(address, headers={"Origin": "https://other.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Crs" in answer.headers["Access-Control-Expose-Headers"]
    assert {"Accept", "Accept-Language"} <= set(answer.vary)
    assert page.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert page.head(address).status_code == 200


def test_it_is_below_the_path_of_its_host(atlas: Atlas) -> None:
    chosen = {"root": ROOT, "base_url": "https://atlas.example/map", **WITHOUT_LIMITS}
    client = create_app(atlas, Settings.model_validate(chosen)).server.test_client()
    answer = client.get("/map/ogc/collections/places/items?limit=1").get_json()
    addresses = [link["href"] for link in answer["links"]] + [answer["features"][0]["properties"]["url"]]
    assert all(address.startswith("https://atlas.example/map/") for address in addresses)
    assert 'href="/map/ogc/collections' in client.get("/map/ogc?f=html").text


def test_questions_are_counted_with_searches(atlas: Atlas) -> None:
    client = create_app(atlas, Settings(root=ROOT, searches_a_minute=2)).server.test_client()
    statuses = [client.get("/ogc/collections/places/items?limit=1").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_without_its_packages_it_says_how_to_turn_it_on(page: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "find_spec", lambda _: None)
    answer = page.get("/ogc/collections")
    assert answer.status_code == 501
    assert "make ogc" in answer.get_json()["error"]
    shown = page.get("/ogc?lang=az", headers={"Accept": "text/html"})
    assert (shown.status_code, shown.mimetype) == (501, "text/html")
    assert "make ogc" in shown.text
    assert not [path for path in page.get("/openapi.json").get_json()["paths"] if path.startswith("/ogc")]
    assert answer.get_json()["error"] == routes.HOW


LAZY = """
import sys
from pathlib import Path
from dashboard.app import create_app
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
root = Path(sys.argv[1])
client = create_app(load_atlas(root), Settings(root=root)).server.test_client()
print(*(name in sys.modules for name in ("pygeoapi", "cql2")))
assert client.get("/ogc").status_code == 200
print(*(name in sys.modules for name in ("pygeoapi", "cql2", "rasterio")))
"""


def test_nothing_of_it_is_loaded_before_somebody_asks() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LAZY, str(ROOT)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.splitlines() == ["False False", "True True False"], done.stderr


def test_the_app_is_whole(app: Dash) -> None:
    assert operations.installed()
    assert "/ogc" in {rule.rule for rule in app.server.url_map.iter_rules()}
