"""ATLAS_BASEMAP: a usable file is served. Another file stops the start with one line that says what to do."""

import gzip
import json
import logging
import re
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pmtiles.tile import TileType

from dashboard.app import create_app
from dashboard.atlas import Atlas
from dashboard.build_own_basemap import make_own_basemap_style
from dashboard.http.caching import FOREVER
from dashboard.load_own_basemap import USUAL_ATTRIBUTION, LoadedBasemap, attribution_parts, load_own_basemap, style_file
from dashboard.map.theme import BASEMAP_COLOURS, Theme
from dashboard.server_reload import reload_server
from dashboard.settings import Settings, SettingsError
from dashboard.web.server_state import server_state_of
from tests.conftest import ROOT
from tests.own_basemaps import BOX, own_basemap_root, write_own_basemap

FIRST_VIEW = (46.0, 39.0, 50.0, 42.0)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_own_basemap(tmp_path_factory.mktemp("basemap") / "region.pmtiles")


def loaded(path: Path, **settings: Any) -> LoadedBasemap:  # noqa: ANN401
    own_basemap = load_own_basemap(Settings(root=own_basemap_root(), basemap=path, **settings), FIRST_VIEW)
    assert own_basemap is not None
    return own_basemap


@pytest.fixture(scope="module")
def client(atlas: Atlas, file: Path) -> FlaskClient:
    return create_app(atlas, Settings(root=own_basemap_root(), basemap=file)).server.test_client()


def test_without_the_setting_there_is_none(atlas: Atlas, client: FlaskClient) -> None:
    assert load_own_basemap(Settings(root=ROOT), FIRST_VIEW) is None
    without_basemap = create_app(atlas, Settings(root=ROOT)).server.test_client()
    assert without_basemap.get("/tiles/own-basemap/5/20/12.mvt").status_code == 404
    assert "own-" not in without_basemap.get("/").text.split('id="atlas-map"')[1]
    assert "own-" in client.get("/").text.split('id="atlas-map"')[1]


def test_its_tiles_are_served_like_the_atlas_s_own(client: FlaskClient, file: Path) -> None:
    address = loaded(file).basemap.address.format(origin="", z=5, x=20, y=12)
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert answer.headers["Cache-Control"] == FOREVER
    assert "water" in mapbox_vector_tile.decode(gzip.decompress(answer.data))
    again = client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/tiles/own-basemap/5/0/0.mvt").status_code == 204
    assert client.get("/tiles/own-basemap/9/0/0.mvt").status_code == 404
    assert client.get("/tiles/own-basemap/5/x/0.mvt").status_code == 404


def test_its_address_changes_with_its_content(file: Path, tmp_path: Path) -> None:
    other = write_own_basemap(tmp_path / "region.pmtiles", without_names_in=("ar",))
    assert loaded(file).basemap.address == loaded(file).basemap.address != loaded(other).basemap.address


def test_its_address_lies_below_the_path_of_the_host(file: Path) -> None:
    own_basemap = loaded(file, base_url="https://example.org/atlas")
    assert own_basemap.basemap.address.startswith("{origin}/atlas/tiles/own-basemap/{z}/")


def test_a_file_that_goes_away_later_is_503(atlas: Atlas, tmp_path: Path) -> None:
    path = write_own_basemap(tmp_path / "region.pmtiles")
    server = create_app(atlas, Settings(root=own_basemap_root(), basemap=path)).server.test_client()
    for spoil in (lambda: path.write_bytes(path.read_bytes()[:4000]), path.unlink):
        spoil()
        assert server.get("/tiles/own-basemap/8/161/96.mvt").status_code == 503
    assert server.get("/").status_code == 200


