"""Parts of a file, for programs that read only what they need and for downloads that go on where they broke off."""

import pytest
from flask.testing import FlaskClient

from dashboard.api.data import FILES
from dashboard.atlas import Atlas
from dashboard.exports.downloads import EXPORTS

DOWNLOADS = [f"/data/{name}" for name in (*FILES, *EXPORTS)]
OTHERS = ["/document/{document}.txt", "/fact/{fact}.bib", "/map/{segments}/segments.geojson", "/sitemap.xml"]


def whole_and_path(client: FlaskClient, atlas: Atlas, path: str) -> tuple[bytes, str]:
    path = path.format(
        document=next(iter(atlas.catalogue.documents)),
        fact=next(iter(atlas.catalogue.facts)),
        segments=atlas.layers["segments"].version,
    )
    return client.get(path).data, path


@pytest.mark.parametrize("path", [*DOWNLOADS, *OTHERS])
def test_every_file_gives_its_parts(client: FlaskClient, atlas: Atlas, path: str) -> None:
    whole, path = whole_and_path(client, atlas, path)
    size = len(whole)
    for asked, start, end in (("0-9", 0, 10), ("10-", 10, size), ("-7", size - 7, size), (f"5-{size + 99}", 5, size)):
        part = client.get(path, headers={"Range": f"bytes={asked}", "Accept-Encoding": "identity"})
        assert (part.status_code, part.data) == (206, whole[start:end]), asked
        assert part.headers["Content-Range"] == f"bytes {start}-{end - 1}/{size}"
        assert part.headers["Content-Length"] == str(end - start)
        assert part.headers["Accept-Ranges"] == "bytes"
    assert client.head(path).headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("path", ["/data/facts.json", "/data/atlas.gpkg", "/document/{document}.txt"])
def test_a_part_is_one_of_the_bytes_as_they_are(client: FlaskClient, atlas: Atlas, path: str) -> None:
    """Whatever encodings the asker knows: a compressed part would be a piece of nothing."""
    whole, path = whole_and_path(client, atlas, path)
    part = client.get(path, headers={"Range": "bytes=0-4999", "Accept-Encoding": "zstd, br, gzip"})
    assert (part.status_code, part.data) == (206, whole[:5000])
    assert "Content-Encoding" not in part.headers


@pytest.mark.parametrize("path", ["/data/atlas.gpkg", "/data/facts.csv"])
def test_a_broken_download_goes_on_only_where_the_file_is_the_same(client: FlaskClient, path: str) -> None:
    whole = client.get(path)
    same, other = whole.headers["ETag"], '"other"'
    ask = {"Range": "bytes=100-"}
    assert client.get(path, headers={**ask, "If-Range": same}).data == whole.data[100:]
    again = client.get(path, headers={**ask, "If-Range": other})
    assert (again.status_code, again.data) == (200, whole.data)
    assert client.get(path, headers={**ask, "If-Range": "Sat, 28 Nov 2026 00:00:00 GMT"}).status_code == 200
    assert client.get(path, headers={**ask, "If-None-Match": same}).status_code == 304


def test_beyond_the_end_there_is_nothing_and_it_is_said(client: FlaskClient) -> None:
    size = len(client.get("/data/facts.csv").data)
    answer = client.get("/data/facts.csv", headers={"Range": f"bytes={size}-", "Origin": "https://elsewhere.example"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{size}")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "error" in answer.json


@pytest.mark.parametrize(
    "asked", ["items=0-5", "bytes", "bytes=", "bytes=a-b", "bytes=9-2", "bytes=0-1,4-5", "bytes=--1"]
)
def test_what_is_no_single_range_is_passed_over(client: FlaskClient, asked: str) -> None:
    whole = client.get("/data/places.csv")
    answer = client.get("/data/places.csv", headers={"Range": asked})
    assert (answer.status_code, answer.data) == (200, whole.data)


def test_a_head_has_no_parts(client: FlaskClient) -> None:
    size = len(client.get("/data/atlas.zip").data)
    answer = client.head("/data/atlas.zip", headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer.data, answer.headers["Content-Length"]) == (200, b"", str(size))
