"""What programs are told of the addresses, held against the server itself."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from dash import Dash
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from dashboard.api.data import FILES
from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.exports.downloads import EXPORTS
from dashboard.settings import Settings
from dashboard.web.middleware.route_groups import PUBLIC_PATH
from dashboard.web.reference.addresses import ADDRESSES, Address
from dashboard.web.reference.examples import example_of, example_values
from dashboard.web.reference.openapi import openapi
from tests.conftest import ROOT
from tests.web.test_metadata import Head

ORIGIN = "http://localhost"


@pytest.fixture(scope="module")
def described(atlas: Atlas) -> dict[str, Any]:
    return openapi(atlas, ORIGIN, "1.2.3")


def asked(atlas: Atlas) -> Iterator[tuple[Address, str]]:
    values = example_values(atlas)
    yield from ((address, example_of(address, values, ORIGIN).removeprefix(ORIGIN)) for address in ADDRESSES)


def test_the_document_is_openapi(described: dict[str, Any]) -> None:
    validate(described)
    assert described["openapi"].startswith("3.1.")


def test_every_route_is_described(app: Dash, atlas: Atlas) -> None:
    routes = app.server.url_map.bind("localhost")
    reached = {routes.match(urlsplit(path).path, "GET", return_rule=True)[0].rule for _, path in asked(atlas)}
    open_to_all = {rule.rule for rule in app.server.url_map.iter_rules() if not rule.rule.endswith("<path:rest>")}
    dashs_own = {rule for rule in open_to_all if rule.startswith(("/_", "/assets/"))}
    assert open_to_all - dashs_own == reached, "describe each public address in web/reference/addresses.py"


def test_every_file_is_described() -> None:
    paths = {address.path for address in ADDRESSES}
    missing = {f"/data/{name}" for name in (*FILES, *EXPORTS)} - paths
    assert missing == set(), "describe them in web/reference/addresses.py"
    assert len(paths) == len(ADDRESSES)


def test_scripts_of_any_origin_may_read_every_address_that_is_not_for_people(atlas: Atlas) -> None:
    for_programs = [(address.path, path) for address, path in asked(atlas) if address.group not in ("pages", "watch")]
    closed = [name for name, path in for_programs if not PUBLIC_PATH.fullmatch(urlsplit(path).path)]
    assert closed == [], "add the first part of their paths, or their ending, to web/middleware/route_groups.py"


def test_every_example_is_answered_as_described(page: FlaskClient, atlas: Atlas, described: dict[str, Any]) -> None:
    for address, path in asked(atlas):
        answer = page.get(path, follow_redirects=True)
        for _ in range(5 * (answer.status_code == 503)):  # a busy machine; the answer says when to come again
            answer = answer if answer.status_code != 503 else page.get(path)
        content = described["paths"][address.path]["get"]["responses"]["200"]["content"]
        assert answer.status_code == 200, path
        assert answer.mimetype in content, path
        schema = content[answer.mimetype].get("schema")
        if schema:
            whole = {**schema, "components": described["components"]}
            jsonschema.Draft202012Validator(whole).validate(json.loads(answer.data))


def test_each_refusal_of_an_unknown_value_or_a_long_address_is_described(
    page: FlaskClient, described: dict[str, Any]
) -> None:
    """The server itself refuses a line that is too long (``tests/steady/test_raw_requests.py``)."""
    assert page.get("/timeline/%00.json").status_code == 404
    for path, operations in described["paths"].items():
        refusals = set(operations["get"]["responses"])
        assert "414" in refusals, path
        assert "404" in refusals or "{" not in path, path


def test_the_server_answers_with_the_document(page: FlaskClient) -> None:
    answer = page.get("/openapi.json")
    assert answer.get_json()["servers"] == [{"url": ORIGIN}]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_every_address_with_a_link_that_works(page: FlaskClient, atlas: Atlas, language: str) -> None:
    text = page.get(f"/api?lang={language}").text
    assert f'<html lang="{language}"' in text
    assert "<script" not in text
    assert not re.findall(r'(?:src|href)="(?!http://localhost|/|\?|data:)', text)
    for address, path in asked(atlas):
        assert f">{address.path}<" in text
        assert f'href="{ORIGIN}{path.replace("&", "&amp;")}"' in text


def test_a_page_of_addresses_is_below_the_path_of_its_host(atlas: Atlas) -> None:
    server = create_app(atlas, Settings(root=ROOT, base_url="https://atlas.example/map")).server
    text = server.test_client().get("/map/api").text
    assert 'href="https://atlas.example/map/data/facts.json?mode=rail"' in text
    assert 'href="/map/openapi.json"' in text
    listed = server.test_client().get("/map/data").text
    assert 'href="/map/data/atlas.zip"' in listed


def test_what_there_is_is_listed_with_the_size_that_it_has(page: FlaskClient) -> None:
    listed = page.get("/data", headers={"Accept": "application/json"}).get_json()
    names = {file["name"] for file in listed["files"]}
    assert {*FILES, *EXPORTS} <= names
    for file in listed["files"]:
        body = page.get(file["url"].removeprefix(ORIGIN)).data
        assert len(body) == file["bytes"], file["name"]


def test_who_reads_html_gets_a_page_of_it(page: FlaskClient) -> None:
    answer = page.get("/data?lang=ar")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert {"Accept", "Accept-Language", "Cookie"} <= set(answer.vary)
    for name in (*FILES, *EXPORTS):
        assert f'href="/data/{name}"' in answer.text


def test_oembed_gives_the_frame_of_a_page(page: FlaskClient, atlas: Atlas) -> None:
    project = example_values(atlas)["project"]
    head = Head(page.get(f"/project/{project}?lang=az").text.partition("</head>")[0])
    link = next(link["href"] for link in head.links if link.get("type") == "application/json+oembed")
    answer = page.get(link.removeprefix(ORIGIN).replace("&amp;", "&") + "&maxwidth=400").get_json()
    assert (answer["type"], answer["version"], answer["width"]) == ("rich", "1.0", 400)
    assert answer["title"] == atlas.catalogue.projects[project].names.az
    source = re.search(r'src="([^"]*)"', answer["html"])
    assert source
    assert source[1] == f"{ORIGIN}/embed/project/{project}?lang=az"
    assert page.get(source[1].removeprefix(ORIGIN)).status_code == 200
    assert page.get(answer["thumbnail_url"].removeprefix(ORIGIN)).mimetype == "image/png"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("url=http://evil.example/project/tasim", 404),
        ("url=http://localhost.evil.example/", 404),
        ("url=http://localhost/project/nothing", 404),
        ("url=http://localhost/&maxwidth=-1", 400),
        ("url=http://localhost/&maxheight=wide", 400),
        ("url=http://localhost/&format=xml", 501),
        ("url=http://localhost", 200),
        ("url=http://localhost/%3Flang=ar", 200),
    ],
)
def test_oembed_refuses_what_is_no_page(page: FlaskClient, query: str, status: int) -> None:
    assert page.get(f"/oembed?{query}").status_code == status


def test_a_statement_has_its_other_forms(page: FlaskClient, atlas: Atlas) -> None:
    fact = example_values(atlas)["fact"]
    head = Head(page.get(f"/fact/{fact}").text.partition("</head>")[0])
    forms = {link["type"]: link["href"] for link in head.links if link["rel"] == "alternate" and "type" in link}
    for media in ("application/ld+json", "application/x-bibtex"):
        assert page.get(forms[media].removeprefix(ORIGIN)).mimetype == media


@pytest.mark.parametrize("path", ["/ogc/openapi", "/due.ics", "/data/facts.csv", "/data/dcat.jsonld"])
def test_a_long_text_is_compressed(page: FlaskClient, path: str) -> None:
    packed = page.get(path, headers={"Accept-Encoding": "gzip"})
    assert (packed.status_code, packed.headers.get("Content-Encoding")) == (200, "gzip")


def test_the_guide_names_this_server(page: FlaskClient) -> None:
    text = page.get("/use-the-data.md").text
    assert "https://atlas.example" not in text
    assert f"{ORIGIN}/data/atlas.gpkg" in text
