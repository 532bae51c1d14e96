"""A catalogue that is too large for whole files: the map is given tiles, with what the files would have said."""

import gzip
from collections.abc import Iterator

import mapbox_vector_tile
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.atlas import Atlas
from dashboard.cartography import overview
from dashboard.cartography.features import place_features, segment_features
from dashboard.cartography.overview import foremost_places, longest_segments
from dashboard.cartography.style import build_style
from dashboard.catalogue.vocabulary import WITHDRAWN
from dashboard.publishing.map_files import map_blueprint
from dashboard.publishing.urls import map_urls


@pytest.fixture
def client(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """A server that takes the real catalogue for a large one."""
    monkeypatch.setattr(overview, "MOST_IN_FILES", 10)
    server = Flask("tiles", static_folder=None)
    server.register_blueprint(map_blueprint(atlas))
    yield server.test_client()


def properties(client: FlaskClient, url: str, name: str, zoom: int = 0) -> dict[str, dict[str, object]]:
    found = {}
    for x in range(2**zoom):
        for y in range(2**zoom):
            answer = client.get(url.format(origin="", z=zoom, x=x, y=y))
            if answer.status_code == 200:
                features = mapbox_vector_tile.decode(answer.data)[name]["features"]
                found |= {one["properties"]["fid"]: one["properties"] for one in features}
    return found


def test_tiles_say_what_the_files_say(client: FlaskClient, atlas: Atlas) -> None:
    urls = map_urls(atlas)
    segments = {f["properties"]["fid"]: f["properties"] for f in segment_features(atlas.catalogue)["features"]}
    tiled = properties(client, urls.segments, "segments", 4)
    assert tiled
    for fid, found in tiled.items():
        assert {key: value for key, value in found.items() if not key.startswith("in_")} == segments[fid]
        for name in ("country", "project", "mode", "status", "document"):
            assert [one for one in str(found.get(f"in_{name}", "")).split("|") if one] == list(
                atlas.facets[fid].of(name)
            )
    places = {f["properties"]["fid"]: f["properties"] for f in place_features(atlas.catalogue)["features"]}
    for fid, found in properties(client, urls.places, "places").items():
        assert found["rank"] == 1
        assert {key: value for key, value in found.items() if not key.startswith("in_")} == places[fid]


def test_the_style_asks_for_tiles_and_names_their_layers(client: FlaskClient, atlas: Atlas) -> None:
    style = build_style(map_urls(atlas))
    for name in ("segments", "places"):
        source = style["sources"][name]
        assert source["type"] == "vector"
        url = source["tiles"][0].format(origin="", z=0, x=0, y=0)
        assert client.get(url).headers["Cache-Control"].endswith("immutable")
    for layer in style["layers"]:
        assert layer.get("source-layer") == (layer["source"] if layer.get("source") in ("segments", "places") else None)


def test_a_small_catalogue_is_read_whole(atlas: Atlas) -> None:
    style = build_style(map_urls(atlas))
    assert {style["sources"][name]["type"] for name in ("segments", "places")} == {"geojson"}
    assert not any("source-layer" in layer for layer in style["layers"])


def test_a_tile_is_packed_for_who_takes_it(client: FlaskClient, atlas: Atlas) -> None:
    url = map_urls(atlas).places.format(origin="", z=0, x=0, y=0)
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == client.get(url).data
    again = client.get(url, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/tiles/places/15/0/0.mvt").status_code == 404


def test_what_stands_for_the_whole_is_the_foremost(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "MOST_SEGMENTS", 5)
    monkeypatch.setattr(overview, "MOST_PLACES", 5)
    chosen = longest_segments(atlas.catalogue, atlas.measures)
    shortest = min(atlas.measures[one].length_km for one in chosen)
    others = [one for one in atlas.catalogue.segments.values() if one.id not in chosen]
    assert all(atlas.measures[one.id].length_km <= shortest or one.status in WITHDRAWN for one in others)
    places = place_features(atlas.catalogue, foremost_places(atlas.catalogue, atlas.relations))["features"]
    assert [one["properties"]["rank"] for one in places] == [1] * 5
