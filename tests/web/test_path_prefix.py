"""Every address in every answer below ``/atlas``, and the same answers whether or not a proxy takes the prefix off."""

import html
import re

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.settings import Settings, SettingsError
from dashboard.web.discovery import page_paths
from tests.conftest import ROOT

BASE = "https://example.org/atlas"
PREFIX = "/atlas"
ADDRESS = re.compile(r'(?:href|src|data-page|data-plotly)="(/[^"]*)"')
EMBEDDED = ("/embed", "/embed/project/tasim")
OTHERS = (
    "/corridor/aktau-port/alat-port",
    "/point/41/41",
    "/project/unheard-of",
    "/?country=GE",
    "/?tab=table",
    *EMBEDDED,
)


@pytest.fixture(scope="module")
def below(atlas: Atlas) -> FlaskClient:
    return create_app(atlas, Settings(root=ROOT, base_url=f"{BASE}/")).server.test_client()


def pages(atlas: Atlas) -> list[str]:
    """Of each kind of page a few, and the odd ones."""
    kinds: dict[str, list[str]] = {}
    for path in page_paths(atlas):
        kinds.setdefault(path.split("/")[1], []).append(path)
    return [*(path for paths in kinds.values() for path in paths[:3]), *OTHERS]


def test_every_address_in_every_kind_of_page_has_the_prefix(below: FlaskClient, atlas: Atlas) -> None:
    for path in pages(atlas):
        addresses = ADDRESS.findall(below.get(path).text)
        assert len(addresses) > 5, path
        assert {address for address in addresses if not address.startswith(f"{PREFIX}/")} == set(), path


def test_panels_and_what_the_map_reads(below: FlaskClient) -> None:
    panel = below.get("/panel/project/tasim").text
    assert {address.split("/")[1] for address in ADDRESS.findall(panel)} == {"atlas"}
    page = html.unescape(below.get("/").text)
    files = re.findall(r"[\"\s=}]((?:/\w+)*?)/(?:map|tiles|index|static)/[^\s\"]+", page)
    assert len(files) > 10
    assert set(files) == {PREFIX}


@pytest.mark.parametrize("path", ["/", "/project/tasim", "/healthz", "/data/projects.json", "/search.json?q=tasim"])
def test_a_proxy_may_take_it_off_or_leave_it(below: FlaskClient, path: str) -> None:
    with_it, without = below.get(PREFIX + path), below.get(path)
    assert (with_it.status_code, with_it.data) == (200, without.data)


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/project/TASIM", "/project/tasim"),
        ("/embed/project/TASIM", "/embed/project/tasim"),
        ("/?country=ge", "/?country=GE"),
    ],
)
def test_redirects_stay_below_it(below: FlaskClient, asked: str, led: str) -> None:
    assert below.get(PREFIX + asked).headers["Location"] == PREFIX + led


@pytest.mark.parametrize("path", ["/map/old/places.geojson", "/index/old/en.json", "/static/old/bundle/page.css"])
def test_an_older_version_is_sent_on_below_it(below: FlaskClient, path: str) -> None:
    answer = below.get(PREFIX + path)
    assert answer.status_code == 302
    assert below.get(answer.headers["Location"]).status_code == 200
    assert answer.headers["Location"].startswith(f"{PREFIX}/")


def test_json_names_addresses_below_it(below: FlaskClient) -> None:
    groups = below.get("/search.json?q=tasim").get_json()["groups"]
    paths = {result["path"] for group in groups for result in group["results"]}
    paths |= {document["text"] for document in below.get("/data/documents.json").get_json()}
    paths |= set(below.get("/data/nothing").get_json()["allowed"])
    paths |= set(below.get("/project/tasin", headers={"Accept": "application/json"}).get_json()["nearest"])
    assert {path.split("/")[1] for path in paths} == {"atlas"}


@pytest.mark.parametrize(
    "path", ["/due.ics", "/changes.atom", "/corridor/baku-station/poti-port/ways.csv", "/fact/btk-capacity-target.bib"]
)
def test_what_files_link_to_is_there(below: FlaskClient, path: str) -> None:
    text = re.sub(r"\r\n ", "", below.get(PREFIX + path).text)
    linked = set(re.findall(r"https://example\.org[^\s\"<>,}]+", text))
    assert linked
    for address in linked:
        assert below.get(address.removeprefix("https://example.org")).status_code == 200, address


def test_what_only_begins_like_it_is_somebody_else_s(below: FlaskClient) -> None:
    assert below.get("/atlases").status_code == 404


@pytest.mark.parametrize(
    "address", ["https://example.org/a/../b", "https://example.org/a b", "https://example.org/a?b"]
)
def test_a_base_that_is_no_path_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="ATLAS_BASE_URL"):
        Settings.from_environment({"ATLAS_BASE_URL": address})
