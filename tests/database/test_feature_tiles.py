"""Vector tiles of the real catalogue, made by a real PostGIS: what the map draws, none of it lost on the way."""

import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import mapbox_vector_tile
import psycopg
import pytest
import shapely
from flask import Flask
from flask.testing import FlaskClient
from pyproj import Transformer

from dashboard.api.map_urls import FEATURES, tile_address
from dashboard.atlas import Atlas
from dashboard.catalogue.filter_result import filter_result
from dashboard.catalogue.filters import FILTERS
from dashboard.catalogue.identity import UNNAMED
from dashboard.database.connection import newest
from dashboard.database.errors import DatabaseError
from dashboard.large.store import Store
from dashboard.large.tiles import EXTENT, tiles_blueprint
from dashboard.map.features import ALL_FROM_ZOOM
from dashboard.map.style.style import MAXZOOM
from dashboard.web.pages.server_errors import answer_unavailable
from tests.database.cluster import Cluster

WORLD_M = 40075016.68
TO_METRES = Transformer.from_crs(4326, 3857, always_xy=True)
Drawn = dict[tuple[str, str], dict[str, Any]]


def store_of(url: str) -> Store:
    with psycopg.connect(url) as connection:
        version = newest(connection)
    assert version is not None
    return Store(url, version)


def client_of(url: str) -> FlaskClient:
    server = Flask("tiles")
    server.register_blueprint(tiles_blueprint(store_of(url)))
    answer_unavailable(server, UNNAMED, DatabaseError)
    return server.test_client()


@pytest.fixture(scope="module")
def tiles(published: str) -> FlaskClient:
    return client_of(published)


def features(tiles: FlaskClient, z: int, x: int, y: int, **filters: str) -> Drawn:
    """What a tile draws, by layer and id, with each shape in metres (EPSG:3857)."""
    answer = tiles.get(f"/tiles/features/{z}/{x}/{y}.mvt", query_string=filters)
    assert answer.status_code in {200, 204}
    if answer.status_code == 204:
        return {}
    side = WORLD_M / 2**z
    west, north = x * side - WORLD_M / 2, WORLD_M / 2 - y * side
    size = side / EXTENT
    drawn: Drawn = {}
    layers = mapbox_vector_tile.decode(answer.data, default_options={"y_coord_down": True})
    for name, layer in layers.items():
        assert layer["extent"] == EXTENT
        for feature in layer["features"]:
            shape = shapely.geometry.shape(feature["geometry"])
            metres = shapely.transform(shape, lambda at: at * [size, -size] + [west, north])
            drawn[name, feature["properties"]["fid"]] = {**feature, "shape": metres}
    return drawn


def files(atlas: Atlas) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """What the map's files have: layer, feature, and its shape in metres."""
    for layer in ("segments", "places"):
        for feature in json.loads(atlas.layers[layer].body)["features"]:
            shape = shapely.geometry.shape(feature["geometry"])
            lon, lat = TO_METRES.transform(*shapely.get_coordinates(shape).T)
            yield layer, feature, shapely.set_coordinates(shape, list(zip(lon, lat, strict=True)))


def tile_at(shape: Any, z: int) -> tuple[int, int, int]:  # noqa: ANN401 (any geometry)
    [east, north] = shapely.get_coordinates(shape)[0]
    return z, int((east / WORLD_M + 0.5) * 2**z), int((0.5 - north / WORLD_M) * 2**z)


def test_close_up_every_feature_is_there_with_its_properties(tiles: FlaskClient, atlas: Atlas) -> None:
    for layer, feature, shape in files(atlas):
        got = features(tiles, *tile_at(shape, ALL_FROM_ZOOM))[layer, feature["properties"]["fid"]]
        facets = atlas.facets[feature["properties"]["fid"]]
        found_by = {f"filter_{name}": f" {' '.join(facets.values(name))} " for name in FILTERS}
        assert got["properties"] == feature["properties"] | found_by
        assert got["id"] == feature["id"]


@pytest.mark.parametrize("z", [4, ALL_FROM_ZOOM, MAXZOOM])
def test_a_line_is_nowhere_farther_off_than_a_pixel(tiles: FlaskClient, atlas: Atlas, z: int) -> None:
    pixel = WORLD_M / 2**z / 512
    for layer, feature, shape in files(atlas):
        got = features(tiles, *tile_at(shape, z)).get((layer, feature["properties"]["fid"]))
        if got is not None:
            assert got["shape"].within(shape.buffer(pixel)), feature["properties"]


