import gzip
import json
import sqlite3
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient

from dashboard.api.map_urls import layer_url, map_urls, tile_address
from dashboard.atlas import Atlas

FOREVER = "public, max-age=31536000, immutable"


@pytest.mark.parametrize("name", ["ground", "places", "segments"])
def test_a_layer_comes_in_every_coding(client: FlaskClient, atlas: Atlas, name: str) -> None:
    url = layer_url(atlas.layers[name])
    plain = client.get(url)
    assert plain.mimetype == "application/geo+json"
    assert plain.data == atlas.layers[name].body
    assert json.loads(plain.data)["features"]
    zipped = client.get(url, headers={"Accept-Encoding": "gzip, deflate"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    best = client.get(url, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert best.headers["Content-Encoding"] == "br"
    assert brotli.decompress(best.data) == plain.data
    refused = client.get(url, headers={"Accept-Encoding": "br;q=0, gzip;q=0.5"})
    assert refused.headers["Content-Encoding"] == "gzip"
    assert len({answer.headers["ETag"] for answer in (plain, zipped, best)}) == 3
    for answer in (plain, zipped, best):
        assert answer.headers["Cache-Control"] == FOREVER
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_layer_answers_304_and_head(client: FlaskClient, atlas: Atlas) -> None:
    url = layer_url(atlas.layers["segments"])
    got = client.get(url, headers={"Accept-Encoding": "br"})
    again = client.get(url, headers={"Accept-Encoding": "br", "If-None-Match": got.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    head = client.head(url, headers={"Accept-Encoding": "br"})
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(got.data))


def test_an_old_address_leads_to_the_present_file(client: FlaskClient, atlas: Atlas) -> None:
    answer = client.get("/map/000000000000/segments.geojson")
    assert (answer.status_code, answer.headers["Location"]) == (302, layer_url(atlas.layers["segments"]))
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_first_basemap_is_small(client: FlaskClient, atlas: Atlas) -> None:
    assert len(atlas.layers["ground"].body) < 700_000
    answer = client.get(layer_url(atlas.layers["ground"]), headers={"Accept-Encoding": "br"})
    assert len(answer.data) < 200_000


def test_the_page_is_given_addresses_that_answer(client: FlaskClient, atlas: Atlas) -> None:
    urls = map_urls(atlas)
    for url in (urls.basemap, urls.segments, urls.places):
        assert client.get(url).status_code == 200
    for tiles in (urls.basemap_tiles, *urls.context_tiles.values()):
        assert client.get(tiles.url.format(origin="", z=7, x=81, y=48)).status_code == 200
        closest, beyond = (
            client.get(tiles.url.format(origin="", z=zoom, x=0, y=0)).status_code
            for zoom in (tiles.maxzoom, tiles.maxzoom + 1)
        )
        assert (closest, beyond) == (204, 404)


def stored(atlas: Atlas, name: str) -> tuple[int, int, int, bytes]:
    """Any tile of a set as (z, x, y from the north, bytes), read past the code under test."""
    with sqlite3.connect(atlas.tiles[name].path) as connection:
        row: Any = connection.execute(
            "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles ORDER BY length(tile_data) DESC"
        ).fetchone()
    return row[0], row[1], 2 ** row[0] - 1 - row[2], row[3]


@pytest.mark.parametrize("name", ["ground", "railways", "roads"])
def test_a_tile_comes_as_stored(client: FlaskClient, atlas: Atlas, name: str) -> None:
    z, x, y, body = stored(atlas, name)
    url = tile_address(name, atlas.tiles[name].version).format(origin="", z=z, x=x, y=y)
    answer = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert answer.data == body
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.mimetype == "application/vnd.mapbox-vector-tile"
    assert answer.headers["Cache-Control"] == FOREVER
    plain = client.get(url)
    assert plain.data == gzip.decompress(body)
    assert plain.headers["ETag"] != answer.headers["ETag"]  # else the range of one could complete the other
    again = client.get(url, headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_tile_asked_for_without_its_version_is_asked_about_again(client: FlaskClient, atlas: Atlas) -> None:
    z, x, y, _ = stored(atlas, "ground")
    assert client.get(f"/tiles/ground/{z}/{x}/{y}.mvt").headers["Cache-Control"] == "no-cache"
    assert client.get(f"/tiles/ground/{z}/{x}/{y}.mvt?v=old").headers["Cache-Control"] == "no-cache"


def test_an_empty_tile_is_no_content(client: FlaskClient) -> None:
    answer = client.get("/tiles/railways/5/0/31.mvt")
    assert (answer.status_code, answer.data) == (204, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/map/000000000000/nothing.geojson",
        "/map/000000000000/..%2fplaces.geojson",
        "/map/segments.geojson",
        "/tiles/nothing/5/1/1.mvt",
        "/tiles/..%2fground/5/1/1.mvt",
        "/tiles/ground%00/5/1/1.mvt",
        "/tiles/ground/99/0/0.mvt",
        "/tiles/ground/0/0/0.mvt",
        "/tiles/ground/5/32/0.mvt",
        "/tiles/ground/5/0/32.mvt",
        "/tiles/ground/5/-1/0.mvt",
        "/tiles/ground/5/1e1/0.mvt",
        "/tiles/ground/5/1.5/0.mvt",
        "/tiles/ground/5/٣/0.mvt",
        f"/tiles/ground/5/{'9' * 3900}/0.mvt",
        "/tiles/ground/5/1/1",
        "/tiles/ground.mbtiles",
    ],
)
def test_what_is_no_map_file_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 404
    assert answer.mimetype == "application/json"