@pytest.mark.parametrize(
    ("kwargs", "expected_text"),
    [
        ({"tile_type": TileType.PNG}, "it has no vector tiles (its tiles are PNG)"),
        ({"without": ("water", "places")}, "it is not in the Protomaps schema: no places, water, its layers are "),
        ({"vector_layers": [{"id": "transportation"}]}, "its layers are transportation; `pmtiles extract`"),
        ({"vector_layers": None}, "its layers are none; "),
        ({"vector_layers": "x"}, "its metadata cannot be read"),
        (
            {"vector_layers": [{"id": name, "fields": {"pmap:kind": ""}} for name in ("earth", "water", "roads")]
             + [{"id": name, "fields": {"pmap:kind": ""}} for name in ("boundaries", "places")]},
            "it is of a former version of the Protomaps schema, 4 is needed; ",
        ),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_told(tmp_path: Path, kwargs: dict[str, Any], expected_text: str) -> None:
    path = write_own_basemap(tmp_path / "region.pmtiles", **kwargs)
    with pytest.raises(SettingsError, match=re.escape(f"ATLAS_BASEMAP={path}: ")) as caught:
        loaded(path)
    assert expected_text in str(caught.value)
    assert "docs/DEPLOY.md" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_is_none_is_told(tmp_path: Path) -> None:
    missing, text = tmp_path / "missing.pmtiles", tmp_path / "text.pmtiles"
    text.write_text("This is no map. " * 40, encoding="utf-8")
    for path, expected_text in (
        (missing, "there is no such file"),
        (tmp_path, "directory"),
        (text, "it is no PMTiles file"),
    ):
        with pytest.raises(SettingsError, match=expected_text) as caught:
            loaded(path)
        assert str(caught.value).startswith(f"ATLAS_BASEMAP={path}: ")
        assert "docs/DEPLOY.md" in str(caught.value)


def test_without_protomaps_layers_the_setting_is_refused(file: Path, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    with pytest.raises(SettingsError, match="`make build` makes it, where npm is"):
        load_own_basemap(Settings(root=tmp_path, basemap=file), FIRST_VIEW)


def test_a_file_that_does_not_cover_the_first_view_is_taken_with_a_warning(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "dashboard.load_own_basemap"):
        loaded(file)
        assert caplog.messages == []
        load_own_basemap(Settings(root=own_basemap_root(), basemap=file), (*BOX[:2], 78, 48))
    (message,) = caplog.messages
    assert str(file) in message
    assert "--bbox=44,38,78,48" in message


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ("© OpenStreetMap", [("© OpenStreetMap", None)]),
        (
            "<a href=\"https://protomaps.com\">Protomaps</a> &copy; <a href='https://osm.org'>OSM</a>",
            [("Protomaps", "https://protomaps.com"), (" © ", None), ("OSM", "https://osm.org")],
        ),
        ('<a href="javascript:alert(1)">x</a>', [("x", None)]),
        ("<script>alert(1)</script>", [("alert(1)", None)]),
        ("", []),
    ],
)
def test_an_attribution_is_text_and_links(html: str, parts: list[tuple[str, str | None]]) -> None:
    assert attribution_parts(html)[: len(parts)] == parts


def test_the_attribution_of_the_file_stands_on_the_page_escaped(atlas: Atlas, tmp_path: Path) -> None:
    hostile = '<img src=x onerror=alert(1)>Somebody & <a href="https://example.org/?a&quot;b">others</a>'
    path = write_own_basemap(tmp_path / "region.pmtiles", attribution=hostile)
    page = create_app(atlas, Settings(root=own_basemap_root(), basemap=path)).server.test_client().get("/").text
    (attribution,) = re.findall(r'class="attribution">(.*?)</p>', page)
    assert "Somebody &amp; <a href=" in attribution
    assert ">others</a></bdi>; elsewhere Natural Earth." in attribution
    assert "onerror" not in attribution


def test_a_file_that_says_nothing_is_openstreetmap_s(tmp_path: Path) -> None:
    assert (
        loaded(write_own_basemap(tmp_path / "region.pmtiles", attribution="")).basemap.attribution == USUAL_ATTRIBUTION
    )


def test_a_build_without_npm_says_so_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert make_own_basemap_style(tmp_path) == "npm is not here: ATLAS_BASEMAP cannot be set"
    assert list(tmp_path.iterdir()) == []


def test_a_build_whose_node_fails_says_so_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("npm", "node"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin")
    (tmp_path / "package.json").write_bytes((ROOT / "package.json").read_bytes())
    message = make_own_basemap_style(tmp_path)
    assert message == "Protomaps' layers could not be made (CalledProcessError): ATLAS_BASEMAP cannot be set"
    assert not style_file(tmp_path).exists()


def test_a_build_makes_the_layers_once_for_each_version_in_the_atlas_s_colours(tmp_path: Path) -> None:
    own_basemap_root()  # skips where there is no npm
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    (tmp_path / "package.json").write_bytes((ROOT / "package.json").read_bytes())
    assert make_own_basemap_style(tmp_path) == "Protomaps' layers made"
    assert make_own_basemap_style(tmp_path) == "Protomaps' layers are there"
    layers = json.loads(style_file(tmp_path).read_text(encoding="utf-8"))
    assert {layer["source"] for layer in layers["dark"] if "source" in layer} == {"own-basemap"}
    (earth,) = (layer for layer in layers["dark"] if layer["id"] == "earth")
    assert earth["paint"]["fill-color"] == BASEMAP_COLOURS[Theme.DARK].land
    style_file(tmp_path).write_text(json.dumps({**layers, "source": {"package": "5.0.0"}}), encoding="utf-8")
    assert make_own_basemap_style(tmp_path) == "Protomaps' layers made"


def test_a_reload_without_the_file_keeps_the_server(
    atlas: Atlas, file: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server = create_app(atlas, Settings(root=own_basemap_root(), basemap=file)).server
    assert isinstance(server, Flask)
    missing = tmp_path / "missing.pmtiles"
    assert reload_server(server, Settings(root=ROOT, basemap=missing)) is server
    reload = server_state_of(server).last_reload
    assert reload is not None
    assert [error.message for error in reload.errors] == [
        "a setting cannot be used any more; the server's log tells why"
    ]
    assert f"ATLAS_BASEMAP={missing}: there is no such file" in caplog.text