def test_far_views_have_fewer_bends(tiles: FlaskClient, atlas: Atlas) -> None:
    whole = {feature["properties"]["fid"]: shape for layer, feature, shape in files(atlas) if layer == "segments"}
    drawn = {fid: got["shape"] for (layer, fid), got in features(tiles, 0, 0, 0).items() if layer == "segments"}
    assert drawn
    bends = shapely.get_num_coordinates([*drawn.values()]).sum()
    assert bends < shapely.get_num_coordinates([whole[fid] for fid in drawn]).sum() / 3


def test_what_begins_closer_up_is_in_no_tile_of_a_farther_view(
    tiles: FlaskClient, published: str, atlas: Atlas
) -> None:
    with psycopg.connect(published) as connection:
        rows = connection.execute("SELECT layer, id, min_zoom FROM atlas_store.map_features").fetchall()
    far = {(layer, fid) for layer, fid, zoom in rows if zoom == 0}
    drawn = set(features(tiles, 0, 0, 0))
    assert drawn <= far != {(layer, fid) for layer, fid, _ in rows}
    lengths = {(layer, feature["properties"]["fid"]): shape.length for layer, feature, shape in files(atlas)}
    assert all(lengths[missing] < WORLD_M / 512 for missing in far - drawn)  # a line of less than a pixel is no line


def test_what_passes_the_filters_is_in_tiles_of_every_zoom(tiles: FlaskClient, atlas: Atlas) -> None:
    usual, missing = set(features(tiles, 0, 0, 0)), 0
    lengths = {feature["properties"]["fid"]: shape.length for _, feature, shape in files(atlas)}
    for project in atlas.catalogue.projects:
        passes = filter_result(atlas.catalogue, atlas.relations, atlas.facets, {"project": [project]})
        own = {("segments", fid) for fid in passes.segments if lengths[fid] > WORLD_M / 128}
        own |= {("places", place) for place in passes.places}
        drawn = set(features(tiles, 0, 0, 0, project=project))
        assert usual | own <= drawn
        assert {fid for _, fid in drawn - usual} <= {*passes.segments, *passes.places}
        missing += len(own - usual)
    assert missing
    assert set(features(tiles, 0, 0, 0, project="tasim", mode="rail")) == usual


def test_a_filter_that_there_is_not_is_refused(tiles: FlaskClient) -> None:
    for asked, words in (
        ("project=nothing", "'nothing' is not a value of"),
        ("colour=red", "'colour' is not a filter"),
    ):
        answer = tiles.get(f"/tiles/features/0/0/0.mvt?{asked}")
        assert answer.status_code == 400
        assert words in answer.get_json()["error"]


def test_a_line_has_no_holes_in_a_far_view(published: str) -> None:
    with psycopg.connect(published) as connection:
        rows = connection.execute(
            "SELECT properties->>'route', array_agg(DISTINCT min_zoom) FROM atlas_store.map_features"
            " WHERE layer = 'segments' GROUP BY 1"
        ).fetchall()
    assert {len(zooms) for _, zooms in rows} == {1}
    assert len({zoom for _, [zoom] in rows}) > 1


def test_an_answer_is_that_of_the_version_and_may_be_kept(tiles: FlaskClient, published: str) -> None:
    store = store_of(published)
    address = tile_address(FEATURES, store.version.data, "/below").format(origin="http://host", z=5, x=20, y=11)
    assert address == f"http://host/below/tiles/features/5/20/11.mvt?v={store.version.data}"
    path = address.removeprefix("http://host/below")
    plain, packed = tiles.get(path), tiles.get(path, headers={"Accept-Encoding": "gzip"})
    assert plain.mimetype == "application/vnd.mapbox-vector-tile"
    assert gzip.decompress(packed.data) == plain.data != b""
    assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "ETag" not in packed.headers
    assert tiles.get("/tiles/features/5/20/11.mvt?v=old").headers["Cache-Control"] == "no-cache"


def test_a_tile_of_nothing_is_empty_and_one_that_is_none_is_refused(tiles: FlaskClient) -> None:
    empty = tiles.get("/tiles/features/5/0/31.mvt")
    assert (empty.status_code, empty.data) == (204, b"")
    for path in ("13/0/0", "5/32/0", "5/0/32", "a/0/0", "5/-1/0", f"{'9' * 5000}/0/0"):
        answer = tiles.get(f"/tiles/features/{path}.mvt")
        assert answer.status_code == 404, path
        assert answer.get_json()["error"]


def test_with_the_database_gone_known_tiles_go_on(cluster: Cluster, new_published: Callable[[], str]) -> None:
    url = new_published()
    tiles = client_of(url)
    known = tiles.get("/tiles/features/5/20/11.mvt")
    cluster.execute("postgres", f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")
    assert tiles.get("/tiles/features/5/20/11.mvt").data == known.data != b""
    missing = tiles.get("/tiles/features/5/20/12.mvt")
    assert (missing.status_code, missing.headers["Cache-Control"]) == (503, "no-store")
    assert missing.headers["Retry-After"]
