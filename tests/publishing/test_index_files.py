"""The rest of the index at an address that changes with it; lists in pages over HTTP."""

import gzip
import json
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.publishing.index_files import IndexFiles, index_blueprint
from dashboard.settings import Settings

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def client(atlas: Atlas) -> FlaskClient:
    server = create_app(atlas, Settings(root=ROOT)).server
    assert isinstance(server, Flask)
    return server.test_client()


def test_an_old_address_leads_to_the_index_which_is_kept_for_a_year(client: FlaskClient, atlas: Atlas) -> None:
    moved = client.get("/index/000000000000/en.json")
    assert (moved.status_code, moved.headers["Cache-Control"]) == (302, "no-store")
    plain = client.get(moved.headers["Location"])
    assert "immutable" in plain.headers["Cache-Control"]
    assert set(plain.json["places"]) == set(atlas.catalogue.places)
    for coding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        packed = client.get(moved.headers["Location"], headers={"Accept-Encoding": coding})
        assert packed.headers["Content-Encoding"] == coding
        assert unpack(packed.data) == plain.data


def test_each_language_has_its_own(client: FlaskClient) -> None:
    bodies = {client.get(f"/index/x/{code}.json", follow_redirects=True).data for code in ("en", "az", "ar")}
    assert len(bodies) == 3


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/index/x/de.json", 404),
        ("/index/nothing", 404),
        ("/list/de/place.json", 404),
        ("/list/en/segment.json", 404),
        ("/list/en/place.json?after=nowhere", 404),
        ("/list/en/place.json?n=0", 400),
        ("/list/en/place.json?n=99999999999", 400),
        ("/list/en/place.json?n=-5", 400),
        ("/list/en/place.json?n=٥", 400),
        ("/list/en", 404),
    ],
)
def test_what_is_not_there_is_refused_in_words(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.json["error"]


def test_a_list_is_read_page_by_page(client: FlaskClient, atlas: Atlas) -> None:
    found, after = [], ""
    while after is not None:
        page = client.get(f"/list/ar/place.json?n=60{f'&after={after}' if after else ''}").json
        assert page["data"] == atlas.version
        found += [row["id"] for row in page["rows"]]
        after = page["after"]
    assert sorted(found) == list(atlas.catalogue.places)


def test_what_was_made_is_kept_in_the_folder_of_its_version(tmp_path: Path) -> None:
    folder = tmp_path / "0123456789abcdef"
    folder.mkdir()
    made = []

    def make(language: str) -> bytes:
        made.append(language)
        return json.dumps({"language": language}).encode()

    for _ in range(2):
        files = IndexFiles(("en", "ar"), make, folder)
        assert files.address("ar") == "/index/0123456789abcdef/ar.json"
        server = Flask("index")
        server.register_blueprint(index_blueprint(files, lambda *_: {}, "data"))
        assert server.test_client().get(files.address("ar")).json == {"language": "ar"}
    assert made == ["ar"]
