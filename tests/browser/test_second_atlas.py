"""An atlas of another region on this code: its main use in a real browser, and no text about this region."""

import io
import re
import threading
import zipfile
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.catalogue.vocabulary import LANGUAGES
from dashboard.load_atlas import load_atlas
from dashboard.settings import Settings
from dashboard.web.reference.examples import addresses_with, example_of, example_values
from tests.browser.conftest import MAP, Contexts, WatchedPage, wait_for_map
from tests.conftest import Closing
from tests.second_atlas import QUOTE, TITLES, write_second_atlas

expect.set_options(timeout=30_000)  # on a busy machine; nothing here is about time
OTHER_REGION = re.compile(r"caspian|xəzər|قزوين|tasim|\bbaku\b|\bbakı\b|باكو|\balat\b|almaty", re.IGNORECASE)
"""Names that an atlas of another region has no reason to contain."""


@pytest.fixture(scope="module")
def second_atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return load_atlas(write_second_atlas(tmp_path_factory.mktemp("second")))


@pytest.fixture(scope="module")
def client(second_atlas: Atlas) -> FlaskClient:
    without_limits = {"exports_a_minute": 0, "searches_a_minute": 0, "previews_a_minute": 0}
    settings = Settings(
        root=second_atlas.catalogue.root, security_contact="mailto:security@atlas.example", **without_limits
    )
    server = create_app(second_atlas, settings).server
    server.test_client_class = Closing
    return server.test_client()


@pytest.fixture
def page(contexts: Contexts, client: FlaskClient) -> Iterator[Page]:
    server = make_server("127.0.0.1", 0, client.application, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}"
    page = contexts(locale="en-GB", reduced_motion="reduce").new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    watched = WatchedPage(page, origin)
    page.goto(origin)
    wait_for_map(page)
    yield page
    watched.close()
    server.shutdown()


def test_it_has_no_error(second_atlas: Atlas) -> None:
    assert [str(finding) for finding in second_atlas.findings] == []
    assert not (second_atlas.catalogue.root / "assets").exists()


def test_its_story_is_told(page: Page, second_atlas: Atlas) -> None:
    expect(page).to_have_title(TITLES["en"])
    expect(page.locator("header.top h1")).to_have_text(TITLES["en"])
    ends = [[place.lon, place.lat] for place in second_atlas.catalogue.places.values()]
    assert all(page.evaluate(f"ends => ends.map(end => {MAP}.getBounds().contains(end))", ends))
    page.locator("#filters a[href='/route/lobito-line']").click()
    expect(page.locator("#panel-title")).to_have_text("Lobito line")
    expect(page).to_have_title(f"Lobito line – {TITLES['en']}")
    wait_for_map(page)
    assert page.evaluate(f"() => {MAP}.getBounds().getWest()") > -38, "the map came closer, and left Brazil"
    page.locator("#panel a.open-source[href*='line-capacity']").click()
    expect(page.locator("#panel mark.highlighted")).to_have_text(QUOTE)
    page.locator("#search-input").fill("la voie de Kolwezi")
    page.locator("#search-results [role=option][data-path='/fact/track-renewed']").first.click()
    expect(page).to_have_url(re.compile("/fact/track-renewed"))
    expect(page.locator("#panel mark.highlighted")).to_have_text("la voie de Kolwezi sera rénovée")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_named_in_its_language(client: FlaskClient, language: str) -> None:
    assert f"<title>{TITLES[language]}</title>" in client.get(f"/?lang={language}").text
    assert f" – {TITLES[language]}</title>" in client.get(f"/api?lang={language}").text


def test_what_programs_read_names_it(client: FlaskClient) -> None:
    assert client.get("/openapi.json").get_json()["info"]["title"] == TITLES["en"]
    graph = client.get("/data/dcat.jsonld").get_json(force=True)["@graph"]
    assert {node["@value"] for node in graph[0]["dct:title"]} == set(TITLES.values())
    assert graph[1]["foaf:name"] == "The Lobito Atlas contributors"
    assert client.get("/data/croissant.json").get_json(force=True)["name"] == TITLES["en"]
    assert f"X-WR-CALNAME:{TITLES['en']}" in client.get("/due.ics").text
    assert f"<name>{TITLES['az']}</name>" in client.get("/changes.atom?lang=az").text
    page = client.get("/oembed?url=http://localhost/project/lobito-corridor").get_json()
    assert page["provider_name"] == TITLES["en"]


def test_its_records_have_the_licence_that_it_names(client: FlaskClient) -> None:
    assert client.get("/openapi.json").get_json()["info"]["license"]["identifier"] == "CC0-1.0"
    graph = client.get("/data/dcat.jsonld").get_json(force=True)["@graph"]
    [facts] = [node["dct:license"]["@id"] for node in graph if node["@id"].endswith("/data/facts.csv#distribution")]
    assert facts == "https://creativecommons.org/publicdomain/zero/1.0/"
    with zipfile.ZipFile(io.BytesIO(client.get("/data/atlas.zip").data)) as archive:
        about = archive.read("README.md").decode()
        assert "classification | CC0 1.0, the Lobito Atlas contributors |" in about
        assert "  - CC0-1.0\n" in archive.read("CITATION.cff").decode()


def test_what_is_saved_is_called_by_it(client: FlaskClient) -> None:
    for name, file in (("atlas.zip", "lobito-atlas.zip"), ("facts.csv", "lobito-atlas-facts.csv")):
        assert client.get(f"/data/{name}").headers["Content-Disposition"] == f'attachment; filename="{file}"'
    assert f"Quoted in the {TITLES['en']}." in client.get("/fact/line-capacity.bib").text


def answers(client: FlaskClient, atlas: Atlas) -> Iterator[tuple[str, bytes]]:
    """The path and the answer of every listed address, in each language that it has."""
    values = example_values(atlas)
    for address in addresses_with(values):
        path = example_of(address, values, "http://localhost").removeprefix("http://localhost")
        mark = "&" if "?" in path else "?"
        for query in ("", *(f"{mark}lang={code}" for code in LANGUAGES if "lang" in address.query)):
            answer = client.get(path + query, follow_redirects=True)
            assert answer.status_code == 200, path + query
            yield path + query, answer.data


def test_nothing_that_it_serves_speaks_of_another_region(client: FlaskClient, second_atlas: Atlas) -> None:
    number = 0
    for path, body in answers(client, second_atlas):
        if path.startswith("/data/atlas.zip"):
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                body = b"\n".join(archive.read(name) for name in archive.namelist())
        assert OTHER_REGION.findall(f"{path} {body.decode('utf-8', 'replace')}") == [], path
        number += 1
    assert number > 80
